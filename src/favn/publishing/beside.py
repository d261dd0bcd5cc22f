"""A frozen edition beside what was printed, as a paper: how many of each grade, then every number.

It says the same as the page, in the same order, so that it can be laid beside the source.
"""

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from favn.kit import documents
from favn.kit.documents import Block, Heading, Number, Paragraph, Table
from favn.publishing.comparing import GRADES, READ_FIRST, Compared, Grade, counted
from favn.publishing.models import Comparison, FrozenEdition
from favn.publishing.queries import LANGUAGE


def paper(
    edition: FrozenEdition, comparison: Comparison, lines: Sequence[Compared], base_url: str
) -> documents.Document:
    """The whole comparison; `lines` in the order they are read."""
    with translation.override(LANGUAGE):
        said = _("Hvert tal, der står trykt i %(source)s, og hvad rapporten siger om det samme.")
        first = Paragraph(said % {"source": comparison.source})
        return documents.Document(
            _("%(title)s, ved siden af det trykte") % {"title": edition.title},
            (first, *_totals(lines), *_grades(lines, edition)),
            author=edition.organisation.name,
            dated=_("udgave %(number)s") % {"number": edition.number},
            base_url=base_url,
        )


def _totals(lines: Sequence[Compared]) -> Iterator[Block]:
    for grade, many in counted(lines).items():
        yield Number(str(many), str(GRADES[grade]).lower())


def _grades(lines: Sequence[Compared], edition: FrozenEdition) -> Iterator[Block]:
    for grade in READ_FIRST:
        if found := [line for line in lines if line.grade == grade]:
            yield Heading(str(GRADES[grade]))
            yield _table(grade, found, str(edition.year))


def _table(grade: Grade, lines: Sequence[Compared], year: str) -> Table:
    """Equal numbers need no reason, and have no column for one."""
    rows = [(_what(one, year), one.printed.words, one.given or "–", one.why) for one in lines]
    header = (_("Tal"), _("Trykt"), _("Her"), _("Hvorfor"))
    if grade == Grade.EQUAL and not any(one.why for one in lines):
        return Table("", header[:3], tuple(row[:3] for row in rows), (5, 1, 1), (1, 2))
    return Table("", header, tuple(rows), (5, 2, 2, 8), (1, 2))


def _what(line: Compared, year: str) -> str:
    """What is counted, and of when where it is not the year of the report."""
    period = line.printed.period
    return line.printed.what if period in ("", year) else f"{line.printed.what} ({period})"
