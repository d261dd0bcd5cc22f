"""May a plan be shown to everybody now? A sentence, or nothing. Pure: nothing is read here."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

Named = Sequence[tuple[str, Sequence[int]]]
"""Names of offices with the numbers of initiatives."""


def why_not_publish(ownerless: Sequence[int], lacking: Named, *, has_closed: bool) -> str | None:
    """What everybody reads has an owner and a status that its office stands by.

    `lacking` are offices with the initiatives of which no status is known.
    """
    if not has_closed:
        return _(
            "Planen kan ikke offentliggøres endnu, for ingen statusrunde er lukket. Luk en runde"
            " først. Det er den, alle kommer til at læse."
        )
    said = []
    if ownerless:
        said.append(_("Uden ejer: %(numbers)s.") % {"numbers": _list(ownerless)})
    if lacking:
        names = "; ".join(f"{name}: {_list(numbers)}" for name, numbers in lacking)
        said.append(_("Uden status: %(names)s.") % {"names": names})
    if not said:
        return None
    return " ".join(
        [_("Planen kan ikke offentliggøres endnu."), *said, _("Giv dem det, og prøv igen.")]
    )


def _list(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
