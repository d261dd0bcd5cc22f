"""Needs, sheets and agreements the short way, as people of both sides make them."""

import uuid
from contextlib import contextmanager
from datetime import date, timedelta

from favn.associations.actions import agreements, needs, seats, sheets
from favn.associations.actions.agreements import Account, Deed, Terms
from favn.associations.actions.needs import Wanted
from favn.associations.choices.cooperation import Again, Doer, Happened, Rhythm, Said, Subject
from favn.associations.choices.needs import Reply, Way
from favn.associations.queries import agreements as told
from favn.associations.queries import needs as known
from favn.associations.queries import sheets as paired
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.accounts import mail
from tests.associations.steps import Directory

HOUSE = "/samarbejder/"


class Pacts:
    """Sundhavn's cooperations: Freja speaks for the offices, Mehmet's house is in the directory."""

    def __init__(self, cast, directory=None):
        self.cast, self.directory = cast, directory or Directory(cast)
        self.house, self.by = self.directory.house, self.directory.by
        party = cast.medborgerhuset if self.house == cast.sundhavn else None
        self.ours = self.directory.add("Medborgerhuset", party=party, email="hus@m.example")
        self.unit = cast.units["Kulturforvaltningen"]
        with self.open():
            self.kinds = {kind.slug: kind for kind in needs.begin_kinds(by=self.by, at=clock.now())}

    @contextmanager
    def open(self):
        with acting_for(self.house.pk):
            yield

    def wish(self, party, way=Way.NEED, kind="lokale", *, at=None, **said):
        said.setdefault("title", f"{way} {kind}")
        said.setdefault("expires_on", clock.today() + timedelta(days=100))
        wanted = Wanted(way, self.kinds[kind], **said)
        with self.open():
            return needs.add_wish(
                id=uuid.uuid4(), party=party, wanted=wanted, by=self.by, said_by="Freja",
                at=at or clock.now(),
            )  # fmt: skip

    def proposed(self, need, offer):
        with self.open():
            return needs.propose(
                id=uuid.uuid4(), need=need, offer=offer, by=self.by, at=clock.now()
            )

    def answered(self, match, *parties, says=Reply.YES, why=""):
        with self.open():
            for party in parties:
                needs.answer(
                    match=match, party=party, says=says, why=why, by=self.by, at=clock.now()
                )
            return known.match_with(match.pk)

    def cooperation(self, one=None, two=None, title="Fest i gården"):
        with self.open():
            row = sheets.begin(
                id=uuid.uuid4(), title=title, matter=self.kinds["lokale"],
                sides=(one or self.ours, two or self.unit), by=self.by, at=clock.now(),
            )  # fmt: skip
            return paired.cooperation_with(row.pk)

    def write(self, row, place, subject, text, number=0, said_by="Freja"):
        side = paired.sides_of(row)[place - 1] if place else None
        with self.open():
            return sheets.write(
                cooperation=row, side=side, subject=subject, number=number, text=text, by=self.by,
                said_by=said_by, at=clock.now(),
            )  # fmt: skip

    def aligned(self, row=None, first="Vi laver mad", second="Vi giver lokale"):
        """Both sheets written and handed in."""
        row = row or self.cooperation()
        for place, ours in ((1, first), (2, second)):
            self.write(row, place, Subject.AIM, "Naboer kender hinanden")
            self.write(row, place, Subject.OURS, ours)
            with self.open():
                sheets.hand_in(side=paired.sides_of(row)[place - 1], by=self.by, at=clock.now())
        return self.again(row)

    def again(self, row):
        with self.open():
            return paired.cooperation_with(row.pk)

    def agreement(self, row, number=0, at=None, **said):
        said.setdefault("aim", "Tre fester")
        said.setdefault("starts_on", (at or clock.now()).date())
        said.setdefault("rhythm", int(Rhythm.SIX))
        said.setdefault("deeds", (Deed("Finde borde", Doer.FIRST, date(2026, 12, 1)),))
        with self.open():
            return agreements.propose_agreement(
                id=uuid.uuid4(), cooperation=row, number=number, terms=Terms(**said), by=self.by,
                said_by="Freja, Kulturforvaltningen", at=at or clock.now(),
            )  # fmt: skip

    def say(self, agreement, place, says=Said.YES, why="", at=None):
        with self.open():
            side = paired.sides_of(agreement.cooperation)[place - 1]
            return agreements.say(
                agreement=agreement, side=side, says=says, why=why, by=self.by,
                said_by=f"Nogen, {side.name}", at=at or clock.now(),
            )  # fmt: skip

    def agreed(self, at=None, row=None, **said):
        """A cooperation with an agreement that both said yes to."""
        row = row or self.aligned()
        version = self.agreement(row, at=at, **said)
        for place in (1, 2):
            self.say(version, place, at=at)
        return self.again(row)

    def accounts(self, row):
        with self.open():
            return told.accounts_of(row)

    def tell(self, row, place, happened=Happened.YES, *, review=0, number=0, **said):
        account = self.accounts(row)[review]
        with self.open():
            return agreements.tell(
                review=account.review, side=paired.sides_of(row)[place - 1], number=number,
                account=Account(happened, said.pop("again", Again.YES), **said), by=self.by,
                said_by="Nogen", at=clock.now(),
            )  # fmt: skip

    def link(self, entry=None, **said):
        """The path an association comes by."""
        path = []

        def address_of(token):
            path.append(f"/foreningerne/{self.house.slug}/plads/{token}/")
            return f"https://favn.example{path[-1]}plads/"

        with self.open():
            seats.send_seat_link(
                id=uuid.uuid4(), entry=entry or self.ours, sent_to="hus@m.example", why="Svar.",
                address_of=address_of, by=self.by, at=said.get("at") or clock.now(),
            )  # fmt: skip
            mail.leave(at=clock.now())
        return path[0]


def as_sent(page, **typed):
    """What a browser sends from the page's form, zeros too, with something typed over it."""
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields} | typed
    return {name: "" if value is None else value for name, value in said.items()}


def as_called(page, **typed):
    """A meeting that is called from a page with its form, next week at noon."""
    key = page.context["meeting"]["id"].value()
    said = {"on": clock.today() + timedelta(days=7), "starts": "12:00", "ends": "13:00"}
    return {"verb": "meet", "id": key, "place": "Kulturhuset", "about": ""} | said | typed
