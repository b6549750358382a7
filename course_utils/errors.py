"""The one exception that the command line turns into a single clear line (exit code 2)."""


class UserMistake(Exception):
    """Something the caller can mend: the message says what is wrong, where, and what to do."""
