"""The invented resource checks: last year's and this year's, of both sides, and what came of them.

One association and three offices answer both times; some others this year alone, one is silent.
Associations that already stand in the directory are asked there; the rest are written into it.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from favn.associations.actions import Profile, add_entry, steps
from favn.associations.actions import checks as actions
from favn.associations.actions.checks import Start
from favn.associations.actions.steps import Step
from favn.associations.choices.steps import Hand, Side, StepState
from favn.associations.models import CheckRound, Entry, NextStep
from favn.config.demo.fixed import dice, known_id, moment
from favn.config.demo.people import FREJA, MEDBORGERHUSET, MEHMET, SUNDHAVN
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account
from favn.people.organisations.models import Organisation, Unit
from favn.people.organisations.queries import unit_named
from favn.surveys import actions as answering
from favn.surveys import queries as surveys
from favn.surveys.actions.answering import mark_of, section_mark
from favn.surveys.choices import Kind, Said
from favn.surveys.models import Asked, Wave
from favn.surveys.rules.answering import Value
from favn.surveys.rules.sheet import Item, Section

OTHERS = (
    "Boldklubben på Havnen", "Haven i Baggården", "Kvinder i Kvarteret", "Madklubben Krydderiet",
    "Sprogvennerne", "Syrisk Kulturforening i Sundhavn", "Unge på Tværs",
)  # fmt: skip
SILENT = "Unge på Tværs"
OFFICES = ("Beskæftigelsesforvaltningen", "Kulturforvaltningen", "Socialforvaltningen")
Numbers = Mapping[str, tuple[int | None, ...]]
"""Section → its scales in order; None is “ved ikke”."""
THEIRS_BEFORE: Numbers = {
    "vision": (4, 3, 4), "strategy": (3, 3, 2), "plan": (2, 2, 3), "fundraising": (2, 1, 2),
    "roles": (4, 4, 3), "cooperation": (3, 2, 2), "accounts": (4, 3, 4), "learning": (4, 2, 3),
}  # fmt: skip
THEIRS: Numbers = {
    "vision": (4, 4, 4), "strategy": (4, 3, 3), "plan": (3, 3, 4), "fundraising": (2, 2, 2),
    "roles": (4, 4, 4), "cooperation": (3, 2, 3), "accounts": (5, 4, 4), "learning": (4, None, 3),
}  # fmt: skip
OURS: Mapping[str, Numbers] = {
    "Beskæftigelsesforvaltningen": {
        "vision": (3, 2, 2), "strategy": (2, 3, 2), "plan": (3, 2, 3), "fundraising": (3, 3, 4),
        "roles": (2, 2, 3), "cooperation": (2, 3, 2), "accounts": (2, 2, 2),
        "learning": (2, 2, None),
    },
    "Kulturforvaltningen": {
        "vision": (4, 4, 3), "strategy": (4, 4, 3), "plan": (4, 3, 4), "fundraising": (4, 4, 5),
        "roles": (4, 2, 5), "cooperation": (4, 4, 3), "accounts": (3, 2, 2), "learning": (3, 3, 2),
    },
    "Socialforvaltningen": {
        "vision": (2, 3, 3), "strategy": (3, 2, 2), "plan": (3, 2, 2), "fundraising": (4, 3, 4),
        "roles": (2, 1, 3), "cooperation": (3, 3, 2), "accounts": (2, 1, 2),
        "learning": (None, 2, 2),
    },
}  # fmt: skip
WISH = "Vi vil gerne blive bedre til at søge fonde og til at skrive ned, hvad vi opnår."


def write(organisations: dict[str, Organisation]) -> str:
    """Both rounds with their answers and next steps; says how many sets of answers."""
    freja = account_of(FREJA)
    with acting_for(organisations[SUNDHAVN].pk):
        year = clock.today().year
        actions.set_up(by=freja, at=moment(date(year - 1, 8, 20), 9))
        house = _association("Medborgerhuset", freja, organisations[MEDBORGERHUSET])
        others = [_association(name, freja) for name in OTHERS]
        sent = _before(house, freja) + _now(house, others, freja)
    return f"{sent} sets of answers to resource checks of both sides"


def _association(name: str, by: Account, party: Organisation | None = None) -> Entry:
    """The association as it stands in the directory; written into it where it does not."""
    stands = Entry.objects.present().filter(name=name).first()
    if stands:
        return stands
    mail = "".join(sign for sign in name.lower() if sign.isascii() and sign.isalpha())[:20]
    return add_entry(
        id=known_id("entry", name), profile=Profile(name=name, email=f"{mail}@forening.example"),
        party=party, by=by, at=moment(clock.today() - timedelta(days=460), 9),
    )  # fmt: skip


def _units() -> list[Unit]:
    return [unit for name in OFFICES if (unit := unit_named(name))]


def _before(house: Entry, by: Account) -> int:
    """Last year: one association, the same three offices; closed."""
    year = clock.today().year - 1
    row = _round(f"Ressourcetjek {year}", [house], date(year, 9, 30), by, more=False)
    on = date(year, 9, 20)
    sent = _answers(row.theirs, {house.name: THEIRS_BEFORE}, on)
    offices = {name: _less(numbers) for name, numbers in OURS.items()}
    sent += _answers(row.ours, offices, on)
    actions.close(round=row, by=by, at=moment(date(year, 10, 2), 9))
    _done(house, row, by)
    return sent


def _less(numbers: Numbers) -> Numbers:
    """A year ago the same offices gave a little less in two subjects."""
    lower = {k: tuple(n and max(n - 1, 1) for n in numbers[k]) for k in ("plan", "fundraising")}
    return {**numbers, **lower}


def _now(house: Entry, others: list[Entry], by: Account) -> int:
    today = clock.today()
    title = f"Ressourcetjek {today.year}"
    row = _round(title, [house, *others], today + timedelta(days=12), by, more=True)
    on = today - timedelta(days=6)
    sent = _answers(row.theirs, {house.name: THEIRS}, on, words=WISH)
    sent += _answers(row.theirs, {e.name: _thrown(e) for e in others if e.name != SILENT}, on)
    sent += _answers(row.ours, OURS, on)
    if row.citizenship:
        sent += _answers(row.citizenship, {house.name: {"trust": (4, 5), "voting": (2, 3)}}, on)
    _agreed(house, row, by)
    return sent


def _thrown(entry: Entry) -> Numbers:
    """What an association that has no story answers; most need help with money."""
    throw = dice("check", entry.name)
    keys = (*THEIRS,)
    found = {key: tuple(throw.choice((2, 3, 3, 4, 4, 5)) for _ in range(3)) for key in keys}
    return found | {"fundraising": tuple(throw.choice((1, 2, 2, 3)) for _ in range(3))}


def _round(
    title: str, entries: list[Entry], last_day: date, by: Account, *, more: bool
) -> CheckRound:
    of = Start(title, last_day, entries, _units(), with_citizenship=more)
    opened = moment(last_day - timedelta(days=30), 9)
    return actions.start(id=round_id(title), of=of, by=by, at=opened)


def round_id(title: str) -> UUID:
    """The id of a round of the demo."""
    return known_id("check", title)


def _answers(wave: Wave, said: Mapping[str, Numbers], on: date, words: str = "") -> int:
    names = {asked.name: asked for asked in surveys.asked_in(wave)}
    for name, numbers in said.items():
        _answer(names[name], numbers, on, words)
    return len(said)


def _answer(asked: Asked, numbers: Numbers, on: date, words: str) -> None:
    stands: dict[str, Value] = {}
    for section in asked.wave.version.sheet.sections:
        stands = answering.keep(
            asked=asked, section=section, typed=_typed(section, numbers, words),
            seen=section_mark(section, stands), at=moment(on, 14),
        )  # fmt: skip
    answering.hand_in(asked=asked, seen=mark_of(stands), who="", at=moment(on, 15))


def _typed(section: Section, numbers: Numbers, words: str) -> dict[str, Value | None]:
    scales = [item for item in section.items if item.kind == Kind.SCALE]
    given = numbers.get(section.key, (3,) * len(scales))
    said: dict[str, Value | None] = {
        item.question: _value(n) for item, n in zip(scales, given, strict=True)
    }
    return said | {i.question: Value(words=words) for i in section.items if _is_long(i) and words}


def _value(number: int | None) -> Value:
    return Value(Said.UNKNOWN) if number is None else Value(number=float(number))


def _is_long(item: Item) -> bool:
    return item.kind == Kind.LONG


def _done(house: Entry, row: CheckRound, by: Account) -> None:
    """What was agreed last year, and what came of it."""
    year = row.opened_at.year
    made = _step(house, row, by, "Kursus i at skrive ansøgninger, for tre fra bestyrelsen",
                 Hand.BOTH, date(year, 12, 1), date(year, 10, 10), "fundraising")  # fmt: skip
    steps.move(
        step=made, version=made.version, to=StepState.DONE,
        said="To var med. De har sendt én ansøgning og fået afslag.", side=Side.OURS, by=by,
        at=moment(date(year, 11, 28), 14),
    )  # fmt: skip


def _agreed(house: Entry, row: CheckRound, by: Account) -> None:
    """Of this year: one agreed and late, one agreed and to come, one waiting for a yes."""
    today = clock.today()
    met = today - timedelta(days=5)
    _step(house, row, by, "Send en liste over fonde, der giver til små foreninger", Hand.OURS,
          today - timedelta(days=2), met, "fundraising")  # fmt: skip
    _step(house, row, by, "Mødes om regnskab: hvad kræver kommunen, og hvad kan foreningen vise?",
          Hand.BOTH, today + timedelta(days=21), met, "accounts")  # fmt: skip
    steps.propose(
        id=known_id("step", "vagtplan"), round=row, entry=house,
        step=Step("Lån kommunens lokale til generalforsamlingen", Hand.THEIRS,
                  today + timedelta(days=40), "cooperation"),
        side=Side.THEIRS, is_open=True, by=account_of(MEHMET), at=clock.now(),
    )  # fmt: skip


def _step(
    house: Entry, row: CheckRound, by: Account, what: str, hand: Hand, due_on: date, met: date,
    subject: str,
) -> NextStep:  # fmt: skip
    unit = unit_named("Kulturforvaltningen") if hand != Hand.THEIRS else None
    return steps.propose(
        id=known_id("step", what), round=row, entry=house,
        step=Step(what, hand, due_on, subject, unit, "", met), side=Side.OURS, is_open=True, by=by,
        at=moment(met, 16),
    )  # fmt: skip
