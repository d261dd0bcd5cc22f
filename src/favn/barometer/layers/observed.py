"""What was observed, in plain words out of the same cells as chart and table. Never silent.

The first sentence stands alone: on the goal's card, over the chart, on the page. The others say
what happened on the way, in each group, in persons beside shares, and what cannot be compared.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.barometer.choices import LEVELS, Measure, Part, Precision, Unit
from favn.barometer.layers.series import Aim, Gap, Line, Point, Series, Version
from favn.barometer.layers.wording import amount, bare, listed, moved
from favn.barometer.rules import lowered, said, why_not_compared
from favn.barometer.rules.values import time_words

STALE_YEARS = 2


def sentences(series: Series, today: date) -> list[str]:
    """Everything that is said, the first sentence first."""
    return [first(series), *rest(series, today)]


def first(series: Series) -> str:
    """One sentence of what was observed; where nothing was, that is said."""
    version = series.now
    if version is None:
        return _("Der er ikke skrevet nogen måling endnu.")
    if series.measure == Measure.AREAS:
        return _areas(version)
    gaps = version.gaps() if series.measure == Measure.GAP else []
    if len(gaps) > 1:
        return _gap_moved(gaps, version)
    if gaps:
        return _gap_once(gaps[0], version)
    if series.measure == Measure.GAP and version.never_at_once:
        return _never_at_once(version)
    line = version.main
    assert line is not None
    return _value(series, line, version)


def rest(series: Series, today: date) -> Iterator[str]:
    """The sentences after the first."""
    version = series.now
    if version is None:
        return
    if series.measure == Measure.GAP:
        yield from _on_the_way(version.gaps(), version)
        yield from _groups(version)
    elif series.measure == Measure.VALUE and (line := version.main):
        yield from _way_of_line(line, version)
        yield from _to_parity(series, line, version)
    elif series.measure == Measure.AREAS:
        yield from _levels(version)
    yield from _persons(version)
    yield from _aims(series, version)
    yield from _breaks(series)
    yield from _waits(series, version)
    yield from _derived(version)
    if series.newest and today.year - series.newest.year > STALE_YEARS:
        when = max((p for ln in version.lines for p in ln.points), key=lambda p: p.on).when
        yield _("Den nyeste måling er fra %(when)s.") % {"when": when}


def _gap_moved(gaps: list[Gap], version: Version) -> str:
    before, after = gaps[0], gaps[-1]
    words = {
        "from": bare(before.size, before.decimals if before.size % 1 else 0, version.difference),
        "to": _size(after, version),
        "first": before.when,
        "last": after.when,
    }
    if before.value * after.value < 0:
        return (
            _(
                "Forskellen byttede side: fra %(from)s til %(to)s den anden vej, fra %(first)s til"
                " %(last)s."
            )
            % words
        )
    if before.size == after.size:
        return _("Forskellen var %(to)s både i %(first)s og i %(last)s.") % words
    if after.size < before.size:
        return _("Forskellen faldt fra %(from)s til %(to)s fra %(first)s til %(last)s.") % words
    return _("Forskellen steg fra %(from)s til %(to)s fra %(first)s til %(last)s.") % words


def _size(gap: Gap, version: Version) -> str:
    return amount(gap.size, gap.decimals if gap.size % 1 else 0, version.difference)


def _gap_once(gap: Gap, version: Version) -> str:
    focus, beside = version.line_of(Part.FOCUS), version.line_of(Part.BESIDE)
    assert focus is not None
    assert beside is not None
    words = {
        "when": gap.when, "gap": _size(gap, version), "a": lowered(focus.title),
        "b": lowered(beside.title), "x": _amount(gap.focus, version),
        "y": _amount(gap.beside, version),
    }  # fmt: skip
    return _("I %(when)s var forskellen %(gap)s: %(x)s blandt %(a)s og %(y)s blandt %(b)s.") % words


def _never_at_once(version: Version) -> str:
    """Each group's newest value, and why no difference is taken between them."""
    told = [
        _("%(who)s: %(to)s i %(when)s.")
        % {"who": line.title, "to": _amount(line.last, version), "when": line.last.when}
        for part in (Part.FOCUS, Part.BESIDE)
        if (line := version.line_of(part)) and line.last
    ]
    why = _("De er ikke målt samtidig, så forskellen kan ikke regnes ud.")
    return " ".join([*told, why])


def _on_the_way(gaps: list[Gap], version: Version) -> Iterator[str]:
    """The gaps between the first and the last, so that no window is chosen for the reader."""
    if between := gaps[1:-1]:
        told = [f"{_size(gap, version)} ({gap.when})" for gap in between[-6:]]
        yield _("Undervejs var den %(told)s.") % {"told": listed(told)}


def _groups(version: Version) -> Iterator[str]:
    for line in version.lines:
        if len(line.points) > 1:
            yield _("%(who)s: %(what)s.") % {"who": line.title, "what": _from_to(line, version)}


