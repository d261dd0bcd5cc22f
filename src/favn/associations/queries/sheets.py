"""The two sides' sheets: each sees its own, and the other's when both have handed in."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from favn.associations.choices.cooperation import APART_LOOKS, WORD, WORDS, Apart, Subject
from favn.associations.models import Cooperation, Entry, Side, Writing
from favn.associations.models.cooperation import subject_words
from favn.associations.queries.needs import of_party
from favn.associations.rules.cooperation import apart
from favn.people.organisations.models import Unit

CROSSED: dict[str, str] = {Subject.OURS: Subject.THEIRS, Subject.THEIRS: Subject.OURS}
"""What one side calls its own tasks stands beside what the other expects of it."""


def cooperations() -> QuerySet[Cooperation]:
    """All of the house's, with their sides."""
    rows = Cooperation.objects.owned().select_related("matter", "match")
    return rows.prefetch_related("sides__entry", "sides__unit")


def cooperation_with(pk: UUID) -> Cooperation | None:
    """One of the house's, or None."""
    return cooperations().filter(pk=pk).first()


def cooperations_of(party: Entry | Unit) -> list[Cooperation]:
    """Those a party has a side in."""
    mine = Side.objects.owned().filter(of_party(party)).values("cooperation")
    return list(cooperations().filter(pk__in=mine))


def sides_of(row: Cooperation) -> tuple[Side, Side]:
    """The first and the second side."""
    first, second = row.sides.all()
    return first, second


def side_of(row: Cooperation, party: Entry | Unit) -> Side | None:
    """A party's own side, or None where it has none."""
    for side in sides_of(row):
        joined = side.entry.merged_into_id if side.entry else None
        if party.pk in (side.party_id, joined):
            return side
    return None


def other_side(row: Cooperation, side: Side) -> Side:
    """The one across the table."""
    return next(other for other in sides_of(row) if other.pk != side.pk)


def both_in(row: Cooperation) -> bool:
    """Whether both have handed in their sheets."""
    return all(side.handed_in_at for side in sides_of(row))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in one column: subject → the newest text, and the earlier ones."""

    newest: dict[str, Writing]
    earlier: dict[str, list[Writing]]

    def text(self, subject: str) -> str:
        """What stands, or nothing."""
        row = self.newest.get(subject)
        return row.text if row else ""

    def number(self, subject: str) -> int:
        """Which number stands; 0 where nothing was written."""
        row = self.newest.get(subject)
        return row.number if row else 0

    @property
    def texts(self) -> dict[str, str]:
        """Subject → text."""
        return {subject: row.text for subject, row in self.newest.items()}


def sheet_of(row: Cooperation, side: Side | None) -> Sheet:
    """A side's own column, or what both write together."""
    every: dict[str, list[Writing]] = defaultdict(list)
    for writing in Writing.objects.owned().filter(cooperation=row, side=side).order_by("number"):
        every[writing.subject].append(writing)
    return Sheet(
        {subject: rows[-1] for subject, rows in every.items()},
        {subject: rows[:-1][::-1] for subject, rows in every.items()},
    )


def subjects_of(row: Cooperation) -> list[str]:
    """The lines of the sheet, then the words, those somebody added last."""
    is_word = Q(subject__startswith=WORD)
    added = Writing.objects.owned().filter(is_word, cooperation=row).order_by("at")
    words = [f"{WORD}{word}" for word in WORDS]
    words += [s for s in added.values_list("subject", flat=True) if s not in words]
    return [*Subject.values, *dict.fromkeys(words)]


@dataclass(frozen=True, slots=True)
class Line:
    """One subject side by side: what each wrote, how far apart, and what both agree upon."""

    subject: str
    title: str
    first: str
    second: str
    apart: Apart
    together: str
    number: int
    earlier: list[Writing]

    @property
    def look(self) -> str:
        """How far apart they are, as it is marked."""
        return APART_LOOKS[self.apart]

    @property
    def is_word(self) -> bool:
        """Whether it is a word that both explain."""
        return self.subject.startswith(WORD)


def side_by_side(row: Cooperation) -> list[Line]:
    """Every subject with both texts; only for when both have handed in.

    A word that nobody has explained is left out.
    """
    first, second = (sheet_of(row, side) for side in sides_of(row))
    together = sheet_of(row, None)
    lines = [_line(subject, title, first, second, together) for subject, title in _titled(row)]
    return [line for line in lines if line.apart != Apart.EMPTY or not line.is_word]


def _titled(row: Cooperation) -> list[tuple[str, str]]:
    """Subjects with headings that say who does what, not “we” and “you”."""
    one, two = sides_of(row)
    does = _("Det gør %(who)s")
    named: dict[str, str] = {
        Subject.OURS: does % {"who": one.name},
        Subject.THEIRS: does % {"who": two.name},
    }
    return [(subject, named.get(subject) or subject_words(subject)) for subject in subjects_of(row)]


def _line(subject: str, title: str, first: Sheet, second: Sheet, together: Sheet) -> Line:
    across = CROSSED.get(subject, subject)
    a, b = first.text(subject), second.text(across)
    earlier = together.earlier.get(subject, [])
    number = together.number(subject)
    return Line(subject, title, a, b, apart(a, b), together.text(subject), number, earlier)
