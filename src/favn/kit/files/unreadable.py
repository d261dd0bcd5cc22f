"""How a file says that it cannot be read."""


class Unreadable(ValueError):
    """The file as a whole cannot be read; the sentence says what to do."""
