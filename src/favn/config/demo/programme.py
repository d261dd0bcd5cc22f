"""The employment programme: 2023 as it was printed, the years after it, and this year's women.

2023 adds up to the printed annual report (centre-annual-report-2023, “Beskæftigelsesindsats”): 31
referred, 16 years on benefit on average, eight lines that sum to 31, three of the four with a
flexjob in work. Who they were, when, and what each did before is invented; so is all after 2023.
Those of years that are over are numbers: their persons are long gone from the register.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from favn.config.demo.fixed import CLOSED_YEAR, dice, known_id, moment
from favn.config.demo.people import MEDBORGERHUSET, PETRA, SIGNE, SUNDHAVN, YUSUF, Person
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.pathways.actions import programme as actions
from favn.pathways.actions import status_meetings as meetings
from favn.pathways.actions.loading import LoadedSpell, LoadedTurn, load_turns
from favn.pathways.choices.programme import Doing, Line, Outcome
from favn.pathways.models import Turn
from favn.people.accounts.models import Account
from favn.people.organisations.models import Organisation
from favn.people.persons import actions as persons
from favn.people.persons.actions import Wanted
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from favn.people.persons.models import Person as Known
from favn.people.referrals import actions as referrals

PRINTED: dict[Line, int] = {
    Line.PENSION: 1,
    Line.RESOURCE: 2,
    Line.SMALL_JOB: 1,
    Line.FLEXJOB: 4,
    Line.REHAB: 2,
    Line.PLACED: 8,
    Line.MEASURE: 2,
    Line.CONTINUED: 11,
}
"""The eight printed lines; those referred again stand in next year's intake too."""
IN_WORK = 3
"""Of the four with a flexjob, as printed."""
MEAN_YEARS = 16
JOB_CENTRE = "Jobcenter Sundhavn"
COMPANIES = ("Havnens Vaskeri", "Brødhjørnet", "Strandhotellet", "Gårdens Grønt")


def write(slug: str) -> str:
    """The programme of one house; the answer is what stands."""
    if slug == MEDBORGERHUSET:
        past = load_turns(rows=list(_past()))
        named = _women(WOMEN, account_of(PETRA))
        return f"{past} past turns in the programme, {named} women in it this year"
    return f"{_women(OVER_THERE, account_of(YUSUF))} women in a programme of its own"


# Years that are over


def _past() -> Iterator[LoadedTurn]:
    """From the printed year to last year: each year's lines, with those who went on from before."""
    going: list[LoadedTurn] = []
    for year in range(CLOSED_YEAR, clock.today().year):
        throw = dice("programme", year)
        lines = PRINTED if year == CLOSED_YEAR else _invented(throw, len(going))
        made = list(_year(throw, year, lines, going))
        yield from made
        going = [row for row in made if not row.outcome and not _was_outside(row)]


def _was_outside(row: LoadedTurn) -> bool:
    return any(one.doing == Doing.COMPANY for one in row.spells)


def _invented(throw: Random, going: int) -> dict[Line, int]:
    """A later year's lines: about as many as those who went on, and some who are new."""
    size = max(28, going + 14) + throw.randrange(6)
    lines = {line: max(1, round(n * size / 31)) for line, n in PRINTED.items()}
    lines[Line.CONTINUED] = size - sum(n for line, n in lines.items() if line is not Line.CONTINUED)
    return lines


def _year(
    throw: Random, year: int, lines: dict[Line, int], going: list[LoadedTurn]
) -> Iterator[LoadedTurn]:
    dealt = [line for line, number in lines.items() for _ in range(number)]
    throw.shuffle(dealt)
    benefit = _years_on_benefit(throw, len(dealt))
    flexjobs = 0
    for place, line in enumerate(dealt):
        before = going[place] if place < len(going) else None
        flexjobs += line is Line.FLEXJOB
        yield _turn(
            throw, year, place, line, benefit[place], before,
            works=line is Line.FLEXJOB and flexjobs <= IN_WORK,
        )  # fmt: skip


def _years_on_benefit(throw: Random, count: int) -> list[int]:
    """Whole years whose mean is the printed one: what one has more another has less."""
    years = [MEAN_YEARS] * count
    for place in range(0, count - 1, 2):
        more = throw.randrange(10)
        years[place] += more
        years[place + 1] -= more
    throw.shuffle(years)
    return years


