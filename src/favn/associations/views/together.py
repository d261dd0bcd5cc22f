"""The map of who works together with whom, and where nobody does."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.queries.together import Tie, Together, together
from favn.associations.views.seats import Seat, by_house
from favn.associations.views.together_drawing import ties
from favn.people.accounts.door import Request

MOST_DRAWN = 30
"""Associations in the drawing; the table has all of them."""
MOST_NAMED = 3
"""Areas that the finding names."""


@by_house
def working_together(request: Request, seat: Seat) -> HttpResponse:
    """The drawing, every pair in a table, and the areas where nobody works with anybody."""
    told = together()
    context = _drawn(told) | {
        "told": told,
        "finding": _finding(told),
        "rows": [(tie, _links(seat, tie)) for tie in told.ties],
        "lines": sum(len(tie.rows) for tie in told.ties),
    }
    return render(request, "associations/together.html", context)


def _drawn(told: Together) -> dict[str, Any]:
    """Offices across from associations; two associations that work together stand in the table."""
    with_office = [tie for tie in told.ties if tie.one in told.offices]
    by_key = {tie.other.pk: tie.other.name for tie in with_office}
    right = sorted(by_key.items(), key=lambda pair: pair[1].casefold())[:MOST_DRAWN]
    left = [(unit.pk, unit.name) for unit in told.offices]
    return {
        "narrow": ties(left, right, with_office, 340),
        "wide": ties(left, right, with_office, 760),
        "undrawn": len(by_key) - len(right),
        "is_drawn": bool(with_office),
    }


def _finding(told: Together) -> str:
    """What the map says in one sentence."""
    many = sum(tie.holds for tie in told.ties)
    said = ngettext(
        "%(n)s par har en aftale", "%(n)s par har aftaler", many
    ) % {"n": many}  # fmt: skip
    if told.empty:
        words = {"said": said, "names": _areas([place.name for place in told.empty])}
        return _("%(said)s. Ingen arbejder sammen med nogen i %(names)s") % words
    return said


def _areas(names: list[str]) -> str:
    """The first few by name, and how many more: what is not named is not forgotten."""
    left = len(names) - MOST_NAMED
    if left < 1:
        return ", ".join(names)
    words = {"names": ", ".join(names[:MOST_NAMED]), "n": left}
    return ngettext("%(names)s og %(n)s område til", "%(names)s og %(n)s områder til", left) % words


def _links(seat: Seat, tie: Tie) -> list[tuple[str, str, Any]]:
    """Title, address and stage of what two do together."""
    return [(row.title, seat.at("cooperation", row.pk), row) for row in tie.rows]
