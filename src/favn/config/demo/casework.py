"""What the counsellor, the lawyer and the nurse have on their desks today. All of it is invented.

Six open cases with what is due in them, notes closed by profession, referrals under way, a duty
with half hours given away, and one person handed over to the other association.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from favn.centre.actions import cases, conversations, health
from favn.centre.actions.conversations import Talk
from favn.centre.actions.health import Held
from favn.centre.choices import CaseKind, Origin, Work
from favn.centre.models import Case
from favn.config.demo.fixed import known_id, moment
from favn.config.demo.people import FREDERIK, KAREN, MAJA, NABOERNE, SALMA, Person
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.workdays import after_workdays, last_workday
from favn.people.accounts.models import Account, Membership
from favn.people.organisations.models import Organisation
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from favn.people.persons.models import Person as Known
from favn.people.referrals import actions as referrals
from favn.people.referrals.actions import Offer
from favn.people.referrals.choices import State, Way


@dataclass(frozen=True, slots=True)
class Begun:
    """One case: whose it is, about whom, and what was said, days ago."""

    who: Person
    person: str
    kind: CaseKind
    origin: Origin
    about: str
    talks: tuple[tuple[int, tuple[str, ...], int, str], ...]
    tasks: tuple[tuple[Work, str, int], ...] = ()
    """Kind, words, and working days from today; below zero it is overdue."""


BEGUN = (
    Begun(SALMA, "Mohammed Al-Hassan", CaseKind.ECONOMY, Origin.SELF, "Huslejerestance", (
        (24, ("economy", "housing"), 2, "Tre rykkere fra udlejer. Vi laver budget sammen."),
        (6, ("economy",), 1, "Budgettet holder. Udlejer vil have en skriftlig aftale."),
    ), ((Work.DEADLINE, "Svar på udlejers brev", 2), (Work.TASK, "Ring om afdragsordning", 5))),
    Begun(SALMA, "Faadumo Cali", CaseKind.SOCIAL, Origin.COLLEAGUE, "Skole og tilskud", (
        (15, ("family", "education"), 2, "Datteren tolker for hende. Næste gang med rigtig tolk."),
    ), ((Work.DEADLINE, "Klag over afslaget på fritidspas", -3),)),
    Begun(SALMA, "زهرا رضایی", CaseKind.SOCIAL, Origin.HOSPITAL, "Alene efter udskrivning", (
        (12, ("health", "housing"), 3, "Sover dårligt. Vil gerne have hjælp til medicinen."),
    ), ((Work.LETTER, "Forklar brevet fra kommunen", 1),)),
    Begun(SALMA, "Olena Kovalenko", CaseKind.JOB, Origin.SELF, "Job efter barsel", (
        (9, ("work",), 1, "Ansøgning skrevet på dansk sammen. Hun sender selv."),
    ), ((Work.TASK, "Læs svaret på ansøgningen", 8),)),
    Begun(SALMA, "Selam Tesfay", CaseKind.SOCIAL, Origin.MUNICIPALITY, "Forløb i jobcentret", (
        (30, ("work", "residence"), 3, "Jobcentret bad om hjælp til at forklare reglerne."),
    ), ((Work.ALONG, "Gå med til mødet i jobcentret", 4),)),
    Begun(SALMA, "Huda Nasser", CaseKind.SOCIAL, Origin.ASSOCIATION, "Ny i byen", (
        (4, ("violence", "housing"), 4, "Bor et sikkert sted. Ingen må vide hvor. Savner dansk."),
    )),
    Begun(MAJA, "Emir Hadžić", CaseKind.SOCIAL, Origin.SELF, "Førtidspension", (
        (7, ("health", "complaint"), 3, "Klagen er sendt. Svar ventes om fire uger."),
    ), ((Work.DEADLINE, "Følg op på klagen", 12),)),
    Begun(FREDERIK, "Mohammed Al-Hassan", CaseKind.LEGAL, Origin.COLLEAGUE, "Lejeret", (
        (5, ("housing", "complaint"), 2, "Opsigelsen holder ikke. Næste skridt: Huslejenævnet."),
    )),
)  # fmt: skip
JOB_CENTRE = "Jobcenter Sundhavn"


class Desk:
    """Writes what stands on the desks; keeps the cases by person and counsellor."""

    def __init__(self) -> None:
        self.now = clock.now()
        self.today = self.now.date()
        self.members = {who.email: _member(who) for who in (SALMA, MAJA, FREDERIK)}
        self.cases: dict[tuple[str, str], Case] = {}

    def person(self, name: str) -> Known:
        """One of the invented persons, as written."""
        return Known.objects.owned().get(pk=known_id("person", name))

    def begin(self, one: Begun) -> None:
        """The case, its talks and what is due in it."""
        by = self.members[one.who.email]
        first = max((days for days, *_rest in one.talks), default=1)
        case = cases.open_case(
            id=known_id("case", one.person, one.who.email), person=self.person(one.person),
            kind=one.kind, origin=one.origin, about=one.about, by=by, at=self.days_ago(first),
        )  # fmt: skip
        self.cases[one.person, one.who.email] = case
        for number, talk in enumerate(one.talks):
            self.talk(case, by, number, *talk)
        for kind, what, workdays in one.tasks:
            self.task(case.person, case, kind, what, workdays, by.account)

    def days_ago(self, days: int) -> Any:
        """A working hour so many days ago."""
        return moment(last_workday(self.today - timedelta(days=days)), 10)

    def talk(
        self, case: Case, by: Membership, number: int, days: int, topics: tuple[str, ...],
        areas: int, text: str,
    ) -> None:  # fmt: skip
        """One conversation that was counted, so many days ago."""
        at = self.days_ago(days)
        talk = Talk(at.date(), CaseKind(case.kind), topics=topics, areas=areas, text=text,
                    interpreter=case.person.needs_interpreter, helper=number == 0)  # fmt: skip
        conversations.count_talk(
            id=known_id("talk", str(case.pk), number), case=case, talk=talk, version=0, by=by, at=at
        )

    def task(
        self, person: Known, case: Case | None, kind: Work, what: str, workdays: int, by: Account
    ) -> None:
        """Due so many working days from today; what is overdue was written before."""
        is_late = workdays < 0
        due = self._before(-workdays) if is_late else after_workdays(self.today, workdays)
        cases.add_task(
            id=known_id("task", str(person.pk), what), person=person, case=case, kind=kind,
            what=what, due_on=due, by=by, at=self.days_ago(20) if is_late else self.now,
        )  # fmt: skip

    def _before(self, workdays: int) -> date:
        day = self.today
        for _n in range(workdays):
            day = last_workday(day - timedelta(days=1))
        return day


def _member(who: Person) -> Membership:
    rows = Membership.objects.owned().select_related("account", "unit")
    return rows.get(account__email=who.email)


def write() -> str:
    """All of it, for the present organisation; what to tell."""
    desk = Desk()
    for one in BEGUN:
        desk.begin(one)
    _draft(desk)
    _referrals(desk)
    _health(desk)
    _across(desk)
    return f"{len(BEGUN)} open cases, referrals under way, health checks with half hours given away"


def _draft(desk: Desk) -> None:
    """A conversation from this morning that nobody has finished."""
    case = desk.cases["Olena Kovalenko", SALMA.email]
    talk = Talk(desk.today, CaseKind.JOB, topics=("work",), text="Svar fra rengøringsfirmaet: ")
    conversations.keep_talk(
        id=known_id("talk", "draft"), case=case, talk=talk, version=0,
        by=desk.members[SALMA.email], at=desk.now,
    )  # fmt: skip


def _referrals(desk: Desk) -> None:
    salma, karen = account_of(SALMA), account_of(KAREN)
    for name, reason, days, state in (
        ("زهرا رضایی", "Vil gerne have hjælp til at forstå sin medicin.", 12, State.OFFERED),
        ("Faadumo Cali", "Ondt i ryggen i flere måneder. Har ingen læge.", 20, State.ARRIVED),
        ("Selam Tesfay", "Vil tale med en om søvn.", 40, State.HELPED),
    ):
        wanted = Offer(Way.INSIDE, reason, karen)
        _refer(desk, name, wanted, days, state, by=salma)
    _yes(desk, "Olena Kovalenko", JOB_CENTRE)
    out = Offer(Way.OUT, "Vil gerne i virksomhedspraktik.", place=JOB_CENTRE)
    _refer(desk, "Olena Kovalenko", out, 8, State.OFFERED, by=salma)
    came = Offer(Way.IN, "Udskrevet. Har brug for hjælp til breve.", salma, "Psykiatrisk skadestue")
    _refer(desk, "زهرا رضایی", came, 14, State.ARRIVED, by=salma)


def _refer(desk: Desk, name: str, wanted: Offer, days: int, state: State, *, by: Account) -> None:
    at = desk.days_ago(days)
    pk = known_id("referral", name, wanted.reason)
    row = referrals.offer(id=pk, person=desk.person(name), wanted=wanted, by=by, at=at)
    reached = {State.OFFERED: (), State.ARRIVED: (State.ARRIVED,)}
    for to in reached.get(state, (State.ARRIVED, State.HELPED)):
        later = min(at + timedelta(days=3), desk.now)
        who = wanted.to or by
        row = referrals.move(referral=row, version=row.version, to=to, by=who, at=later)


def _yes(desk: Desk, name: str, place: str) -> None:
    said = Said("referral", Act.GIVEN, How.SPOKEN, place)
    persons.say(
        id=known_id("consent", name, place), person=desk.person(name), said=said,
        by=account_of(SALMA), at=desk.days_ago(9),
    )  # fmt: skip


def _health(desk: Desk) -> None:
    """Duties today and on the coming days, one of them an evening; two half hours are taken."""
    karen = account_of(KAREN)
    days = [desk.today, *(after_workdays(desk.today, n) for n in (1, 2, 4))]
    hours = ((13, 16), (17, 20), (10, 13), (17, 20))
    made = [
        health.plan_duty(
            id=known_id("duty", n),
            on=day,
            starts=time(first),
            ends=time(last),
            with_volunteer="en frivillig læge" if first == 17 else "",
            by=karen,
            at=desk.now,
        )
        for n, (day, (first, last)) in enumerate(zip(days, hours, strict=True))
    ]
    for n, (name, starts, needs) in enumerate((
        ("Faadumo Cali", time(17), "Ryggen"), ("Grace Wanjiru", time(18, 30), "Blodtryk"),
    )):  # fmt: skip
        health.give(
            id=known_id("appointment", n), duty=made[1], starts=starts, person=desk.person(name),
            needs=needs, by=account_of(SALMA), at=desk.now,
        )  # fmt: skip
    at = desk.days_ago(18)
    held = Held(at.date(), ("mind", "contact"), text="Sover tre timer. Tid hos egen læge aftalt.")
    person = desk.person("Selam Tesfay")
    health.hold_check(id=known_id("check", 1), person=person, held=held, by=karen, at=at)
    desk.task(person, None, Work.DOCTOR, "Spørg lægen om svaret på blodprøven", 3, karen)


def _across(desk: Desk) -> None:
    """Huda agreed that the other house sees her name and her wish, and not where she lives."""
    to = Organisation.objects.get(slug=NABOERNE)
    _yes(desk, "Huda Nasser", to.name)
    referrals.hand_over(
        id=known_id("hand-over", "Huda Nasser"), person=desk.person("Huda Nasser"), to=to,
        agreed=("name", "language", "errand"), errand="Vil gerne med i sprogcaféen om mandagen.",
        by=account_of(SALMA), at=desk.days_ago(3),
    )  # fmt: skip
