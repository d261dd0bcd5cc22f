"""Do the words of a sentence fit its figures? One small rule for each way of saying it.

A finding's row is the sentence. Rules speak only of figures that stand in the sentence itself, or,
for a pace, in its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from favn.statistics.claims.claim import Claim, Finding, Number, Severity, found, meets, tidy
from favn.statistics.claims.prose import Reader, is_year, pair_of, said
from favn.statistics.claims.when import paces, spans, weekdays

NEAR = 45
"""Signs between a figure and what it is held against."""
ROOM = 0.1
"""How far “half” or “twice” reaches, as a part of it; for shares at least 2.5 points."""
LEAST_ROOM = 2.5


def moves(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“steg fra 5 til 3”."""
    for match in reader.from_to.finditer(sentence):
        before, after = pair_of(reader, match)
        way = reader.direction(_leading(sentence, match))
        if way and not _years(before, after) and before.unit in (after.unit, "count"):
            moved = (after.value or 0) - (before.value or 0)
            fits = moved * way > 0
            yield said(_way(way), sentence, fits, _ends(before, after))


def _way(way: int) -> str:
    return "said_up" if way > 0 else "said_down"


def _leading(sentence: str, match: re.Match[str]) -> str:
    """The words right before “from”, back to the last stop inside the sentence."""
    return re.split(r"[;:()]|, (?=mens|og|men)", sentence[: match.start()])[-1][-100:]


def _years(*claims: Claim) -> bool:
    return all(is_year(c) for c in claims)


def _ends(before: Claim, after: Claim) -> dict[str, Number]:
    return {"before": tidy(before.value or 0), "after": tidy(after.value or 0)}


