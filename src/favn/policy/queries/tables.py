"""What a plan says of a year as a number and its parts, for a report to keep.

Everybody with the plan in their role reads the whole plan; what an association counted only where
the initiative's counts are in the membership's scope.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.people.accounts.models import Membership
from favn.policy.choices import Section, Status
from favn.policy.models import Amount, Delivery, Initiative, Output, Plan, StatusText
from favn.policy.queries.counts import duties_for, standings_of
from favn.policy.queries.money import LeftOut, sums
from favn.policy.queries.promises import Promise, promise_of
from favn.policy.queries.rounds import office_of, statements_of
from favn.policy.queries.shelf import Shelf
from favn.policy.queries.tree import goals_of
from favn.policy.rules.tables import NAMES, PlanAddress, slug_of
from favn.statistics.figures import Period

FEW = 8
"""So many are named; of more it is said how many they are."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line. `value` is None where the line is told in words alone; `words` by column."""

    label: str
    value: int | None
    words: tuple[str, ...] = ()
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A number with its parts. `columns` head the words; `notes` say what is not in it."""

    total: int | None
    rows: tuple[TableRow, ...] = ()
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    has_values: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, with the plan it is asked of."""

    address: PlanAddress
    plan: Plan
    shelf: Shelf

    def is_of_unit(self, name: str | None) -> bool:
        """Whether something of this office or committee is asked for."""
        return self.address.unit is None or slug_of(name or "") == self.address.unit


def plan_table(address: PlanAddress, plan: Plan, shelf: Shelf) -> PlanTable:
    """The number at an address; `address.figure` and `address.by` are known ones."""
    asked = Asked(address, plan, shelf)
    name = address.figure.split(".")[1]
    made = MAKERS.get(name, _money)(asked)
    return made if address.by else replace(made, rows=(), columns=())


def _initiatives(asked: Asked) -> PlanTable:
    every = asked.shelf.initiatives(asked.plan)
    here = [i for i in every if asked.is_of_unit(i.owner.name if i.owner else None)]
    given = asked.shelf.statuses(asked.plan, asked.address.year)
    if asked.address.by == "initiative":
        told = tuple(_about(i, given.get(i.pk)) for i in here)
        heads, notes = (_("Status"), _("Givet")), _not_closed(asked)
        return PlanTable(len(here), told, heads, notes, has_values=False)
    names: dict[str, Callable[[Initiative], str]] = {
        "office": office_of,
        "goal": lambda i: str(i.goal) if i.goal else _("Uden mål"),
    }
    name = names.get(asked.address.by or "", lambda i: _status_name(given.get(i.pk)))
    notes = _not_closed(asked) if asked.address.by == "status" else ()
    return PlanTable(len(here), _counted(map(name, here)), notes=notes)


def _not_closed(asked: Asked) -> tuple[str, ...]:
    """That the round of the year is open, so that what offices say in it may still change."""
    row = asked.shelf.round(asked.plan, asked.address.year)
    if row is None or row.is_closed:
        return ()
    said = _("Runden for %(year)s var ikke lukket. Det, der er svaret, kan blive rettet endnu.")
    return (said % {"year": asked.address.year},)


def _counted(names: Iterable[str]) -> tuple[TableRow, ...]:
    """The largest first."""
    found = sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(TableRow(label, many) for label, many in found)


def _status_name(text: StatusText | None) -> str:
    return str(Status(text.status).label) if text else _("Uden status")


def _about(initiative: Initiative, text: StatusText | None) -> TableRow:
    given = text.written_on.strftime("%d.%m.%Y") if text else "–"
    return TableRow(str(initiative), None, (_status_name(text), given))


def _goals(asked: Asked) -> PlanTable:
    many = Counter(initiative.goal_id for initiative in asked.shelf.initiatives(asked.plan))
    goals = goals_of(asked.plan)
    told = tuple(TableRow(str(goal), None, (str(many[goal.pk]),)) for goal in goals)
    return PlanTable(len(goals), told, (_("Indsatser"),), has_values=False)


# Promised and delivered


