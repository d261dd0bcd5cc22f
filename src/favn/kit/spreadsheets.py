"""What a spreadsheet would take for a formula is made plain text before it leaves the house."""

RISKY = tuple("=+-@\t\r＝＋－＠")
"""Signs that begin a formula."""


def safe(text: str) -> str:
    """Text that a spreadsheet would run gets an apostrophe in front."""
    return f"'{text}" if text.lstrip("\ufeff ").startswith(RISKY) else text