def changes(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“fra 1.329 til 1.502, altså med 13 procent”, and points that are called percent."""
    matches = list(reader.from_to.finditer(sentence))
    change = _change(reader, sentence, matches[0]) if len(matches) == 1 else None
    if change is None:
        return
    before, after = pair_of(reader, matches[0])
    if not before.value or before.unit != after.unit:
        return
    points, percent = _spread(before, after), _relative(before, after)
    moved = abs((after.value or 0) - before.value)
    numbers: dict[str, Number] = {
        **_ends(before, after), "printed": tidy(change.value or 0), "points": tidy(moved),
        "percent": round(100 * moved / before.value, 1),
    }  # fmt: skip
    if change.unit == "percentage_points":
        yield said("said_points_change", sentence, meets(change.bounds, points), numbers)
    elif before.unit == "percent" and not meets(change.bounds, percent):
        code = "said_points" if meets(change.bounds, points) else "said_change"
        yield said(code, sentence, False, numbers)
    else:
        yield said("said_change", sentence, meets(change.bounds, percent), numbers)


def _change(reader: Reader, sentence: str, match: re.Match[str]) -> Claim | None:
    """The one figure in percent or points that is said of the change."""
    w = reader.words
    lead = re.compile(rf"(?:\b(?:{w.by}|{w.rose}|{w.fell})|\()\s*$", re.IGNORECASE)
    told = []
    for figure, claim in reader.figures(sentence):
        outside = figure.end() <= match.start() or figure.start() >= match.end()
        near = match.start() - NEAR <= figure.start() <= match.end() + NEAR
        if outside and near and claim.unit in ("percent", "percentage_points"):
            told += [claim] if lead.search(sentence[: figure.start()]) else []
    return told[0] if len(told) == 1 else None


def _spread(one: Claim, other: Claim) -> tuple[float, float]:
    """The range of the difference of two figures, without its sign."""
    low = (other.value or 0) - (one.value or 0)
    room = one.half + other.half
    return max(0.0, abs(low) - room), abs(low) + room


def _relative(before: Claim, after: Claim) -> tuple[float, float]:
    """The range of the change in percent of the first figure."""
    low, high = _spread(before, after)
    base = abs(before.value or 1)
    return 100 * low / (base + before.half), 100 * high / max(base - before.half, 1e-9)


def compares(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“flere: 902 mod 877”, “flere kvinder (45) end mænd (55)”."""
    way = reader.direction(sentence)
    matches = [*reader.versus.finditer(sentence), *_than(reader).finditer(sentence)]
    if way and len(matches) == 1:
        one, other = pair_of(reader, matches[0])
        if one.unit == other.unit and not _years(one, other):
            fits = ((one.value or 0) - (other.value or 0)) * way > 0
            yield said(_way(way), sentence, fits, _ends(other, one))


def _than(reader: Reader) -> re.Pattern[str]:
    one, other = reader.figure("a"), reader.figure("b")
    than = rf"\s+(?:{reader.words.than})\b[^.;()]*"
    return re.compile(rf"\({one}[^()]*\){than}\({other}[^()]*\)", re.IGNORECASE)


def shares(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“7 af 31 (23 procent)”: a share against its count; and a part above its whole."""
    for match in reader.of_base.finditer(sentence):
        part, base = reader.claim(match, "part"), reader.claim(match, "base")
        if {part.unit, base.unit} != {"count"} or is_year(base) or not base.value:
            continue
        numbers: dict[str, Number] = {"part": tidy(part.value or 0), "base": tidy(base.value)}
        if (part.value or 0) > base.value:
            yield said("said_part", sentence, False, numbers)
        elif share := _share_beside(reader, sentence, match):
            computed = 100 * (part.value or 0) / base.value
            numbers |= {"printed": tidy(share.value or 0), "computed": round(computed, 1)}
            yield said("share", sentence, meets(share.bounds, (computed, computed)), numbers)


def _share_beside(reader: Reader, sentence: str, match: re.Match[str]) -> Claim | None:
    """The only percentage right beside a count and its base; none where a change is told."""
    before = sentence[max(0, match.start() - NEAR) : match.start()]
    behind = sentence[match.end() : match.end() + NEAR]
    nearest = [c for _m, c in reader.figures(before)][-1:]
    nearest += [c for _m, c in reader.figures(behind)][:1]
    near = [c for c in nearest if c.unit == "percent"]
    return near[0] if len(near) == 1 and not reader.direction(before + behind) else None


def fractions(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“knap halvdelen (42 procent)”, “en femtedel (83 af 452)”."""
    for match in reader.fraction.finditer(sentence):
        share = _bracketed(reader, sentence[match.end() :])
        if share is None:
            continue
        wanted = reader.words.fractions[match["fraction"].casefold()]
        low, high = _reach(match, wanted)
        other_side = (match["above"] and share < wanted) or (match["below"] and share > wanted)
        wrong = Severity.CONTRADICTION if other_side else Severity.DOUBTFUL
        numbers: dict[str, Number] = {"phrase": match[0], "computed": round(share, 1)}
        yield said("said_fraction", sentence, low <= share <= high, numbers, wrong)


def _reach(match: re.Match[str], wanted: float) -> tuple[float, float]:
    room = max(LEAST_ROOM, wanted * ROOM)
    if match["above"]:
        return wanted, 100.0
    return (wanted - room, wanted) if match["below"] else (wanted - room, wanted + room)


def _bracketed(reader: Reader, rest: str) -> float | None:
    """The share in the bracket right behind a phrase, in percent."""
    bracket = re.match(rf"[^().;:]{{0,{NEAR}}}\((?P<inside>[^()]*)\)", rest)
    if bracket is None:
        return None
    inside = bracket["inside"]
    if of := reader.of_base.search(inside):
        base = reader.claim(of, "base").value
        return 100 * (reader.claim(of, "part").value or 0) / base if base else None
    told = [c for _m, c in reader.figures(inside) if c.unit == "percent"]
    return told[0].value if len(told) == 1 else None


def parts(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“31, heraf 8 …”, “180, fordelt på 126, 22 og 32”, “126, 22 og 32, i alt 180”."""
    yield from _listed(reader, sentence, reader.words.of_these, _inside)
    yield from _listed(reader, sentence, reader.words.divided, _divided)
    yield from _added(reader, sentence)


def _listed(
    reader: Reader,
    sentence: str,
    link: str,
    judge: Callable[[str, Claim, Sequence[Claim]], Iterator[Finding]],
) -> Iterator[Finding]:
    rest = r"(?P<list>[^.;:]*(?:[.,]\d[^.;:]*)*)"
    match = re.search(rf"\b(?:{link})\b{rest}", sentence, re.IGNORECASE)
    if match is None:
        return
    before = [c for m, c in reader.figures(sentence[: match.start()])]
    listed = [c for _m, c in reader.figures(match["list"])]
    near = sentence[: match.start()]
    if before and listed and len(near) - near.rfind(before[-1].name) < 2 * NEAR:
        whole = before[-1]
        if whole.unit != "percent" and all(c.unit == whole.unit for c in listed):
            yield from judge(sentence, whole, listed)


def _inside(sentence: str, whole: Claim, listed: Sequence[Claim]) -> Iterator[Finding]:
    largest = max(listed, key=lambda c: c.value or 0)
    numbers = {"part": tidy(largest.value or 0), "base": tidy(whole.value or 0)}
    fits = largest.bounds[0] <= whole.bounds[1]
    yield said("said_part", sentence, fits, numbers)


def _divided(sentence: str, whole: Claim, listed: Sequence[Claim]) -> Iterator[Finding]:
    """The parts make the whole; “fordelt på 3 hold med 10, 12 og 9” begins with how many."""
    values = [c.value or 0 for c in listed]
    rest = listed[1:] if len(values) > 2 and values[0] == len(values) - 1 else listed
    if len(rest) >= 2:
        yield _sum("said_divided", sentence, whole, rest)


def _sum(
    code: str,
    sentence: str,
    whole: Claim,
    listed: Sequence[Claim],
    wrong: Severity = Severity.CONTRADICTION,
) -> Finding:
    low, high = sum(c.bounds[0] for c in listed), sum(c.bounds[1] for c in listed)
    total = sum(c.value or 0 for c in listed)
    numbers = {"printed": tidy(whole.value or 0), "computed": tidy(total), "parts": len(listed)}
    return said(code, sentence, meets(whole.bounds, (low, high)), numbers, wrong)


def _added(reader: Reader, sentence: str) -> Iterator[Finding]:
    end = re.compile(rf"[,(–]\s*(?:{reader.words.in_all})\s+{reader.figure('t')}", re.IGNORECASE)
    match = end.search(sentence)
    if match is None:
        return
    whole = reader.claim(match, "t")
    listed = [c for _m, c in reader.figures(sentence[: match.start()]) if c.unit == whole.unit]
    if len(listed) >= 2 and all(c.qualifier == "exact" for c in listed):
        yield _sum("said_total", sentence, whole, listed, Severity.DOUBTFUL)


def times(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“fordoblet fra 12 til 20”, “dobbelt så mange: 902 mod 451”."""
    w = reader.words
    phrase = re.search(
        rf"(?:(?P<above>{w.above})\s+|(?P<below>{w.below})\s+)?\b(?P<times>{'|'.join(w.times)})\b",
        sentence, re.IGNORECASE,
    )  # fmt: skip
    moved, against = reader.from_to.search(sentence), reader.versus.search(sentence)
    match = moved or against
    if phrase is None or match is None or reader.says(w.negated, sentence):
        return
    one, other = pair_of(reader, match)
    first, last = (one, other) if moved else (other, one)
    if not first.value or one.unit != other.unit or _years(one, other):
        return
    key = next(k for k in w.times if re.fullmatch(k, phrase["times"], re.IGNORECASE))
    wanted, ratio = w.times[key], (last.value or 0) / first.value
    low = wanted if phrase["above"] else wanted * (1 - ROOM)
    high = wanted if phrase["below"] else wanted * (1 + ROOM)
    high = float("inf") if phrase["above"] else high
    numbers = {**_ends(first, last), "phrase": phrase[0], "computed": round(ratio, 2)}
    yield said("said_times", sentence, low <= ratio <= high, numbers)


def differences(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“en forskel på 17 procent” between 25 and 8 percent is percentage points."""
    w = reader.words
    told = re.search(rf"\b(?:{w.gap})\s+(?:\w+\s+)?{reader.figure('g')}", sentence, re.IGNORECASE)
    if told is None:
        return
    gap = reader.claim(told, "g")
    others = [c for m, c in reader.figures(sentence) if m.start("n") != told.start("g")]
    pairs = combinations([c for c in others if c.unit == "percent"], 2)
    spread = next((pair for pair in pairs if meets(gap.bounds, _spread(*pair))), None)
    if spread and gap.unit in ("percent", "percentage_points"):
        numbers = {**_ends(*spread), "printed": tidy(gap.value or 0)}
        numbers["points"] = tidy(abs((spread[0].value or 0) - (spread[1].value or 0)))
        yield said("said_points", sentence, gap.unit == "percentage_points", numbers)


SENTENCE_RULES = (
    moves, changes, compares, shares, fractions, parts, times, weekdays, spans, differences,
)  # fmt: skip


def check_text(reader: Reader, text: str) -> list[Finding]:
    """Every finding about one paragraph, what holds included, in the order of its sentences."""
    paragraph = reader.sentences(text)
    each = [f for s in paragraph for rule in SENTENCE_RULES for f in rule(reader, s)]
    return [*each, *paces(reader, paragraph)]


def phrases(reader: Reader, claims: Sequence[Claim]) -> Iterator[Finding]:
    """The printed words of a row of a table, “over halvdelen”, against the row's own share."""
    for claim in claims:
        match = reader.fraction.search(claim.words)
        share = _own_share(claim)
        if match is None or share is None:
            continue
        wanted = reader.words.fractions[match["fraction"].casefold()]
        middle = claim.value if claim.unit == "percent" else (share[0] + share[1]) / 2
        numbers: dict[str, Number] = {"phrase": match[0], "computed": round(middle or 0, 1)}
        kind = Severity.HOLDS if meets(share, _reach(match, wanted)) else Severity.DOUBTFUL
        yield found("said_fraction", kind, [claim], **numbers)


def _own_share(claim: Claim) -> tuple[float, float] | None:
    """What a row's percentage, or its count of its base, leaves room for."""
    if not claim.is_measured and claim.qualifier != "projection":
        return None
    if claim.unit == "percent" and claim.value is not None:
        return claim.bounds
    if claim.numerator is None or not claim.denominator:
        return None
    share = 100 * claim.numerator / claim.denominator
    return share, share
