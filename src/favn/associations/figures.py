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
MEMBERSHIP = "associations.membershipyear"
BASE = _("Alle foreninger, der er skrevet ind i netværket. De, der gik ud i året, er ikke med.")
SOURCE = _("Netværkets egen medlemsliste")
MEMBERS = Figure(
    id="associations.network_members",
    table=MEMBERSHIP,
    title=_("Medlemsforeninger i netværket"),
    definition=_(
        "Foreninger, der er medlem den sidste dag i året. I et år, der ikke er slut, er det de"
        " foreninger, der er med nu."
    ),
    unit=_("medlemsforeninger"),
    base=BASE,
    method=_("Hver forening tæller én gang i hvert år. Måneden er den, hvor den kom med."),
    source=SOURCE,
    counts="events",
    dimensions=("place", "standing"),
)
PLACES = Figure(
    id="associations.network_places",
    table=MEMBERSHIP,
    title=_("Kommuner med medlemsforeninger"),
    definition=_("Kommuner, hvor mindst én forening er medlem den sidste dag i året."),
    unit=_("kommuner"),
    base=BASE,
    method=_("Den første forening fra hver kommune tæller, så en kommune tæller én gang."),
    source=SOURCE,
    counts="events",
    dimensions=("place",),
    where=(("is_first", ("yes",)),),
)
NEW = Figure(
    id="associations.network_new",
    table=MEMBERSHIP,
    title=_("Nye medlemsforeninger"),
    definition=_(
        "Foreninger, der kom med i året og stadig er medlem den sidste dag. En forening, der kom og"
        " gik i samme år, er ikke med."
    ),
    unit=_("nye foreninger"),
    base=BASE,
    method=_("Optælling af foreninger efter den dag, de kom med."),
    source=SOURCE,
    counts="events",
    dimensions=("place",),
    where=(("standing", ("new",)),),
)
ADVICE = Figure(
    id="associations.advice",
    table="associations.advice",
    title=_("Rådgivninger af foreninger"),
    definition=_(
        "En rådgivning er en aftalt samtale, hvor en medarbejder rådgiver en forening. Et svar på"
        " en mail er ikke en rådgivning. En forening kan rådgives flere gange."
    ),
    unit=_("rådgivninger"),
    base=_("Foreninger i oversigten."),
    method=_("Optælling af samtaler efter den dag, de fandt sted."),
    source=_("Medarbejdernes egne noter på foreningens side"),
    counts="events",
    dimensions=("subject",),
)
ADVISED = Figure(
    id="associations.advised",
    table="associations.advice",
    title=_("Rådgivne foreninger"),
    definition=_(
        "Foreninger, der er rådgivet mindst én gang i året. En forening tæller én gang, også når"
        " den stod under to navne."
    ),
    unit=_("rådgivne foreninger"),
    base=_("Foreninger i oversigten."),
    method=_("Foreningens første rådgivning i året tæller, i den måned den fandt sted."),
    source=_("Medarbejdernes egne noter på foreningens side"),
    counts="events",
    dimensions=("subject",),
    where=(("is_first", ("yes",)),),
)
FIGURES = (COLLABORATIONS, MEMBERS, PLACES, NEW, ADVICE, ADVISED)
