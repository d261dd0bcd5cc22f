"""Three reports of the demo world, written and frozen as people do it, and one that is begun.

The centre's year 2023, the status of the running plan, and the inclusion report of 2013. Figures
are those that were printed; every sentence is our own. What no room here counts yet stands in the
writers' own tables.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from babel.dates import format_date

from favn.config.demo import printed
from favn.config.demo.fixed import CLOSED_YEAR, known_id
from favn.config.demo.initiatives import CULTURE, PAPER_YEAR
from favn.config.demo.people import BIRGITTE, JONAS, MEDBORGERHUSET, SUNDHAVN, Person
from favn.config.demo.places import COMMITTEES, OFFICES, account_of
from favn.config.demo.plan import shift, unit
from favn.kit import clock
from favn.kit.attempts import found
from favn.kit.models import EditionName
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Membership
from favn.people.organisations.models import Organisation
from favn.policy.rules.tables import slug_of
from favn.publishing import actions, queries, starts
from favn.publishing.actions import stories
from favn.publishing.choices import ReportKind
from favn.publishing.models import FrozenEdition, Report
from favn.publishing.queries.stories import story_with
from favn.publishing.written import Written

HOUSE = f"@{MEDBORGERHUSET}/{CLOSED_YEAR}"
TEN = (
    "{{centre.visits" + HOUSE + "}}",
    "{{centre.participations" + HOUSE + "}}",
    *("{{centre.participations" + HOUSE + f"?by=activity | kun {name}}}}}" for name in (
        "Lektie- og netværkscafé", "Systuen", "Kollektiv rådgivning", "Yoga",
        "Ferieaktiviteter for børn", "Jobrådgivning", "Indfødsretskursus",
    )),
    "{{centre.guidances" + HOUSE + "}}",
)  # fmt: skip
FOREWORD_YEAR = f"""\
Døren gik op {{{{centre.visits{HOUSE}}}}} gange i {CLOSED_YEAR}. Bag hvert tal er der et menneske, \
som kom ind med et brev, et barn med lektier eller bare lyst til kaffe.

Vi ved ikke, hvor mange forskellige mennesker der kom. Huset havde ingen kort det år, så det tal \
findes ikke. Det siger vi hellere end at gætte.

> Jeg kom for at få hjælp til ét brev. Nu er det mig, der brygger kaffen.
> – En gæst i huset

Medborgerhuset er opdigtet. Tallene for {CLOSED_YEAR} er dem, et rigtigt hus har trykt.
"""
ROOMS = f"""\
## Døren

De fleste kommer igen. Vi tæller derfor besøg og ikke mennesker.

{{{{centre.visits{HOUSE}?by=month | graf}}}}

## Holdene

Lektiecaféen er det største hold. Systuen er det, gæsterne selv driver.

{{{{centre.participations{HOUSE}?by=activity | graf}}}}

## Vejledningen

Hjælpen tager et kvarter og kræver ingen aftale.

{{{{centre.guidances{HOUSE}?by=topic | tabel}}}}

## Rådgivning og sundhed

Rådgivning og tjek tælles for sig. Et menneske tæller én gang i året, en samtale hver gang.

{{{{centre.conversations{HOUSE}}}}}

{{{{centre.clients{HOUSE}}}}}

{{{{centre.health_checks{HOUSE}}}}}

{{{{centre.checked{HOUSE}}}}}

Pengene fylder mest i rådgivningen, og de fleste samtaler handler om mere end én ting.

{{{{centre.counselling_topics{HOUSE}?by=topic | graf}}}}

{{{{centre.conversations{HOUSE}?by=kind | tabel}}}}

{{{{centre.conversations{HOUSE}?by=areas | graf}}}}

Til et sundhedstjek taler de fleste om vejen til lægen.

{{{{centre.health_topics{HOUSE}?by=topic | tabel}}}}
"""
WORK = f"""\
Jobcentret henviser kvinder, der har været længe uden arbejde. De begynder i køkkenet eller i \
systuen, og nogle kommer videre til en virksomhed.

