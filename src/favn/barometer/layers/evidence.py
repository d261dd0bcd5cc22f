"""What the evidence carries: one of four words by the written rule, with everything it rests on.

The rule itself is `favn.statistics.evidence`; here an indicator is put before it, and its answer
is put into words.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal

from django.utils.translation import gettext as _

from favn.barometer.choices import Data, Measure, Part, Unit, Wish, Word
from favn.barometer.layers.reasons import in_short, what_is_needed, why_undecided
from favn.barometer.layers.series import Line, Point, Series, Version
from favn.barometer.layers.wording import amount
from favn.barometer.rules import said
from favn.barometer.rules.values import time_words
from favn.statistics import evidence as rule
from favn.statistics.evidence import Coverage, Observation, Rule, Verdict
from favn.statistics.proportions import base_needed
from favn.statistics.reasons import Reason, Refused
from favn.statistics.units import Unit as Typed

TYPED = {
    Unit.PERCENT: Typed.PERCENT,
    Unit.RATIO: Typed.PERCENTAGE_POINTS,
    Unit.POINTS: Typed.PERCENTAGE_POINTS,
    Unit.INDEX: Typed.INDEX_POINTS,
    Unit.COUNT: Typed.COUNT,
    Unit.DKK: Typed.DKK,
    Unit.LEVEL: Typed.COUNT,
    Unit.RANK: Typed.COUNT,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The word, why it is not another, and its inputs as (name, value) pairs.

    Where there is no word, `short` is the reason in a few words, and `needs` what would give one.
    """

    word: Word
    because: str
    inputs: tuple[tuple[str, str], ...]
    is_one_draw: bool
    short: str = ""
    needs: str = ""


def evidence(series: Series) -> Evidence:
    """The verdict on a whole indicator, in words. Areas are shown and never judged."""
    version = series.now
    if version is None:
        return _without(Reason.NO_POINTS)
    if series.measure == Measure.AREAS:
        because = _("Områder på niveauer vises, som de er, og får ikke et samlet ord.")
        short = _("Områder får ikke et samlet ord")
        return Evidence(Word.UNDECIDED, because, (), is_one_draw=False, short=short)
    verdict = judged(series)
    return Evidence(
        Word(str(verdict.status)),
        _because(verdict, version),
        tuple(_inputs(verdict, version)),
        verdict.is_one_draw,
        in_short(verdict.reason) if verdict.reason else "",
        _needs(verdict.reason, series) if verdict.reason else "",
    )


def _without(reason: Reason) -> Evidence:
    because = why_undecided(reason)
    return Evidence(Word.UNDECIDED, because, (), is_one_draw=False, short=in_short(reason))


def _needs(reason: Reason, series: Series) -> str:
    """What would let a word be given; without bases also how large they would have to be."""
    told = [what_is_needed(reason)]
    version = series.now
    if version and reason in (Reason.ONE_POINT, Reason.BREAK) and _lacks_base(version):
        told.append(_("Basis skal også oplyses."))
    if version and version.unit == Unit.PERCENT and reason in (Reason.NO_BASE, Reason.ONE_POINT):
        told.append(_size_of_gap(version) if series.measure == Measure.GAP else _size(version))
    return " ".join(text for text in told if text)


def _lacks_base(version: Version) -> bool:
    """Whether a further value alone would still give no word."""
    points = [line.last for line in version.lines if line.last]
    return version.unit == Unit.PERCENT and not all(point.base for point in points)


def _size(version: Version) -> str:
    """The base at which this change would no longer be within chance; nothing without a change."""
    line = version.main
    assert line is not None
    if not (least := _least_base(line.points[0], line.points[-1])):
        return ""
    return _("Er basis under omkring %(n)s hver gang, kan ændringen være tilfældig.") % {"n": least}


def _size_of_gap(version: Version) -> str:
    """The same of the newest difference itself; nothing where its bases are known and tested."""
    gap = next(reversed(version.gaps()), None)
    if gap is None or (gap.focus.base and gap.beside.base):
        return ""
    if not (least := _least_base(gap.beside, gap.focus)):
        return ""
    return _(
        "Selve forskellen i %(when)s er mere end tilfældig, hvis begge grupper har en basis over"
        " omkring %(n)s."
    ) % {"when": gap.when, "n": least}


def _least_base(one: Point, other: Point) -> str:
    try:
        least = base_needed(float(one.value) / 100, float(other.value) / 100)
    except Refused:
        return ""
    return said(_rounded_up(least))


def _rounded_up(value: float) -> int:
    """To two figures, since the printed shares carry no more."""
    size = int(10 ** max(0, len(str(int(value))) - 2))
    return ceil(value / size) * size


