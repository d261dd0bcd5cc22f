"""Medborgerhuset as an association: its members and their fee, its board, and two assemblies.

The yearly fee of 200 kr, active and supporting members, a board of seven with an employee
representative and an assembly in spring are a centre's, as its annual report for 2023 prints them
(centre-annual-report-2023). Every person is invented.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from favn.associations.actions import agenda, assemblies, fees, members, own_board, payments
from favn.associations.actions.agenda import Point
from favn.associations.actions.members import Card
from favn.associations.actions.own_board import Seated
from favn.associations.choices import Seat
from favn.associations.choices.membership import Means, MemberKind
from favn.associations.models import Assembly, Fee, Member, PaymentFile
from favn.associations.queries import assemblies as queries
from favn.associations.queries.members import fees as every_fee
from favn.associations.queries.own_board import bylaws_on
from favn.associations.rules.payments import Line
from favn.config.demo.fixed import dice, known_id, moment
from favn.config.demo.people import GRETHE, MEHMET
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import current

FEE = Decimal(200)
FIRST = ("Abdi", "Aylin", "Birte", "Cevdet", "Dorte", "Elham", "Finn", "Gulsen", "Henrik", "Idil",
         "Jytte", "Kamal", "Lone", "Mona", "Niels", "Osman", "Pernille", "Rana", "Svend",
         "Tove")  # fmt: skip
LAST = ("Aden", "Bruun", "Celik", "Dam", "Eriksen", "Farah", "Gram", "Hassan", "Iversen", "Jama")
MEMBERS = 64
BOARD = (
    (Seat.CHAIR, "Mehmet Aydın", 1), (Seat.DEPUTY, "Lone Gram", 2),
    (Seat.TREASURER, "Grethe Bak", 1), (Seat.MEMBER, "Osman Farah", 2),
    (Seat.MEMBER, "Jytte Dam", 1), (Seat.MEMBER, "Elham Jama", 2),
    (Seat.EMPLOYEE, "Salma Rahimi", 2),
)  # fmt: skip
ASKS = {
    "notice_days": 28, "proposal_days": 14, "paid_days": 0, "member_days": 0,
    "voting_kinds": [MemberKind.ACTIVE], "proxies_each": 1, "board_least": 5, "board_most": 7,
    "term_years": 2, "has_employee": True,
}  # fmt: skip


def write() -> str:
    """Members, fees, a file that waits, a board, last spring's assembly and the next one."""
    today = clock.today()
    rows = _members(today)
    _fees(rows, today)
    _file(today)
    _board(today)
    _spring(today)
    _next(today)
    return f"{len(rows)} members, a board of {len(BOARD)}, and an assembly in spring"


def _at(day: date, hour: int = 12) -> datetime:
    return moment(day, hour)


def _members(today: date) -> list[Member]:
    throw, rows, by = dice("members"), [], account_of(GRETHE)
    for n in range(MEMBERS):
        name = f"{FIRST[n % len(FIRST)]} {LAST[(n * 3 + n // len(FIRST)) % len(LAST)]}"
        kind = MemberKind.SUPPORTING if n % 5 == 4 else MemberKind.ACTIVE
        joined = date(today.year - 3, 1, 1) + timedelta(days=throw.randrange(700))
        mail = "" if n % 16 == 15 else f"medlem{n + 1}@mail.example"
        card = Card(name, mail, "", kind, news=n % 3 == 0)
        rows.append(
            members.add_member(
                id=known_id("member", n),
                card=card,
                joined_on=joined,
                by=by,
                at=_at(joined),
                agreed_at=_at(joined),
            )
        )
    return rows


def _fees(rows: list[Member], today: date) -> None:
    """Fees of two years: most have paid, some owe, one paid too little, one need not."""
    by = account_of(GRETHE)
    for year in (today.year - 1, today.year):
        opened = date(year, 1, 2)
        fees.open_year(
            id=known_id("fee-year", year), year=year, amount=FEE, currency="DKK",
            due_on=date(year, 4, 1), how="MobilePay 00000 (opdigtet)", by=by, at=_at(opened),
        )  # fmt: skip
        paying = [r for n, r in enumerate(rows) if year < today.year or n % 4]
        for n, row in enumerate(paying):
            _pay(row, year, opened + timedelta(days=min(5 + n, (today - opened).days)), n == 3)
    fees.waive(fee=_fee(rows[8], today.year), because="Æresmedlem", by=by, at=clock.now())


def _fee(member: Member, year: int) -> Fee:
    return every_fee().get(member=member, year__year=year)


def _pay(member: Member, year: int, on: date, is_short: bool) -> None:
    payments.write_payment(
        id=known_id("payment", member.number, year), fee=_fee(member, year),
        amount=FEE - 50 if is_short else FEE, paid_on=on, means=Means.BANK, by=account_of(GRETHE),
        at=_at(on),
    )  # fmt: skip


def _file(today: date) -> None:
    """A file that waits: sure lines, and one of each doubt a treasurer meets."""
    open_ = [fee for fee in every_fee().filter(year__year=today.year) if not fee.paid][:5]
    first, second, third, fourth, _fifth = open_
    told = (
        (first, FEE, first.reference, first.member.called),
        (second, FEE, second.in_words, "MobilePay"),
        (third, FEE, "kontingent", third.member.called), (fourth, FEE - 100, fourth.reference, ""),
        (first, FEE, first.reference, first.member.called),
        (None, FEE, "hilsen Bente", "Bente Ukendt"),
    )  # fmt: skip
    lines = [
        Line(n, today, amount, "DKK", payer, message, mark=f"demo-{n}")
        for n, (_fee_, amount, message, payer) in enumerate(told, 2)
    ]
    file = PaymentFile(
        id=known_id("payment-file"), organisation_id=current(), name="betalinger.csv",
        sha256="1" * 64, faults=[[8, "“i går” er ikke en dag."]],
    )  # fmt: skip
    payments.keep_file(file=file, lines=lines, by=account_of(GRETHE), at=clock.now())