{{{{pathways.referred{HOUSE}}}}}

{{{{pathways.referred{HOUSE}?by=years | gennemsnit}}}}

Hver kvinde står på én linje, og få på en linje bliver ikke vist.

{{{{pathways.referred{HOUSE}?by=line | tabel}}}}
"""
NETWORK = f"""\
Netværket er foreninger i hele landet, der lærer af hinanden.

{{{{associations.network_members{HOUSE}}}}}

{{{{associations.network_places{HOUSE}}}}}

{{{{associations.network_new{HOUSE}}}}}

{{{{associations.network_new{HOUSE}?by=place | tabel}}}}

## Møder og seminarer

De mødes flere gange om året, og hver gang har en vært.

{{{{gatherings.held{HOUSE}?by=kind | tabel}}}}

{{{{gatherings.participations{HOUSE}?by=kind | graf}}}}
"""
INCOME = f"""\
De trykte søjler har ingen beløb. Tallene her er opdigtede og står i husets egen pengebog.

{{{{centre.income{HOUSE}?by=post | graf}}}}
"""
COST = f"""\
Også udgifterne er opdigtede.

{{{{centre.cost{HOUSE}?by=post | graf}}}}
"""
LETTER = """\
Systuen har fået to nye maskiner, og ungecaféen holder åbent en aften mere. Skuret til barnevogne \
står færdigt ved bagdøren.
"""
COMING = f"""\
Husets fødselsdag nærmer sig. Kom og spis med.

Se alt, hvad der sker, på [Tag del](/tag-del/{MEDBORGERHUSET}/).
"""
FOREWORD_STATUS = """\
Syv forvaltninger har fortalt, hvor langt de er. Nogle indsatser er færdige, andre er lige \
begyndt, og to har ingen status endnu. De står her alligevel, for det, der mangler, er også en \
oplysning.

Læs løfterne først. Et løfte, der er sat ned, står med begge tal.

Sundhavn er opdigtet. Antal, år og beløb er læst af en rigtig kommunes papir fra 2025 og flyttet \
frem, så planen kører nu.
"""
FOREWORD_2013 = """\
Byens inklusionspolitik har otte mål, og syv udvalg arbejder med dem. Rapporten samler, hvad \
udvalgene gør, og hvad det koster.

Tallene om forskelle mellem grupper er ikke med. De står i barometret.

Sundhavn er opdigtet. Beløb, mål og aftaler er dem, en rigtig by trykte i 2013.
"""
SAID = {
    "Beskæftigelsesforvaltningen": "Vi har flest indsatser, og de fleste er i gang.",
    "Børneforvaltningen": "Skolerne er kernen i vores arbejde.",
    "Kulturforvaltningen": "Nattelivet og klubberne er vores vigtigste steder.",
    "Socialforvaltningen": "Vi begynder med at spørge dem, det handler om.",
    "Sundhedsforvaltningen": "Vi ser på både ansatte og borgere.",
    "Teknik- og Miljøforvaltningen": "Vores indsats handler om den måde, vi leder på.",
    "Økonomiforvaltningen": "Vi samler det, der gælder for alle ansatte.",
}
SAID_2013 = {
    "Beskæftigelsesudvalget": "To aftaler for 2014 giver otte indsatser penge.",
    "Børneudvalget": "Udvalget bruger flest penge, og de fleste går til skoler og institutioner.",
    "Kulturudvalget": "Guider følger børn ud til foreninger.",
    "Socialudvalget": "Rådgivere er flyttet tættere på børnene.",
    "Sundhedsudvalget": "Formidlere taler borgernes egne sprog.",
    "Teknik- og Miljøudvalget": "Tryghed bygges også med lys, bænke og stier.",
    "Økonomiudvalget": "Kommunens egne ansatte skal ligne byen.",
}
GUIDES = """\

