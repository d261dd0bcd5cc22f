"""The invented city's plan: initiatives of seven offices, and the counts two associations owe it.

Kinds of initiatives, periods and statuses are as cities have them; the words are our own.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from favn.config.demo.fixed import known_id, moment
from favn.config.demo.people import BIRGITTE, JONAS, LEILA, MEDBORGERHUSET, NABOERNE, Person
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation, Unit
from favn.policy import actions, queries, rules
from favn.policy.choices import Status
from favn.policy.models import Count, CountDuty, CountLine, Initiative, Plan
from favn.statistics.figures import Period

TITLE = "Handleplan mod racisme og diskrimination"


@dataclass(frozen=True, slots=True)
class Line:
    """One initiative. `years` count from the plan's first; `said` is its status in words.

    `status_year` 1 is this year, 0 last year; None where the office has not answered.
    """

    number: int
    title: str
    office: str
    summary: str
    years: tuple[int, int | None]
    status: Status = Status.PLANNED
    status_year: int | None = None
    said: str = ""
    funded: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What an initiative asks an association for, and who answers.

    `lags` quarters are not sent though they are over; the last sent one may be asked back.
    """

    number: int
    association: str
    leader: Person
    figures: tuple[str, ...]
    lags: int = 0
    question: str = ""


JOBS, CHILDREN, CULTURE = "Beskæftigelsesforvaltningen", "Børneforvaltningen", "Kulturforvaltningen"
SOCIAL, HEALTH = "Socialforvaltningen", "Sundhedsforvaltningen"
STREETS, FINANCE = "Teknik- og Miljøforvaltningen", "Økonomiforvaltningen"
RUNNING, FINISHED, STOPPED = Status.RUNNING, Status.FINISHED, Status.STOPPED

LINES = (
    Line(1, "Åbne mødesteder for alle", JOBS,
         "Tilskud til et hus, hvor naboer mødes, lærer og får hjælp.", (0, 2), RUNNING, 1,
         "Huset er åbent alle ugens dage. Tallene for hvert kvartal står herunder.",
         MEDBORGERHUSET),
    Line(2, "Hjælp til breve og selvbetjening", SOCIAL,
         "Frivillige hjælper med breve, MitID og skemaer uden tidsbestilling.", (0, 2), RUNNING, 1,
         "Hjælpen gives i Medborgerhuset. Flest kommer med breve.", MEDBORGERHUSET),
    Line(3, "Naboskaber i den nordlige bydel", CULTURE,
         "Tilskud til fælles måltider og værksteder.", (0, 1), RUNNING, 1,
         "Måltiderne er kommet godt i gang. Der mangler et tal for et kvartal.", NABOERNE),
    Line(4, "Arbejdspladser ser på egne vaner", JOBS,
         "Korte forløb for virksomheder om ubevidste vaner ved ansættelser.", (0, 1), RUNNING, 1,
         "Færre forløb end ventet i år, fordi nogle virksomheder sprang fra."),
    Line(5, "Dialogbesøg i skolerne", CHILDREN,
         "Unge fortæller klasser om tro, hverdag og fordomme.", (0, 0), FINISHED, 0,
         "Besøgene er holdt som planlagt."),
    Line(6, "Et spil om fordomme til fritidstilbud", CHILDREN,
         "Et kortspil, der åbner for en samtale i klubber og fritidshjem.", (0, 0), FINISHED, 0,
         "Spillet er delt ud. Vi ved ikke, hvor meget det bliver brugt."),
    Line(7, "Fælles aftale om nattelivet", CULTURE,
         "Barer og spillesteder skriver under på, at alle er velkomne.", (0, 2), RUNNING, 1,
         "En prøve er gennemført. Næste skridt er at få flere steder med."),
    Line(8, "Natteværter, der kan hjælpe", CULTURE,
         "Værterne lærer at støtte gæster, der er blevet afvist eller krænket.", (0, None)),
    Line(9, "Sundhedstilbud, som alle kan bruge", HEALTH,
         "Hvert år ses der på, hvem der bruger tilbuddene, og hvem der mangler.", (0, 2), RUNNING,
         1, "Årets gennemgang er lavet, og to tilbud er lavet om."),
    Line(10, "Spørgsmål om diskrimination i trivselsmålingen", FINANCE,
         "Medarbejderne bliver spurgt, om de har oplevet diskrimination.", (0, 0), FINISHED, 0,
         "Spørgsmålet er med i målingen."),
    Line(11, "Et digitalt kursus om bias", FINANCE,
         "Et kort kursus til alle ansatte, som er frivilligt at tage.", (1, 1), RUNNING, 1,
         "Kurset bliver prøvet af en mindre gruppe."),
    Line(12, "Breve til udlejere om lige adgang", STREETS,
         "Oplysning til private udlejere om, hvad loven siger.", (1, 1)),
    Line(13, "Støtte efter hadforbrydelser", SOCIAL,
         "En undersøgelse af, hvad den ramte har brug for bagefter.", (0, 1), STOPPED, 1,
         "Undersøgelsen er sat i bero, til udvalget har set den første rapport."),
)  # fmt: skip
ASKS = (
    Ask(1, MEDBORGERHUSET, JONAS,
        ("centre.visits", "centre.participations", "centre.guidances")),
    Ask(2, MEDBORGERHUSET, JONAS, ("centre.guidances",),
        question="Tallet er lavere end kvartalet før. Var der lukket i en periode?"),
    Ask(3, NABOERNE, LEILA, ("centre.visits", "centre.participations"), lags=1),
)  # fmt: skip


