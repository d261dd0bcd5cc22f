"""Do days, periods and years in a sentence fit: a weekday, a length, a pace?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from favn.statistics.claims import pace
from favn.statistics.claims.claim import Finding, Number
from favn.statistics.claims.prose import Reader, pair_of, said
from favn.statistics.parity import Gap, windows
from favn.statistics.reasons import Refused


def weekdays(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“tirsdag den 22. november 2022”; without a year nothing can be looked up."""
    w = reader.words
    pattern = rf"\b(?P<weekday>{'|'.join(w.weekdays)})\s+(?:{w.on_day})?\s*(?P<day>\d{{1,2}})\.\s*"
    pattern += rf"(?P<month>{'|'.join(w.months)})\s+(?P<year>\d{{4}})"
    for match in re.finditer(pattern, sentence, re.IGNORECASE):
        month = w.months.index(match["month"].casefold()) + 1
        try:
            day = date(int(match["year"]), month, int(match["day"]))
        except ValueError:
            yield said("said_no_day", sentence, False, {"date": match[0]})
            continue
        told = w.weekdays.index(match["weekday"].casefold())
        numbers: dict[str, Number] = {
            "said": told, "computed": day.weekday(), "date": day.isoformat(),
        }  # fmt: skip
        yield said("weekday", sentence, told == day.weekday(), numbers)


def spans(reader: Reader, sentence: str) -> Iterator[Finding]:
    """“et treårigt projekt fra 2014 til 2017”; first and last year may both be counted."""
    w = reader.words
    pattern = rf"\b(?:{w.period})\s+(\d{{4}})\s*(?:{w.until}|-|–)\s*(\d{{4}})\b"
    period = re.findall(pattern, sentence, re.IGNORECASE)
    counted = "|".join(w.counted)
    lengths = re.findall(rf"\b(\d{{1,2}}|{counted})[- ]?(?:{w.lasting})\b", sentence, re.IGNORECASE)
    if len(period) == 1 and len(lengths) == 1:
        years = int(period[0][1]) - int(period[0][0])
        length = w.counted.get(lengths[0].casefold()) or int(lengths[0])
        fits = length in (years, years + 1)
        yield said("span", sentence, fits, {"printed": length, "computed": years})


def paces(reader: Reader, paragraph: Sequence[str]) -> Iterator[Finding]:
    """“i samme tempo om ca. 17 år”, against the gap that its paragraph says fell."""
    pattern = re.compile(
        rf"\b(?:{reader.words.in_years})\s+{reader.figure('y')}\s+(?:{reader.words.year})\b",
        re.IGNORECASE,
    )
    series = [gaps for sentence in paragraph for gaps in _gaps(reader, sentence)]
    for sentence in paragraph:
        match = pattern.search(sentence)
        if match and series and reader.says(reader.words.pace, sentence):
            years = replace(reader.claim(match, "y"), unit="years", id=sentence)
            yield replace(pace.judged(years, series[:1]), rows=(sentence,))


def _gaps(reader: Reader, sentence: str) -> Iterator[pace.Gaps]:
    for match in reader.from_to.finditer(sentence):
        first, last = _year(match["between"]), _year(match["after"])
        before, after = pair_of(reader, match)
        if not (first and last) or before.unit not in ("percent", "percentage_points"):
            continue
        if reader.says(reader.words.gap, sentence):
            values = [before.value or 0, after.value or 0]
        elif reader.says(reader.words.ratio, sentence):
            values = [100 - (before.value or 0), 100 - (after.value or 0)]
        else:
            continue
        halves = (before.half, after.half)
        days = (date(first, 1, 1), date(last, 1, 1))
        points = tuple(Gap(*told) for told in zip(days, values, halves, strict=True))
        try:
            yield pace.Gaps((before, after), points, windows(points))
        except Refused:
            continue


def _year(text: str | None) -> int | None:
    year = re.search(r"\b(?:19|20)\d\d\b", text or "")
    return int(year[0]) if year else None
