"""The same pace: how many years until two groups are alike, or a target is met, at the pace seen.

Arithmetic and never a forecast: every window stands beside the others with what rounding alone
allows, and what was printed stands beside them.
"""

from dataclasses import dataclass
from datetime import date
from math import isinf

from django.utils.translation import gettext as _

from favn.barometer.choices import WHOLE, Claim, Measure, Unit
from favn.barometer.layers.evidence import signed
from favn.barometer.layers.reasons import why_no_years
from favn.barometer.layers.series import Aim, Claimed, Series, Version
from favn.barometer.layers.wording import listed, years
from favn.barometer.rules.values import time_words
from favn.statistics.intervals import Interval
from favn.statistics.parity import Gap, Pace, Window, check_claim, estimable, span, windows
from favn.statistics.reasons import Reason, Refused


@dataclass(frozen=True, slots=True)
class Row:
    """One window in words. `years` is empty where `why_not` says why."""

    window: str
    rate: str
    years: str
    bounds: str
    why_not: str


@dataclass(frozen=True, slots=True)
class SamePace:
    """The third layer: what the years lead to, the windows, their range, and what is proven.

    `why_not` is set where the whole layer has nothing to compute.
    """

    towards: str
    rows: tuple[Row, ...]
    range: str
    proven: str
    claims: tuple[str, ...]
    why_not: str = ""


def same_pace(series: Series) -> SamePace:
    """The layer of one indicator."""
    version = series.now
    if version is None or series.measure == Measure.AREAS:
        return _without(_("Der er ingen serie, som et tempo kan regnes ud af."))
    if series.measure == Measure.GAP and version.never_at_once:
        return _without(why_no_years(Reason.DIFFERENT_DATES))
    towards, gaps = distances(series, version)
    if not towards:
        return _without(
            _(
                "Et tempo fører kun til et årstal, hvor to grupper sammenlignes, eller hvor der er"
                " et mål at nå."
            )
        )
    if there := _there_already(series, version):
        return _without(there, towards)
    try:
        found = windows(gaps)
    except Refused as refused:
        return _without(why_no_years(refused.reason), towards)
    spoken = {point.on: point.precision for ln in version.lines for point in ln.points}
    return SamePace(
        towards,
        tuple(_row(window, version, spoken) for window in found),
        _range(span(found)),
        _proven(gaps, found),
        tuple(_claim(claim, gaps, found, spoken) for claim in _printed(series)),
    )


def _without(why: str, towards: str = "") -> SamePace:
    return SamePace(towards, (), "", "", (), why)


def distances(series: Series, version: Version) -> tuple[str, list[Gap]]:
    """What the years would lead to, and how far away it was on every day; of the newest version."""
    if series.measure == Measure.GAP:
        gaps = [
            Gap(gap.on, float(gap.value), _half(version, float(gap.rounding)), str(version.number))
            for gap in version.gaps()
        ]
        return _("de to grupper er ens"), gaps
    line, goal = version.main, series.parity
    towards = _("de to grupper er ens")
    if goal is None and (aim := _aim(version)):
        goal, towards = aim.value, _("målet er nået")
    if goal is None or line is None:
        return "", []
    return towards, [
        Gap(p.on, float(goal - p.value), _half(version, float(p.rounding)), str(version.number))
        for p in line.points
    ]


def _aim(version: Version) -> Aim | None:
    """The last target of the line that the indicator is about, where it is a level to reach."""
    aims = version.aims_of(version.main)
    return aims[-1] if aims and not aims[-1].is_each_period else None


def _there_already(series: Series, version: Version) -> str:
    """That a target is reached, where it is: then no pace leads to it, and no distance grows."""
    aim, line = _aim(version), version.main
    compares = series.measure == Measure.GAP or series.parity is not None
    if compares or aim is None or line is None or line.last is None:
        return ""
    if not series.reached(aim, line.last.value):
        return ""
    return _("Målet er nået. Så er der ingen år at regne ud.")


def _half(version: Version, rounding: float) -> float:
    """Whole things are counted and not rounded."""
    return 0.0 if version.unit in WHOLE else rounding


def _row(window: Window, version: Version, spoken: dict[date, str]) -> Row:
    rate = "" if window.rate is None else _rate(window.rate, version.difference)
    return Row(
        _window(window, spoken),
        rate,
        "" if window.years is None else years(window.years),
        _bounds(window.bounds),
        why_no_years(window.refused) if window.refused else "",
    )


def _rate(rate: float, unit: Unit) -> str:
    """How much nearer a year; a gap that widens goes the other way."""
    return signed(-rate, unit, 2)


def _window(window: Window, spoken: dict[date, str]) -> str:
    start, end = (time_words(day, spoken[day]) for day in (window.start, window.end))
    if window.pace == Pace.LEAST_SQUARES:
        return _("%(start)s – %(end)s, linje gennem alle") % {"start": start, "end": end}
    return f"{start} – {end}"


def _bounds(bounds: Interval | None) -> str:
    if bounds is None:
        return ""
    if isinf(bounds.high):
        return _("fra %(low)s og opefter") % {"low": years(bounds.low)}
    return _("%(low)s–%(high)s") % {"low": years(bounds.low), "high": years(bounds.high)}


def _range(found: Interval | None) -> str:
    if found is None:
        return ""
    if isinf(found.high):
        return _("Afrunding og valg af vindue giver alt fra %(low)s år og opefter.") % {
            "low": years(found.low)
        }
    return _("Afrunding og valg af vindue giver alt fra %(low)s til %(high)s år.") % {
        "low": years(found.low),
        "high": years(found.high),
    }


def _proven(gaps: list[Gap], rows: tuple[Window, ...]) -> str:
    """What the evidence says of the years, which is most often nothing."""
    if any(window.refused == Reason.SIDES_CHANGED for window in rows):
        return why_no_years(Reason.SIDES_CHANGED)
    try:
        found = estimable(gaps)
    except Refused as refused:
        return why_no_years(refused.reason)
    return _("Beviset rækker til %(low)s–%(high)s år (95 %%-interval).") % {
        "low": years(found.low),
        "high": years(found.high),
    }


def _printed(series: Series) -> list[Claimed]:
    return [claim for claim in series.claims if claim.kind == Claim.YEARS and claim.years]


def _claim(
    claim: Claimed, gaps: list[Gap], found: tuple[Window, ...], spoken: dict[date, str]
) -> str:
    """A printed number of years beside what its own series gives."""
    assert claim.years is not None
    checked = check_claim(gaps, float(claim.years))
    said = [_("Trykt: %(words)s (%(place)s).") % {"words": claim.words, "place": claim.place}]
    if own := next((w for w in found if w.years is not None), None):
        assert own.years is not None
        said.append(
            _("Den samme serie giver %(years)s år fra første til sidste måling (%(bounds)s).")
            % {"years": years(own.years), "bounds": _bounds(own.bounds)}
        )
    if not checked.holds:
        said.append(_("Hele serien giver ikke det trykte tal."))
    if checked.misread:
        first = checked.misread[0]
        said.append(
            _("Det kommer frem, hvis ændringen %(window)s læses som ét års.")
            % {"window": _window(first, spoken)}
        )
    if checked.within:
        inside = listed(_window(window, spoken) for window in checked.within[:3])
        said.append(_("Det ligger inden for afrundingen i %(windows)s.") % {"windows": inside})
    return " ".join([*said, claim.doubt]).strip()