def _from_to(line: Line, version: Version) -> str:
    before, after = line.points[0], line.points[-1]
    words = {
        "verb": moved(before.value, after.value),
        "from": bare(before.value, before.decimals, version.unit),
        "to": _amount(after, version),
        "first": before.when,
        "last": after.when,
    }
    if not words["verb"]:
        return _("%(to)s både i %(first)s og i %(last)s") % words
    return _("%(verb)s fra %(from)s til %(to)s fra %(first)s til %(last)s") % words


def _amount(point: Point, version: Version) -> str:
    return amount(point.value, point.decimals, version.unit)


def _value(series: Series, line: Line, version: Version) -> str:
    """One line: its only value, every year against its target, or from the first to the last."""
    is_one = len(version.lines) == 1
    if len(line.points) == 1:
        words = {"to": _amount(line.points[-1], version), "last": line.points[-1].when}
        only = (
            _("%(to)s i %(last)s. Det er den eneste måling med denne definition.")
            if len(series.seen) > 1
            else _("%(to)s i %(last)s. Det er den eneste måling.")
        ) % words
        return only if is_one else f"{line.title}: {only}"
    if _is_each(version):
        return _each_period(line, version)
    told = _from_to(line, version)
    if not is_one:
        return f"{line.title}: {told}."
    words = {"told": told}
    return (
        _("Tallet %(told)s.") % words if moved_at_all(line) else _("Tallet var %(told)s.") % words
    )


def moved_at_all(line: Line) -> bool:
    """Whether the last value is another than the first."""
    return line.points[0].value != line.points[-1].value


def _is_each(version: Version) -> bool:
    """Whether the main line has so much to reach in every period."""
    aims = version.aims_of(version.main)
    return bool(aims) and aims[0].is_each_period


def _each_period(line: Line, version: Version) -> str:
    """Every year against its own target, and all of them together."""
    aims = {aim.on: aim for aim in version.aims_of(line)}
    told = [
        _("%(value)s af %(aim)s i %(when)s (%(share)s\u00a0%%)")
        % {
            "value": said(p.value), "aim": said(aims[p.on].value), "when": p.when,
            "share": said(100 * p.value / aims[p.on].value, 0),
        }
        for p in line.points
        if p.on in aims and aims[p.on].value
    ]  # fmt: skip
    return _("Målet er nået sådan: %(told)s.") % {"told": listed(told)}


def _way_of_line(line: Line, version: Version) -> Iterator[str]:
    between = line.points[1:-1]
    if 0 < len(between) <= 6 and not _is_each(version):
        told = [f"{_amount(point, version)} ({point.when})" for point in between]
        yield _("Undervejs var tallet %(told)s.") % {"told": listed(told)}
    elif len(between) > 6:
        lowest = min(line.points, key=lambda p: p.value)
        highest = max(line.points, key=lambda p: p.value)
        yield _("Lavest var det %(low)s i %(then)s, højest %(high)s i %(when)s.") % {
            "low": _amount(lowest, version), "then": lowest.when,
            "high": _amount(highest, version), "when": highest.when,
        }  # fmt: skip


def _to_parity(series: Series, line: Line, version: Version) -> Iterator[str]:
    """How far two groups are from being alike, where the number itself compares them."""
    if series.parity is None or version.unit == Unit.POINTS:
        return
    point = line.points[-1]
    left = amount(abs(series.parity - point.value), point.decimals, version.difference)
    yield _("I %(when)s var der %(left)s til %(same)s, hvor de to grupper er ens.") % {
        "when": point.when, "left": left, "same": said(series.parity),
    }  # fmt: skip


def _persons(version: Version) -> Iterator[str]:
    """A change in share beside the change in persons."""
    if version.unit != Unit.PERCENT:
        return
    for line in version.lines:
        known = [p for p in line.points if p.base is not None]
        if len(known) > 1:
            yield _in_persons(line, known[0], known[-1])


def _in_persons(line: Line, before: Point, after: Point) -> str:
    (hits, base), (hits_now, base_now) = _counted(before), _counted(after)
    outside, outside_now = base - hits, base_now - hits_now
    who = _("%(who)s i antal") % {"who": line.title} if line.title else _("I antal")
    words = {
        "who": who, "hits": said(hits), "base": said(base), "now": said(hits_now),
        "of": said(base_now), "first": before.when, "last": after.when,
        "outside": said(outside), "outside_now": said(outside_now),
    }  # fmt: skip
    return (
        _(
            "%(who)s: %(hits)s af %(base)s i %(first)s og %(now)s af %(of)s i %(last)s."
            " Udenfor stod først %(outside)s og siden %(outside_now)s."
        )
        % words
    )


def _counted(point: Point) -> tuple[int, int]:
    hits = point.hits(Unit.PERCENT)
    assert hits is not None
    assert point.base is not None
    return round(hits), point.base


