"""Needs, offers and cooperations of Sundhavn, one in every state. Associations are all invented.

Written through the room's own verbs on days before today, so that every name and day is as people
would have left it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from favn.associations.actions import agreements, meetings, needs, seats, sheets
from favn.associations.actions.agreements import Account, Deed, Terms
from favn.associations.actions.entries import Profile, add_entry
from favn.associations.actions.inviting import Planned
from favn.associations.actions.needs import Party, Wanted
from favn.associations.choices.cooperation import Again, Doer, Happened, Said, Subject
from favn.associations.choices.needs import Reply, Way
from favn.associations.choices.starting import OWN, Known
from favn.associations.models import Agreement, Cooperation, Entry, Match, Matter, Review, Wish
from favn.associations.queries import agreements as told
from favn.associations.queries import sheets as paired
from favn.config.demo.fixed import known_id, moment
from favn.config.demo.people import FREJA
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation, Unit
from favn.policy.models import Initiative

HOUSE = "Medborgerhuset"
SEWING, DRUMS, WOMEN = "Systuen i Vest", "Trommelyd", "Kvinder Mødes"


def write(city: Organisation, house: Organisation) -> str:
    """All of it; a line that tells what was written."""
    with acting_for(city.pk):
        world = World(house)
        world.fill()
        wishes, rows = Wish.objects.owned().count(), Cooperation.objects.owned().count()
    return f"{wishes} needs and offers, {rows} cooperations between associations and offices"


@dataclass(frozen=True, slots=True)
class Line:
    """A need or an offer: whose, which way, of which kind, and what it says."""

    who: str
    way: Way
    kind: str
    title: str
    said: dict[str, Any]
    days: int = 120
    """How long it stands from today; below zero it ran out."""


LINES = (
    Line(HOUSE, Way.NEED, "lokale", "Sal til fællesspisning",
         {"times": ("weekend",), "targets": ("families",), "text": "60 mennesker og et køkken."}),
    Line("Kulturforvaltningen", Way.OFFER, "lokale", "Skolekøkken med spisesal",
         {"times": ("weekend", "evening"), "targets": ("families",), "capacity": 2,
          "shown": "public"}),
    Line(SEWING, Way.NEED, "lokale", "Rum til tolv symaskiner", {"times": ("morning",)}),
    Line(SEWING, Way.OFFER, "undervisning", "Vi lærer fra os: lap og ret tøj",
         {"languages": ("so", "ar"), "targets": ("women",), "shown": "public", "capacity": 3}),
    Line("Sundhedsforvaltningen", Way.NEED, "kontakt-til-maalgruppe",
         "Kvinder, vi ikke når med sundhedstjek", {"targets": ("women",), "languages": ("so",)}),
    Line(WOMEN, Way.OFFER, "kontakt-til-maalgruppe", "40 kvinder, der mødes hver onsdag",
         {"targets": ("women",), "languages": ("so", "ar"), "times": ("evening",)}),
    Line(DRUMS, Way.OFFER, "partner-til-arrangement", "Trommer til byens fester",
         {"times": ("weekend", "night"), "shown": "public"}, 15),
    Line("Børneforvaltningen", Way.NEED, "partner-til-arrangement", "Musik til skolens dag",
         {"times": ("weekend",), "targets": ("children",)}),
    Line("Socialforvaltningen", Way.NEED, "raad", "Råd om breve, folk forstår",
         {"times": ("afternoon",)}),
    Line(WOMEN, Way.NEED, "skrive-og-soege", "Hjælp til en ansøgning", {}, -9),
)  # fmt: skip


class World:
    """Who is there, and the moments things happened."""

    def __init__(self, house: Organisation) -> None:
        self.by = account_of(FREJA)
        self.now = clock.now()
        self.parties: dict[str, Party] = {unit.name: unit for unit in Unit.objects.owned()}
        self.parties[HOUSE] = self._entry(HOUSE, party=house, email="hus@medborgerhuset.example")
        self.parties[SEWING] = self._entry(SEWING, purpose="Håndværk og samvær")
        self.parties[DRUMS] = self._entry(DRUMS, purpose="Musik fra mange lande")
        self.parties[WOMEN] = self._entry(WOMEN, purpose="Et sted for kvinder")
        self.kinds: dict[str, Matter] = {
            kind.slug: kind for kind in needs.begin_kinds(by=self.by, at=self.ago(400))
        }

    def ago(self, days: int) -> datetime:
        """Some days before today, in the afternoon."""
        return moment(self.now.date() - timedelta(days=days), 14)

    def _entry(self, name: str, *, party: Organisation | None = None, **said: Any) -> Entry:
        """The association in the directory, written there where it does not stand yet."""
        known = Q(party=party) if party else Q(name=name)
        return Entry.objects.present().filter(known).first() or add_entry(
            id=known_id("entry", name), profile=Profile(name=name, **said), party=party,
            by=self.by, at=self.ago(500),
        )  # fmt: skip

    def fill(self) -> None:
        """Wishes, suggestions in every state, cooperations in every state, and a checklist."""
        wishes = {line.title: self._wish(line) for line in LINES}
        self._matches(wishes)
        self._aligning()
        self._aligned()
        self._proposed()
        self._agreed_and_told()
        self._ended()
        unit = self.parties["Kulturforvaltningen"]
        assert isinstance(unit, Unit)
        for point in OWN[:3]:
            seats.find_out(
                id=known_id("finding", point.key), point=point.key, known=Known.YES,
                text="Står i forvaltningens notat.", by=self.by, at=self.ago(60), about=unit,
            )  # fmt: skip

    def _wish(self, line: Line) -> Wish:
        """Written some weeks ago; one that ran out was written long before."""
        expires = self.now.date() + timedelta(days=line.days)
        wanted = Wanted(line.way, self.kinds[line.kind], line.title, expires, **line.said)
        party = self.parties[line.who]
        return needs.add_wish(
            id=known_id("wish", line.title), party=party, wanted=wanted, by=self.by,
            said_by=line.who, at=self.ago(20 if line.days > 0 else 120),
        )  # fmt: skip

    def _matches(self, wishes: dict[str, Wish]) -> None:
        """One waits, one has a meeting; the others are left as suggestions."""
        self._match(wishes, "Kvinder, vi ikke når med sundhedstjek",
                    "40 kvinder, der mødes hver onsdag", "yes", "yes")  # fmt: skip
        self._match(wishes, "Musik til skolens dag", "Trommer til byens fester", "waiting", "yes")

    def _match(
        self, wishes: dict[str, Wish], need: str, offer: str, need_says: str, offer_says: str
    ) -> Match:
        match = needs.propose(
            id=known_id("match", need), need=wishes[need], offer=wishes[offer], by=self.by,
            at=self.ago(0),
        )  # fmt: skip
        for wish, says in ((wishes[need], need_says), (wishes[offer], offer_says)):
            if says != Reply.WAITING:
                match = needs.answer(
                    match=match, party=wish.party, says=says, why="", by=self.by, at=self.now
                )
        if match.is_yes:
            self._meet(match, need)
        return match

    def _meet(self, match: Match, need: str) -> None:
        """Next week, in the association's own room."""
        day = self.now.date() + timedelta(days=8)
        meetings.meet(
            id=known_id("meet", need), about=match, own=None, own_mail="",
            planned=Planned(day, time(17), time(18), place="Foreningens lokale"), by=self.by,
            said_by=self.by.actor_label, at=self.now,
        )  # fmt: skip

    def _begin(self, title: str, first: str, second: str, days: int) -> Cooperation:
        return sheets.begin(
            id=known_id("cooperation", title), title=title, matter=self.kinds["lokale"],
            sides=(self.parties[first], self.parties[second]), by=self.by, at=self.ago(days),
        )  # fmt: skip

    def _sheet(self, row: Cooperation, place: int, texts: dict[str, str], days: int) -> None:
        side = paired.sides_of(row)[place - 1]
        for subject, text in texts.items():
            sheets.write(
                cooperation=row, side=side, subject=subject, number=0, text=text, by=self.by,
                said_by=side.name, at=self.ago(days),
            )  # fmt: skip

    def _both(self, row: Cooperation, days: int) -> None:
        """Two sheets that differ in money and in a word, handed in."""
        for place, texts in ((1, FIRST), (2, SECOND)):
            self._sheet(row, place, texts, days)
            sheets.hand_in(side=paired.sides_of(row)[place - 1], by=self.by, at=self.ago(days))

    def _aligning(self) -> None:
        row = self._begin("Lektiehjælp i beboerhuset", HOUSE, "Børneforvaltningen", 6)
        self._sheet(row, 1, FIRST, 4)

    def _aligned(self) -> None:
        self._both(self._begin("Fest i gården", HOUSE, "Kulturforvaltningen", 30), 12)

    def _proposed(self) -> None:
        row = self._begin("Symaskiner på biblioteket", SEWING, "Kulturforvaltningen", 50)
        self._both(row, 40)
        version = self._version(row, self.ago(3), self.now.date())
        self._say(version, 1, self.ago(2))

    def _version(self, row: Cooperation, at: datetime, starts_on: date, **more: Any) -> Agreement:
        terms = Terms(
            aim="Naboer, der ikke kendte hinanden, laver noget sammen hver måned.",
            roles="Foreningen leder aftenerne. Forvaltningen har nøglen og passer huset.",
            money="Forvaltningen betaler lokalet. Foreningen betaler maden.",
            contact="Forpersonen og fritidskonsulenten taler sammen hver måned.",
            fails="Kommer der færre end ti, mødes vi og finder en anden dag.",
            starts_on=starts_on, rhythm=6, deeds=DEEDS, **more,
        )  # fmt: skip
        return agreements.propose_agreement(
            id=known_id("agreement", row.pk), cooperation=row, number=0, terms=terms, by=self.by,
            said_by="Freja Dahlgaard, Kulturforvaltningen", at=at,
        )  # fmt: skip

    def _say(self, version: Agreement, place: int, at: datetime) -> None:
        side = paired.sides_of(version.cooperation)[place - 1]
        agreements.say(
            agreement=version, side=side, says=Said.YES, why="", by=self.by, said_by=side.name,
            at=at,
        )  # fmt: skip

    def _agreed(self, title: str, first: str, days: int, **more: Any) -> Cooperation:
        row = self._begin(title, first, "Kulturforvaltningen", days + 40)
        self._both(row, days + 20)
        version = self._version(row, self.ago(days + 5), self.ago(days).date(), **more)
        for place in (1, 2):
            self._say(version, place, self.ago(days))
        return row

    def _agreed_and_told(self) -> None:
        """One both told of and disagree about, one that waits for an answer, one in the plan."""
        row = self._agreed("Byens musikdag", DRUMS, 400)
        for review in self._due(row):
            self._tell(review, 1, Happened.YES, 3, "Vi spillede tre gange.")
            self._tell(review, 2, Happened.PARTLY, 1, "Vi så kun én gang på torvet.")
        self._agreed("Madaftener for nye naboer", HOUSE, 200)
        initiative = Initiative.objects.owned().filter(number=12).first()
        row = self._agreed("Sprogvenner i systuen", SEWING, 230, initiative=initiative)
        for review in self._due(row):
            self._tell(review, 1, Happened.YES, 14, "Vi mødtes fjorten gange.")
            self._tell(review, 2, Happened.YES, 14, "Det passer.")

    def _due(self, row: Cooperation) -> Iterator[Review]:
        for account in told.accounts_of(row):
            if account.review.due_on <= self.now.date():
                yield account.review

    def _tell(self, review: Review, place: int, happened: Happened, many: int, what: str) -> None:
        side = paired.sides_of(review.cooperation)[place - 1]
        again = Again.YES if happened == Happened.YES else Again.CHANGED
        agreements.tell(
            review=review, side=side, number=0, by=self.by, said_by=side.name, at=self.now,
            account=Account(happened, again, what, many, "gange"),
        )  # fmt: skip

    def _ended(self) -> None:
        row = self._agreed("Kor på plejehjemmet", WOMEN, 300)
        agreements.end(
            cooperation=row, reason="Plejehjemmet flyttede, og vejen blev for lang.", by=self.by,
            said_by=WOMEN, at=self.ago(40),
        )  # fmt: skip


