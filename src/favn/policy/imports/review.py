"""What each line of a paper would do to the plan, and keeping the paper until somebody decides.

    planned = dry_run(paper, lines, year=...)   for the present tenant; writes nothing
    row = keep(paper, plan, year=..., by=..., at=...)

An office is known only by its exact name; a line is proposed for taking only where nothing about
it must be decided first.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from favn.kit.history import Actor
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit
from favn.people.organisations.queries import offices
from favn.policy.actions import papers as actions
from favn.policy.imports.shapes import Doubt, Paper, Said
from favn.policy.models import Initiative, Plan, StatusText, UploadedLine, UploadedPaper
from favn.policy.models.papers import Effect
from favn.policy.queries import papers as queries

LONGEST_NAME = 300
SMALL = {Doubt.NO_STOP, Doubt.COUNTED_NUMBER, Doubt.NO_STATUS, Doubt.UNKNOWN_OFFICE}
"""What is told but not decided line by line: an office is asked for once, for all its lines."""
OF_TITLE = {Doubt.TITLE_END, Doubt.CUT_TITLE, Doubt.LONG_TITLE}
"""Settled where the plan has the very title."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One line with what taking it would do.

    `stands` is the plan's initiative of that number, `owner` the office by its exact name;
    `text_stands` where the plan already has a text about the year, which is left alone.
    """

    line: UploadedLine
    effect: Effect | None
    stands: Initiative | None
    owner: Unit | None
    text_stands: bool
    doubts: tuple[Said, ...]

    @property
    def is_clear(self) -> bool:
        """Whether nothing must be decided before it is taken."""
        return self.effect is not None and not any(d.kind not in SMALL for d in self.doubts)

    @property
    def seen(self) -> int:
        """The version of the initiative it was compared with; 0 where there is none."""
        return self.stands.version if self.stands else 0

    @property
    def does_nothing(self) -> bool:
        """Whether the plan has all of it already."""
        return self.effect == Effect.SAME and not self.writes_text

    @property
    def writes_text(self) -> bool:
        """Whether it would write the year's text."""
        return bool(self.line.text) and not self.text_stands


def dry_run(plan: Plan, lines: Sequence[UploadedLine], year: int) -> list[Planned]:
    """What every line would do, in the order of the paper."""
    known = {_plain(unit.name): unit for unit in offices()}
    stands = queries.by_number(plan)
    texts = queries.texts_of_year(plan, year)
    return [_planned(line, stands.get(line.number or 0), known, texts) for line in lines]


def _planned(
    line: UploadedLine,
    stands: Initiative | None,
    known: dict[str, Unit],
    texts: dict[UUID, StatusText],
) -> Planned:
    owner = known.get(_plain(line.office))
    doubts = [Said(kind, about) for kind, about in line.doubts]
    if stands is None and line.office and owner is None:
        doubts.append(Said(Doubt.UNKNOWN_OFFICE, line.office))
    if stands and stands.owner and owner and stands.owner_id != owner.pk:
        doubts.append(Said(Doubt.OTHER_OFFICE, stands.owner.name))
    effect = _effect(line, stands)
    if stands and effect == Effect.TITLE:
        doubts.append(Said(Doubt.OTHER_TITLE, stands.title))
    settled = {Doubt.NO_OFFICE} if stands else set()
    settled |= OF_TITLE if effect == Effect.SAME else set()
    doubts = [doubt for doubt in doubts if doubt.kind not in settled]
    told = stands is not None and stands.pk in texts
    return Planned(line, effect, stands, owner, told, tuple(doubts))


def _effect(line: UploadedLine, stands: Initiative | None) -> Effect | None:
    """None where the paper does not say enough."""
    if line.number is None or not line.title:
        return None
    if stands is None:
        return Effect.NEW
    return Effect.SAME if _plain(stands.title) == _plain(line.title) else Effect.TITLE


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


def tally(planned: Sequence[Planned]) -> Counter[str]:
    """How many lines have each effect; "" where the paper does not say enough."""
    return Counter(str(p.effect or "") for p in planned)


def lines_of(paper: Paper, row: UploadedPaper) -> list[UploadedLine]:
    """The paper's lines as they will be kept."""
    return [
        UploadedLine(
            organisation_id=row.organisation_id, paper=row, rank=rank, number=line.number,
            office=line.office[:LONGEST_NAME], title=line.title, text=line.text,
            place=line.place[:60], status=line.status, because=line.because[:300],
            doubts=[[str(d.kind), d.about[:300]] for d in line.doubts],
        )
        for rank, line in enumerate(paper.lines, 1)
    ]  # fmt: skip


def row_of(paper: Paper, plan: Plan, year: int) -> UploadedPaper:
    """The paper as it will be kept, not yet written."""
    return UploadedPaper(
        id=uuid4(), organisation_id=current(), plan=plan, name=paper.name[:200] or "–",
        sha256=paper.sha256, kind=paper.kind, year=year,
        notes=[[str(note.kind), note.about[:300]] for note in paper.notes],
    )  # fmt: skip


def keep(paper: Paper, plan: Plan, *, year: int, by: Actor, at: datetime) -> UploadedPaper:
    """Keep it for review; the paper that stands where the same file was read before."""
    row = row_of(paper, plan, year)
    return actions.keep_paper(paper=row, lines=lines_of(paper, row), by=by, at=at)