def _aims(series: Series, version: Version) -> Iterator[str]:
    if _is_each(version):
        yield from _together(version)
        return
    for line in version.lines:
        for aim in version.aims_of(line):
            yield _aimed(series, version, line, aim)
    keys = {line.key for line in version.lines}
    for aim in version.aims:
        if aim.group and aim.group not in keys:
            yield _said_aim(aim, version)


def _together(version: Version) -> Iterator[str]:
    """Every period's target and what was reached, added up."""
    line = version.main
    assert line is not None
    aims = {aim.on: aim.value for aim in version.aims_of(line)}
    both = [(p.value, aims[p.on]) for p in line.points if p.on in aims]
    reached, wanted = sum(v for v, _ in both), sum(a for _, a in both)
    if wanted and len(both) > 1:
        yield _("Tilsammen %(n)s af %(of)s (%(share)s\u00a0%%).") % {
            "n": said(reached), "of": said(wanted), "share": said(100 * reached / wanted, 0),
        }  # fmt: skip


def _said_aim(aim: Aim, version: Version) -> str:
    decimals = max(0, -int(aim.value.normalize().as_tuple().exponent))
    words = {"aim": amount(aim.value, decimals, version.unit), "when": aim.when, "who": aim.who}
    if aim.who:
        return _("%(who)s: målet er %(aim)s i %(when)s.") % words
    return _("Målet er %(aim)s i %(when)s.") % words


def _aimed(series: Series, version: Version, line: Line, aim: Aim) -> str:
    """A target, and once it is reached or its day has come, whether it was."""
    told, point = _said_aim(aim, version), line.last
    is_reached = series.reached(aim, point.value) if point else None
    if point is None or is_reached is None or not (is_reached or point.on >= aim.on):
        return told
    words = {"told": told, "now": _amount(point, version), "when": point.when}
    if is_reached:
        return _("%(told)s Det er nået med %(now)s i %(when)s.") % words
    return _("%(told)s Det er ikke nået: tallet var %(now)s i %(when)s.") % words


def _breaks(series: Series) -> Iterator[str]:
    """What stands on the other side of a break, and why it is not compared."""
    for before, after in pairwise(series.seen):
        line = before.main
        sentence = why_not_compared(before.number, after.number, after.changed)
        if line is None or line.last is None or sentence is None:
            continue
        yield _("Før %(after)s: %(old)s i %(when)s. %(why)s") % {
            "after": _start(after), "old": _amount(line.last, before),
            "when": line.last.when, "why": sentence,
        }  # fmt: skip


def _waits(series: Series, version: Version) -> Iterator[str]:
    """A newer definition that nothing is measured by yet, so that the numbers are of the old."""
    newer = [one for one in series.versions if one.number > version.number and not one.days]
    for one in newer:
        why = lowered(one.changed.rstrip("."))
        yield _("Fra %(when)s gælder en ny definition: %(why)s. Den har ingen måling endnu.") % {
            "when": time_words(one.valid_from, Precision.DAY),
            "why": why,
        }


def _start(version: Version) -> str:
    return min((p for ln in version.lines for p in ln.points), key=lambda p: p.on).when


def _derived(version: Version) -> Iterator[str]:
    n = sum(point.is_derived for line in version.lines for point in line.points)
    if n:
        yield ngettext(
            "%(n)s tal er ikke trykt, men regnet ud af det, der er trykt.",
            "%(n)s tal er ikke trykt, men regnet ud af det, der er trykt.",
            n,
        ) % {"n": n}


def _of_areas(version: Version) -> list[tuple[Line, Point]]:
    """The areas whose level is known in the newest round."""
    day = version.days[-1]
    return [(line, point) for line in version.lines if (point := line.at(day))]


def _areas(version: Version) -> str:
    """Which areas stand on the gravest level, by the newest round."""
    now = _of_areas(version)
    gravest = min(point.value for _line, point in now)
    there = [line.title for line, point in now if point.value == gravest]
    words = {
        "n": len(there), "when": now[0][1].when, "who": listed(there),
        "level": lowered(amount(gravest, 0, Unit.LEVEL)),
    }  # fmt: skip
    return (
        ngettext(
            "%(n)s område har %(level)s i %(when)s: %(who)s.",
            "%(n)s områder har %(level)s i %(when)s: %(who)s.",
            len(there),
        )
        % words
    )


def _levels(version: Version) -> Iterator[str]:
    """How many areas stand on each level, and of how many the level is known at all."""
    counted = Counter(int(point.value) for _line, point in _of_areas(version))
    told = [f"{counted[n]} {lowered(str(word))}" for n, word in LEVELS if counted[n]]
    words = {"n": counted.total(), "told": listed(told)}
    yield _("Niveauet er oplyst for %(n)s områder: %(told)s.") % words
