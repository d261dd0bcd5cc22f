"""How many were helped on, and how many of them came. Definitions only; the engine counts."""

from typing import Any

from django.utils.translation import gettext_lazy

from favn.statistics.figures import Figure


def _(text: str) -> Any:
    """The text in the reader's language; the rock below knows only that it is text."""
    return gettext_lazy(text)


OFFERED = Figure(
    id="referrals.offered",
    table="referrals.referral",
    title=_("Henvisninger"),
    definition=_(
        "Hver gang en person er tilbudt hjælp hos en anden: en kollega, et sted uden for huset"
        " eller en anden forening, og hver gang nogen udefra sender en person hertil."
    ),
    unit=_("henvisninger"),
    base=_("Alle henvisninger, der er skrevet i perioden, uanset hvor langt de er nået."),
    method=_("Optælling af henvisninger efter den dag, de blev tilbudt."),
    source=_("Husets egne henvisninger"),
    counts="events",
    sensitivity="special",
    area="persons",
    dimensions=("way",),
)
ARRIVED = Figure(
    id="referrals.arrived",
    table="referrals.referral",
    title=_("Henvisninger, hvor personen kom"),
    definition=_(
        "Henvisninger, hvor modtageren har skrevet, at personen kom. De tælles i den måned, hvor"
        " henvisningen blev tilbudt, så tallet kan sættes over for alle henvisninger."
    ),
    unit=_("henvisninger"),
    base=_("Alle henvisninger, der er skrevet i perioden."),
    method=_("Optælling af henvisninger, der står som kommet eller hjulpet."),
    source=_("Modtagernes svar"),
    counts="events",
    sensitivity="special",
    area="persons",
    dimensions=("way",),
    where=(("state", ("arrived", "helped")),),
)
FIGURES = (OFFERED, ARRIVED)
