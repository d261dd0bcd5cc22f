"""When two texts that people typed are the same one, whatever the spaces and capitals between."""


def tidy(text: str) -> str:
    """As it is kept: one space between words and none around them."""
    return " ".join(text.split())


def alike(one: str, other: str) -> bool:
    """Whether a reader would take the two for the same."""
    return tidy(one).casefold() == tidy(other).casefold()
