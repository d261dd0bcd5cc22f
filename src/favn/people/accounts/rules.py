"""May this be the code of one's own screen, may somebody's access end? A sentence, or nothing."""

from django.utils.translation import gettext as _

SHORTEST, LONGEST = 4, 8
"""Digits of a code."""
MOST_TRIES = 5
"""Wrong codes in a row before only the full sign-in opens the screen."""
LEFT = "@left.invalid"
"""Where the address of somebody leads who left a year ago: to nobody."""
ROWS = ("01234567890", "09876543210")
FIRST_YEAR, LAST_YEAR = 1900, 2099


def why_not_pin(pin: str) -> str | None:
    """Digits of one's own choice, and not those that anybody tries first."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        return _("Koden skal være fire til otte cifre.")
    if _is_easy(pin):
        return _(
            "Koden er for let at gætte. Undgå ens cifre, cifre i rækkefølge, gentagelser og årstal."
        )
    return None


def why_not_end(*, own: bool, gone: bool, leads: bool) -> str | None:
    """Access ends once, and nobody shuts the door behind themselves: a house needs a leader."""
    if own:
        return _("Din egen adgang slutter en anden leder, så huset ikke står uden.")
    if not leads:
        return _("Du har selv ikke adgang til det mere.")
    return _("Adgangen er allerede sluttet.") if gone else None


def _is_easy(pin: str) -> bool:
    """All of one or two digits in turn, a run up or down, the same half twice, or a year."""
    half = len(pin) // 2
    is_twice = len(pin) % 2 == 0 and pin[:half] == pin[half:]
    is_year = len(pin) == 4 and FIRST_YEAR <= int(pin) <= LAST_YEAR
    return len(set(pin)) == 1 or is_twice or is_year or any(pin in row for row in ROWS)
