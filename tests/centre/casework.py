"""What a counsellor, a nurse and a lawyer do: persons, cases, talks and tasks, and their pages."""

from favn.centre.actions import cases as actions
from favn.centre.actions import conversations
from favn.centre.actions.conversations import Talk
from favn.centre.choices import CaseKind, Origin, Work
from favn.centre.models import Case, Conversation
from favn.centre.queries import cases as queries
from favn.kit import clock
from favn.people.accounts.models import Membership
from favn.people.persons import actions as persons
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from favn.people.persons.models import Person
from tests.cast import TODAY, Cast, new_id

SECRET = "Hun skylder husleje for tre måneder"


class Casework:
    """Persons, cases and what stands in them; everything through the actions of the house."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.clients = {}

    def client(self, name="sara"):
        """Somebody's browser."""
        if name not in self.clients:
            self.clients[name] = self.cast.visit(getattr(self.cast, name))
        return self.clients[name]

    def acting(self, name="sara"):
        return self.cast.acting(getattr(self.cast, name))

    def member(self, name="sara") -> Membership:
        who = getattr(self.cast, name)
        with self.acting(name):
            return Membership.objects.select_related("account", "unit").get(account=who)

    def person(self, name="Zahra Rezai", by="sara", *, case=True, **wanted) -> Person:
        """Somebody written down, who said yes to a case."""
        with self.acting(by):
            who = {"by": getattr(self.cast, by), "at": clock.now()}
            person = persons.add_person(id=new_id(), wanted=persons.Wanted(name, **wanted), **who)
            if case:
                said = Said("case", Act.GIVEN, How.SPOKEN)
                persons.say(id=new_id(), person=person, said=said, **who)
                person = persons.raise_to_case(person=person, **who)
            return person

    def allow(self, person, place, by="sara", act=Act.GIVEN):
        """The person's answer to being helped on to a place."""
        with self.acting(by):
            said = Said("referral", act, How.SPOKEN, place)
            who = {"by": getattr(self.cast, by), "at": clock.now()}
            return persons.say(id=new_id(), person=person, said=said, **who)

    def case(self, person=None, by="sara", kind=CaseKind.SOCIAL, origin=Origin.SELF) -> Case:
        person = person or self.person(by=by)
        with self.acting(by):
            return actions.open_case(
                id=new_id(), person=person, kind=kind, origin=origin, about="Gæld",
                by=self.member(by), at=clock.now(),
            )  # fmt: skip

    def talk(self, case=None, by="sara", *, count=True, version=0, id=None, **more) -> Conversation:
        """A conversation; a draft where not counted."""
        kind = more.pop("kind", case.kind if case else CaseKind.SOCIAL)
        start = {"on": TODAY, "kind": kind, "topics": ("economy",), "areas": 2, "text": SECRET}
        verb = conversations.count_talk if count else conversations.keep_talk
        with self.acting(by):
            return verb(
                id=id or new_id(), case=case, talk=Talk(**start | more), version=version,
                by=self.member(by), at=clock.now(),
            )  # fmt: skip

    def task(self, case, what="Ring til kommunen", due_on=TODAY, by="sara", kind=Work.TASK):
        with self.acting(by):
            return actions.add_task(
                id=new_id(), person=case.person, case=case, kind=kind, what=what, due_on=due_on,
                by=getattr(self.cast, by), at=clock.now(),
            )  # fmt: skip

    def again(self, record, by="sara"):
        with self.acting(by):
            return type(record).objects.filter(pk=record.pk).first()

    def note_text(self, talk, by="sara") -> str:
        with self.acting(by):
            note = queries.note_of(talk)
            return note.text if note else ""

    def text(self, address, who="sara", status=200) -> str:
        answer = self.client(who).get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return answer.content.decode()

    def post(self, address, who="sara", *, json=False, **fields):
        headers = {"accept": "application/json"} if json else {}
        return self.client(who).post(address, fields, headers=headers)

    def typed(self, version=0, **more):
        """The form of a conversation as a browser sends it."""
        start = {
            "version": version, "text": SECRET, "topics": ["economy", "housing"], "areas": "2",
            "on": TODAY.isoformat(), "kind": "social", "setting": "person",
        }  # fmt: skip
        return {key: value for key, value in (start | more).items() if value is not None}


def page(case, rest="") -> str:
    return f"/sager/{case.pk}/{rest}"
