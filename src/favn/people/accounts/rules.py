"""May this be the code of one's own screen or one's address, may somebody be invited, may their
access end?

A sentence, or nothing.
"""

from django.utils.translation import gettext as _

SHORTEST, LONGEST = 4, 8
"""Digits of a code."""
MOST_TRIES = 5
"""Wrong codes in a row before only the full sign-in opens the screen."""
MOST_LETTERS = 5
"""New addresses one may ask for in a day: each is a letter to somebody who did not ask for it."""
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


def why_not_invite(
    *, leads: bool, own: bool, may_give: bool, lacks_unit: bool, closed: bool
) -> str | None:
    """Whoever leads gives the roles of their own kind of house, and none to themselves."""
    if not leads:
        return _("Du har selv ikke adgang til det mere.")
    if own:
        return _("Det er din egen adresse. En anden leder giver dig en rolle til.")
    if not may_give:
        return _("Den rolle kan du ikke give. Hent siden igen, og vælg en anden.")
    if closed:
        return _("Teamet er lukket imens. Hent siden igen, og vælg et andet.")
    if lacks_unit:
        return _("Rollen ser kun én forvaltning. Vælg hvilken.")
    return None


def why_not_again(*, named: str, there: str, role: str, has_role: bool) -> str | None:
    """One who is here is not invited to the role they have, and no two share an address.

    `named` is what was typed; `there` is called whoever signs in here with the address, as `role`.
    """
    if there and not is_called(there, named):
        return _(
            "På den adresse har %(name)s allerede adgang her. Hver kollega skal have sin egen."
        ) % {"name": there}
    if has_role:
        return _("%(name)s har allerede adgang som %(role)s.") % {"name": there, "role": role}
    return None


def why_not_twice(*, name: str, role: str) -> str:
    """Somebody was quicker: one address has one invitation."""
    return _(
        "%(name)s er allerede inviteret som %(role)s. Send invitationen igen, eller tag den"
        " tilbage først."
    ) % {"name": name, "role": role}


def why_not_mail(email: str) -> str | None:
    """An address that letters reach, and that is read in one way only: some letters of other
    alphabets turn into one of ours when they are made small.
    """
    if not email.isascii() or email.lower().endswith(LEFT) or any(c in email for c in ',;<>" '):
        return _(
            "Adressen ser forkert ud. Skriv den som navn@hus.dk, uden æ, ø, å eller mellemrum."
        )
    return None


def why_not_address(*, own: bool, letters: int) -> str | None:
    """Another address than one's own, and not letter upon letter to others. Whether somebody signs
    in with it is not asked here: that is told to nobody but whoever reads its letters.
    """
    if own:
        return _("Det er den adresse, du logger ind med nu.")
    if letters >= MOST_LETTERS:
        return _("Du har bedt om det %(n)s gange i dag. Prøv igen i morgen.") % {"n": MOST_LETTERS}
    return None


def why_not_theirs(*, own: bool) -> str | None:
    """An address becomes that of whoever asked for it, and of nobody who only has the letter."""
    return None if own else _("Linket hører til en anden konto. Log ind med den, og åbn det igen.")


def why_not_move(*, leads: bool, open: bool, lacks_unit: bool) -> str | None:
    """Whoever leads moves colleagues, to a team that is in use."""
    if not leads:
        return _("Du har selv ikke adgang til det mere.")
    if not open:
        return _("Teamet er lukket imens. Hent siden igen, og vælg et andet.")
    return _("Rollen ser kun én forvaltning. Vælg hvilken.") if lacks_unit else None


def why_not_close_team(*, leads: bool, left: list[str]) -> str | None:
    """A team is closed when nobody and nothing open is in it; `left` is what is, in words."""
    if not leads:
        return _("Du har selv ikke adgang til det mere.")
    if left:
        return _("Teamet kan ikke lukkes endnu. Der er: %(what)s.") % {"what": ", ".join(left)}
    return None


def why_not_take_over(*, able: bool) -> str | None:
    """Nobody is given work who has left, or whose role does not reach it."""
    if not able:
        return _("Kollegaen kan ikke tage det. Hent siden igen, og vælg en anden.")
    return None


def why_not_given(number: int) -> str | None:
    """Another leader was quicker, and what they gave stays where it is."""
    return None if number else _("Det er givet videre imens. Hent siden igen.")


def is_called(one: str, other: str) -> bool:
    """Whether two names are the same, however they are spaced and whichever letters are large."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _is_easy(pin: str) -> bool:
    """All of one or two digits in turn, a run up or down, the same half twice, or a year."""
    half = len(pin) // 2
    is_twice = len(pin) % 2 == 0 and pin[:half] == pin[half:]
    is_year = len(pin) == 4 and FIRST_YEAR <= int(pin) <= LAST_YEAR
    return len(set(pin)) == 1 or is_twice or is_year or any(pin in row for row in ROWS)
