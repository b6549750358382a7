"""What goes wrong in this room through no fault of the program."""

from course_utils.errors import UserMistake


class ModelsError(UserMistake, ValueError):
    """A model, run or face set that cannot be used; the message says what, where, what to do."""