def _turn(
    throw: Random, year: int, place: int, line: Line, years: int, before: LoadedTurn | None,
    *, works: bool,
) -> LoadedTurn:  # fmt: skip
    first = date(year, 1, 8) + timedelta(days=7 * (place % 20))
    last = date(year + 1, 1, 5) if line is Line.CONTINUED else first + timedelta(days=170)
    outcome = str(line) if str(line) in Outcome.values else ""
    return LoadedTurn(
        known_id("turn", year, place),
        before.counted_as if before else known_id("woman", year, place),
        first,
        years,
        started_on=first + timedelta(days=7),
        ended_on=last,
        outcome=outcome,
        outcome_on=last if outcome else None,
        work_on=first + timedelta(days=120) if works else None,
        spells=tuple(_spells(throw, line, first, last)),
        before=before.id if before else None,
    )


def _spells(throw: Random, line: Line, first: date, last: date) -> Iterator[LoadedSpell]:
    """A course for most, a placement in the house for nearly all, a company for the printed 8."""
    begins = first + timedelta(days=7)
    if throw.random() < 0.6:
        yield LoadedSpell(Doing.COURSE, begins, begins + timedelta(days=28))
    if throw.random() < 0.9:
        where = throw.choice((Doing.KITCHEN, Doing.KITCHEN, Doing.SEWING))
        yield LoadedSpell(where, begins + timedelta(days=14), begins + timedelta(days=84))
    if line is Line.PLACED:
        yield LoadedSpell(Doing.COMPANY, begins + timedelta(days=84), last)


# This year's women


@dataclass(frozen=True, slots=True)
class Woman:
    """One invented woman: weeks since the referral, years on benefit, and what was done, in weeks
    after the first day.
    """

    name: str
    born: str
    language: str
    weeks: int
    years: int | None
    did: tuple[tuple[Doing, int, int | None], ...] = ()
    outcome: str = ""
    ended: bool = False
    says_yes: bool = True
    hears: bool = False
    """Whether the job centre may hear how it goes, and has heard once."""


K, S, C, X = Doing.KITCHEN, Doing.SEWING, Doing.COURSE, Doing.COMPANY
WOMEN = (
    Woman("Amira Saleh", "1972", "ar", 40, 21, ((K, 1, 12), (X, 13, 30)), Outcome.FLEXJOB, True),
    Woman("Fatuma Osman", "1968", "so", 38, 19, ((C, 1, 4), (K, 3, 14)), Outcome.PENSION, True),
    Woman("Samira Yıldırım", "1975", "tr", 36, 14, ((S, 1, 16), (X, 17, 26)), ended=True),
    Woman("Parveen Akhtar", "1970", "ur", 33, 17, ((K, 1, 15),), Outcome.REHAB, True),
    Woman("Hodan Jama", "1980", "so", 30, 9, ((C, 1, 5), (S, 4, 12)), ended=True),
    Woman("Rana Haddad", "1977", "ar", 26, 15, ((K, 1, 10), (X, 11, None)), hears=True),
    Woman("Nasrin Karimi", "1983", "fa", 22, 8, ((C, 1, 5), (K, 4, None))),
    Woman("Zeynep Kaya", "1969", "tr", 18, 24, ((S, 1, None),)),
    Woman("Meron Abraha", "1986", "ti", 14, 6, ((C, 1, 6), (K, 5, None))),
    Woman("Shirin Hosseini", "1974", "fa", 9, 16, ((S, 1, None),)),
    Woman("Lul Abdi", "1979", "so", 5, None, ((C, 1, None),)),
    Woman("Ghazal Noori", "1982", "fa", 1, 11, says_yes=False),
)
OVER_THERE = (
    Woman("Aisha Barre", "1976", "so", 24, 13, ((K, 1, 14),), Outcome.SMALL_JOB, True),
    Woman("Dilek Arslan", "1981", "tr", 12, 7, ((C, 1, 4), (K, 3, None))),
    Woman("Maryam Popal", "1978", "ps", 2, 10),
)


def _women(women: tuple[Woman, ...], by: Account) -> int:
    """Write those whose referral is of this year; the answer is how many."""
    today = clock.today()
    room = max((today - date(today.year, 1, 2)).days, 8)
    longest = max(one.weeks for one in women) * 7
    shrink = min(1.0, room / longest)
    for one in women:
        _written(one, by, today, shrink)
    return len(women)


