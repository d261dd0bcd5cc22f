"""Which figures does a sentence hold, and in which words? The words of a language are given.

Everything here is conservative: a figure that could be meant in two ways is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from favn.statistics.claims.claim import Claim, Finding, Number, Severity


@dataclass(frozen=True)
class Lexicon:
    """Words of a language as alternatives of a regular expression, without groups.

    `fractions` are percent by phrase, `counted` numbers by word, `times` factors by phrase.
    """

    rose: str
    fell: str
    more: str
    fewer: str
    negated: str
    about: str
    above: str
    below: str
    source: str
    target: str
    period: str
    until: str
    against: str
    than: str
    out_of: str
    of_these: str
    divided: str
    in_all: str
    by: str
    pace: str
    gap: str
    ratio: str
    in_years: str
    year: str
    lasting: str
    on_day: str
    percent: str
    points: str
    index: str
    millions: str
    money: str
    abbreviations: str
    fractions: Mapping[str, float]
    counted: Mapping[str, int]
    times: Mapping[str, float]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """Reads sentences with one lexicon; figures are written 1.234,5."""

    words: Lexicon

    def figure(self, name: str) -> str:
        """A pattern for a figure with what stands before and behind it, under `name`."""
        w = self.words
        return (
            rf"(?:(?P<{name}_about>{w.about})\s+|(?P<{name}_above>{w.above})\s+"
            rf"|(?P<{name}_below>{w.below})\s+)?"
            rf"(?<![\w.,/-])(?P<{name}>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d{{1,12}}(?:,\d+)?)"
            r"(?![\d/-])(?!\.\d)"
            rf"(?:\s*(?:(?P<{name}_points>{w.points})|(?P<{name}_percent>{w.percent})"
            rf"|(?P<{name}_index>{w.index})|(?P<{name}_millions>{w.millions})"
            rf"|(?P<{name}_money>{w.money}))(?!\w))?"
        )

    def claim(self, match: re.Match[str], name: str) -> Claim:
        """The figure of a match, with its rounding, unit and qualifier."""
        parts = match.groupdict()
        text = parts[name].replace(".", "")
        decimals = len(text.partition(",")[2])
        kinds = (("points", "percentage_points"), ("percent", "percent"), ("index", "index_points"),
                 ("millions", "mio_DKK"), ("money", "DKK"))  # fmt: skip
        plain = "number" if decimals else "count"
        unit = next((unit for kind, unit in kinds if parts[f"{name}_{kind}"]), plain)
        says = (("about", "approx"), ("above", "at_least"), ("below", "less_than"))
        qualifier = next((q for kind, q in says if parts[f"{name}_{kind}"]), "exact")
        value = float(text.replace(",", "."))
        return Claim(0, match[0], value, decimals, unit=unit, qualifier=qualifier)

    def figures(self, text: str) -> Iterator[tuple[re.Match[str], Claim]]:
        """Every figure of a text that is neither a year nor a number of years."""
        for match in self.any_figure.finditer(text):
            claim = self.claim(match, "n")
            lasts = re.match(rf"[- ]?(?:{self.words.lasting})\b", text[match.end() :])
            if not is_year(claim) and not lasts:
                yield match, claim

    @cached_property
    def any_figure(self) -> re.Pattern[str]:
        """Any figure."""
        return re.compile(self.figure("n"), re.IGNORECASE)

    @cached_property
    def from_to(self) -> re.Pattern[str]:
        """“fra 15 procent i 2011 til 11,1 procent”."""
        between = r"(?P<between>(?:\s+(?:(?!\d)[^\s;:()]+|\d{4})){0,6}?)"
        return re.compile(
            rf"\b(?:{self.words.source})\s+{self.figure('a')}{between}"
            rf"\s+(?:{self.words.target})\s+{self.figure('b')}(?P<after>(?:\s+\w+){{0,2}}\s+\d{{4}}\b)?",
            re.IGNORECASE,
        )

    @cached_property
    def versus(self) -> re.Pattern[str]:
        """“902 vejledninger mod 877 året før”."""
        between = r"(?:\s+(?!\d)[^\s.;:()]+){0,4}?,?"
        return re.compile(
            rf"{self.figure('a')}{between}\s+(?:{self.words.against})\s+{self.figure('b')}",
            re.IGNORECASE,
        )

    @cached_property
    def of_base(self) -> re.Pattern[str]:
        """“7 af 31”, “7 ud af de 31”."""
        return re.compile(
            rf"{self.figure('part')}\s+(?:{self.words.out_of})\s+(?:\w+\s+)?{self.figure('base')}",
            re.IGNORECASE,
        )

    @cached_property
    def fraction(self) -> re.Pattern[str]:
        """“over halvdelen”, “ca. en femtedel”."""
        w = self.words
        return re.compile(
            rf"(?:(?P<about>{w.about})\s+|(?P<above>{w.above})\s+|(?P<below>{w.below})\s+)?"
            rf"\b(?P<fraction>{_any(w.fractions)})\b",
            re.IGNORECASE,
        )

    def direction(self, text: str) -> int:
        """1 where a text says up, -1 down, 0 where it says neither, both, or denies it."""
        w = self.words
        if re.search(rf"\b(?:{w.negated})\b", text, re.IGNORECASE):
            return 0
        up = re.search(rf"\b(?:{w.rose}|{w.more})\b", text, re.IGNORECASE)
        down = re.search(rf"\b(?:{w.fell}|{w.fewer})\b", text, re.IGNORECASE)
        return 0 if bool(up) == bool(down) else (1 if up else -1)

    def says(self, words: str, text: str) -> bool:
        """Whether a text holds one of some words."""
        return bool(re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))

    def sentences(self, text: str) -> list[str]:
        """The sentences of a text; an abbreviation or a date ends none."""
        ends = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ“\"(])")
        found: list[str] = []
        for piece in ends.split(" ".join(text.split())):
            if found and re.search(
                rf"(?:\b(?:{self.words.abbreviations})|\b\d{{1,2}})\.$", found[-1]
            ):
                found[-1] += " " + piece
            elif piece:
                found.append(piece)
        return found


def is_year(claim: Claim) -> bool:
    """Whether a figure is most likely a calendar year."""
    value = claim.value or 0
    return claim.unit == "count" and "." not in claim.name and 1900 <= value <= 2100


def _any(words: Mapping[str, float]) -> str:
    """The longest phrases first, so that none hides another."""
    return "|".join(sorted(words, key=len, reverse=True))


def said(
    code: str,
    sentence: str,
    fits: bool,
    numbers: Mapping[str, Number],
    wrong: Severity = Severity.CONTRADICTION,
) -> Finding:
    """A finding about a sentence whose words fit its figures, or do not."""
    return Finding(code, Severity.HOLDS if fits else wrong, (sentence,), numbers)


def pair_of(reader: Reader, match: re.Match[str]) -> tuple[Claim, Claim]:
    """The two figures of a match; a sign behind the second is meant of both."""
    one, other = reader.claim(match, "a"), reader.claim(match, "b")
    if other.unit == "percent" and one.unit in ("count", "number"):
        one = replace(one, unit="percent")
    return one, other
