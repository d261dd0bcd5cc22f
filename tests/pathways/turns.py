"""What Petra does in the employment programme, and what the job centre sends her."""

from datetime import date, timedelta

from favn.kit import clock
from favn.pathways.actions import programme as actions
from favn.pathways.actions import status_meetings as meetings
from favn.pathways.choices.programme import Doing
from favn.pathways.models import StatusMeeting, Turn
from favn.pathways.queries import programme as queries
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from favn.people.persons.models import Person
from favn.people.referrals import actions as referrals
from tests.cast import TODAY, Cast, new_id

CENTRE = "Jobcenter Sundhavn"
COMPANY = "Havnens Vaskeri"


class Programme:
    """Persons and turns, everything through the actions of the house; and people's browsers."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.clients = {}

    def client(self, name="petra"):
        if name not in self.clients:
            self.clients[name] = self.cast.visit(getattr(self.cast, name))
        return self.clients[name]

    def acting(self, name="petra"):
        return self.cast.acting(getattr(self.cast, name))

    def who(self, name="petra"):
        return {"by": getattr(self.cast, name), "at": clock.now()}

    def person(self, name="Zahra Rezai", by="petra", *, yes=True, **wanted) -> Person:
        """Somebody written down, who said yes to the programme."""
        with self.acting(by):
            person = persons.add_person(
                id=new_id(), wanted=persons.Wanted(name, **wanted), **self.who(by)
            )
        if yes:
            self.say(person, by=by)
        return person

    def say(self, person, purpose="programme", act=Act.GIVEN, recipient="", by="petra"):
        with self.acting(by):
            said = Said(purpose, act, How.SPOKEN, recipient)
            return persons.say(id=new_id(), person=person, said=said, **self.who(by))

    def refer(self, person=None, on=TODAY - timedelta(days=200), years=16, by="petra", **more):
        """A referral on paper."""
        person = person or self.person(by=by)
        with self.acting(by):
            more = {"id": new_id(), "place": CENTRE} | more
            return actions.refer(person=person, on=on, years=years, **more, **self.who(by))

    def started(self, person=None, by="petra", **more) -> Turn:
        """A turn that began on the day of its referral."""
        turn = self.refer(person, by=by, **more)
        with self.acting(by):
            first = {"version": turn.version, "on": turn.referred_on}
            return actions.start(turn=turn, **first, **self.who(by))

    def do(self, verb, turn, by="petra", **more):
        """One verb of a turn as it stands now; the answer is the turn again."""
        with self.acting(by):
            row = queries.turn_with(turn.pk)
            getattr(actions, verb)(turn=row, version=row.version, **more, **self.who(by))
            return queries.turn_with(turn.pk)

    def spell(self, turn, doing=Doing.KITCHEN, where="", from_on=None, to_on=None, by="petra"):
        with self.acting(by):
            row = queries.turn_with(turn.pk)
            return actions.add_spell(
                id=new_id(), turn=row, doing=doing, where=where, to_on=to_on,
                from_on=from_on or row.started_on, **self.who(by),
            )  # fmt: skip

    def meeting(self, turn, on=TODAY, recipient=CENTRE) -> StatusMeeting:
        with self.acting():
            return meetings.plan_meeting(
                id=new_id(), turn=queries.turn_with(turn.pk), on=on, recipient=recipient,
                **self.who(),
            )  # fmt: skip

    def hand_over(self, name="Huda Nasser", agreed=("name", "errand")):
        """The job centre hands over somebody who said yes to it; the answer is their row."""
        with self.acting("signe"):
            wanted = persons.Wanted(name, phone="50607080")
            person = persons.add_person(id=new_id(), wanted=wanted, **self.who("signe"))
        self.say(person, "referral", recipient="Medborgerhuset", by="signe")
        with self.acting("signe"):
            return referrals.hand_over(
                id=new_id(), person=person, to=self.cast.medborgerhuset, agreed=agreed,
                errand="Opkvalificering", **self.who("signe"),
            )  # fmt: skip

    def again(self, row, by="petra"):
        with self.acting(by):
            return type(row).objects.filter(pk=row.pk).first()

    def text(self, address, who="petra", status=200) -> str:
        answer = self.client(who).get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return answer.content.decode()

    def post(self, address, who="petra", **fields):
        return self.client(who).post(address, fields)

    def press(self, turn, verb, who="petra", **fields):
        """A form of the turn's page, as a page without scripts sends it."""
        row = self.again(turn)
        fields = {"version": row.version, "id": str(new_id()), "on": TODAY} | fields
        return self.post(page(turn), who, verb=verb, **fields)


def page(turn) -> str:
    return f"/forloeb/{turn.pk}/"


def year_page(year=TODAY.year) -> str:
    return f"/forloeb/aar/{year}/"


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)
