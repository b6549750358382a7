"""Real FER2013 in every form that people have: csv, archives, folders of pictures, votes.

`read(path)` finds out what a path holds. The parts: `reading` (path to face set, by way of
`cache`), `shelf` (which form is it), `members` and `archives` (files, in a folder or packed),
`header`, `rows` and `digits` (csv), `sidecar` (what is known of drawn faces), `pictures`
(folders), `votes` (FER+), `spellings` (names of labels and splits).
"""

from course_utils.faces.fer2013.reading import read

__all__ = ["read"]
