"""The closed policy's barometer through the room's own verbs, and one file through import."""

from datetime import date, datetime
from decimal import Decimal

from favn.barometer import actions, imports
from favn.barometer.actions import Aim, Cell, Counting, Facts, Member, Printed
from favn.barometer.actions import uploads as files
from favn.barometer.actions.uploads import Taken
from favn.barometer.choices import Claim, Data, Measure, Part, Stance, Unit, Wish
from favn.barometer.imports.choosing import Choosing
from favn.barometer.models import Definition, Group, Indicator, Scheme, Upload
from favn.barometer.rules import values
from favn.config.demo.barometer_facts import (
    ALL_INDICATORS,
    EMPLOYED,
    PLACES,
    PLAN_2025,
    SCHEMES,
    STAFF,
    Shown,
)
from favn.config.demo.fixed import known_id, moment
from favn.config.demo.people import SOFIA
from favn.config.demo.places import account_of
from favn.config.demo.plan import unit
from favn.kit.history import Actor
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation
from favn.policy import queries as policy

SAID = date(2013, 11, 1)
Groups = dict[tuple[str, str], Group]


def write(city: Organisation) -> int:
    """The barometer; how many indicators it has."""
    with acting_for(city.pk):
        by = account_of(SOFIA)
        goals = policy.goals_of(policy.plan_with("inklusionspolitik"))  # type: ignore[arg-type]
        schemes = {name: _scheme(name, by) for name in SCHEMES}
        groups = {pair: group for name in SCHEMES for pair, group in _groups(schemes, name, by)}
        for rank, shown in enumerate(ALL_INDICATORS):
            goal = None if shown.goal is None else goals[shown.goal]
            facts = Facts(
                shown.title, goal.pk if goal else None, schemes.get(shown.scheme),
                Measure(shown.measure), Wish(shown.wish),
                Decimal(shown.parity) if shown.parity else None, rank,
            )  # fmt: skip
            _indicator(shown, facts, groups, by)
        _staff(goals[7].pk, by)
        _employed(goals[1].pk, schemes[PLACES], by)
    return len(ALL_INDICATORS) + 2


def written() -> datetime:
    """When all of it was entered."""
    return moment(date(2026, 2, 2), 10)


def _scheme(name: str, by: Actor) -> Scheme:
    title, note, _members = SCHEMES[name]
    return actions.add_scheme(
        id=known_id("scheme", name), slug=name, title=title, note=note, by=by, at=written()
    )


def _groups(
    schemes: dict[str, Scheme], name: str, by: Actor
) -> list[tuple[tuple[str, str], Group]]:
    return [
        ((name, title), actions.add_group(
            id=known_id("group", name, title), scheme=schemes[name],
            member=Member(title, Part(part), rank), by=by, at=written(),
        ))
        for rank, (title, part) in enumerate(SCHEMES[name][2])
    ]  # fmt: skip


def _indicator(shown: Shown, facts: Facts, groups: Groups, by: Actor) -> None:
    row = actions.add_indicator(
        id=known_id("indicator", shown.slug), slug=shown.slug, facts=facts, by=by, at=written()
    )
    first = values.time(shown.cells[0][1]).on
    definition = actions.define(
        id=known_id("definition", shown.slug), indicator=row, by=by, at=written(),
        counting=Counting(
            first, Unit(shown.unit), shown.says, shown.source, shown.base, shown.method,
            shown.caveats, "", Data(shown.data),
        ),
    )  # fmt: skip
    for group, time, value, base in shown.cells:
        is_derived = (group, time) in shown.derived
        _observe(
            definition, groups.get((shown.scheme, group)), time, value, base, by, derived=is_derived
        )
    _aims(shown, definition, by)
    _told(shown, row, by)
    actions.publish(indicator=row, by=by, at=written())


def _observe(
    definition: Definition, group: Group | None, time: str, value: str, base: int | None,
    by: Actor, *, derived: bool = False, note: str = "",
) -> None:  # fmt: skip
    when, number = values.time(time), values.number(value)
    cell = Cell(number.value, number.decimals, base, None, definition.source, note, derived)
    actions.observe(
        id=known_id("observation", definition.pk, group, time), definition=definition, group=group,
        on=when.on, precision=when.precision, cell=cell, by=by, at=written(),
    )  # fmt: skip


