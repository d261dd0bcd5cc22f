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
WITH_PERSONS = (("setting", ("person",)),)
SEVERAL = _(
    "En samtale kan handle om flere emner og tælles så under dem alle. Derfor giver emnerne"
    " tilsammen mere end alle samtaler, og andelene tilsammen mere end 100 %."
)
CONVERSATIONS = Figure(
    id="centre.conversations",
    table="centre.conversation",
    title=_("Rådgivningssamtaler"),
    definition=_(
        "Hver samtale i den sociale, juridiske og økonomiske rådgivning og i jobrådgivningen tæller"
        " én gang. Samtaler uden navn tæller med. Samtaler med en sagsbehandler tælles for sig."
    ),
    unit=_("samtaler"),
    base=_("Alle samtaler, der er gjort færdige. Kladder tæller ikke."),
    method=_("Optælling af samtaler. Antallet af lovområder er gemt som tal, ikke som bånd."),
    source=_("Rådgivernes egne registreringer"),
    counts="events",
    sensitivity="special",
    area="cases",
    dimensions=("kind", "areas", "interpreter"),
    where=WITH_PERSONS,
)
CLIENTS = Figure(
    id="centre.clients",
    table="centre.conversation",
    title=_("Forskellige rådsøgende"),
    definition=_(
        "Hvor mange forskellige mennesker der har haft mindst én rådgivningssamtale i året. En"
        " person tæller én gang, uanset hvor ofte hun kommer."
    ),
    unit=_("forskellige rådsøgende"),
    base=_("Personer med en sag. Samtaler uden navn kan ikke tælles som mennesker."),
    method=_("Vi tæller, hvor mange forskellige personer samtalerne i ét kalenderår er ført med."),
    source=_("Rådgivernes egne registreringer"),
    counts="persons",
    sensitivity="special",
    area="cases",
    dimensions=("kind",),
    where=WITH_PERSONS,
)
COUNSELLING_TOPICS = Figure(
    id="centre.counselling_topics",
    table="centre.conversationtopic",
    title=_("Emner i rådgivningen"),
    definition=SEVERAL,
    unit=_("samtaler"),
    base=_("Alle rådgivningssamtaler, der er gjort færdige."),
    method=_("Vi tæller, hvor mange samtaler der handlede om hvert emne."),
    source=_("Rådgivernes egne registreringer"),
    counts="events",
    sensitivity="special",
    area="cases",
    dimensions=("topic",),
    where=WITH_PERSONS,
    whole="centre.conversations",
)
SPARRING = Figure(
    id="centre.sparring",
    table="centre.conversation",
    title=_("Sparring med sagsbehandlere"),
    definition=_("Samtaler, hvor en sagsbehandler i kommunen bad huset om råd i en sag."),
    unit=_("samtaler"),
    base=_("Alle samtaler med en sagsbehandler, der er gjort færdige."),
    method=_("Optælling af samtaler. De tæller ikke med i rådgivningssamtalerne."),
    source=_("Rådgivernes egne registreringer"),
    counts="events",
    sensitivity="special",
    area="cases",
    dimensions=("kind",),
    where=(("setting", ("caseworker",)),),
)
CHECKS = Figure(
    id="centre.health_checks",
    table="centre.healthcheck",
    title=_("Sundhedstjek"),
    definition=_("Hvert sundhedstjek, der er holdt, tæller én gang. En aftale tæller ikke."),
    unit=_("sundhedstjek"),
    base=_("Alle sundhedstjek, som en sundhedsfaglig har skrevet."),
    method=_("Optælling af sundhedstjek."),
    source=_("De sundhedsfagliges egne registreringer"),
    counts="events",
    sensitivity="special",
    area="health",
    dimensions=("evening",),
)
CHECKED = Figure(
    id="centre.checked",
    table="centre.healthcheck",
    title=_("Forskellige personer til sundhedstjek"),
    definition=_("Hvor mange forskellige mennesker der har haft mindst ét sundhedstjek i året."),
    unit=_("forskellige personer"),
    base=_("Alle, der har haft et sundhedstjek i året."),
    method=_("Vi tæller, hvor mange forskellige personer der er holdt sundhedstjek med."),
    source=_("De sundhedsfagliges egne registreringer"),
    counts="persons",
    sensitivity="special",
    area="health",
)
HEALTH_TOPICS = Figure(
    id="centre.health_topics",
    table="centre.healthtopic",
    title=_("Emner i sundhedstjek"),
    definition=_(
        "Et sundhedstjek kan handle om flere emner og tælles så under dem alle. Derfor giver"
        " emnerne tilsammen mere end alle sundhedstjek."
    ),
    unit=_("sundhedstjek"),
    base=_("Alle sundhedstjek i perioden."),
    method=_("Vi tæller, hvor mange sundhedstjek der handlede om hvert emne."),
    source=_("De sundhedsfagliges egne registreringer"),
    counts="events",
    sensitivity="special",
    area="health",
    dimensions=("topic",),
    whole="centre.health_checks",
)
COUNSELLING = (
    CONVERSATIONS, CLIENTS, COUNSELLING_TOPICS, SPARRING, CHECKS, CHECKED, HEALTH_TOPICS,
)  # fmt: skip
VOLUNTEER_HOURS = Figure(
    id="centre.volunteer_hours",
    table="centre.hours",
    title=_("Frivillige timer"),
    definition=_(
        "Den tid, frivillige har givet i huset: vagterne på vagtplanen, som de blev holdt, og timer"
        " skrevet til bagefter. En vagt, hvor ingen kom, tæller ikke."
    ),
    unit=_("timer"),
    base=_("Alle timer, der er skrevet og ikke er taget ud igen."),
    method=_(
        "Minutterne lægges sammen, og summen rundes af til hele timer. Rollerne er rundet af hver"
        " for sig og kan tilsammen give lidt over eller under tallet i alt."
    ),
    source=_("Husets vagtplan, rettet af de frivillige selv og af huset"),
    counts="events",
    measure="minutes",
    per=60,
    dimensions=("role",),
)
VOLUNTEERS = Figure(
    id="centre.volunteers",
    table="centre.hours",
    title=_("Forskellige frivillige"),
    definition=_(
        "Hvor mange forskellige mennesker der har givet tid i året, om det var kort eller langt. En"
        " frivillig tæller én gang i alt og én gang i hver rolle, så rollerne tilsammen kan give"
        " mere end tallet i alt."
    ),
    unit=_("frivillige"),
    base=_("Frivillige med timer, der tæller. Den, der er skrevet op og aldrig kom, er ikke med."),
    method=_("Vi tæller, hvor mange forskellige personer årets timer er givet af."),
    source=_("Husets vagtplan, rettet af de frivillige selv og af huset"),
    counts="persons",
    dimensions=("role",),
)
PATH = Figure(
    id="centre.path",
    table="centre.pathstep",
    title=_("Fra gæst til frivillig og rollemodel"),
    definition=_(
        "Hvor mange mennesker der kom som gæster i huset og i året tog et skridt: blev frivillige,"
        " eller blev rollemodeller for nye gæster. Kun dem, der har sagt ja til at tælle med."
    ),
    unit=_("mennesker"),
    base=_(
        "Gæster, der har fået en rolle som frivillig og har sagt ja til at blive talt. Hvor mange"
        " gæster der ikke er blevet spurgt eller har sagt nej, ved vi ikke."
    ),
    method=_(
        "Vi tæller forskellige personer for hvert skridt i det år, skridtet blev taget. Den samme"
        " kan tage begge skridt i ét år. Siger en nej igen, tæller hun ikke mere med."
    ),
    source=_("Projektlederens egne registreringer"),
    counts="persons",
    sensitivity="special",
    area="volunteers",
    dimensions=("step",),
)
VOLUNTEERING = (VOLUNTEER_HOURS, VOLUNTEERS, PATH)
ENTERED = _("Alle beløb, der er skrevet ind og ikke er taget ud igen.")
IN_WHOLE_KRONER = _(
    "Vi lægger beløbene sammen i øre og runder til hele kroner til sidst. Delene rundes hver for"
    " sig. Beløb for et helt år står i december."
)
ACCOUNTS = _("Husets egen kasse og regnskab")
INCOME = Figure(
    id="centre.income",
    table="centre.moneyline",
    title=_("Indtægter"),
    definition=_("De penge, huset har fået: tilskud, fonde, salg, kontingent og gaver."),
    unit=_("kr."),
    base=ENTERED,
    method=IN_WHOLE_KRONER,
    source=ACCOUNTS,
    counts="events",
    dimensions=("post",),
    where=(("side", ("in",)),),
    measure="ore",
    per=100,
)
COST = Figure(
    id="centre.cost",
    table="centre.moneyline",
    title=_("Udgifter"),
    definition=_("De penge, huset har brugt, efter hvad de gik til."),
    unit=_("kr."),
    base=ENTERED,
    method=IN_WHOLE_KRONER,
    source=ACCOUNTS,
    counts="events",
    dimensions=("post",),
    where=(("side", ("out",)),),
    measure="ore",
    per=100,
)
TAKINGS = Figure(
    id="centre.takings",
    table="centre.moneyline",
    title=_("Salg i caféer og mad ud af huset"),
    definition=_(
        "Det, gæster og kunder har betalt i caféerne, for frokost og for mad ud af huset."
    ),
    unit=_("kr."),
    base=ENTERED,
    method=IN_WHOLE_KRONER,
    source=ACCOUNTS,
    counts="events",
    dimensions=("post",),
    where=(("post", ("cafe", "lunch", "catering")),),
    measure="ore",
    per=100,
)
MONEY = (INCOME, COST, TAKINGS)
FIGURES = (
    VISITS, PARTICIPATIONS, GUIDANCES, GUESTS, REGULARS, *COUNSELLING, *VOLUNTEERING, *MONEY,
)  # fmt: skip