| Foreningsguider i 2012 | Antal |
|---|--:|
| Lokale grupper | 12 |
| Frivillige guider | 162 |
| Børn, der blev fulgt | 830 |
| Børn, der begyndte i en forening | 600 |
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report to be written and frozen."""

    name: str
    title: str
    year: int
    kind: str
    chapters: tuple[Written, ...]
    stories: tuple[str, ...] = ()
    """Of the demo's stories, those that stand last."""


def centres_year() -> Draft:
    """The centre's year, as its leader wrote it."""
    chapters = (
        Written("Forord", FOREWORD_YEAR, JONAS.name),
        Written("Året i ti tal", "\n\n".join(TEN)),
        Written("Rummene", ROOMS),
        Written("Vejen til arbejde", WORK),
        Written("Netværket", NETWORK),
        Written("Indtægter", INCOME),
        Written("Udgifter", COST),
    )
    title = f"Centrets år {CLOSED_YEAR}"
    return Draft("year", title, CLOSED_YEAR, ReportKind.YEAR, chapters, ("coffee",))


def letter() -> Draft:
    """A newsletter of the present month, with a story that said yes to standing in it."""
    this_year = f"@{MEDBORGERHUSET}/{clock.today().year}"
    chapters = (
        Written("Siden sidst", LETTER, JONAS.name),
        Written("Det sker", COMING),
        Written(
            "Et tal", f"Så mange gange er døren gået op i år.\n\n{{{{centre.visits{this_year}}}}}"
        ),
    )
    title = f"Nyhedsbrev {format_date(clock.today(), 'MMMM yyyy', locale='da')}"
    return Draft("letter", title, clock.today().year, ReportKind.LETTER, chapters, ("coffee",))


def status() -> Draft:
    """The running plan: what was promised, by office, and what it costs."""
    year = PAPER_YEAR + shift()
    plan = f"@{SUNDHAVN}/handleplan/{year}"
    before = f"@{SUNDHAVN}/handleplan/{year - 2}"
    whole = [
        "Planen har {{policy.initiatives" + plan + "}} indsatser.",
        "{{policy.initiatives" + plan + "?by=status | graf}}",
        "{{policy.initiatives" + plan + "?by=office | graf}}",
    ]
    promised = [f"{{{{policy.outputs{when}?by=output | tabel}}}}" for when in (plan, before)]
    money = ["policy.granted", "policy.budgeted"]
    costs = [f"{{{{{figure}{plan}?by=initiative | tabel}}}}" for figure in money]
    chapters = (
        Written("Forord", FOREWORD_STATUS, BIRGITTE.name),
        Written("Hvor langt er vi?", "\n\n".join(whole)),
        Written("Lovet og leveret", "\n\n".join(promised)),
        *_by_unit(OFFICES, SAID, plan),
        Written("Økonomi", "\n\n".join(costs)),
    )
    return Draft("status", f"Status på handleplanen {year}", year, ReportKind.STATUS, chapters)


def inclusion() -> Draft:
    """The closed policy, by committee, with the budget and the two agreements."""
    plan = f"@{SUNDHAVN}/inklusionspolitik/2013"
    goals = "{{policy.goals" + plan + "?by=goal | tabel}}"
    agreements = f"@{SUNDHAVN}/inklusionspolitik/2014"
    money = f"""\
Syv udvalg bruger tilsammen {{{{policy.budgeted{plan}}}}} kroner i 2013. Summen er ikke trykt; den \
er lagt sammen her.

{{{{policy.budgeted{plan}?by=payer | graf}}}}

## To aftaler for 2014

Rammen er {{{{policy.budgeted{agreements}}}}} kroner. Begge aftaler trykker den, men den tæller \
kun én gang.

| Aftale | Kroner |
|---|--:|
| Aftale 1: aktører og civilsamfund | 7,3 mio. |
| Aftale 2: lige muligheder | 1,8 mio. |

{{{{ sum: Ramme for begge }}}}

{{{{policy.budgeted{agreements}?by=initiative | graf}}}}
"""
    chapters = (
        Written("Forord", FOREWORD_2013, BIRGITTE.name),
        Written("De otte mål", f"Nogle mål har mange indsatser, andre har få.\n\n{goals}"),
        *_by_unit(COMMITTEES, SAID_2013, plan, {"Kulturudvalget": GUIDES}),
        Written("Økonomi", money),
    )
    return Draft("inclusion", "Inklusionsrapport 2013", 2013, ReportKind.STATUS, chapters)


