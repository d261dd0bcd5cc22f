"""The numbers this room can give. Definitions only; the engine counts them."""

from typing import Any

from django.utils.translation import gettext_lazy

from favn.statistics.figures import Figure


def _(text: str) -> Any:
    """The text in the reader's language; the rock below knows only that it is text."""
    return gettext_lazy(text)


VISITS = Figure(
    id="centre.visits",
    table="centre.visit",
    title=_("Registrerede besøg"),
    definition=_(
        "Hver gang en gæst kommer ind ad døren, tæller det som ét besøg. Den samme gæst tæller"
        " igen, hver gang hun kommer. Deltagelse på et hold tæller ikke med her."
    ),
    unit=_("besøg"),
    base=_("Alle besøg, der er talt ved skranken eller på tavlen og ikke er taget ud igen."),
    method=_("Optælling af indtastninger. Lukkede dage er nul."),
    source=_("Husets egne indtastninger ved skranken"),
    counts="events",
    dimensions=("month", "weekday", "hour"),
)
PARTICIPATIONS = Figure(
    id="centre.participations",
    table="centre.participation",
    title=_("Deltagelser på hold"),
    definition=_(
        "Hver gang en gæst deltager på et hold, tæller det som én deltagelse. Den samme gæst"
        " tæller igen ved næste mødegang, så tallet er ikke et antal mennesker."
    ),
    unit=_("deltagelser"),
    base=_("Alle deltagelser, der er talt på husets hold og ikke er taget ud igen."),
    method=_("Optælling af indtastninger fordelt på holdets aktivitet."),
    source=_("Husets egne indtastninger på hold"),
    counts="events",
    dimensions=("activity", "month", "weekday", "hour"),
)
GUIDANCES = Figure(
    id="centre.guidances",
    table="centre.guidance",
    title=_("Vejledninger"),
    definition=_(
        "Små stykker hjælp uden aftale: et brev, MitID, netbank, en ansøgning. Hver hjælp tæller"
        " én gang under ét emne. Der registreres ingen person."
    ),
    unit=_("vejledninger"),
    base=_("Alle vejledninger, der er noteret i huset og ikke er taget ud igen."),
    method=_(
        "Optælling af indtastninger fordelt på ét emne hver, så emnerne tilsammen giver tallet i"
        " alt. Andelene er rundet af til hele procent og kan tilsammen give lidt over eller under"
        " 100 %."
    ),
    source=_("Husets egne indtastninger i vejledningen"),
    counts="events",
    dimensions=("topic", "month", "weekday", "hour"),
)
GUESTS = Figure(
    id="centre.guests",
    table="centre.visit",
    title=_("Forskellige gæster med kort"),
    definition=_(
        "Hvor mange forskellige gæster der har vist et kort ved døren i året. En gæst tæller én"
        " gang, uanset hvor ofte hun kommer. Gæster uden kort kan ikke tælles som mennesker og"
        " er ikke med."
    ),
    unit=_("forskellige gæster"),
    base=_(
        "Gæster, der har vist et kort uden navn. Får en gæst et nyt kort, tæller hun som en ny"
        " gæst."
    ),
    method=_("Vi tæller, hvor mange forskellige kort der er vist i ét kalenderår."),
    source=_("Husets egne indtastninger ved skranken"),
    counts="persons",
    dimensions=("month", "weekday", "hour"),
)
REGULARS = Figure(
    id="centre.participants",
    table="centre.participation",
    title=_("Forskellige deltagere med kort"),
    definition=_(
        "Hvor mange forskellige gæster der har vist et kort på et hold i året. En gæst tæller én"
        " gang i alt og én gang på hver aktivitet, så aktiviteterne tilsammen kan give mere end"
        " tallet i alt."
    ),
    unit=_("forskellige deltagere"),
    base=_("Deltagere, der har vist et kort uden navn."),
    method=_("Vi tæller, hvor mange forskellige kort der er vist i ét kalenderår."),
    source=_("Husets egne indtastninger på hold"),
    counts="persons",
    dimensions=("activity", "month"),
)
FIGURES = (VISITS, PARTICIPATIONS, GUIDANCES, GUESTS, REGULARS)
