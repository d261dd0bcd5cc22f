"""Which entries may be one and the same, with reasons, and what was decided about pairs.

Names of boards are opened in memory for this alone, and shown as numbers: how many are shared.
Each process reads a directory once, then what was touched since. Seen by whoever keeps it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from favn.associations.models import BoardMember, Entry, Verdict
from favn.associations.rules.sameness import all_told
from favn.kit.tenancy import current
from favn.statistics.bodies import Body
from favn.statistics.body_linkage import Bodies, Candidate


@dataclass(frozen=True, slots=True)
class Likeness:
    """An entry that another may be, with what speaks for and against in sentences."""

    entry: Entry
    weight: float
    is_likely: bool
    reasons: tuple[tuple[str, str], ...]

    @property
    def told(self) -> list[str]:
        """The reasons as sentences."""
        return all_told(self.reasons)

    @property
    def doubt(self) -> list[Any]:
        """The same as a line of a list keeps it."""
        told = [list(said) for said in self.reasons]
        return ["entry", str(self.entry.pk), self.entry.name, self.weight, self.is_likely, told]


@dataclass(slots=True)
class _Known:
    """One directory in this process, and the state of each entry when it was read."""

    bodies: Bodies[UUID] = field(default_factory=Bodies)
    read: dict[UUID, tuple[object, ...]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_known: dict[UUID, _Known] = {}


def likenesses(entry: Entry, most: int = 5) -> list[Likeness]:
    """Which of the tenant's entries this one may be, that nobody has decided about."""
    decided = set(verdicts_of(entry).values_list("one", "other").distinct())
    without = {entry.pk} | {pk for pair in decided for pk in pair}
    return like(body_of(entry), without=without, most=most)


def like(body: Body, *, without: Iterable[UUID] = (), most: int = 5) -> list[Likeness]:
    """Which of the tenant's entries an association may be."""
    known = _fresh()
    with known.lock:
        found = known.bodies.candidates(body, most=most, without=without)
    return _shown(found)


def _shown(found: list[Candidate[UUID]]) -> list[Likeness]:
    rows = (
        Entry.objects.present()
        .select_related("district")
        .order_by()
        .in_bulk([c.key for c in found])
    )
    return [_likeness(rows[one.key], one) for one in found if one.key in rows]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one."""

    one: Entry
    likeness: Likeness


def undecided_pairs() -> list[Pair]:
    """Every pair of the directory that may be one and nobody decided about; the likeliest first."""
    known = _fresh()
    with known.lock:
        found = list(known.bodies.pairs())
    decided = {frozenset(pair) for pair in _standing().values_list("one", "other")}
    left = [(one, c) for one, c in found if frozenset((one, c.key)) not in decided]
    left.sort(key=lambda pair: (-pair[1].weight, str(pair[0])))
    keys = {key for one, c in left for key in (one, c.key)}
    rows = Entry.objects.present().select_related("district").order_by().in_bulk(keys)
    return [
        Pair(rows[one], _likeness(rows[c.key], c))
        for one, c in left
        if one in rows and c.key in rows
    ]


def _likeness(entry: Entry, found: Candidate[UUID]) -> Likeness:
    reasons = tuple((str(why), word) for why, word in found.reasons)
    return Likeness(entry, found.weight, found.is_likely, reasons)


def body_of(entry: Entry) -> Body:
    """What is compared of one entry."""
    return _body(entry, [member.called for member in _board().filter(entry=entry)])


def body_said(said: dict[str, str]) -> Body:
    """What is compared of an association as a line of a list says it."""
    board = (said["contact_name"],) if said.get("contact_name") else ()
    names = (said.get("name", ""), *filter(None, (said.get("other_names", ""),)))
    return Body(
        names, said.get("cvr", ""), said.get("address", ""), said.get("postcode", ""),
        said.get("phone", ""), said.get("email", ""), said.get("website", ""), board,
    )  # fmt: skip


def _body(entry: Entry, board: list[str]) -> Body:
    return Body(
        tuple(entry.names), entry.cvr, entry.address, entry.postcode, entry.phone, entry.email,
        entry.website, tuple(board),
    )  # fmt: skip


def _board() -> QuerySet[BoardMember]:
    return BoardMember.objects.owned().filter(left_on=None)


def _fresh() -> _Known:
    """The present tenant's associations as they stand; what did not change is not read again."""
    known = _known.setdefault(current(), _Known())
    with known.lock:
        boards: dict[UUID, list[UUID]] = defaultdict(list)
        for pk, entry in _board().order_by("pk").values_list("pk", "entry"):
            boards[entry].append(pk)
        rows = Entry.objects.present().order_by()
        state = {
            pk: (touched, *boards.get(pk, ()))
            for pk, touched in rows.values_list("pk", "touched_at")
        }
        for gone in known.read.keys() - state.keys():
            known.bodies.drop(gone)
        moved = [pk for pk, stands in state.items() if known.read.get(pk) != stands]
        _read(known, moved)
        known.read = state
    return known


