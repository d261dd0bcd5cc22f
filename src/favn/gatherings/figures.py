"""The numbers this room can give. Definitions only; the engine counts them."""

from typing import Any

from django.utils.translation import gettext_lazy

from favn.statistics.figures import Figure


def _(text: str) -> Any:
    """The text in the reader's language; the rock below knows only that it is text."""
    return gettext_lazy(text)


HELD = Figure(
    id="gatherings.held",
    table="gatherings.meeting",
    title=_("Holdte arrangementer"),
    definition=_(
        "Hver mødegang, der er holdt, tæller én gang. Et kursus med fire mødegange tæller fire."
        " Aflyste mødegange tæller ikke."
    ),
    unit=_("mødegange"),
    base=_("Alle mødegange, som husets folk har talt til eller meldt holdt."),
    method=_("Optælling af mødegange fordelt på arrangementets slags."),
    source=_("Husets egne deltagerlister"),
    counts="events",
    dimensions=("kind",),
)
PARTICIPATIONS = Figure(
    id="gatherings.participations",
    table="gatherings.presence",
    title=_("Deltagelser i arrangementer"),
    definition=_(
        "Hver gang et menneske kommer til en mødegang, tæller det som én deltagelse. Den samme"
        " tæller igen næste gang, så tallet er ikke et antal mennesker."
    ),
    unit=_("deltagelser"),
    base=_("Alle, der er talt ved døren, med og uden tilmelding."),
    method=_("Optælling af deltagelser fordelt på arrangementets slags."),
    source=_("Husets egne deltagerlister"),
    counts="events",
    dimensions=("kind",),
)
FIGURES = (HELD, PARTICIPATIONS)