def write(organisations: dict[str, Organisation], city: Organisation) -> int:
    """The plan, what it asks for, and a year and more of counts; how many counts were sent."""
    first = clock.today().year - 1
    with acting_for(city.pk):
        plan = actions.open_plan(
            id=known_id("plan"), slug="handleplan", title=TITLE, first_year=first,
            last_year=first + 2, by=account_of(BIRGITTE), at=moment(date(first, 1, 5), 9),
        )  # fmt: skip
        initiatives = {line.number: _initiative(plan, line, organisations) for line in LINES}
        duties = [_ask(ask, initiatives[ask.number], organisations, first) for ask in ASKS]
    return sum(
        _answered(ask, duty, organisations[ask.association], city)
        for ask, duty in zip(ASKS, duties, strict=True)
    )


def _initiative(plan: Plan, line: Line, organisations: dict[str, Organisation]) -> Initiative:
    starts, ends = line.years
    by = account_of(BIRGITTE)
    initiative = actions.add_initiative(
        id=known_id("initiative", line.number),
        plan=plan,
        number=line.number,
        title=line.title,
        owner=Unit.objects.owned().get(name=line.office),
        by=by,
        at=moment(date(plan.first_year, 1, 5), 10),
        summary=line.summary,
        starts_on=date(plan.first_year + starts, 1, 1),
        ends_on=None if ends is None else date(plan.first_year + ends, 12, 31),
        funded=organisations.get(line.funded),
    )
    if line.status_year is not None:
        year = plan.first_year + line.status_year
        actions.write_status(
            initiative=initiative, year=year, status=line.status, text=line.said, version=0, by=by,
            at=moment(_status_day(line, year), 13),
        )  # fmt: skip
    return initiative


def _status_day(line: Line, year: int) -> date:
    """Some day of the last weeks, or in November of a year that is over."""
    recent = clock.today() - timedelta(days=3 * line.number)
    return min(date(year, 11, 3), max(recent, date(year, 1, 1)))


def _ask(
    ask: Ask, initiative: Initiative, organisations: dict[str, Organisation], first: int
) -> CountDuty:
    wish = actions.Wish(ask.figures, rules.quarter(first, 1), rules.quarter(first + 2, 4))
    return actions.ask_for_count(
        id=known_id("duty", ask.number),
        initiative=initiative,
        association=organisations[ask.association],
        wish=wish,
        by=account_of(BIRGITTE),
        at=moment(date(first, 1, 20), 10),
    )


def _answered(ask: Ask, duty: CountDuty, home: Organisation, city: Organisation) -> int:
    """Send every quarter that should have been sent by now, and let the city answer it."""
    over = [period for period in duty.quarters if sent_on(period) <= clock.today()]
    due = [period for period in over if rules.due_on(period, duty.deadline_days) < clock.today()]
    missing = due[len(due) - ask.lags :] if ask.lags else []
    sent = [period for period in over if period not in missing]
    for period in sent:
        with acting_for(home.pk):
            count = _send(ask, duty, period)
        is_last = period == sent[-1]
        with acting_for(city.pk):
            _answer(count, period, ask.question if is_last else "")
    return len(sent)


def sent_on(period: Period) -> date:
    """A week after the quarter's end."""
    return rules.last_day(period) + timedelta(days=8)


def _send(ask: Ask, duty: CountDuty, period: Period) -> Count:
    """What the leader does on the page: look, approve each number, send."""
    seen = {value.figure.id: value.total for value in queries.live_values(duty, period)}
    standing = queries.standing_of(duty, period, clock.today())
    version = standing.version if standing else 0
    at = moment(sent_on(period), 10, 12)
    count = actions.send(
        id=known_id("send", duty.number, period),
        duty=duty,
        period=period,
        sheet=actions.Sheet(version=version, seen=seen, approved=list(seen)),
        by=account_of(ask.leader),
        at=at,
    )
    # The store was written just now; in the story it was written before the numbers were sent.
    CountLine.objects.owned().filter(count=count).update(as_of=at)
    return count


def _answer(count: Count, period: Period, question: str) -> None:
    """Four days later, where that day has come."""
    day = sent_on(period) + timedelta(days=4)
    if day > clock.today():
        return
    by, at = account_of(BIRGITTE), moment(day, 9, 40)
    pk, version = known_id("answer", count.pk), count.version
    mine = Count.objects.get_queryset().get(pk=count.pk)
    if question:
        actions.ask_back(id=pk, count=mine, version=version, question=question, by=by, at=at)
    else:
        actions.accept(id=pk, count=mine, version=version, by=by, at=at)