def _read(known: _Known, moved: list[UUID]) -> None:
    for first in range(0, len(moved), 500):
        keys = moved[first : first + 500]
        names: dict[UUID, list[str]] = defaultdict(list)
        for member in _board().filter(entry__in=keys):
            names[member.entry_id].append(member.called)
        for entry in Entry.objects.owned().filter(pk__in=keys).defer("contact_name"):
            known.bodies.put(entry.pk, _body(entry, names[entry.pk]))


def forget_all() -> None:
    """Let go of every name in this process."""
    _known.clear()


# What was decided


def _standing() -> QuerySet[Verdict]:
    return Verdict.objects.owned().filter(undone_at=None).select_related("one", "other")


def verdicts_of(entry: Entry) -> QuerySet[Verdict]:
    """What stands decided about an entry and others, the newest first."""
    return _standing().filter(Q(one=entry) | Q(other=entry))


def verdict_between(one: UUID, other: UUID) -> Verdict | None:
    """What stands decided about two, in whichever order."""
    return _standing().filter(Q(one=one, other=other) | Q(one=other, other=one)).first()


def verdict_with(pk: UUID) -> Verdict | None:
    """One decision by its key."""
    return Verdict.objects.owned().select_related("one", "other").filter(pk=pk).first()


def family(entry: Entry) -> list[UUID]:
    """The entry and every one that was joined with it, however many times over."""
    every, news = [entry.pk], [entry.pk]
    while news:
        rows = Entry.objects.owned().filter(merged_into__in=news)
        news = list(rows.values_list("pk", flat=True))
        every += news
    return every


def joined_with(entry: Entry) -> set[UUID]:
    """Those that standing decisions joined with an entry, or with one that was joined with it."""
    every: set[UUID] = set()
    news = {entry.pk}
    while news:
        rows = _standing().filter(is_same=True, one__in=news)
        news = set(rows.values_list("other", flat=True)) - every
        every |= news
    return every


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another association whose board shares people with this one."""

    entry: Entry
    shared: int
    of: int


def overlaps(entry: Entry) -> list[Overlap]:
    """Which other associations' boards share people with this one, most first; numbers alone."""
    known = _fresh()
    with known.lock:
        mine = known.bodies.entries.get(entry.pk)
        found = known.bodies.sharing_board(entry.pk) if mine else {}
    rows = Entry.objects.present().order_by().in_bulk(list(found))
    told = [Overlap(rows[pk], n, of) for pk, (n, of) in found.items() if pk in rows]
    return sorted(told, key=lambda o: (-o.shared, o.entry.name))


def likeness_of(one: Entry, other: Entry) -> Likeness:
    """What speaks for and against two particular entries."""
    alone: Bodies[UUID] = _fresh().bodies
    found = alone.weighed(body_of(one), body_of(other))
    return Likeness(other, found[0], False, tuple((str(why), word) for why, word in found[1]))