def _outputs(asked: Asked) -> PlanTable:
    told = [p for p in _promises(asked) if asked.is_of_unit(_owner(p))]
    without = sum(p.promised is None for p in told)
    hint = ngettext(
        "%(n)s løfte har intet tal, så det leverede kan ikke måles mod det.",
        "%(n)s løfter har intet tal, så det leverede kan ikke måles mod dem.",
        without,
    ) % {"n": without}  # fmt: skip
    late = sum(p.withheld for p in told)
    short = ngettext(
        "%(n)s kvartal er holdt tilbage. Summen er uden det.",
        "%(n)s kvartaler er holdt tilbage. Summerne er uden dem.",
        late,
    ) % {"n": late}  # fmt: skip
    notes = tuple(note for note, many in ((hint, without), (short, late)) if many)
    notes += _gone_in(asked)
    rows = tuple(map(_delivered, told))
    return PlanTable(len(told), rows, (_("Lovet"), _("Leveret")), notes, has_values=False)


def _gone_in(asked: Asked) -> tuple[str, ...]:
    """The promises of what went into another initiative: not among them, and not forgotten."""
    rows = _of_year(asked).filter(initiative__plan=asked.plan)
    rows = rows.exclude(initiative__merged_into=None).select_related("initiative__owner")
    named = [
        f"{row.initiative}: {row.unit}"
        for row in rows.order_by("initiative__number", "unit")
        if asked.is_of_unit(row.initiative.owner.name if row.initiative.owner else None)
    ]
    said = _("Ikke med, fordi indsatsen er lagt ind i en anden: %(names)s.")
    return (said % {"names": "; ".join(named)},) if named else ()


def _owner(promise: Promise) -> str | None:
    owner = promise.output.initiative.owner
    return owner.name if owner else None


def _promises(asked: Asked) -> list[Promise]:
    """All promises of the year in order of number, read in one go."""
    known = asked.shelf.lines(asked.plan)
    rows = (
        _of_year(asked)
        .filter(initiative__in=list(known))
        .select_related("initiative__owner", "duty", "duty__addressed_to")
        .prefetch_related(
            "revisions",
            Prefetch(
                "deliveries", queryset=Delivery.objects.owned().filter(struck_on=None),
                to_attr="live",
            ),
        )
        .order_by("initiative__number", "first_year", "unit")
    )  # fmt: skip
    return [promise_of(row, known[row.initiative_id]) for row in rows]


def _of_year(asked: Asked) -> QuerySet[Output]:
    year = asked.address.year
    live = Output.objects.owned().filter(struck_on=None)
    return live.filter(first_year__lte=year, last_year__gte=year)


def _delivered(promise: Promise) -> TableRow:
    output = promise.output
    label = f"{output.initiative}: {output.unit}"
    return TableRow(label, None, (_promised(promise), _told(promise)))


def _promised(promise: Promise) -> str:
    first, now = promise.output.promised, promise.promised
    if now is None:
        return _("intet tal")
    if first is None or first == now:
        return _whole(now)
    return _("%(first)s, ændret til %(now)s") % {"first": _whole(first), "now": _whole(now)}


def _told(promise: Promise) -> str:
    if promise.is_hidden:
        return _("ses af forvaltningen selv")
    if not promise.is_told:
        return _("ikke oplyst")
    if not promise.late:
        return _whole(promise.delivered)
    return _("%(n)s, heraf %(late)s efter %(year)s") % {
        "n": _whole(promise.delivered),
        "late": _whole(promise.late),
        "year": promise.output.last_year,
    }


def _whole(number: int) -> str:
    return number_format(number, force_grouping=True)


# Money


def _money(asked: Asked) -> PlanTable:
    """One step's kroner of exactly that year; what reaches over more years is said, not parted."""
    step, year = asked.address.figure.split(".")[1], asked.address.year
    every = asked.shelf.amounts(asked.plan)
    of_step = [a for a in every if a.step == step and asked.is_of_unit(_payer(a))]
    here = [a for a in of_step if (a.first_year, a.last_year) == (year, year)]
    over = [a for a in of_step if a not in here and a.first_year <= year <= a.last_year]
    found = sums(here, every)
    counted = [a for one in found for a in one.counted]
    kroner = sum(a.kroner for a in counted)
    rows = _by_initiative(here, every, kroner) if asked.address.by == "initiative" else (
        _shares(counted, lambda a: _payer(a) or _("Betaler ikke oplyst"))
    )  # fmt: skip
    out = [left for one in found for left in one.left_out]
    notes = (*_left_out(out), *_over(over), *_without(asked, here))
    return PlanTable(kroner, rows, (), notes)


