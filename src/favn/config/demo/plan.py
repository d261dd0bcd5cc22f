"""The invented city's running plan: its initiatives, promises, money, decisions and counts."""

from dataclasses import dataclass
from datetime import date, timedelta

from favn.config.demo import campaigns
from favn.config.demo.fixed import known_id, moment
from favn.config.demo.initiatives import JOBS, LINES, PAPER_YEAR, PROMISES, Line, Told
from favn.config.demo.people import BIRGITTE, JONAS, LEILA, MEDBORGERHUSET, NABOERNE, Person
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.actions import add_party
from favn.people.organisations.models import Organisation, Unit
from favn.policy import actions, queries, rules
from favn.policy.choices import Ruling, Step
from favn.policy.models import Count, CountDuty, CountLine, Initiative, Output, Plan
from favn.statistics.figures import Period

TITLE = "Handleplan mod racisme og diskrimination"


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


ASKS = (
    Ask(12, MEDBORGERHUSET, JONAS,
        ("centre.visits", "centre.participations", "centre.guidances")),
    Ask(1, MEDBORGERHUSET, JONAS,
        ("pathways.pairs_started", "pathways.pairs_ended", "pathways.referred")),
    Ask(14, MEDBORGERHUSET, JONAS, ("centre.guidances",),
        question="Tallet er lavere end kvartalet før. Var der lukket i en periode?"),
    Ask(2, NABOERNE, LEILA, ("centre.visits", "centre.participations"), lags=1),
)  # fmt: skip
JOBS_COMMITTEE, CULTURE_COMMITTEE = "Beskæftigelsesudvalget", "Kulturudvalget"
AMOUNTS = (
    (12, "Ansøgt i aktivitetspuljen", Step.APPLIED, 524_625, 2025, JOBS_COMMITTEE,
     "Aktivitetspuljen", "Hvor meget de fire fik, er ikke oplyst."),
    (22, "Kunstværk til jobcentret", Step.GRANTED, 200_000, 2024, JOBS_COMMITTEE, "", ""),
    (29, "Pulje til synlighed", Step.BUDGETED, 50_000, 2025, JOBS_COMMITTEE, "",
     "Ingen søgte, så pengene er ikke brugt."),
    (30, "Forløb i Åben Skole", Step.GRANTED, 200_000, 2025, JOBS_COMMITTEE, "", ""),
)  # fmt: skip
DECISIONS = (
    (JOBS_COMMITTEE, Ruling.APPROVED, "2024-10-10", "Venskabsbyaftalen", "", (10,), ()),
    (JOBS_COMMITTEE, Ruling.ALLOCATED, "2024-12-04", "Planens frie midler til oplysning", "",
     (36,), ()),
    (JOBS_COMMITTEE, Ruling.NOTED, "2025-02-17", "De to undersøgelser", "", (20, 21), ()),
    (JOBS_COMMITTEE, Ruling.FOLLOW_UP, "2025-03-31", "Tre nye indsatser efter undersøgelserne",
     "Året er ikke trykt i papiret", (20, 21), (27, 28, 29)),
    (CULTURE_COMMITTEE, Ruling.NOTED, "2025-09-15", "Prøven af charteret",
     "Papiret siger september", (31,), ()),
)  # fmt: skip


def shift() -> int:
    """How many years lie between the printed paper and the last November that has come."""
    today = clock.today()
    return (today.year if today.month >= 11 else today.year - 1) - PAPER_YEAR


def on(words: str, *, last: bool = False) -> date | None:
    """“2024”, “2024-06” or “2024-06-03” moved to the demo's years; its first or last day."""
    if not words:
        return None
    year, month, day = (*map(int, words.split("-")), 0, 0)[:3]
    first = date(year + shift(), month or (12 if last else 1), day or 1)
    if day or not last:
        return first
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def past(words: str) -> date:
    """A day of the paper's past, never later than today."""
    return min(on(words) or clock.today(), clock.today())