def _board(today: date) -> None:
    by, began = account_of(MEHMET), date(today.year - 3, 4, 12)
    own_board.set_bylaws(
        id=known_id("bylaws"), adopted_on=date(today.year - 8, 4, 20), asks=dict(ASKS), by=by,
        at=_at(began),
    )  # fmt: skip
    old = own_board.seat(
        id=known_id("old-chair"), since=began, by=by, at=_at(began),
        who=Seated(Seat.CHAIR, "Svend Iversen", date(today.year - 1, 4, 12)),
    )  # fmt: skip
    since = date(today.year - 2, 4, 18)
    own_board.end_term(term=old, version=1, on=since, because="Gik af", by=by, at=_at(since))
    for n, (seat, name, years) in enumerate(BOARD):
        who = Seated(seat, name, date(today.year - 1 + years, 4, 18), agreed=seat != Seat.EMPLOYEE)
        own_board.seat(id=known_id("board", n), who=who, since=since, by=by, at=_at(since))


def _plan(key: str, title: str, on: date, planned: date) -> Assembly:
    return assemblies.plan_assembly(
        id=known_id("assembly", key), title=title, place="Salen i Medborgerhuset",
        starts_at=timezone.make_aware(datetime.combine(on, time(17))), is_extraordinary=False,
        bylaws=bylaws_on(on), by=account_of(MEHMET), at=_at(planned),
    )  # fmt: skip


def _spring(today: date) -> None:
    """An assembly that was held, with its chair elected again and its minutes approved."""
    on = date(today.year, 4, 18)
    if on + timedelta(days=30) > today:
        return
    by = account_of(MEHMET)
    row = _plan("spring", f"Generalforsamling {today.year}", on, on - timedelta(days=60))
    for n, point in enumerate(_points()):
        agenda.add_item(id=known_id("item", n), assembly=row, point=point, by=by, at=_at(row.on))
    called = on - timedelta(days=35)
    assemblies.call(assembly=row, version=1, although_late=False, by=by, at=_at(called))
    assemblies.open_assembly(assembly=row, version=2, by=by, at=_at(on, 16))
    listed = queries.voters_of(row)
    for voter in listed[:22]:
        assemblies.mark(voter=voter, is_here=True, by=by, at=_at(on, 17))
    _hold(row, on)


def _points() -> tuple[Point, ...]:
    return (
        Point("talk", "Bestyrelsens beretning"),
        Point("vote", "Regnskab", "Det reviderede regnskab for sidste år."),
        Point("vote", "Kontingent for næste år", "Bestyrelsen foreslår 200 kr. som i år."),
        Point("election", "Valg af forperson", seat=Seat.CHAIR),
        Point("talk", "Eventuelt"),
    )


def _hold(row: Assembly, on: date) -> None:
    by, at = account_of(MEHMET), _at(on, 18)
    items = {item.number: item for item in queries.agenda_of(row)}
    agenda.record_vote(item=items[2], version=1, yes=22, no=0, blank=0, by=by, at=at)
    agenda.record_vote(item=items[3], version=1, yes=19, no=2, blank=1, by=by, at=at)
    for n, name in enumerate(("Mehmet Aydın", "Henrik Bruun")):
        agenda.stand(id=known_id("candidate", n), item=items[4], name=name, by=by, at=at)
    votes: dict[UUID, int | None] = {known_id("candidate", 0): 15, known_id("candidate", 1): 6}
    agenda.record_election(
        item=items[4], version=1, votes=votes, elected=frozenset([known_id("candidate", 0)]),
        by=by, at=at,
    )  # fmt: skip
    for number, said in enumerate(SAID, 1):
        item = queries.item_with(items[number].pk)
        assert item is not None
        agenda.write_minutes(item=item, version=item.version, text=said, by=by, at=at)
    assemblies.name_leaders(
        assembly=row, version=3, led_by="Pernille Eriksen", written_by="Lone Gram", by=by, at=at
    )
    assemblies.close(assembly=row, version=4, by=by, at=at)
    assemblies.approve(assembly=row, version=5, by=by, at=_at(on + timedelta(days=14)))


SAID = (
    "Forpersonen fortalte om året. Der kom spørgsmål om åbningstiden i juli.",
    "Kassereren gennemgik regnskabet.",
    "Kontingentet bliver 200 kr. To medlemmer ville have en lavere pris for unge.",
    "To stillede op. Der blev stemt skriftligt.",
    "Intet at referere.",
)


def _next(today: date) -> None:
    """The next assembly, being prepared, with a proposal from a member."""
    on = date(today.year + 1, 4, 17)
    row = _plan("next", f"Generalforsamling {today.year + 1}", on, today - timedelta(days=3))
    by = account_of(MEHMET)
    for n, point in enumerate(_points()[:3]):
        agenda.add_item(id=known_id("next", n), assembly=row, point=point, by=by, at=clock.now())
    proposal = Point("vote", "Åbent om søndagen i juli", "Så børn har et sted at være.",
                     proposed_by="Rana Hassan", received_on=today)  # fmt: skip
    agenda.add_item(
        id=known_id("next", "proposal"), assembly=row, point=proposal, by=by, at=clock.now()
    )