FIRST = {
    Subject.AIM: "Naboerne lærer hinanden at kende, og flere familier kommer med.",
    Subject.ROLES: "Vi leder aftenen. Vi spørger om lokalet.",
    Subject.OURS: "Lave mad til 60\nHænge sedler op i opgangene",
    Subject.THEIRS: "Låse op og rydde af\nBetale 8.000 kr. til mad",
    Subject.MONEY: "Maden koster 8.000 kr. Kommunen betaler.",
    Subject.CONTACT: "Forpersonen ringer en gang om ugen.",
    Subject.FAILS: "Vi flytter dagen.",
    "word:frivillig": "Alle, der hjælper til, også uden at være medlem.",
    "word:ansvar": "At en af os er der hele aftenen.",
}
SECOND = {
    Subject.AIM: "Flere familier bruger huset om lørdagen.",
    Subject.ROLES: "Foreningen leder aftenen. Vi har nøglen.",
    Subject.OURS: "Låse op kl. 15\nBetale lokalet",
    Subject.THEIRS: "Lave mad til 60\nRydde af kl. 21",
    Subject.MONEY: "Lokalet koster 5.000 kr., og det betaler vi. Mad betaler foreningen.",
    Subject.CONTACT: "Fritidskonsulenten og forpersonen taler sammen en gang om ugen.",
    "word:frivillig": "En person med en aftale, der er dækket af forsikringen.",
}
DEEDS = (
    Deed("Lave mad til 60", Doer.FIRST),
    Deed("Hænge sedler op i opgangene", Doer.FIRST),
    Deed("Låse op kl. 15", Doer.SECOND),
    Deed("Rydde af kl. 21", Doer.BOTH),
)