def judged(series: Series) -> Verdict:
    """The indicator put before the rule, all versions, so that a break is seen as one."""
    version = series.now
    assert version is not None
    written = rule_of(series, version)
    if series.measure == Measure.GAP and version.never_at_once:
        return Verdict(rule.Status.UNDECIDED, written, Reason.DIFFERENT_DATES)
    try:
        if series.measure == Measure.GAP:
            ours, theirs = (_observed(series, part) for part in (Part.FOCUS, Part.BESIDE))
            return rule.gap(ours, theirs, written)
        return rule.series(_observed_main(series), written)
    except Refused as refused:
        return Verdict(rule.Status.UNDECIDED, written, refused.reason)


def rule_of(series: Series, version: Version) -> Rule:
    """Which way is better, the smallest change that counts, and whether everybody was counted."""
    is_whole = version.data in (Data.REGISTER, Data.COUNTED)
    coverage = Coverage.REGISTER if is_whole else Coverage.SAMPLE
    return Rule(_better(series, version), version.smallest, coverage=coverage)


def _better(series: Series, version: Version) -> Literal[-1, 0, 1]:
    """Towards the value at which groups are alike, else as the goal wishes."""
    line = version.main
    if series.parity is not None and line and line.last:
        return 1 if line.last.value < series.parity else -1
    return {Wish.UP: 1, Wish.DOWN: -1, Wish.NONE: 0}[series.wish]  # type: ignore[return-value]


def _observed(series: Series, part: Part) -> list[Observation]:
    """A group's values of every version, on the days that both groups have."""
    found = []
    for version in series.seen:
        line = version.line_of(part)
        days = {gap.on for gap in version.gaps()}
        found += _of_line(line, version, days) if line else []
    return found


def _of_line(line: Line, version: Version, days: set[date] | None) -> list[Observation]:
    return [
        Observation(
            p.on, float(p.value), TYPED[version.unit],
            p.base if version.unit == Unit.PERCENT else None, str(version.number),
        )
        for p in line.points
        if days is None or p.on in days
    ]  # fmt: skip


def _observed_main(series: Series) -> list[Observation]:
    found: list[Observation] = []
    for version in series.seen:
        found += _of_line(version.main, version, None) if version.main else []
    return found


def _because(verdict: Verdict, version: Version) -> str:
    if verdict.reason:
        return why_undecided(verdict.reason)
    least = amount(version.smallest, _decimals(version.smallest), version.difference)
    least = least if version.smallest else _("Enhver")
    if verdict.status == rule.Status.UNCHANGED:
        return _("Hele intervallet ligger inden for %(least)s, som er det mindste, der tæller.") % {
            "least": least
        }
    return _("Intervallet går ikke gennem nul, og ændringen er på mindst %(least)s.") % {
        "least": least
    }


def _inputs(verdict: Verdict, version: Version) -> list[tuple[str, str]]:
    least = amount(version.smallest, _decimals(version.smallest), version.difference)
    found = [(_("Mindste ændring, der tæller"), least)]
    if verdict.change is None or verdict.interval is None:
        return found
    assert verdict.start is not None
    assert verdict.end is not None
    spoken = {point.on: point.precision for ln in version.lines for point in ln.points}
    days = [time_words(day, spoken[day]) for day in (verdict.start, verdict.end)]
    return [
        (_("Ændring"), signed(verdict.change, version.difference)),
        (_("95 %-interval"), between(verdict.interval.low, verdict.interval.high)),
        (_("Fra og til"), " – ".join(days)),
        (_("Metode"), method_words(verdict.method or "")),
        *found,
    ]


def method_words(method: str) -> str:
    """The method by its name in the literature."""
    return {
        "newcombe": _("Forskel mellem to andele, Newcombes interval (metode 10)"),
        "square_and_add": _("Ændring i forskellen mellem fire andele, Wilson-intervaller"),
        "slope": _("Ret linje gennem målingerne, Students t"),
    }.get(method, method)


def signed(value: float, unit: str, decimals: int = 1) -> str:
    """“+2,4 procentpoint” or “−6,1 procentpoint”."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + amount(abs(value), decimals, unit)


def between(low: float, high: float, decimals: int = 1) -> str:
    """“−6,6 til −2,6”."""
    ends = [("−" if end < 0 else "") + said(abs(end), decimals) for end in (low, high)]
    return _("%(low)s til %(high)s") % {"low": ends[0], "high": ends[1]}


def _decimals(value: float) -> int:
    return 0 if value == int(value) else 1
