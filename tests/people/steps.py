"""The counsellor's steps: what she writes, opens and presses, as a page without scripts does."""

from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.persons import actions
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, How
from favn.people.persons.models import Person
from tests.cast import Cast, new_id


class Register:
    """Medborgerhuset's persons, and Sara's browser."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.client = cast.visit(cast.sara)
        self.house = cast.medborgerhuset

    def who(self):
        return {"by": self.cast.sara, "at": clock.now()}

    def acting(self):
        return acting_for(self.house.pk, self.cast.sara.pk)

    def add(self, name, **wanted) -> Person:
        """A person written straight through the action."""
        with self.acting():
            wanted = actions.Wanted(name, **wanted)
            return actions.add_person(id=new_id(), wanted=wanted, **self.who())

    def say(self, person, purpose="case", act=Act.GIVEN, recipient="", **more):
        with self.acting():
            said = Said(purpose, act, How.SPOKEN, recipient)
            return actions.say(id=new_id(), person=person, said=said, **self.who() | more)

    def card(self, person=None):
        """A card, with the name of a person where one is given."""
        with self.acting():
            card = actions.issue_card(id=new_id(), **self.who())
            if person:
                actions.link_card(card=card, person=person, **self.who())
            return card

    def again(self, person) -> Person | None:
        with self.acting():
            return Person.objects.filter(pk=person.pk).first()

    def read(self, record, name):
        """What stands in an encrypted field."""
        with self.acting():
            return getattr(record, name)

    def names(self) -> list[str]:
        with self.acting():
            return sorted(person.name for person in Person.objects.present())

    def typed(self, name="Samira Yusuf", **fields):
        """The form of a new person, as it is sent."""
        start = {"id": str(new_id()), "name": name, "contact": "call"}
        return start | {key: value for key, value in fields.items() if value is not None}

    def text(self, address, *, status=200, client=None) -> str:
        answer = (client or self.client).get(address)
        assert answer.status_code == status, address
        return answer.content.decode()

    def search(self, text) -> str:
        return self.client.post("/personer/", {"q": text}).content.decode()

    def page(self, person, rest="") -> str:
        return f"/personer/{person.pk}/{rest}"
