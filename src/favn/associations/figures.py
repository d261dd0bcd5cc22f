"""The numbers this room can give. Definitions only; the engine counts them."""

from typing import Any

from django.utils.translation import gettext_lazy

from favn.statistics.figures import Figure


def _(text: str) -> Any:
    """The text in the reader's language; the rock below knows only that it is text."""
    return gettext_lazy(text)


COLLABORATIONS = Figure(
    id="associations.collaborations",
    table="associations.collaboration",
    title=_("Nye samarbejder"),
    definition=_(
        "Et nyt samarbejde er en skriftlig aftale, som begge parter har sagt ja til, og hvor mindst"
        " én af dem bagefter har sagt, at der skete noget af det aftalte. Det tæller én gang, i den"
        " måned begge først sagde ja, også når aftalen bliver rettet eller forlænget. En aftale,"
        " ingen har fulgt op på, tæller ikke endnu."
    ),
    unit=_("nye samarbejder"),
    base=_("Aftaler mellem to foreninger eller mellem en forening og en forvaltning."),
    method=_("Optælling af aftaler. Hvad der skete, er parternes egne ord, hver for sig."),
    source=_("Parternes aftaler og deres svar ved opfølgning"),
    counts="events",
    dimensions=("matter",),
)
FIGURES = (COLLABORATIONS,)
