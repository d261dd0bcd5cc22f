"""What people do with the directory, in words that the tests share."""

import re
import uuid
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import make_aware

from favn.associations import actions, queries
from favn.associations.actions import (
    Profile,
    agenda,
    assemblies,
    board,
    competences,
    contacts,
    errands,
    fees,
    members,
    network,
    own_board,
    payments,
)
from favn.associations.actions import freshness as freshness_
from favn.associations.actions.agenda import Point
from favn.associations.actions.competences import Knowing
from favn.associations.actions.errands import Wish
from favn.associations.actions.members import Card
from favn.associations.actions.network import About
from favn.associations.actions.own_board import Seated
from favn.associations.models import Errand
from favn.associations.queries import assemblies as assembly_queries
from favn.associations.queries import members as member_queries
from favn.associations.queries.own_board import bylaws_on
from favn.kit import clock
from favn.kit.figures import values
from favn.kit.tenancy import acting_for
from favn.people.organisations.queries import offices
from favn.statistics.figures import Edition, Period
from tests.cast import join, organisation

DIRECTORY = "/foreninger/"


class Directory:
    """One municipality's directory: writes in it the short way."""

    def __init__(self, cast, house=None, by=None):
        self.cast, self.house = cast, house or cast.sundhavn
        self.by = by or cast.freja

    @contextmanager
    def open(self):
        with acting_for(self.house.pk):
            yield

    def add(self, name, *, party=None, months_ago=None, board=(), **said):
        with self.open():
            row = actions.add_entry(
                id=uuid.uuid4(), profile=Profile(name=name, **said), party=party, by=self.by,
                at=clock.now(),
            )  # fmt: skip
            if months_ago is not None:
                at = clock.now() - timedelta(days=round(30.5 * months_ago))
                freshness_.confirm(entry=row, version=1, by=self.by, who="Formanden", at=at)
        for person in board:
            self.seat(row, person)
        return row

    def seat(self, row, name, seat="member", **said):
        member = board.Member(seat, name, clock.today(), **said)
        with self.open():
            return board.seat(id=uuid.uuid4(), entry=row, member=member, by=self.by, at=clock.now())

    def entry(self, slug):
        with self.open():
            return queries.entry_with(slug)

    def asks(self, row, kind="room", subject="Et lokale om tirsdagen", **said):
        text = said.pop("text", "Vi er 20 og mødes fast.")
        wish = Wish(kind, subject, text, **({"email": "x@x.example"} | said))
        with self.open():
            return errands.send(
                id=uuid.uuid4(), wish=wish, entry=row, link=None, by=self.by, at=clock.now()
            )

    def errand(self, pk):
        with self.open():
            return Errand.objects.owned().select_related("entry").get(pk=pk)

    def knows(self, row, holder, office=0, about="Sprogcafé"):
        with self.open():
            return contacts.know(
                id=uuid.uuid4(), entry=row, unit=offices()[office], holder=holder,
                since=clock.today(), about=about, by=self.by, at=clock.now(),
            )  # fmt: skip


def elsewhere(cast):
    """Another municipality, with somebody who keeps its directory."""
    house = organisation("nordby", "Nordby Kommune", "municipality")
    join(cast, "gro", house, "leisure", None)
    return Directory(cast, house, cast.gro)


def form_of(page, **typed):
    """What a browser would send from the form of a page, with something typed over it."""
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {n: v for n, v in (said | typed).items() if v is not False and v not in (None, "")}


def mailed_link(letterbox, address):
    """The address in the newest letter to somebody."""
    return re.search(r"http://[^/]+(/foreningerne/\S+)", letterbox.to(address)[-1])[1]


