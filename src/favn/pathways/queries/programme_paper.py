"""The programme's year in words: on the page, and as a paper for whoever pays for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from favn.kit.documents import Block, Document, Heading, Number, Paragraph, Points, Table
from favn.pathways.choices.programme import Doing, Line
from favn.pathways.queries.programme_year import Year
from favn.pathways.rules.programme import Off
from favn.statistics.figures import Edition


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the year in words."""

    label: str
    value: int | None
    sort: str
    benefit: str


def line_rows(year: Year) -> list[Told]:
    """The lines in the order of the list, with what sort of thing each says."""
    return [
        Told(row.label, row.value, str(row.meaning.sort.label), str(row.meaning.benefit.label))
        for row in year.lines
    ]


def sum_words(year: Year) -> str:
    """“31 = 1 + 2 + 8”, where every line is shown; otherwise why not."""
    if not year.intake:
        return ""
    if not year.is_whole:
        return _(
            "Linjerne er holdt tilbage, hvor de er så små, at nogen kunne blive kendt på dem."
            " Tallet af henviste er præcist."
        )
    parts = " + ".join(str(row.value) for row in year.lines)
    return f"{year.intake} = {parts}"


def off_words(off: Off) -> str:
    """What the least number rests on, and what it could at most be."""
    return _("Højst %(most)s af %(base)s, hvis alle, vi ikke ved det om, også er det") % {
        "most": off.most,
        "base": off.base,
    }


def work_words(by_line: dict[str, int]) -> str:
    """“3 kom i arbejde undervejs: 3 Tilkendt fleksjob.”"""
    if not by_line:
        return ""
    parts = ", ".join(f"{n} {Line(line).label}" for line, n in sorted(by_line.items()))
    return _("%(n)s kom i arbejde undervejs: %(parts)s.") % {
        "n": sum(by_line.values()),
        "parts": parts,
    }


def rule_notes() -> list[str]:
    """How a line is found, and what “off benefit” means here."""
    return [
        _(
            "Alle henviste står på netop én linje. Er der et udfald, er det linjen. Ellers, og når"
            " forløbet er slut, er det ekstern praktik; dernæst en ny henvisning. Resten er ikke"
            " slut endnu eller mangler udfald."
        ),
        _(
            "“Ikke længere på kontanthjælp” er kun dem, hvis linje siger det: ordinært job,"
            " fleksjob, førtidspension og ressourceforløb. Om småjob, uddannelse, anden indsats og"
            " ekstern praktik ved vi det ikke."
        ),
        _(
            "Tallene siger ikke, hvad der var sket uden forløbet. Der er ingen gruppe at"
            " sammenligne med."
        ),
    ]


def paper(year: Year, house: str, language: Literal["da", "en"]) -> Document:
    """The year's page as a paper, in the edition it was asked for."""
    return Document(
        _("Beskæftigelsesforløbet %(year)s") % {"year": year.number},
        tuple(_blocks(year)),
        subtitle=house,
        dated=_("Talt %(day)s") % {"day": date_format(year.as_of, "j. F Y")},
        author=house,
        language=language,
    )


def _blocks(year: Year) -> Iterator[Block]:
    yield Paragraph(edition_words(year.edition), small=True)
    yield Number(str(year.intake), _("henvist i %(year)s") % {"year": year.number}, year.as_of)
    if year.mean_years is not None:
        yield Number(
            f"{year.mean_years:.0f}",
            _("år på ydelse ved henvisningen, i gennemsnit"),
            base=_("Oplyst for %(known)s") % {"known": year.known_years},
        )
    if year.off is not None:
        label = _("eller flere er ikke længere på kontanthjælp")
        yield Number(str(year.off.least), label, base=off_words(year.off))
    yield Heading(_("Hvad der kom ud af det"))
    yield from _lines(year)
    yield Heading(_("Hvad der blev gjort"))
    yield from _doings(year)
    yield Heading(_("Sådan er det talt"))
    yield Points(tuple(rule_notes()))


def edition_words(edition: Edition) -> str:
    """Who may read this paper."""
    if edition is Edition.INTERNAL:
        return _("Kun til huset: små tal om mennesker står, som de er.")
    return _("Til tilskudsgiver: små tal om mennesker er holdt tilbage.")


def _lines(year: Year) -> Iterator[Block]:
    if not year.lines:
        yield Paragraph(sum_words(year) or _("Ingen er henvist i året."))
        return
    rows = tuple((one.label, one.sort, _shown(one.value), one.benefit) for one in line_rows(year))
    total = (_("I alt"), "", str(year.intake), "")
    head = (_("Linje"), _("Slags"), _("Antal"), _("Kontanthjælp"))
    yield Table(
        _("Hver henvist står på én linje"), head, (*rows, total), widths=(4, 2, 1.4, 3),
        numbers=(2,), notes=(sum_words(year),),
    )  # fmt: skip


def _doings(year: Year) -> Iterator[Block]:
    found = {row.key: row.value for row in year.doings.rows}
    rows = tuple((str(Doing(key).label), _shown(value)) for key, value in found.items() if key)
    if rows:
        note = _(
            "Den samme person kan have været flere steder, så linjerne kan ikke lægges sammen."
        )
        head = (_("Hvad"), _("Personer"))
        yield Table(_("Kurser og praktik"), head, rows, numbers=(1,), notes=(note,))
    else:
        yield Paragraph(_("Kurser og praktik er ikke vist her."))
    yield Paragraph(_("Statusmøder med sagsbehandlere i året: %(n)s.") % {"n": year.meetings})


def _shown(value: int | None) -> str:
    return _("holdt tilbage") if value is None else str(value)
