"""The association's own members and what they owe. For the treasurer, who writes, and the chair."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max, Prefetch, QuerySet

from favn.associations.choices.membership import FeeState
from favn.associations.models import Fee, FeeLetter, FeeYear, Member, Payment, PaymentFile
from favn.associations.models.members import MemberQuerySet
from favn.associations.rules.payments import Line, Owed
from favn.associations.rules.people import plain_name
from favn.kit import clock


def members() -> MemberQuerySet:
    """Everybody in the register by number, those who left too."""
    return Member.objects.known()


def left_long_ago(at: datetime) -> QuerySet[Member]:
    """Those who left more than a year ago and are still known by name."""
    return members().filter(left_on__lt=clock.months_before(clock.local_day(at), 12))


def member_with(pk: UUID) -> Member | None:
    """One of the tenant's members; an erased one is in view of the accounts alone."""
    return members().filter(pk=pk).first()


def by_name(rows: QuerySet[Member]) -> list[Member]:
    """In the order of their names, which only the open words have."""
    return sorted(rows, key=lambda one: plain_name(one.called))


def found_by(rows: list[Member], words: str) -> list[Member]:
    """Those in whose name, mail or number every word stands."""
    wanted = plain_name(words).split()

    def stands(one: Member) -> bool:
        text = f"{plain_name(one.called)} {plain_name(one.mail)} {one.number}"
        return all(word in text for word in wanted)

    return [one for one in rows if stands(one)] if wanted else rows


def next_number() -> int:
    """The number of the next member; nobody gets one twice, not after an erasure either."""
    last = Member.objects.owned().aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def living_with_mail(email: str) -> Member | None:
    """A living member with that mail address."""
    wanted = email.strip().casefold()
    rows = members().living()
    return next((one for one in rows if one.mail.strip().casefold() == wanted), None)


def alike() -> list[tuple[Member, Member]]:
    """Living members that look the same: by mail or phone, or by the same words in the name."""
    seen: dict[str, list[Member]] = defaultdict(list)
    for one in members().living():
        for key in _looks(one):
            seen[key].append(one)
    pairs = {
        (a.pk, b.pk): (a, b)
        for same in seen.values()
        for n, a in enumerate(same)
        for b in same[n + 1 :]
    }
    return list(pairs.values())


def _looks(one: Member) -> set[str]:
    digits = "".join(sign for sign in one.telephone if sign.isdecimal())[-8:]
    keys = {" ".join(sorted(plain_name(one.called).split())), one.mail.strip().casefold(), digits}
    return keys - {""}


# Fees


def years() -> QuerySet[FeeYear]:
    """The years with a fee, the newest first."""
    return FeeYear.objects.owned()


def year_with(year: int) -> FeeYear | None:
    """What a year's membership costs."""
    return years().filter(year=year).first()


def fees() -> QuerySet[Fee]:
    """Every fee with its member, year and payments."""
    rows = Fee.objects.owned().select_related("member", "year")
    newest = FeeLetter.objects.owned().order_by("-at")
    return rows.prefetch_related("payments", Prefetch("letters", queryset=newest))


def fees_of(member: Member) -> QuerySet[Fee]:
    """One member's fees, the newest year first."""
    return fees().filter(member=member).order_by("-year__year")


def fee_with(pk: UUID) -> Fee | None:
    """One fee."""
    return fees().filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Year:
    """A year's accounts: every fee, and the sums of it."""

    of: FeeYear
    fees: tuple[Fee, ...]

    @property
    def owing(self) -> list[Fee]:
        """Who has not paid and is still a member, by name."""
        rows = [one for one in self.fees if not one.is_settled and one.member.left_on is None]
        return sorted(rows, key=lambda one: plain_name(one.member.called))

    @property
    def tally(self) -> dict[str, int]:
        """How many fees stand how; together all of them."""
        found = dict.fromkeys(map(str, FeeState), 0)
        for one in self.fees:
            found[str(one.state)] += 1
        return found

    @property
    def paid(self) -> Decimal:
        """All that came in for the year."""
        return sum((one.paid for one in self.fees), Decimal(0))

    @property
    def missing(self) -> Decimal:
        """What those who are still members owe."""
        return sum((one.missing for one in self.owing), Decimal(0))


def accounts_of(year: FeeYear) -> Year:
    """The year's accounts."""
    return Year(year, tuple(fees().filter(year=year)))


def year_for_all() -> QuerySet[FeeYear]:
    """The fee of the present year; while it is open everybody may become a member."""
    return years().filter(year=clock.today().year)


# Payments


def files() -> QuerySet[PaymentFile]:
    """The files that were read, the newest first."""
    return PaymentFile.objects.owned()


def file_with(pk: UUID) -> PaymentFile | None:
    """One file."""
    return files().filter(pk=pk).first()


def lines_in(file: PaymentFile) -> list[Payment]:
    """A file's payments in its order."""
    rows = Payment.objects.owned().filter(file=file).order_by("line")
    return list(rows.select_related("fee__member", "fee__year"))


def unplaced() -> QuerySet[Payment]:
    """Money that came with a file that was taken, and that stands on nobody's fee."""
    rows = Payment.objects.owned().filter(fee=None, voided_at=None, file__taken_at__isnull=False)
    return rows.exclude(mark__in=known_marks()).select_related("file")


def payment_with(pk: UUID) -> Payment | None:
    """One payment."""
    rows = Payment.objects.owned().filter(pk=pk)
    return rows.select_related("fee__member", "fee__year", "file").first()


def known_marks() -> frozenset[str]:
    """Payments that stand in the accounts, by their mark."""
    rows = Payment.objects.owned().filter(fee__isnull=False, voided_at=None).exclude(mark="")
    return frozenset(rows.values_list("mark", flat=True))


def owed() -> list[Owed]:
    """Every fee as a payment is held against it."""
    rows = [fee for fee in fees() if fee.member.erased_at is None]
    return [_owed(fee) for fee in rows]


def _owed(fee: Fee) -> Owed:
    who = fee.member
    return Owed(
        str(fee.pk), fee.reference, fee.year.year, fee.amount, fee.year.currency, fee.paid,
        fee.is_settled, who.left_on is not None, who.called, (who.mail, who.telephone),
    )  # fmt: skip


def line_of(row: Payment) -> Line:
    """A kept payment as a line."""
    return Line(
        row.line or 0, row.paid_on, row.amount, row.currency, row.who_paid, row.said,
        row.reached_at, row.mark,
    )  # fmt: skip


def exported(on: date) -> list[dict[str, Any]]:
    """Everybody who is a member on a day, as rows for a file of one's own."""
    found = []
    paid = {fee.member_id: fee for fee in fees().filter(year__year=on.year)}
    for one in by_name(members().on(on)):
        fee = paid.get(one.pk)
        found.append(
            {
                "number": one.number, "name": one.called, "mail": one.mail,
                "phone": one.telephone, "kind": str(one.get_kind_display()),
                "joined": one.joined_on.isoformat(), "news": one.news,
                "reference": fee.reference if fee else "",
                "fee": str(fee.state.label) if fee else "",
            }
        )  # fmt: skip
    return found
