"""Lists that were read, and their lines: doubts first, then faults, then the rest."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from favn.associations.choices import LineChoice
from favn.associations.models import Entry, ReadLine, ReadList
from favn.associations.rules.sameness import all_told


def lists() -> QuerySet[ReadList]:
    """The tenant's lists, the newest first."""
    return ReadList.objects.owned()


def list_with(pk: UUID) -> ReadList | None:
    """One list by its key."""
    return lists().filter(pk=pk).first()


def line_of(list_: ReadList, number: int) -> ReadLine | None:
    """One line of a list."""
    return ReadLine.objects.owned().filter(of=list_, number=number).first()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Whom a line may be, in sentences; `kind` is entry or line."""

    kind: str
    key: str
    name: str
    is_likely: bool
    told: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its doubts."""

    line: ReadLine
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A list as somebody looks through it."""

    doubted: tuple[Shown, ...]
    faulty: tuple[ReadLine, ...]
    plain: tuple[ReadLine, ...]
    tally: Counter[str]
    certain: int
    """Doubts nobody has decided where just one association has the same CVR number."""

    @property
    def left(self) -> int:
        """Doubts nobody has decided."""
        return self.tally[""]

    @property
    def added(self) -> int:
        """New associations."""
        return self.tally[LineChoice.ADD]

    @property
    def taken(self) -> int:
        """Lines that do something to the directory: new ones, and those that fill one in."""
        return self.added + self.tally[LineChoice.SAME]


def review(list_: ReadList) -> Review:
    """Every line of a list, doubts first; those that are undecided before those that are."""
    lines = list(ReadLine.objects.owned().filter(of=list_))
    doubted = sorted(
        (line for line in lines if line.doubts), key=lambda ln: (bool(ln.choice), ln.number)
    )
    return Review(
        tuple(Shown(line, tuple(_doubt(doubt) for doubt in line.doubts)) for line in doubted),
        tuple(line for line in lines if line.faults),
        tuple(line for line in lines if not line.faults and not line.doubts),
        Counter(line.choice for line in lines),
        len(certain(lines)),
    )


def certain(lines: list[ReadLine]) -> dict[UUID, str]:
    """Line → the only other that carries its CVR number, for lines nobody has decided.

    `lines` is a whole list. Who carries it is counted in the directory and in the list, not among
    the doubts: those leave out who speaks against it, and keep the likeliest few.
    """
    carriers = _carriers(lines)
    found = {}
    for line in lines:
        others = carriers[line.said.get("cvr", "")] - {str(line.number)}
        if not line.choice and len(others) == 1 and others <= line.twins:
            (found[line.pk],) = others
    return found


def _carriers(lines: list[ReadLine]) -> defaultdict[str, set[str]]:
    """CVR number → keys of the entries and lines that carry it; a line that is the same as another
    is that one, and one that is left out is none.
    """
    carriers: defaultdict[str, set[str]] = defaultdict(set)
    for cvr, pk in Entry.objects.present().order_by().exclude(cvr="").values_list("cvr", "pk"):
        carriers[cvr].add(str(pk))
    for line in lines:
        if line.said.get("cvr") and line.choice != LineChoice.SKIP:
            carriers[line.said["cvr"]].add(line.chosen or str(line.number))
    return carriers


def _doubt(said: list[object]) -> Doubt:
    kind, key, name, _weight, is_likely, reasons = said
    pairs = [(str(why), str(word)) for why, word in reasons]  # type: ignore[attr-defined]
    return Doubt(str(kind), str(key), str(name), bool(is_likely), all_told(pairs))
