"""The year's pairs as the networks' page shows them: how many began, ended and broke."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock, figures
from favn.people.accounts.door import Request
from favn.people.accounts.editions import editions_of
from favn.statistics.figures import Period

ASKED: tuple[tuple[str, str | None], ...] = (
    ("pathways.pairs_started", None),
    ("pathways.pairs_ended", None),
    ("pathways.pairs_broken", None),
)
BY = "network"


def numbers_of(request: Request, year: int) -> list[dict[str, Any]]:
    """Three numbers, each leading to the figure by network; none for a role that reads no figures.

    They are events, so a whole number is exact in every edition.
    """
    allowed = editions_of(request.membership, figures.figure_with(ASKED[0][0]), None)
    if not allowed:
        return []
    house, is_now = request.organisation, year == clock.today().year
    base = _("%(year)s indtil i dag") if is_now else _("hele %(year)s")
    found = figures.values(ASKED, house.pk, Period(year), edition=allowed[0])
    return [
        {
            "value": one.total, "unit": one.figure.unit, "as_of": one.as_of,
            "base": base % {"year": year},
            "url": _address(one.figure.id, house.slug, year),
        }
        for one in found
    ]  # fmt: skip


def _address(figure: str, slug: str, year: int) -> str:
    page = reverse("publishing:figure", args=[f"{figure}@{slug}/{year}"])
    return f"{page}?by={BY}"