def _payer(amount: Amount) -> str | None:
    return amount.unit.name if amount.unit else None


def _shares(counted: Iterable[Amount], name: Callable[[Amount], str]) -> tuple[TableRow, ...]:
    found: Counter[str] = Counter()
    for amount in counted:
        found[name(amount)] += amount.kroner
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(TableRow(label, kroner) for label, kroner in ordered)


def _by_initiative(here: list[Amount], every: list[Amount], kroner: int) -> tuple[TableRow, ...]:
    """What each initiative has of the total; the rest stands as a line of its own."""
    named = [a for a in here if a.initiative_id]
    counted = [a for one in sums(named, every) for a in one.counted]
    rows = _shares(counted, lambda a: str(a.initiative))
    rest = kroner - sum(row.value or 0 for row in rows)
    return (*rows, TableRow(_("Ikke fordelt på indsatser"), rest)) if rest > 0 else rows


def _left_out(out: list[LeftOut]) -> list[str]:
    """What was not counted again, by the amount that holds it already."""
    found: dict[tuple[bool, str], list[str]] = {}
    for left in out:
        found.setdefault((left.is_same, left.other.title), []).append(left.amount.title)
    same = _("Ikke talt igen, fordi det er de samme penge som %(other)s: %(amounts)s.")
    inside = _("Ikke talt igen, fordi det ligger inden i %(other)s: %(amounts)s.")
    return [
        (same if is_same else inside) % {"other": other, "amounts": "; ".join(sorted(titles))}
        for (is_same, other), titles in sorted(found.items())
    ]


def _over(over: list[Amount]) -> list[str]:
    if not over:
        return []
    names = ", ".join(a.title for a in over[:FEW])
    return [_("Ikke med, fordi beløbet gælder flere år: %(names)s.") % {"names": names}]


def _without(asked: Asked, here: list[Amount]) -> list[str]:
    named = {amount.initiative_id for amount in here}
    many = sum(i.pk not in named for i in asked.shelf.initiatives(asked.plan))
    if not many:
        return []
    said = ngettext(
        "%(n)s indsats har ikke sit eget beløb det år.",
        "%(n)s indsatser har ikke deres eget beløb det år.",
        many,
    )
    return [said % {"n": many}]


# Statements


def _statements(asked: Asked) -> PlanTable:
    row, notes = asked.shelf.round(asked.plan, asked.address.year), _not_closed(asked)
    found = statements_of(row).values() if row else ()
    here = [s for s in found if asked.is_of_unit(s.unit.name) and len(s.missing) < len(Section)]
    here.sort(key=lambda s: s.unit.name)
    if asked.address.by == "section":
        prefix = "" if asked.address.unit else "{unit}: "
        told = tuple(
            TableRow(prefix.format(unit=s.unit.name) + title, None, (text.strip() or "–",))
            for s in here
            for title, text in s.sections
        )
        return PlanTable(len(here), told, (_("Det skriver udvalget"),), notes, has_values=False)
    rows = tuple(
        TableRow(s.unit.name, None, (str(len(Section) - len(s.missing)), ", ".join(s.missing)))
        for s in here
    )
    heads = (_("Skrevne afsnit"), _("Mangler"))
    return PlanTable(len(here), rows, heads, notes, has_values=False)


MAKERS: dict[str, Callable[[Asked], PlanTable]] = {
    "initiatives": _initiatives,
    "goals": _goals,
    "outputs": _outputs,
    "statements": _statements,
}


def plan_dimension(by: str) -> str:
    """What a way of parting is called."""
    return str(NAMES.get(by, by))


def accepted_addresses(membership: Membership, today: date) -> list[tuple[str, str, str, Period]]:
    """What a municipality has accepted, in its scope: figure id, slug, name of the house, quarter.

    Oldest first.
    """
    duties = list(duties_for(membership).select_related("organisation", "addressed_to"))
    known = {
        (number.figure.id, s.duty.addressed_to.slug, s.duty.addressed_to.name, s.period)
        for s in standings_of(duties, today)
        for number in s.accepted_numbers
    }
    return sorted(known, key=lambda one: (*one[:3], one[3].year, one[3].number))
