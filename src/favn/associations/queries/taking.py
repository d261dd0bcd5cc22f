"""What a file of payments would do to the accounts, before anything is written."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from favn.associations.models import Fee, Payment, PaymentFile
from favn.associations.queries import members as queries
from favn.associations.rules.payments import Judged, judge


@dataclass(frozen=True, slots=True)
class Shown:
    """One line: the kept payment, what was judged of it, and the fees it may pay."""

    payment: Payment
    judged: Judged
    fee: Fee | None
    near: tuple[Fee, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A whole file: sure lines, doubts to be settled, refused ones, and those known before."""

    sure: tuple[Shown, ...]
    doubts: tuple[Shown, ...]
    refused: tuple[Shown, ...]
    known: tuple[Shown, ...]

    @property
    def seal(self) -> str:
        """The same as long as the file would do the same: it is taken as it was seen, or not."""
        told = [
            (str(one.payment.pk), one.judged.fee, str(one.judged.doubt), one.judged.near)
            for part in (self.sure, self.doubts, self.refused, self.known)
            for one in part
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()

    @property
    def placed(self) -> dict[UUID, Fee]:
        """Payment → fee, for the sure lines."""
        return {one.payment.pk: one.fee for one in self.sure if one.fee}


def effect_of(file: PaymentFile) -> Effect:
    """What the file would do as the accounts stand now."""
    rows = queries.lines_in(file)
    fees = {str(fee.pk): fee for fee in queries.fees()}
    judged = judge(map(queries.line_of, rows), queries.owed(), queries.known_marks())
    shown = [
        Shown(row, one, fees.get(one.fee), tuple(fees[key] for key in one.near))
        for row, one in zip(rows, judged, strict=True)
    ]
    return Effect(
        tuple(one for one in shown if one.fee),
        tuple(one for one in shown if one.judged.doubt),
        tuple(one for one in shown if one.judged.refused),
        tuple(one for one in shown if one.judged.is_known),
    )


def proposals_for(payment: Payment) -> tuple[Judged, list[Fee]]:
    """One payment that waits, judged alone, and every fee it may be meant for: the likely first."""
    fees = {str(fee.pk): fee for fee in queries.fees() if fee.member.erased_at is None}
    judged = judge([queries.line_of(payment)], queries.owed(), frozenset())[0]
    near = [fees.pop(key) for key in judged.near if key in fees]
    rest = sorted(fees.values(), key=lambda fee: (fee.is_settled, fee.member.number))
    return judged, [*near, *rest]
