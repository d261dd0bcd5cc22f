"""What `favn analyse` says to a person: a few lines for each series, from the facts of --json."""

from collections.abc import Iterator
from typing import Any

Facts = dict[str, Any]
PACES = {"end_points": "between the ends", "least_squares": "least squares"}


def of(facts: Facts) -> str:
    """The lines of one analysis."""
    say = {"trend": _trend, "parity": _parity}.get(facts["analysis"])
    lines: list[str] = []
    if "shares" in facts:
        lines += _proportions(facts)
    elif say:
        for series in facts["series"]:
            lines += [series["series"] or "All", *(f"  {line}" for line in say(series))]
    lines += _refused(facts)
    if facts.get("ignored_columns"):
        lines.append(f"Columns not used: {', '.join(facts['ignored_columns'])}")
    return "\n".join(lines)


def _refused(facts: Facts) -> Iterator[str]:
    for refused in facts["refused"]:
        named = f"{refused['series']}: " if refused["series"] else ""
        yield f"Refused ({refused['reason']}): {named}{refused['sentence']}"


def _trend(facts: Facts) -> Iterator[str]:
    yield (
        f"observed: {_n(facts['first'])} on {facts['from']}, {_n(facts['last'])} on {facts['to']},"
        f" {facts['points']} points"
    )
    if facts["left_out_before_break"]:
        yield f"left out before the break: {facts['left_out_before_break']}"
    line, robust = facts["linear"], facts["theil_sen"]
    yield f"straight line: {_n(line['slope_per_year'])} a year{_bounds(line)}{_p(line)}"
    yield f"Theil-Sen: {_n(robust['slope_per_year'])} a year{_bounds(robust)}{_p(robust)}"
    if facts["evidence"]:
        yield f"evidence: {_verdict(facts['evidence'])}"


def _verdict(facts: Facts) -> str:
    reason = f" ({facts['reason']})" if facts["reason"] else ""
    change = "" if facts["change"] is None else f", change {_n(facts['change'])}{_bounds(facts)}"
    draw = "; a full register, judged as one draw" if facts["one_draw_of_a_process"] else ""
    return f"{facts['word']}{reason}{change}{draw}"


def _parity(facts: Facts) -> Iterator[str]:
    yield f"gap on {facts['newest']}: {_n(facts['newest_gap'])}"
    for window in facts["windows"]:
        yield f"same pace as {_window(window)}"
    found = facts["evidence"]
    yield (
        f"evidence: not estimable ({found['refused']}): {found['sentence']}"
        if found["refused"]
        else f"evidence: {_years(found['low'])} to {_years(found['high'])} years"
    )
    if facts["claim"]:
        yield from _claim(facts["claim"])
    yield "a calculation, not a forecast"


def _window(window: Facts) -> str:
    span = f"{window['from']} to {window['to']}, {PACES[window['pace']]}"
    if window["refused"]:
        return f"{span}: no years ({window['refused']})"
    low, high = _years(window["low"]), _years(window["high"])
    rounding = f"{low} or more" if window["unbounded"] else f"{low} to {high}"
    return f"{span}: {_years(window['years'])} years (by rounding {rounding})"


def _claim(claim: Facts) -> Iterator[str]:
    named = f"the claim of {_n(claim['years'])} years"
    if not claim["holds_over_all_points"]:
        yield f"{named} does not come out of the pace over all points"
    for window in claim["holds_in"]:
        yield f"{named} is within {_window(window)}"
    for window in claim["change_read_as_one_years_in"]:
        yield f"{named} takes the whole change for one year's in {_window(window)}"


def _proportions(facts: Facts) -> Iterator[str]:
    for share in facts["shares"]:
        yield f"{_where(share)}: {share['percent']:.1f} % of {_n(share['base'])}{_bounds(share)}"
    for share in facts["without_base"]:
        yield f"{share['group'] or 'All'}: {_n(share['percent'])} %, base missing, no test"
    for change in facts["changes"]:
        yield f"{_span(change)}: {_difference(change)}{_beside(change)}"
    for gap in facts["gaps"]:
        yield f"{_where(gap)} less {gap['reference']}: {_difference(gap)}"
    for change in facts["gap_changes"]:
        yield f"{_span(change)}, change of the gap to {facts['reference']}: {_difference(change)}"


def _where(facts: Facts) -> str:
    return " ".join(part for part in (facts["group"], facts["date"]) if part) or "All"


def _span(facts: Facts) -> str:
    return f"{facts['group'] or 'All'} {facts['from']} to {facts['to']}"


def _difference(facts: Facts) -> str:
    if facts.get("refused"):
        return f"not compared ({facts['refused']})"
    z = "" if facts["z"] is None else f", z {facts['z']:.2f}"
    return f"{facts['points']:+.1f} percentage points{_bounds(facts)}{z}{_p(facts)}"


def _beside(change: Facts) -> str:
    if change["refused"]:
        return ""
    return f"; count {change['count_change']:+,.0f}, base {change['base_change']:+,.0f}"


def _bounds(facts: Facts) -> str:
    if facts["low"] is None:
        return ""
    return f" ({_n(facts['low'])} to {_n(facts['high'])})"


def _p(facts: Facts) -> str:
    if facts["p"] is None:
        return ", no test with two points"
    return ", p below 0.0001" if facts["p"] < 0.0001 else f", p {facts['p']:.2g}"


def _years(years: float | None) -> str:
    return "–" if years is None else f"{years:.1f}"


def _n(value: float) -> str:
    """A number to three digits or all of its whole ones."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