def _by_unit(
    names: Iterable[str], said: dict[str, str], plan: str, more: dict[str, str] | None = None
) -> Iterable[Written]:
    for name in names:
        table = f"policy.initiatives{plan}?by=initiative&unit={slug_of(name)}"
        text = f"{said[name]}\n\n{{{{{table} | tabel}}}}\n{(more or {}).get(name, '')}"
        yield Written(name, text, name, unit(name).pk)


def write(organisations: dict[str, Organisation], *, is_sketch: bool = False) -> str:
    """The three reports, each frozen as a public edition; says what was written.

    A sketch has the newsletter alone, which people outside ask for with their address.
    """
    house, city = organisations[MEDBORGERHUSET], organisations[SUNDHAVN]
    with acting_for(house.pk):
        _frozen(letter, JONAS)
        if is_sketch:
            return "a newsletter"
        _frozen(centres_year, JONAS, "dw2023-", "en trykt årsberetning for 2023")
    with acting_for(city.pk):
        _frozen(status, BIRGITTE, "cph2025-", "et trykt statuspapir fra 2025")
        _frozen(inclusion, BIRGITTE, "incl2013-", "en trykt inklusionsrapport fra 2013")
        _begun(city)
    return "3 reports frozen beside what was printed, 1 begun, and a newsletter"


def _frozen(
    make: Callable[[], Draft], who: Person, prefix: str = "", source: str = ""
) -> FrozenEdition:
    by, at, draft = account_of(who), clock.now(), make()
    report = actions.open_report(
        id=known_id("report", draft.name), title=draft.title, year=draft.year, kind=draft.kind,
        edition=EditionName.PUBLIC, chapters=draft.chapters, by=by, at=at,
    )  # fmt: skip
    _signed(report, who)
    for name in draft.stories:
        row = found(story_with(known_id(MEDBORGERHUSET, "story", name)))
        stories.place(id=known_id(report.pk, name), story=row, report=report, by=by, at=at)
    edition = actions.freeze(
        id=known_id("edition", draft.name), report=report,
        seen=queries.stand_of(report, queries.chapters_of(report)),
        membership=Membership.objects.owned().select_related("organisation").get(account=by),
        by=by, at=at,
    )  # fmt: skip
    if source:
        rows = [row.as_json() for row in printed.rows() if row.id.startswith(prefix)]
        actions.load_comparison(edition=edition, source=source, rows=rows, by=by, at=at)
    return edition


def _signed(report: Report, who: Person) -> None:
    """Every chapter saved once, as by its writer."""
    for chapter in queries.chapters_of(report):
        actions.write_chapter(
            chapter=chapter, version=chapter.version, title=chapter.title, author=chapter.author,
            text=f"{chapter.text.rstrip()}\n", by=account_of(who), at=clock.now(),
        )  # fmt: skip


def _begun(city: Organisation) -> None:
    """Next year's report, where one sees who has not written yet."""
    year, by, at = PAPER_YEAR + shift() + 1, account_of(BIRGITTE), clock.now()
    units = [unit(name) for name in OFFICES]
    first = starts.chapters(ReportKind.STATUS, city, year, units, "handleplan")
    report = actions.open_report(
        id=known_id("report", "begun"), title=f"Status på handleplanen {year}", year=year,
        kind=ReportKind.STATUS, edition=EditionName.PUBLIC, chapters=first, by=by, at=at,
    )  # fmt: skip
    for chapter in queries.chapters_of(report):
        if chapter.title == CULTURE:
            actions.write_chapter(
                chapter=chapter, version=chapter.version, title=chapter.title,
                author=chapter.author, text="Vi begynder året med at besøge alle klubber.",
                by=by, at=at,
            )  # fmt: skip