def write(organisations: dict[str, Organisation], city: Organisation) -> int:
    """The plan, what it asks for, and a year and more of counts; how many counts were sent."""
    first = PAPER_YEAR - 2 + shift()
    with acting_for(city.pk):
        plan = actions.open_plan(
            id=known_id("plan"), slug="handleplan", title=TITLE, first_year=first,
            last_year=first + 3, by=account_of(BIRGITTE), at=moment(date(first, 1, 5), 9),
        )  # fmt: skip
        initiatives = {line.number: _initiative(plan, line, organisations) for line in LINES}
        _turns(plan, initiatives)
        _money(plan, initiatives)
        _decisions(plan, initiatives)
        began = clock.today().year - 1
        duties = [_ask(ask, initiatives[ask.number], organisations, began) for ask in ASKS]
        _promises(initiatives, duties[0])
        campaigns.write(initiatives, shift())
        _follow_group(plan)
    return sum(
        _answered(ask, duty, organisations[ask.association], city)
        for ask, duty in zip(ASKS, duties, strict=True)
    )


def _initiative(plan: Plan, line: Line, organisations: dict[str, Organisation]) -> Initiative:
    by, at = account_of(BIRGITTE), moment(date(plan.first_year, 1, 5), 10)
    initiative = actions.add_initiative(
        id=known_id("initiative", line.number),
        plan=plan,
        number=44 if line.number == 25 else line.number,
        title=line.title,
        owner=unit(SOCIAL_FIRST.get(line.number, line.office)),
        by=by,
        at=at,
        summary=line.summary,
        target_group=line.target,
        starts_on=on(line.years[0]),
        ends_on=on(line.years[1], last=True),
        funded=organisations.get(line.funded),
    )
    for name, hand in line.parts:
        party = add_party(id=known_id("party", name), name=name)
        part = known_id("part", line.number, name)
        actions.join_in(id=part, initiative=initiative, party=party, hand=hand, by=by, at=at)
    _status(initiative, line)
    return initiative


def _status(initiative: Initiative, line: Line) -> None:
    if line.years_ago is None:
        return
    year = PAPER_YEAR + shift() - line.years_ago
    actions.write_status(
        initiative=initiative, year=year, status=line.status, text=line.said, version=0,
        by=account_of(BIRGITTE), at=moment(_status_day(line, year), 13),
    )  # fmt: skip


def unit(name: str) -> Unit:
    """An office or committee of the city."""
    return Unit.objects.owned().get(name=name)


def _status_day(line: Line, year: int) -> date:
    """Some day of the last weeks, or in November of a year that is over."""
    recent = clock.today() - timedelta(days=line.number)
    return min(date(year, 11, 3), max(recent, date(year, 1, 1)))


SOCIAL_FIRST = {26: "Socialforvaltningen"}
"""Who owned it before the office that owns it now."""


def _turns(plan: Plan, initiatives: dict[int, Initiative]) -> None:
    """One got a new number, one was taken over, one went into another."""
    by, day = account_of(BIRGITTE), past("2025-01-15")
    at, now = moment(day, 9), actions.Occasion
    actions.renumber(
        id=known_id("turn", 25), initiative=initiatives[25], version=1, number=25,
        when=now(day, "numrene blev ryddet op i den anden udgave"), by=by, at=at,
    )  # fmt: skip
    actions.take_over(
        id=known_id("turn", 26), initiative=initiatives[26], version=1, unit=unit(LINES[25].office),
        when=now(day, "arbejdet handler mest om job og uddannelse"), by=by, at=at,
    )  # fmt: skip
    extra = actions.add_initiative(
        id=known_id("initiative", 43), plan=plan, number=43, title="Plakater på jobcentrene",
        owner=unit(LINES[12].office), by=by, at=moment(date(plan.first_year, 1, 5), 10),
    )  # fmt: skip
    actions.merge(
        id=known_id("turn", 43), initiative=extra, version=1, into=initiatives[13],
        when=now(day, "de to kampagner havde det samme budskab"), by=by, at=at,
    )  # fmt: skip
    for row in initiatives.values():
        row.refresh_from_db()


