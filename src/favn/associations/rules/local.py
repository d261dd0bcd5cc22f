"""May a local network be changed like this, and how far has one of its ventures come?"""

from datetime import date

from django.utils.translation import gettext as _

from favn.associations.choices.local import VentureKind, VentureState


def state_of(
    kind: str, has_plan: bool, applied_on: date | None, got: int | None, held_on: date | None, *,
    is_shared: bool,
) -> VentureState:  # fmt: skip
    """What follows from what is written; the furthest that is true."""
    if held_on:
        return VentureState.SHARED if is_shared else VentureState.HELD
    if kind == VentureKind.FUNDING and applied_on:
        if got is None:
            return VentureState.APPLIED
        return VentureState.GRANTED if got else VentureState.REFUSED
    return VentureState.PLANNED if has_plan else VentureState.IDEA


def why_not_join(is_ended: bool, is_closed: bool, name: str) -> str | None:
    """Only living associations join a network that meets."""
    if is_ended:
        return _("Netværket er lukket. Begynd det igen først.")
    if is_closed:
        return _("%(name)s er lukket i oversigten.") % {"name": name}
    return None


def why_not_gather(is_ended: bool, members: int) -> str | None:
    """Somebody must be there to be invited."""
    if is_ended:
        return _("Netværket er lukket. Begynd det igen først.")
    if not members:
        return _("Der er ingen foreninger i netværket endnu. Skriv dem på først.")
    return None


def why_not_venture(
    kind: str, fund: str, asked: int | None, applied_on: date | None, got: int | None, today: date
) -> str | None:
    """Money has a fund it was asked of, and an answer comes after the question."""
    is_money = fund.strip() or asked is not None or applied_on or got is not None
    if kind != VentureKind.FUNDING:
        return _("Kun en ansøgning til en fond har penge på. Vælg den slags.") if is_money else None
    if applied_on and applied_on > today:
        return _("Dagen for ansøgningen er ikke kommet endnu.")
    if applied_on and not (fund.strip() and asked):
        return _("Skriv, hvilken fond I søgte, og hvor mange kroner.")
    if got is not None and not applied_on:
        return _("Skriv først, hvornår I søgte.")
    if got is not None and asked is not None and got > asked:
        return _("I kan ikke have fået mere, end I søgte om. Ret et af beløbene.")
    return None


def why_not_share(held_on: date | None) -> str | None:
    """What has not been held cannot be told of."""
    return None if held_on else _("Skriv først, at det er holdt. Så kan I fortælle om det.")
