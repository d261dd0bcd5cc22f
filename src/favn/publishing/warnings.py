"""What in a report under way does not follow from its own figures: sentences and own tables.

The words are read with the numbers set in, so a living figure that moves is judged anew. Tables
and bars that are made of figures are left out: nobody has typed them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils import translation

from favn.kit import documents
from favn.kit.documents import Block
from favn.publishing import claims, papers
from favn.publishing.danish import READER
from favn.publishing.models import ClaimAnswer
from favn.publishing.queries import LANGUAGE, Placed
from favn.publishing.written import Written
from favn.statistics.claims import Finding, Severity
from favn.statistics.claims.said import check_text
from favn.statistics.claims.sheets import check_sheet

LONGEST_QUOTE = 400


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning beside its words.

    `key` is made of the words with their numbers, so that it ends when either is changed.
    """

    key: str
    chapter: str
    quote: str
    told: str
    severity: Severity

    @property
    def is_grave(self) -> bool:
        """Whether the figures contradict each other."""
        return self.severity == Severity.CONTRADICTION


def warnings_in(chapters: Sequence[Written], placed: Mapping[str, Placed]) -> list[Warned]:
    """Everything that is warned about, in the order of the chapters, each key once."""
    found = [w for chapter in chapters for w in _in_chapter(chapter, placed)]
    return list({warned.key: warned for warned in found}.values())


def unanswered(found: Sequence[Warned], answers: Mapping[str, ClaimAnswer]) -> list[Warned]:
    """The contradictions that nobody has answered."""
    return [warned for warned in found if warned.is_grave and warned.key not in answers]


def kept(
    chapters: Sequence[Written],
    placed: Mapping[str, Placed],
    answers: Mapping[str, ClaimAnswer],
) -> list[dict[str, Any]]:
    """What an edition keeps of the check: each warning, and the answer where there is one."""
    with translation.override(LANGUAGE):
        found = warnings_in(chapters, placed)
        return [_kept(warned, answers.get(warned.key)) for warned in found]


def _kept(warned: Warned, answer: ClaimAnswer | None) -> dict[str, Any]:
    return {
        "chapter": warned.chapter,
        "quote": warned.quote,
        "told": warned.told,
        "severity": warned.severity.value,
        "answer": answer.answer if answer else "",
        "by": answer.answered_by if answer else "",
    }


def _in_chapter(chapter: Written, placed: Mapping[str, Placed]) -> Iterator[Warned]:
    for block in papers.blocks_of(chapter, placed):
        for quote, finding in _findings(block):
            if finding.severity != Severity.HOLDS:
                yield _warned(chapter.title, quote, finding)


def _findings(block: Block) -> Iterator[tuple[str, Finding]]:
    """(words, finding): the sentence, or the rows of a table."""
    match block:
        case documents.Paragraph(small=False) | documents.Quote():
            yield from ((f.rows[0], f) for f in check_text(READER, documents.plain(block.text)))
        case documents.Points():
            for item in block.items:
                yield from ((f.rows[0], f) for f in check_text(READER, documents.plain(item)))
        case documents.Table(caption=""):
            rows = [[documents.plain(cell) for cell in row] for row in block.rows]
            yield from ((_rows(f), f) for f in check_sheet(block.header, rows))


def _rows(finding: Finding) -> str:
    return f"{finding.section}: {claims.places(finding)}"


def _warned(chapter: str, quote: str, finding: Finding) -> Warned:
    told = claims.sentence(finding)
    numbers = ",".join(f"{name}={value}" for name, value in sorted(finding.numbers.items()))
    key = sha256("|".join((finding.code, quote, numbers)).encode()).hexdigest()[:32]
    return Warned(key, chapter, quote[:LONGEST_QUOTE], told, finding.severity)
