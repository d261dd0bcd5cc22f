"""Puts one indicator together as its page shows it: three layers, drawing, table, definition.

The same for the public and for the house, so that nobody reads another number.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from favn.barometer import drawing
from favn.barometer.choices import Claim, Data, Measure, Unit, Word
from favn.barometer.layers import evidence, observed, pace, testing
from favn.barometer.layers.evidence import Evidence
from favn.barometer.layers.pace import SamePace
from favn.barometer.layers.series import Aim, Line, Point, Series, Version
from favn.barometer.layers.testing import Test
from favn.barometer.layers.wording import LEVEL_WORDS, amount
from favn.barometer.models import Definition
from favn.barometer.rules import said, why_not_compared
from favn.barometer.rules.values import time_words

NARROW, WIDE = 288, 900
MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Chart:
    """Drawings for a phone and a desk with their words."""

    title: str
    subtitle: str
    narrow: SafeString
    wide: SafeString
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """An area on its level."""

    title: str
    level: int
    word: str
    before: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table; `is_break` spans the whole of it."""

    head: str
    cells: tuple[str, ...]
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class CellTable:
    """The cells as a table, the same as in the drawing."""

    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]

    @property
    def is_long(self) -> bool:
        """Whether it would push the rest of the page away."""
        return len(self.rows) > 24

    @property
    def right(self) -> str:
        """Which columns are numbers."""
        return ",".join(str(n) for n in range(2, min(len(self.headers), 7) + 1))


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the page says about the numbers."""

    series: Series
    sentences: tuple[str, ...]
    evidence: Evidence
    pace: SamePace
    chart: Chart | None
    tiles: tuple[Tile, ...]
    table: CellTable | None
    tests: tuple[Test, ...]
    test_caveats: tuple[str, ...]
    printed_words: tuple[str, ...]

    @property
    def first(self) -> str:
        """The one sentence."""
        return self.sentences[0]

    @property
    def rest(self) -> tuple[str, ...]:
        """The others."""
        return self.sentences[1:]

    @property
    def is_known(self) -> bool:
        """Whether the evidence gives a word."""
        return self.evidence.word != Word.UNDECIDED


def reading(series: Series, definitions: list[Definition], today: date) -> Reading:
    """One indicator whole."""
    found = evidence.evidence(series)
    rows = testing.tests(series)
    return Reading(
        series,
        tuple(observed.sentences(series, today)),
        found,
        pace.same_pace(series),
        _chart(series, definitions),
        tuple(_tiles(series)),
        _table(series),
        tuple(rows),
        tuple(testing.caveats(series.now)) if rows and series.now else (),
        tuple(_printed_words(series, found)),
    )


def _printed_words(series: Series, found: Evidence) -> list[str]:
    """A printed status word beside what the rule gives."""
    return [
        _("Trykt: “%(printed)s” (%(place)s). Efter reglen: %(ours)s. %(doubt)s")
        % {"printed": c.words, "place": c.place, "ours": found.word.label.lower(), "doubt": c.doubt}
        for c in series.claims
        if c.kind == Claim.STATUS
    ]


def _chart(series: Series, definitions: list[Definition]) -> Chart | None:
    version = series.now
    if version is None or series.measure == Measure.AREAS:
        return None
    days = {day for seen in series.seen for day in seen.days}
    drawn = [
        drawing.lines(series.seen, width, _alike(series))
        if len(days) > 1
        else drawing.dots(version, width)
        for width in (NARROW, WIDE)
    ]
    safe = [mark_safe(svg) for svg in drawn]  # noqa: S308 - drawn here, every word escaped
    says = next((d for d in definitions if d.pk == version.id), None)
    unit = str(version.unit.label)
    subtitle = f"{says.says} ({unit})" if says else unit
    return Chart(observed.first(series), subtitle, safe[0], safe[1], tuple(_notes(series, version)))


def _alike(series: Series) -> float | None:
    return None if series.parity is None else float(series.parity)


def _notes(series: Series, version: Version) -> list[str]:
    """What a reader must know to read the drawing."""
    has_bounds, hidden = drawing.has_bounds(version), drawing.left_out(version)
    is_derived = any(p.is_derived for line in version.lines for p in line.points)
    is_cut = len(version.days) > 1 and not drawing.begins_at_zero(series.seen, _alike(series))
    notes = (
        (has_bounds, _("De lodrette streger er 95 %-intervaller (Wilson) ud fra basis.")),
        (
            has_bounds and version.data in (Data.REGISTER, Data.COUNTED),
            _("Alle er talt med; stregerne regner hvert tal som én trækning af en proces."),
        ),
        (has_bounds and _lacks_base(version), _("Hvor stregen mangler, er basis ikke oplyst.")),
        (
            version.unit == Unit.PERCENT and not has_bounds,
            _("Basis mangler, så usikkerheden kan ikke tegnes."),
        ),
        (is_derived, _("Hule punkter er regnet ud og ikke trykt.")),
        (
            series.parity is not None,
            _("Den gennemgående streg er der, hvor de to grupper er ens."),
        ),
        (is_cut, _("Aksen begynder ikke ved nul.")),
        (bool(version.aims), _("De korte vandrette streger er mål.")),
        (
            len(series.seen) > 1,
            _("≠ er et brud: tallene på hver side kan ikke sammenlignes."),
        ),
        (hidden > 0, _("%(n)s grupper mere står kun i tabellen.") % {"n": hidden}),
    )
    return [sentence for holds, sentence in notes if holds]


def _lacks_base(version: Version) -> bool:
    return any(not point.base for line in version.lines for point in line.points)


def _tiles(series: Series) -> list[Tile]:
    version = series.now
    if version is None or series.measure != Measure.AREAS:
        return []
    day = version.days[-1]
    found = [(line, point) for line in version.lines if (point := line.at(day))]
    found.sort(key=lambda pair: (pair[1].value, pair[0].title))
    return [_tile(line, point) for line, point in found]


def _tile(line: Line, point: Point) -> Tile:
    level = int(point.value)
    before = line.points[-2] if len(line.points) > 1 else None
    was = ""
    if before is not None and before.value != point.value:
        was = f"{LEVEL_WORDS[int(before.value)]} ({before.when})"
    return Tile(line.title, level, str(LEVEL_WORDS[level]), was)


def _table(series: Series) -> CellTable | None:
    if series.now is None:
        return None
    most = max(len(version.lines) for version in series.seen)
    is_long = most > MOST_COLUMNS or series.measure == Measure.AREAS
    return _groups_down(series.now) if is_long else _times_down(series)


def _times_down(series: Series) -> CellTable:
    """A row per time, a column per group, the difference last; a break between versions."""
    titles = list(dict.fromkeys(ln.title for v in series.seen for ln in v.lines))
    is_gap = series.measure == Measure.GAP
    has_aims = any(version.aims for version in series.seen)
    rows: list[TableRow] = []
    before = None
    for version in series.seen:
        if before and (why := why_not_compared(before.number, version.number, version.changed)):
            rows.append(TableRow(why, (), is_break=True))
        rows += _rows_of(version, titles, is_gap=is_gap, has_aims=has_aims)
        before = version
    headers = [_("Tid"), *(title or _("Tal") for title in titles)]
    headers += [_("Forskel")] if is_gap else []
    headers += [_("Mål")] if has_aims else []
    return CellTable(tuple(headers), tuple(rows))


def _rows_of(
    version: Version, titles: list[str], *, is_gap: bool, has_aims: bool
) -> list[TableRow]:
    by_title = {line.title: line for line in version.lines}
    gaps = {gap.on: gap for gap in version.gaps()}
    aims: dict[date, list[Aim]] = {}
    for aim in version.aims:
        aims.setdefault(aim.on, []).append(aim)
    found = []
    for day in sorted({*version.days, *aims}):
        points = [by_title[t].at(day) if t in by_title else None for t in titles]
        there = next((p for p in points if p), None)
        cells = [_cell(p, version) for p in points]
        if is_gap:
            gap = gaps.get(day)
            cells.append(amount(gap.size, gap.decimals, version.difference) if gap else "–")
        if has_aims:
            cells.append(_aims(aims.get(day, []), version))
        found.append(TableRow(there.when if there else aims[day][0].when, tuple(cells)))
    return found


def _aims(aims: list[Aim], version: Version) -> str:
    """The targets of one day, each with its group where it has one."""
    told = []
    for aim in aims:
        decimals = max(0, -int(aim.value.normalize().as_tuple().exponent))
        text = amount(aim.value, decimals, version.unit)
        told.append(f"{aim.who}: {text}" if aim.who else text)
    return " · ".join(told) or "–"


def _cell(point: Point | None, version: Version) -> str:
    if point is None:
        return "–"
    text = amount(point.value, point.decimals, version.unit)
    if point.base is not None:
        text = _("%(value)s af %(base)s") % {"value": text, "base": said(point.base)}
    return _("%(value)s (regnet ud)") % {"value": text} if point.is_derived else text


def _groups_down(version: Version) -> CellTable:
    """A row per group, a column per time: areas, municipalities."""
    days = version.days
    spoken = {p.on: p.precision for line in version.lines for p in line.points}
    headers = [_("Gruppe"), *(time_words(day, spoken[day]) for day in days)]
    rows = [
        TableRow(line.title, tuple(_cell(line.at(day), version) for day in days))
        for line in version.lines
    ]
    return CellTable(tuple(headers), tuple(rows))
