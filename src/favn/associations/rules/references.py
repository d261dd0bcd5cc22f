"""What number does a member write with a payment, and which number was meant?

Two digits of the year, the member's number, and two that check the rest (ISO 7064, mod 97-10, as in
an IBAN): one wrong digit, or two neighbours that changed place, never give another member's number.
"""

import re

FEWEST, MOST = 8, 10
TYPED = re.compile(r"(?<!\d)\d(?:[ .\-/]?\d){7,9}(?!\d)")
"""A number as people type it, with spaces or dashes; a phone number has as many digits."""


def reference_for(year: int, number: int) -> str:
    """The reference of a member (by number) for a year: 2026 and 12 give “26001247”."""
    stem = f"{year % 100:02}{number:04}"
    return f"{stem}{98 - int(stem) * 100 % 97:02}"


def is_whole(reference: str) -> bool:
    """Whether its last two digits fit the others."""
    return FEWEST <= len(reference) <= MOST and reference.isdecimal() and int(reference) % 97 == 1


def spaced(reference: str) -> str:
    """As it is printed: “26 0012 47”."""
    return f"{reference[:2]} {reference[2:-2]} {reference[-2:]}"


def numbers_in(text: str) -> list[str]:
    """Every number in a message that is as long as a reference, without its spaces, each once."""
    found = (re.sub(r"\D", "", part) for part in TYPED.findall(text))
    return list(dict.fromkeys(n for n in found if FEWEST <= len(n) <= MOST))
