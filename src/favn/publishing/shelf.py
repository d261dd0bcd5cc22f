"""What has a house published? Each report once: how it begins, its newest edition, and the others.

An edition that was corrected is not what a reader looks for, and it may be cited: it stands behind.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import Truncator

from favn.kit import documents
from favn.publishing import papers
from favn.publishing.choices import ReportKind
from favn.publishing.models import FrozenEdition

ENOUGH = 40
"""Words of a report's beginning that say what it is about."""


@dataclass(frozen=True, slots=True)
class OnShelf:
    """One report: its newest edition, how that begins, and the earlier ones, the newest first."""

    edition: FrozenEdition
    earlier: tuple[FrozenEdition, ...]
    begins: str
    """Its first words, without a story; empty where it has none."""


def on_shelf(editions: Iterable[FrozenEdition]) -> list[OnShelf]:
    """Reports of public editions: the newest year first, then what was frozen last."""
    by_report = sorted(editions, key=lambda one: (str(one.report_id), -one.number))
    found = []
    for _report, group in groupby(by_report, key=lambda one: one.report_id):
        newest, *earlier = group
        found.append(OnShelf(newest, tuple(earlier), beginning_of(newest)))
    return sorted(found, key=lambda one: (one.edition.year, one.edition.frozen_at), reverse=True)


def apart(editions: Iterable[FrozenEdition]) -> tuple[list[OnShelf], list[FrozenEdition]]:
    """The reports, and the newsletters, each in its newest edition with the newest first."""
    every = list(editions)
    letters = [one for one in every if one.report.kind == ReportKind.LETTER]
    reports = [one for one in every if one.report.kind != ReportKind.LETTER]
    newest = {one.report_id: one for one in sorted(letters, key=lambda one: one.number)}
    in_turn = sorted(newest.values(), key=lambda one: one.frozen_at, reverse=True)
    return on_shelf(reports), in_turn


def beginning_of(edition: FrozenEdition) -> str:
    """The first words of an edition with its numbers in them; no story, and no number alone."""
    placed = papers.placed_in(edition)
    for chapter in papers.written_in(edition):
        if not chapter.story:
            for block in papers.blocks_of(chapter, placed):
                if isinstance(block, documents.Paragraph) and not block.small:
                    return Truncator(documents.plain(block.text)).words(ENOUGH, truncate=" …")
    return ""
