"""The numbers this room can give. Definitions only; the engine counts them."""

from typing import Any

from django.utils.translation import gettext_lazy

from favn.statistics.figures import Figure


def _(text: str) -> Any:
    """The text in the reader's language; the rock below knows only that it is text."""
    return gettext_lazy(text)


TABLE = "pathways.milestone"
SOURCE = _("Koordinatorernes egne registreringer")
STARTED = Figure(
    id="pathways.pairs_started",
    table=TABLE,
    title=_("Nye makkerskaber"),
    definition=_(
        "Hver gang en mentor og en mentee begynder, tæller det som ét nyt makkerskab, i den måned"
        " de begyndte. Den samme mentee tæller igen med en ny mentor, så tallet er ikke et antal"
        " mennesker. Et forslag, som kun den ene sagde ja til, tæller ikke."
    ),
    unit=_("nye makkerskaber"),
    base=_("Alle par, hvor begge sagde ja, og aftalen blev skrevet."),
    method=_("Optælling af aftaler efter den dag, de to begyndte."),
    source=SOURCE,
    counts="events",
    dimensions=("network", "wait"),
    where=(("kind", ("started",)),),
)
ENDED = Figure(
    id="pathways.pairs_ended",
    table=TABLE,
    title=_("Afsluttede makkerskaber"),
    definition=_(
        "Makkerskaber, der sluttede som aftalt eller nåede målet før tid, i den måned de sluttede."
        " Et makkerskab, der blev afbrudt, tæller for sig. Hvad der kom ud af det, er et andet tal."
    ),
    unit=_("afsluttede makkerskaber"),
    base=_("Alle par, der var begyndt."),
    method=_("Optælling af makkerskaber efter den dag, de sluttede."),
    source=SOURCE,
    counts="events",
    dimensions=("network",),
    where=(("kind", ("ended",)),),
)
BROKEN = Figure(
    id="pathways.pairs_broken",
    table=TABLE,
    title=_("Afbrudte makkerskaber"),
    definition=_(
        "Makkerskaber, der stoppede før tid, fordi de to ikke passede sammen, ikke havde tid eller"
        " af en anden grund, i den måned de stoppede."
    ),
    unit=_("afbrudte makkerskaber"),
    base=_("Alle par, der var begyndt."),
    method=_("Optælling af makkerskaber efter den dag, de blev afbrudt."),
    source=SOURCE,
    counts="events",
    dimensions=("network",),
    where=(("kind", ("broken",)),),
)
FIGURES = (STARTED, ENDED, BROKEN)
