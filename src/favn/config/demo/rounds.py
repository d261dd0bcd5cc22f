"""The invented city's rounds: last year's paper is frozen, this year's is half answered.

So that one sees at once who is missing by name of office, what the editor asks, and what happened
since last year.
"""

from datetime import date, timedelta

from favn.config.demo.fixed import known_id, moment
from favn.config.demo.people import BIRGITTE, RASMUS
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation
from favn.policy import actions, queries
from favn.policy.actions import Draft, Saying
from favn.policy.choices import Section, Status
from favn.policy.models import Initiative, Plan, StatusRound

LAST_YEAR = (
    (Status.PLANNED, "Aftalerne er ved at falde på plads. Arbejdet begynder efter nytår."),
    (Status.RUNNING, "Arbejdet er begyndt. De første erfaringer bliver samlet op i foråret."),
    (Status.RUNNING, "Det går, som planen siger. Flere har vist interesse end ventet."),
)
WORDS = {
    Section.PLAN: "To af vores indsatser er i gang, og den tredje begynder efter sommer.",
    Section.BAROMETER: "Forskellene er lidt mindre end for to år siden, men tallene er små.",
    Section.TOGETHER: "Vi har mødt kulturudvalget to gange om de fælles mødesteder.",
}


def write(city: Organisation) -> str:
    """Last year's round closed, this year's open; says how many answers are in."""
    with acting_for(city.pk):
        today = clock.today()
        plan = queries.present_plan(today)
        if plan is None:
            return "no plan, so no round"
        for year in (today.year - 2, today.year - 1):
            _closed(plan, year)
        actions.publish_plan(
            plan=plan, by=account_of(BIRGITTE), at=moment(date(today.year - 1, 12, 2), 10)
        )
        row = _open(plan, today.year, today + timedelta(days=20))
        _under_way(row)
        offices = queries.answers_of(row)
    given, all_ = (sum(f(o) for o in offices) for f in (lambda o: o.given, lambda o: len(o.owed)))
    return f"{given} of {all_} statuses given"


def _open(plan: Plan, year: int, last_day: date) -> StatusRound:
    by, day = account_of(BIRGITTE), last_day - timedelta(days=40)
    committees = [unit for unit in queries.committees() if not unit.name.startswith("Økonomi")]
    return actions.open_round(
        id=known_id("round", year), plan=plan, year=year, last_day=last_day,
        committees=committees[:2], by=by, at=moment(day, 9),
    )  # fmt: skip


def _closed(plan: Plan, year: int) -> None:
    """Every initiative has something to say, then the paper is frozen and treated."""
    by, row = account_of(BIRGITTE), _open(plan, year, date(year, 11, 20))
    for initiative in queries.live_initiatives(plan):
        if queries.text_of(initiative, year) is None:
            _said(initiative, year)
    actions.close_round(round=row, by=by, at=moment(date(year, 12, 1), 14))
    row.refresh_from_db()
    for weeks, step in enumerate(queries.steps_of(row), start=1):
        step.round = row
        actions.treat(
            step=step, on=date(year, 12, 1) + timedelta(weeks=weeks), by=by,
            outcome="Taget til efterretning", at=moment(date(year, 12, 1 + 7 * weeks), 16),
        )  # fmt: skip


def _said(initiative: Initiative, year: int) -> None:
    """An initiative nobody has given a status has words of older prose, and they are marked."""
    years_before = clock.today().year - 1 - year
    status, text = LAST_YEAR[max(initiative.number % len(LAST_YEAR) - years_before, 0)]
    is_inferred = initiative.status_on is None
    day = date(year, 11, 1 + initiative.number % 19)
    actions.say(
        initiative=initiative, year=year, by=account_of(BIRGITTE), at=moment(day, 11),
        saying=Saying(
            status, text, 0, queries.office_of(initiative), is_inferred=is_inferred,
            rests_on=text.split(".")[0] if is_inferred else "",
        ),
    )  # fmt: skip


def _under_way(row: StatusRound) -> None:
    """A draft of Rasmus's office, a question, and one committee that has begun to write."""
    by, now = account_of(BIRGITTE), clock.now()
    owed = [o for office in queries.answers_of(row) for o in office.owed]
    given = [o.initiative for o in owed if o.is_answered]
    if given:
        actions.ask_office(
            id=known_id("status-question"), round=row, initiative=given[-1], by=by, at=now,
            question="Kan I skrive med et tal, hvor mange der har været med?",
        )  # fmt: skip
    jobs = (o for o in owed if queries.office_of(o.initiative).startswith("Besk"))
    mine = [o.initiative for o in jobs if not o.text]
    if mine:
        draft = Draft("running", "Vi har holdt to møder og mangler svar fra", 0)
        actions.keep_draft(
            round=row, initiative=mine[0], draft=draft, by=account_of(RASMUS), at=now
        )
    first, children, *_rest = queries.committees()
    actions.write_statement(round=row, unit=first, sections=WORDS, version=0, by=by, at=now)
    heard = actions.Heard(
        "Pladser i sprogtilbud", children, clock.today() - timedelta(days=30),
        "Udvalget beder om, at børn i alle områder får lige adgang.",
    )  # fmt: skip
    if heard.on.year == row.year:
        actions.hear(id=known_id("hearing"), round=row, unit=first, heard=heard, by=by, at=now)
    actions.say_none_heard(round=row, unit=children, by=by, at=now)
