"""The course's picture language: style, colours, walls of faces, charts of scores, alt text.

A notebook calls `figures.NAME(...)`, with what is to be drawn by keyword, and shows the result by
`figures.show(figure, alt=..., table=...)`. Nothing here answers an exercise: what an exercise asks
for is drawn by the student.

| module | draws |
|---|---|
| `style` | nothing: the style file, colours, widths |
| `showing` | nothing: puts a figure into the notebook, with alt text and a table |
| `pictures` | faces in rows, frames on a picture, numbers at the place of pixels |
| `planes` | points on a plane, and the borders that machines draw there |
| `intervals` | numbers with their intervals: the running duel, scores, estimates |
| `mistakes` | right and wrong answers: confusion, reliability, abstention |
| `learning` | how learning goes: descents, curves, costs, few labels |
| `networks` | what networks are made of |
| `looking` | where a network looks |

This room must never import another one: it takes arrays and tables, whoever made them, and knows
nothing of face sets, models, exercises or grading.
"""

from course_utils.figures.intervals import duel, estimates, scores
from course_utils.figures.learning import costs, curves, descents, few_labels
from course_utils.figures.looking import looks
from course_utils.figures.mistakes import abstention, confusion, reliability
from course_utils.figures.networks import architecture, families, small_networks
from course_utils.figures.pictures import boxes_on, heat, pictures_in_a_row, wall
from course_utils.figures.planes import borders, clouds
from course_utils.figures.showing import show
from course_utils.figures.style import COLOURS, INK, NARROW, PALE, WIDE, colours_of, use_style

__all__ = [
    "COLOURS",
    "INK",
    "NARROW",
    "PALE",
    "WIDE",
    "abstention",
    "architecture",
    "borders",
    "boxes_on",
    "clouds",
    "colours_of",
    "confusion",
    "costs",
    "curves",
    "descents",
    "duel",
    "estimates",
    "families",
    "few_labels",
    "heat",
    "looks",
    "pictures_in_a_row",
    "reliability",
    "scores",
    "show",
    "small_networks",
    "use_style",
    "wall",
]
