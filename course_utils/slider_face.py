"""A drawn face that moves with sliders, or with a line of text where there are none."""

from __future__ import annotations

import base64
import html
import os

import cv2
import numpy as np

from course_utils.faces.face import Face, face
from course_utils.faces.units import LEFT, NAMES, RIGHT, UNITS, UnitsError, parse, to_text
from course_utils.faces.words import describe_face

#: The units that have a slider; the text box takes all of them, and either side alone.
WITH_SLIDER = (1, 2, 4, 5, 6, 9, 12, 15, 17, 20, 25, 26)
#: Side of the face in pixels: five times 48.
SIZE = 240
SEED = 20


def person(number: int, units: str | np.ndarray = "0") -> Face:
    """A drawn person, looking straight ahead in even light, with the given action units."""
    return face(SEED, number, units, strength=0.0)


def slider_face(number: int = 0):
    """A face with a slider for each of twelve action units and a box for units as text.

    Every slider works with the arrow keys. Where widgets cannot be shown, the text that comes
    instead says what to do.

    Args:
        number: which drawn person.

    Returns:
        An ipywidgets box, or None while nbgrader runs the notebook or where there are no widgets.
    """
    if os.environ.get("NBGRADER_EXECUTION"):
        return None
    try:
        import ipywidgets as widgets
    except ImportError:
        print("There are no sliders here. Change the text in the cell below instead.")
        return None
    return _Panel(widgets, number).box


class _Panel:
    """The widgets and the face that they move."""

    def __init__(self, widgets, number: int):
        self.number = number
        self.busy = False
        self.sliders = {
            unit: widgets.IntSlider(
                value=0,
                max=100,
                step=10,
                description=f"{unit} {NAMES[unit]}",
                style={"description_width": "13em"},
                layout={"width": "32em"},
            )
            for unit in WITH_SLIDER
        }
        self.text = widgets.Text(
            value="0",
            description="units as text",
            placeholder="for instance 1+2+R12",
            continuous_update=False,
            style={"description_width": "13em"},
            layout={"width": "32em"},
        )
        self.next = widgets.Button(description="another person")
        self.rest = widgets.Button(description="face at rest")
        self.picture = widgets.HTML()
        self.box = widgets.HBox(
            [
                widgets.VBox([self.picture, widgets.HBox([self.next, self.rest])]),
                widgets.VBox([*self.sliders.values(), self.text]),
            ],
            layout={"flex_flow": "row wrap"},
        )
        for slider in self.sliders.values():
            slider.observe(self._slid, names="value")
        self.text.observe(self._typed, names="value")
        self.next.on_click(self._another)
        self.rest.on_click(lambda _: self._move(np.zeros((len(UNITS), 2), np.float32)))
        self._draw(parse("0"))

    def _slid(self, change) -> None:
        if self.busy:
            return
        # Only this unit: one that was typed for one side alone, or has no slider, stays as it is.
        (unit,) = (unit for unit, slider in self.sliders.items() if slider is change["owner"])
        units = self.units.copy()
        units[UNITS.index(unit)] = change["new"] / 100
        self._move(units)

    def _typed(self, change) -> None:
        if self.busy:
            return
        try:
            units = parse(change["new"])
        except UnitsError as mistake:
            self.picture.value = f'<p role="alert">{html.escape(str(mistake))}</p>'
            return
        self._move(units)

    def _another(self, _) -> None:
        self.number += 1
        self._draw(self.units)

    def _move(self, units: np.ndarray) -> None:
        """Bring face, sliders and text to the same units."""
        self.busy = True
        try:
            for unit, slider in self.sliders.items():
                slider.value = round(100 * float(units[UNITS.index(unit)].max()))
            self.text.value = _as_text(units)
        finally:
            self.busy = False
        self._draw(units)

    def _draw(self, units: np.ndarray) -> None:
        self.units = units
        shown = person(self.number, units)
        words = describe_face(shown)
        code = cv2.imencode(".png", shown.picture(SIZE))[1].tobytes()
        data = base64.b64encode(code).decode()
        self.picture.value = (
            f'<img alt="{html.escape(words)}" width="{SIZE}" height="{SIZE}" '
            f'src="data:image/png;base64,{data}">'
            f'<p role="status" style="width:{SIZE}px;line-height:1.4">{html.escape(words)}</p>'
        )


def _as_text(units: np.ndarray) -> str:
    """Units as the text box takes them, with letters for what is weaker than full."""
    terms = []
    for unit, sides in zip(UNITS, units, strict=True):
        letters = [" ABCDE"[int(np.ceil(round(float(side), 3) * 5))].strip() for side in sides]
        letters = ["" if letter == "E" else letter for letter in letters]
        shown = [side > 0 for side in sides]
        if all(shown) and letters[LEFT] == letters[RIGHT]:
            terms.append(f"{unit}{letters[LEFT]}")
            continue
        for side, name in ((LEFT, "L"), (RIGHT, "R")):
            if shown[side]:
                terms.append(f"{name}{unit}{letters[side]}")
    return "+".join(terms) or to_text(units)