class Society:
    """Medborgerhuset's own members and their fee: written the short way by Grete, the treasurer."""

    def __init__(self, cast, house=None, by=None):
        self.cast, self.house = cast, house or cast.medborgerhuset
        self.by = by or cast.grete

    @contextmanager
    def open(self):
        with acting_for(self.house.pk):
            yield

    def member(self, name, email="", *, joined_on=date(2025, 3, 1), at=None, **card):
        with self.open():
            return members.add_member(
                id=uuid.uuid4(), card=Card(name, email, **card), joined_on=joined_on, by=self.by,
                at=at or clock.now(),
            )  # fmt: skip

    def year(self, year=2026, amount="200"):
        with self.open():
            return fees.open_year(
                id=uuid.uuid4(), year=year, amount=Decimal(amount), currency="DKK",
                due_on=date(year, 4, 1), how="MobilePay 12345", by=self.by, at=clock.now(),
            )  # fmt: skip

    def fee(self, member, year=2026):
        with self.open():
            return member_queries.fees_of(member).get(year__year=year)

    def pay(self, member, amount="200", *, on=date(2026, 3, 3), year=2026):
        with self.open():
            return payments.write_payment(
                id=uuid.uuid4(), fee=self.fee(member, year), amount=Decimal(amount), paid_on=on,
                means="cash", by=self.by, at=clock.now(),
            )  # fmt: skip

    def file(self, *lines, heads="Dato;Beløb;Besked;Navn;Transaktions-ID", name="betalinger.csv"):
        return SimpleUploadedFile(name, "\n".join([heads, *lines]).encode(), "text/csv")

    def bylaws(self, **asks):
        usual = {"notice_days": 28, "proposal_days": 14, "paid_days": 0, "member_days": 0,
                 "voting_kinds": ["active"], "proxies_each": 1, "board_least": 5, "board_most": 7,
                 "term_years": 2, "has_employee": True}  # fmt: skip
        with self.open():
            return own_board.set_bylaws(
                id=uuid.uuid4(), adopted_on=date(2020, 1, 1), asks=usual | asks, by=self.by,
                at=clock.now(),
            )  # fmt: skip

    def seat(self, seat, name, *, since=date(2025, 4, 1), until=None, agreed=False):
        with self.open():
            return own_board.seat(
                id=uuid.uuid4(), who=Seated(seat, name, until, agreed), since=since, by=self.by,
                at=clock.now(),
            )  # fmt: skip

    def assembly(self, on=date(2027, 4, 10), **more):
        with self.open():
            return assemblies.plan_assembly(
                id=uuid.uuid4(), title="Generalforsamling 2027", place="Salen",
                starts_at=make_aware(datetime.combine(on, time(17))), is_extraordinary=False,
                bylaws=bylaws_on(on), by=self.by, at=clock.now(), **more,
            )  # fmt: skip

    def item(self, assembly, title, kind="talk", **more):
        with self.open():
            return agenda.add_item(
                id=uuid.uuid4(), assembly=assembly, point=Point(kind, title, **more), by=self.by,
                at=clock.now(),
            )  # fmt: skip

    def now(self, assembly):
        with self.open():
            return assembly_queries.assembly_with(assembly.pk)

    def step(self, verb, assembly, **more):
        """Call, open, close or approve, as the assembly stands now."""
        with self.open():
            return getattr(assemblies, verb)(
                assembly=assembly, version=self.now(assembly).version, by=self.by,
                at=clock.now(), **more,
            )  # fmt: skip

    def voters(self, assembly):
        with self.open():
            return {v.member.called: v for v in assembly_queries.voters_of(assembly)}

    def comes(self, assembly, *names):
        with self.open():
            for name in names:
                voter = self.voters(assembly)[name]
                assemblies.mark(voter=voter, is_here=True, by=self.by, at=clock.now())


class Network:
    """Medborgerhuset's network, kept by Mikkel."""

    def __init__(self, cast, house=None, by=None):
        self.cast, self.house = cast, house or cast.medborgerhuset
        self.by = by or cast.mikkel

    @contextmanager
    def open(self):
        with acting_for(self.house.pk):
            yield

    def join(self, name, place="Odense", on=date(2024, 5, 1), *, party=None, **said):
        with self.open():
            return network.join_network(
                id=uuid.uuid4(), about=About(name, place, **said), joined_on=on, party=party,
                by=self.by, at=clock.now(),
            )  # fmt: skip

    def leave(self, member, on, because="Ophørte"):
        with self.open():
            return network.leave_network(
                member=member, version=member.version, on=on, because=because, by=self.by,
                at=clock.now(),
            )  # fmt: skip

    def link(self, member):
        with self.open():
            _row, token = network.make_link(
                id=uuid.uuid4(), member=member, by=self.by, at=clock.now()
            )
        return f"/netvaerksside/{self.house.slug}/{token}/"

    def subject(self, name):
        with self.open():
            return competences.add_subject(id=uuid.uuid4(), name=name, by=self.by, at=clock.now())

    def says(self, member, subject, way="teach", **more):
        with self.open():
            return competences.say(
                id=uuid.uuid4(), member=member, knows=Knowing(subject, way, **more), by=self.by,
                at=clock.now(),
            )  # fmt: skip

    def total(self, figure, year):
        with self.open():
            period = Period.parse(str(year))
            name = f"associations.{figure}"
            return values([(name, None)], self.house.pk, period, edition=Edition.INTERNAL)[0].total
