"""Whose fee does a payment pay? Sure where reference and amount fit; otherwise a doubt, in words.

Pure: it knows lines and fees as data, in the order of the file, and never chooses between two.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from favn.associations.choices.membership import Doubt
from favn.associations.rules.people import plain_name
from favn.associations.rules.references import is_whole, numbers_in


@dataclass(frozen=True, slots=True)
class Line:
    """One payment as the provider tells it. `mark` tells the same payment in two files."""

    line: int
    paid_on: date
    amount: Decimal
    currency: str
    payer: str = ""
    message: str = ""
    sender: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """One fee as it stands: what is owed, what came in, and by what its member is known."""

    key: str
    reference: str
    year: int
    amount: Decimal
    currency: str
    paid: Decimal
    is_settled: bool
    has_left: bool
    name: str
    reached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with the fee it pays for sure, or the doubt and the fees it may be meant for.

    `refused` says why no fee can take it; `is_known` that it stands in the accounts already.
    """

    line: Line
    fee: str = ""
    doubt: Doubt | None = None
    near: tuple[str, ...] = ()
    refused: str = ""
    is_known: bool = False


def judge(lines: Iterable[Line], fees: Sequence[Owed], known: frozenset[str]) -> list[Judged]:
    """Every line in order; two that would pay the same fee are one payment and one doubt."""
    book = _Book(fees)
    seen: set[str] = set()
    judged = []
    for line in lines:
        is_again = bool(line.mark) and (line.mark in known or line.mark in seen)
        judged.append(Judged(line, is_known=True) if is_again else book.judged(line))
        seen.add(line.mark)
    return judged


class _Book:
    """The fees by what a line may say of them, and what earlier lines have paid."""

    def __init__(self, fees: Sequence[Owed]) -> None:
        self.by_reference = {fee.reference: fee for fee in fees}
        self.paid = {fee.key: fee.paid for fee in fees}
        self.settled = {fee.key for fee in fees if fee.is_settled}
        self.years = {fee.reference[:2] for fee in fees}
        self.by_name: dict[str, list[Owed]] = defaultdict(list)
        self.by_reach: dict[str, list[Owed]] = defaultdict(list)
        for fee in sorted(fees, key=lambda one: -one.year):
            self.by_name[_words(fee.name)].append(fee)
            for reach in filter(None, map(_bare, fee.reached)):
                self.by_reach[reach].append(fee)

    def judged(self, line: Line) -> Judged:
        """By reference where there is one, else by name and address."""
        numbers = [n for n in numbers_in(line.message) if n[:2] in self.years]
        meant = [self.by_reference[n] for n in numbers if n in self.by_reference]
        if len(meant) > 1:
            return Judged(line, doubt=Doubt.SEVERAL, near=tuple(fee.key for fee in meant))
        if meant:
            return self._against(line, meant[0])
        near = self._near(line)
        if any(map(is_whole, numbers)):
            return Judged(line, doubt=Doubt.UNKNOWN_REFERENCE, near=near)
        if numbers and not near:
            return Judged(line, doubt=Doubt.MISTYPED)
        return Judged(line, doubt=Doubt.NAME_ONLY if near else Doubt.NOBODY, near=near)

    def _against(self, line: Line, fee: Owed) -> Judged:
        if line.currency != fee.currency:
            words = {"paid": line.currency, "owed": fee.currency}
            sentence = _("Der er betalt i %(paid)s, men kontingentet er i %(owed)s.") % words
            return Judged(line, refused=sentence)
        missing = fee.amount - self.paid[fee.key]
        if fee.key in self.settled or missing <= 0:
            return Judged(line, doubt=Doubt.TWICE, near=(fee.key,))
        if fee.has_left:
            return Judged(line, doubt=Doubt.LEFT, near=(fee.key,))
        if line.amount != missing:
            return Judged(line, doubt=Doubt.WRONG_AMOUNT, near=(fee.key,))
        self.paid[fee.key] += line.amount
        return Judged(line, fee=fee.key)

    def _near(self, line: Line) -> tuple[str, ...]:
        """Fees of those whose mail, phone or whole name stands there; what is open before the rest.

        A name also stands in the message, where somebody pays for another.
        """
        found = [
            *self.by_reach.get(_bare(line.sender), ()),
            *self.by_name.get(_words(line.payer), ()),
        ]
        if said := _words(line.message):
            found += self.by_name.get(said, ())
        ordered = sorted(found, key=lambda fee: fee.key in self.settled)
        return tuple(dict.fromkeys(fee.key for fee in ordered))


def _words(name: str) -> str:
    """A name without the order of its words; digits are no part of one."""
    return " ".join(sorted(word for word in plain_name(name).split() if not word.isdecimal()))


def _bare(reach: str) -> str:
    """A mail address, or the last eight digits of a phone number."""
    if "@" in reach:
        return reach.strip().casefold()
    digits = "".join(sign for sign in reach if sign.isdecimal())
    return digits[-8:] if len(digits) >= 8 else ""