def _written(one: Woman, by: Account, today: date, shrink: float) -> None:
    """One woman's turn, week by week; where the year is young everything lies closer together."""
    first = today - timedelta(days=round(one.weeks * 7 * shrink))

    def on(week: int) -> date:
        return min(first + timedelta(days=round(week * 7 * shrink)), today)

    wanted = Wanted(one.name, born=one.born, language=one.language)
    person = persons.add_person(
        id=known_id("person", one.name), wanted=wanted, by=by, at=moment(first, 10)
    )
    turn = actions.refer(
        id=known_id("turn", one.name), person=person, on=first, years=one.years,
        place=JOB_CENTRE, by=by, at=moment(first, 11),
    )  # fmt: skip
    if not one.says_yes:
        return
    _yes(one.name, "programme", "", by)
    actions.start(turn=turn, version=turn.version, on=on(1), by=by, at=clock.now())
    for place, (doing, start, end) in enumerate(one.did):
        actions.add_spell(
            id=known_id("spell", one.name, place), turn=turn, doing=doing,
            where=_where(one.name, doing), from_on=on(max(start, 1)),
            to_on=on(end) if end else None, by=by, at=clock.now(),
        )  # fmt: skip
    _came_of_it(one, turn, on(one.weeks - 1), by)


def _where(name: str, doing: Doing) -> str:
    if doing is Doing.COMPANY:
        return dice("company", name).choice(COMPANIES)
    return "Dansk på arbejdspladsen" if doing is Doing.COURSE else ""


def _came_of_it(one: Woman, turn: Turn, last: date, by: Account) -> None:
    who = {"by": by, "at": clock.now()}
    if one.outcome:
        actions.set_outcome(turn=turn, version=turn.version, outcome=one.outcome, on=last, **who)  # type: ignore[arg-type]
    if one.ended:
        actions.end(turn=turn, version=turn.version, on=last, **who)  # type: ignore[arg-type]
    if one.hears:
        _status(one, turn, by)


def _status(one: Woman, turn: Turn, by: Account) -> None:
    """A status meeting that was held three weeks ago, and the next one ahead."""
    today = clock.today()
    _yes(one.name, "status", JOB_CENTRE, by)
    held, ahead = (
        meetings.plan_meeting(
            id=known_id("status", one.name, place), turn=turn, on=on, recipient=JOB_CENTRE, by=by,
            at=clock.now(),
        )
        for place, on in enumerate((max(turn.referred_on, today - timedelta(days=21)),
                                    today + timedelta(days=9)))
    )  # fmt: skip
    assert ahead.on > held.on
    meetings.hold_meeting(
        meeting=held, version=held.version, fields=["name", "since", "doing", "next"],
        following="Prøver fire timer mere om ugen fra næste måned.", by=by, at=clock.now(),
    )  # fmt: skip


def _yes(name: str, purpose: str, place: str, by: Account) -> None:
    said = Said(purpose, Act.GIVEN, How.SIGNED, place)
    person = Known.objects.owned().get(pk=known_id("person", name))
    pk = known_id("yes", name, purpose)
    persons.say(id=pk, person=person, said=said, by=by, at=clock.now())


# From the job centre


SENT = "Nadira Sharif"


def refer_across(organisations: dict[str, Organisation]) -> str:
    """The job centre hands over one woman who said yes to it; she waits to be received."""
    with acting_for(organisations[SUNDHAVN].pk):
        _handed_over(organisations[MEDBORGERHUSET], SIGNE)
    return "1 woman handed over by the job centre"


def _handed_over(to: Organisation, who: Person) -> UUID:
    by, at = account_of(who), moment(clock.today() - timedelta(days=2), 14)
    wanted = Wanted(SENT, born="1973", language="fa", phone="31 42 53 64")
    person = persons.add_person(id=known_id("person", SENT), wanted=wanted, by=by, at=at)
    said = Said("referral", Act.GIVEN, How.SIGNED, to.name)
    persons.say(id=known_id("yes", SENT), person=person, said=said, by=by, at=at)
    referral = referrals.hand_over(
        id=known_id("hand-over", SENT), person=person, to=to,
        agreed=("name", "language", "contact", "errand"),
        errand="Opkvalificering og praktik, 20 timer om ugen.", by=by, at=at,
    )  # fmt: skip
    return referral.pk