def _money(plan: Plan, initiatives: dict[int, Initiative]) -> None:
    for number, title, step, kroner, year, payer, pool, note in AMOUNTS:
        moved = year + shift()
        actions.add_amount(
            id=known_id("amount", number), plan=plan, initiative=initiatives[number], title=title,
            step=step, kroner=kroner, first_year=moved, last_year=moved, unit=unit(payer),
            pool=pool, note=note, by=account_of(BIRGITTE), at=moment(past("2025-01-15"), 10),
        )  # fmt: skip


def _decisions(plan: Plan, initiatives: dict[int, Initiative]) -> None:
    for body, ruling, day, title, words, about, born in DECISIONS:
        actions.decide(
            id=known_id("decision", day, title), plan=plan,
            minute=actions.Minute(unit(body), ruling, past(day), title, words),
            about=[initiatives[n] for n in about], born=[initiatives[n] for n in born],
            by=account_of(BIRGITTE), at=moment(past(day), 15),
        )  # fmt: skip


def _promises(initiatives: dict[int, Initiative], duty: CountDuty) -> None:
    for told in PROMISES:
        output = _promised(initiatives[told.number], told)
        if told.number == duty.number:
            actions.follow_count(
                output=output, duty=duty, figure="centre.visits", version=output.version,
                by=account_of(BIRGITTE), at=moment(past("2025-02-01"), 9),
            )  # fmt: skip


def _promised(initiative: Initiative, told: Told) -> Output:
    by, first = account_of(BIRGITTE), told.years[0] + shift()
    output = actions.promise(
        id=known_id("output", told.number, told.unit), initiative=initiative, unit=told.unit,
        promised=told.promised, years=(first, told.years[1] + shift()), by=by,
        at=moment(min(date(first, 1, 10), clock.today()), 9),
    )  # fmt: skip
    if told.revised:
        promised, day, reason = told.revised
        actions.revise(
            id=known_id("revision", told.number, told.unit), output=output, version=1,
            promised=promised, on=past(day), reason=reason, by=by, at=moment(past(day), 11),
        )  # fmt: skip
    for place, (many, day, note) in enumerate(told.delivered):
        actions.deliver(
            id=known_id("delivery", told.number, told.unit, place), output=output, delivered=many,
            on=past(day), note=note, by=by, at=moment(past(day), 12),
        )  # fmt: skip
    return output


SEATS = (
    ("Forperson", "Foreningen Åbne Døre"), ("Leder", "Oplysningscentret Lampen"),
    ("Leder", "Rådgivningslinjen"), ("Projektleder", "Foreningen Samtalen"),
    ("Forsker i diskrimination", ""), ("Kontorchef", JOBS),
)  # fmt: skip
MEETINGS = (
    ("2024-04-03", "Gruppen er samlet igen og vil mødes to gange om året.",
     "Indsats 5 har faste møder."),
    ("2024-10-07", "Flere skal vide, hvor man kan få råd.", "Der er afsat penge til synlighed."),
    ("2025-05-26", "Puljen til synlighed skal være lettere at søge.", ""),
)  # fmt: skip


def _follow_group(plan: Plan) -> None:
    """Three meetings of a group that was gathered again; the last one is not followed up yet."""
    by, began = account_of(BIRGITTE), past("2024-04-03")
    group = actions.begin_group(
        id=known_id("follow group"), plan=plan, name="Følgegruppen", since=began, by=by,
        task="Op til 30 aktører, der giver kommunen råd om planen.", at=moment(began, 9),
    )  # fmt: skip
    for place, (function, body) in enumerate(SEATS):
        actions.give_seat(
            id=known_id("seat", place), group=group, function=function, body=body, since=began,
            by=by, at=moment(began, 10),
        )  # fmt: skip
    for day, decided, followed in MEETINGS:
        actions.write_meeting(
            id=known_id("meeting", day), group=group, on=past(day), decided=decided,
            followed=followed, by=by, at=moment(past(day), 17),
        )  # fmt: skip


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
