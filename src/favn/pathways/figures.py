"""The numbers this room can give. Definitions only; the engine counts them."""

from typing import Any

from django.utils.translation import gettext_lazy

from favn.statistics.figures import Figure


def _(text: str) -> Any:
    """The text in the reader's language; the rock below knows only that it is text."""
    return gettext_lazy(text)


# The employment programme

OF_TURNS: dict[str, Any] = {
    "table": "pathways.turn",
    "sensitivity": "special",
    "area": "programme",
    "source": _("Medarbejdernes egne registreringer i beskæftigelsesforløbet"),
}
TURNS = Figure(
    id="pathways.referred",
    title=_("Henvist til beskæftigelsesforløbet"),
    definition=_(
        "Hver henvisning fra jobcentret er ét forløb. En ny henvisning af den samme person er et"
        " nyt forløb. Hvert forløb står på netop én linje efter, hvad der kom ud af det, så"
        " linjerne tilsammen giver alle henviste."
    ),
    unit=_("forløb"),
    base=_("Alle, der er henvist i perioden, også dem, der aldrig kom i gang eller er slettet."),
    method=_(
        "Linjen findes efter en fast regel: først udfaldet; er der intet udfald, og er forløbet"
        " slut, da ekstern praktik; dernæst at personen er henvist igen. Resten er ikke slut"
        " endnu eller mangler udfald."
    ),
    counts="events",
    dimensions=("line", "farthest", "years"),
    **OF_TURNS,
)
WOMEN = Figure(
    id="pathways.persons",
    title=_("Forskellige personer i beskæftigelsesforløbet"),
    definition=_("Hvor mange forskellige mennesker der er henvist i året."),
    unit=_("forskellige personer"),
    base=_("Alle, der er henvist i året. En person tæller én gang, også efter en ny henvisning."),
    method=_("Vi tæller, hvor mange forskellige personer årets forløb er begyndt for."),
    counts="persons",
    **OF_TURNS,
)
SPELLS = Figure(
    id="pathways.placements",
    title=_("Personer på kursus og i praktik"),
    definition=_(
        "Hvor mange af årets henviste der har været på kursus, i praktik i huset eller i praktik"
        " i en virksomhed. Den samme person kan have været flere steder."
    ),
    unit=_("personer"),
    base=_(
        "Årets henviste, der har været på kursus eller i praktik; andelene er af dem. Praktik"
        " tæller i det år, personen blev henvist, også når den er nu."
    ),
    method=_("Vi tæller forskellige personer for hvert sted. Stederne kan ikke lægges sammen."),
    counts="persons",
    dimensions=("doing",),
    **OF_TURNS | {"table": "pathways.spell"},
)
MEETINGS = Figure(
    id="pathways.status_meetings",
    title=_("Statusmøder med sagsbehandlere"),
    definition=_("Hvert møde, hvor en sagsbehandler hørte, hvordan det går, tæller én gang."),
    unit=_("møder"),
    base=_("Møder, der er holdt. Aftalte og aflyste møder tæller ikke."),
    method=_("Optælling af møder efter den dag, de blev holdt."),
    counts="events",
    **OF_TURNS | {"table": "pathways.statusmeeting"},
)
PROGRAMME = (TURNS, WOMEN, SPELLS, MEETINGS)

# Guide schemes and matches

OF_MATCHES: dict[str, Any] = {
    "table": "pathways.following",
    "counts": "events",
    "source": _("Guidernes og koordinatorernes egne registreringer"),
}
ONE_EACH = _("Optælling af kontakter efter den dag, kontakten blev skabt.")
GUIDED = ("guide", "culture")
GUIDES = Figure(
    id="pathways.guided",
    title=_("Kontaktet af en guide"),
    definition=_(
        "Hver gang en foreningsguide eller kulturguide får kontakt med én, der gerne vil med, er"
        " det én kontakt. Der står intet navn."
    ),
    unit=_("kontakter"),
    base=_("Alle kontakter i husets guideordninger i perioden."),
    method=ONE_EACH,
    dimensions=("scheme", "group"),
    where=(("kind", GUIDED),),
    **OF_MATCHES,
)
GUIDED_IN = Figure(
    id="pathways.guided_in",
    title=_("Begyndt med en guide"),
    definition=_(
        "Kontakter, hvor den, guiden fulgte, begyndte. De tælles i den måned, kontakten blev"
        " skabt, så tallet kan sættes over for alle kontakter."
    ),
    unit=_("begyndt med en guide"),
    base=_("Alle kontakter i husets guideordninger i perioden."),
    method=ONE_EACH,
    dimensions=("scheme", "group"),
    where=(("kind", GUIDED), ("reached", ("started",))),
    **OF_MATCHES,
)
PARTNERSHIPS = Figure(
    id="pathways.partnerships",
    title=_("Samarbejder mellem virksomhed og forening"),
    definition=_("Par af en virksomhed og en forening, hvor samarbejdet er begyndt."),
    unit=_("samarbejder"),
    base=_("Alle par, hvor begge er spurgt i perioden."),
    method=ONE_EACH,
    dimensions=("scheme",),
    where=(("kind", ("partnership",)), ("reached", ("started",))),
    **OF_MATCHES,
)
JOBS: dict[str, Any] = OF_MATCHES | {"sensitivity": "special", "area": "schemes"}
JOB_MATCHES = Figure(
    id="pathways.job_matches",
    title=_("Håndholdte jobmatch"),
    definition=_("Hver gang en virksomhed er spurgt for en bestemt person, er det ét match."),
    unit=_("match"),
    base=_("Alle match i perioden, uanset hvor langt de kom."),
    method=ONE_EACH,
    dimensions=("reached",),
    where=(("kind", ("job",)),),
    **JOBS,
)
JOB_PERSONS = Figure(
    id="pathways.job_persons",
    title=_("Personer i håndholdt jobmatch"),
    definition=_("Hvor mange forskellige mennesker huset har spurgt mindst én virksomhed for."),
    unit=_("forskellige personer"),
    base=_("Alle med mindst ét match i året."),
    method=_("Vi tæller, hvor mange forskellige personer årets match handler om."),
    where=(("kind", ("job",)),),
    **JOBS | {"counts": "persons"},
)
SCHEMES = (GUIDES, GUIDED_IN, PARTNERSHIPS, JOB_MATCHES, JOB_PERSONS)

# Mentoring

TABLE = "pathways.milestone"
SOURCE = _("Koordinatorernes egne registreringer")
STARTED = Figure(
    id="pathways.pairs_started",
    table=TABLE,
    title=_("Nye makkerskaber"),
    definition=_(
        "Hver gang en mentor og en mentee begynder, tæller det som ét nyt makkerskab, i den måned"
        " de begyndte. Den samme mentee tæller igen med en ny mentor, så tallet er ikke et antal"
        " mennesker. Et forslag, som kun den ene sagde ja til, tæller ikke, og to, der har aftalt"
        " en senere dag, tæller først fra den."
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
MENTORING = (STARTED, ENDED, BROKEN)

FIGURES = (*PROGRAMME, *SCHEMES, *MENTORING)