def _aims(shown: Shown, definition: Definition, by: Actor) -> None:
    for time, value in shown.aims:
        when = values.time(time)
        aim = Aim(
            when.on, Decimal(value), when.precision, is_each_period=shown.is_each_period,
            source=shown.source,
        )  # fmt: skip
        actions.set_target(
            id=known_id("target", shown.slug, time), definition=definition, aim=aim, by=by,
            at=written(),
        )  # fmt: skip


def _told(shown: Shown, row: Indicator, by: Actor) -> None:
    """What was printed about it, and what committees say."""
    for kind, words, years, place, doubt in shown.claims:
        printed = Printed(Claim(kind), place, words, Decimal(years) if years else None, doubt)
        actions.print_claim(
            id=known_id("claim", shown.slug, kind), indicator=row, printed=printed, by=by,
            at=written(),
        )  # fmt: skip
    for committee, stance, text in shown.words:
        actions.say(
            id=known_id("word", shown.slug, committee, stance), indicator=row,
            unit=unit(committee), stance=Stance(stance), text=text, on=SAID, by=by, at=written(),
        )  # fmt: skip


def _staff(goal: object, by: Actor) -> None:
    """One question that was widened: two versions that are never compared."""
    slug, title, versions = STAFF
    facts = Facts(title, goal, wish=Wish.DOWN, rank=len(ALL_INDICATORS))  # type: ignore[arg-type]
    row = actions.add_indicator(
        id=known_id("indicator", slug), slug=slug, facts=facts, by=by, at=written()
    )
    for day, value, year, says, changed in versions:
        counting = Counting(
            date.fromisoformat(day), Unit.PERCENT, says, PLAN_2025, "Ikke trykt",
            "Ansatte svarer på et spørgeskema.", "Næste måling, der kan sammenlignes, er i 2028.",
            changed, Data.SURVEY,
        )  # fmt: skip
        definition = actions.define(
            id=known_id("definition", slug, year), indicator=row, counting=counting, by=by,
            at=written(),
        )  # fmt: skip
        note = "452 ansatte svarede ja." if year == "2025" else ""
        _observe(definition, None, year, value, None, by, note=note)
    actions.publish(indicator=row, by=by, at=written())


def _employed(goal: object, scheme: Scheme, by: Actor) -> None:
    """A file as Statistics Denmark gives it, taken the way everybody takes one."""
    slug, title = "beskaeftigelse-byer", "Beskæftigelsesfrekvens i byer til sammenligning"
    facts = Facts(title, goal, scheme, wish=Wish.UP, rank=len(ALL_INDICATORS) + 1)  # type: ignore[arg-type]
    row = actions.add_indicator(
        id=known_id("indicator", slug), slug=slug, facts=facts, by=by, at=written()
    )
    counting = Counting(
        date(2008, 1, 1), Unit.PERCENT, "Andelen af 16–64-årige, der er i beskæftigelse.",
        "Danmarks Statistik, tabel RAS200", "Alle 16–64-årige med bopæl; antallet står ikke i"
        " tabellen", "Registerbaseret arbejdsstyrkestatistik, ultimo november.",
        "Sundhavn er opdigtet. Byerne er virkelige og står her til sammenligning.", "",
        Data.REGISTER,
    )  # fmt: skip
    definition = actions.define(
        id=known_id("definition", slug), indicator=row, counting=counting, by=by, at=written()
    )
    _take(definition, scheme, by)
    actions.publish(indicator=row, by=by, at=written())


def _take(definition: Definition, scheme: Scheme, by: Actor) -> None:
    data = EMPLOYED.encode("cp1252")
    kind, table = imports.read("RAS200.csv", data)
    upload = files.keep(
        upload=Upload(
            id=known_id("upload", "RAS200"), organisation_id=definition.organisation_id,
            name="RAS200.csv", sha256=known_id("upload").hex * 2, kind=kind, source=table.source,
            title=table.title, unit_words=table.unit_words, notes=table.notes,
            table=table.as_json(),
        ), by=by, at=written(),
    )  # fmt: skip
    groups = list(Group.objects.owned().filter(scheme=scheme))
    choosing = Choosing("Område", levels=frozenset({"municipality", "country"}), adds=True)
    dry = imports.dry_run(table, definition, groups, [], choosing)
    cells = [
        Taken(
            one.group, one.new_group, one.time.on, one.time.precision,
            Cell(one.number.value, one.number.decimals, source="RAS200"),
        )
        for one in dry.planned
    ]  # fmt: skip
    files.take(
        upload=upload, definition=definition, cells=cells, choices={"adds": "1"}, names={},
        reason="", by=by, at=written(),
    )  # fmt: skip
