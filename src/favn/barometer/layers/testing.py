"""Every test that the cells with bases allow: each group's own change, the gap, its change.

Shown beside each other, because one of them alone can mislead: a group can fall while the gap
does not certainly widen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from favn.barometer.choices import Data, Measure, Part, Unit
from favn.barometer.layers.evidence import between, signed
from favn.barometer.layers.series import Gap, Line, Point, Series, Version
from favn.barometer.rules import said
from favn.statistics.proportions import Share, compare, difference_in_differences


@dataclass(frozen=True, slots=True)
class Test:
    """One line of the table, in words."""

    what: str
    window: str
    change: str
    interval: str
    z: str
    p: str


def tests(series: Series) -> list[Test]:
    """The table of the newest version; empty where bases are missing."""
    version = series.now
    if version is None or version.unit != Unit.PERCENT:
        return []
    found = [row for line in version.lines for row in _of_line(line)]
    if series.measure == Measure.GAP:
        found += _of_gaps(version)
    return found


def caveats(version: Version) -> list[str]:
    """What a reader of the table must know."""
    found = []
    if version.data in (Data.REGISTER, Data.COUNTED):
        found.append(
            _(
                "Alle er talt med, så der er ingen stikprøvefejl. Testen regner tallene som én"
                " trækning af en proces, der kunne være faldet anderledes ud."
            )
        )
    found.append(
        _(
            "De samme mennesker kan være med i to målinger, og der er flere test. Små p-værdier"
            " skal læses med det i tanke."
        )
    )
    return found


def _share(point: Point) -> Share | None:
    hits = point.hits(Unit.PERCENT)
    return Share(hits, point.base) if hits is not None and point.base else None


def _of_line(line: Line) -> Iterator[Test]:
    known = [point for point in line.points if point.base]
    spans = list(pairwise(known))
    if len(known) > 2:
        spans.append((known[0], known[-1]))
    for before, after in spans:
        one, other = _share(after), _share(before)
        assert one is not None
        assert other is not None
        found = compare(one, other)
        yield _test(
            line.title, f"{before.when} – {after.when}", found.difference,
            (found.interval.low, found.interval.high), found.z, found.p,
        )  # fmt: skip


def _of_gaps(version: Version) -> Iterator[Test]:
    gaps = [gap for gap in version.gaps() if gap.focus.base and gap.beside.base]
    names = [version.line_of(part) for part in (Part.FOCUS, Part.BESIDE)]
    title = _("Forskel: %(a)s mod %(b)s") % {
        "a": names[0].title if names[0] else "", "b": names[1].title if names[1] else "",
    }  # fmt: skip
    for gap in gaps:
        one, other = _pair(gap)
        found = compare(one, other)
        yield _test(
            title, gap.when, found.difference, (found.interval.low, found.interval.high),
            found.z, found.p,
        )  # fmt: skip
    spans = list(pairwise(gaps))
    if len(gaps) > 2:
        spans.append((gaps[0], gaps[-1]))
    for before, after in spans:
        change = difference_in_differences(_pair(after), _pair(before))
        yield _test(
            _("Ændring i forskellen"), f"{before.when} – {after.when}", change.change,
            (change.interval.low, change.interval.high), change.z, change.p,
        )  # fmt: skip


def _pair(gap: Gap) -> tuple[Share, Share]:
    one, other = _share(gap.focus), _share(gap.beside)
    assert one is not None
    assert other is not None
    return one, other


def _test(
    what: str, window: str, change: float, ends: tuple[float, float], z: float | None, p: float
) -> Test:
    return Test(
        what,
        window,
        signed(100 * change, Unit.POINTS),
        between(100 * ends[0], 100 * ends[1]),
        "–" if z is None else f"{'−' if z < 0 else ''}{said(abs(z), 2)}",
        p_words(p),
    )


def p_words(p: float) -> str:
    """“0,056”; below a thousandth only that."""
    return _("under 0,001") if p < 0.001 else said(p, 3)
