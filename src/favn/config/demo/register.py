"""The invented persons a counsellor knows: from many countries, some of them written down twice.

Names are put together from common first names and surnames; nobody of the sources is among them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from favn.config.demo.fixed import dice, known_id, moment
from favn.kit import clock
from favn.kit.history import Actor
from favn.people.persons import actions
from favn.people.persons.actions import Wanted
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Act, Contact, How, Kin
from favn.people.persons.models import Card, Person


@dataclass(frozen=True, slots=True)
class Known:
    """One invented person: the name, the year of birth, the language, and what is special."""

    name: str
    born: str
    language: str
    more: dict[str, object] = field(default_factory=dict)
    with_case: bool = False


KNOWN = (
    Known("Mohammed Al-Hassan", "1987", "ar", {"phone": "20 11 22 33"}, with_case=True),
    Known("محمد الحسن", "1987", "ar", {"phone": "+45 20112233"}),
    Known("Muhamad Alhasan", "1987-01-01", "ar"),
    Known("Cabdiraxmaan Xasan", "1979", "so", {"also_known_as": "Abdirahman Hassan"}, True),
    Known("Abdi Rahman Hasan", "1979-01-01", "so"),
    Known("Faadumo Cali", "1991-05-14", "so", {"needs_interpreter": True}, with_case=True),
    Known("Leyla Şahin", "1984-09-02", "tr", {"email": "leyla@eksempel.invalid"}),
    Known("Leila Sahin", "1984-02-09", "tr"),
    Known("Cemal Yıldız", "1962", "tr"),
    Known("زهرا رضایی", "1995-11-30", "fa", {"needs_interpreter": True}, with_case=True),
    Known("Zahra Rezai", "1995", "fa"),
    Known("Gul Ahmad", "1970", "ps", {"born_is_guess": True}),
    Known("Olena Kovalenko", "1988-03-21", "uk", {"more_languages": ("ru", "en")}, True),
    Known("Олена Коваленко", "1988", "uk"),
    Known("Serhii Bondar", "1975", "uk"),
    Known("Selam Tesfay", "1993", "ti", {"needs_interpreter": True}, with_case=True),
    Known("ሰላም ተስፋይ", "1993", "ti"),
    Known("Yohannes Haile", "1990", "ti"),
    Known("Nguyễn Thị Lan", "1968-06-06", "vi"),
    Known("Priya Selvarajah", "1972", "ta"),
    Known("Agnieszka Wójcik", "1986-12-12", "pl", {"more_languages": ("en",)}),
    Known("Ioana Munteanu", "1998", "ro"),
    Known("Emir Hadžić", "1966", "bs", with_case=True),
    Known("Arben Krasniqi", "1981", "sq"),
    Known("Rojîn Demir", "1999", "ku", {"more_languages": ("tr", "da")}),
    Known("Imran Malik", "1978", "ur"),
    Known("Saba Malik", "2001", "ur", {"more_languages": ("da", "en")}),
    Known("Somchai Prasert", "1983", "th"),
    Known("Grace Wanjiru", "1989", "sw", {"more_languages": ("en",)}, with_case=True),
    Known("Awa Diallo", "1994", "fr"),
    Known("Rachid Benali", "1977", "fr", {"more_languages": ("ar",)}),
    Known("Carmen Delgado", "1959", "es"),
    Known("Tigist Bekele", "1996", "am"),
    Known("Nasrin", "", "fa", {"contact": Contact.IN_PERSON}),
    Known("Hawa", "2000", "so", {"born_is_guess": True}),
    Known("Åse Nørgaard", "1949", "da", {"also_known_as": "Aase Noergaard"}),
    Known("Aase Nørgård", "1949", "da"),
    Known("Bjørn Kjær", "1955", "da"),
    Known("Dmitri Sokolov", "1980", "ru"),
    Known("Amal Khoury", "1973", "ar", {"phone": "30 44 55 66"}),
    Known("Samir Khoury", "1971", "ar", {"phone": "30 44 55 66"}),
    Known("Huda Nasser", "1992-08-08", "ar", {
        "address": "Lindevænget 14, 3. sal", "address_is_protected": True,
        "contact": Contact.SMS, "phone": "50 60 70 80",
        "safe_contact": "Ring ikke. Skriv kun sms, og nævn ikke huset.",
    }, with_case=True),
    Known("Mariam Sesay", "1985", "en", {"contact": Contact.LETTER, "address": "Møllegade 3"}),
    Known("Lucas van der Berg", "2003", "en", {"more_languages": ("de",)}),
)  # fmt: skip
AROUND: tuple[tuple[str, str, Kin, dict[str, object]], ...] = (
    ("Faadumo Cali", "Hodan Cali", Kin.CHILD, {"lives_along": True, "comes_along": True}),
    ("زهرا رضایی", "Parisa Rezai", Kin.SIBLING, {"calls_for": True, "phone": "22 33 44 55"}),
    ("Åse Nørgaard", "Kirsten Holm", Kin.VOLUNTEER, {"comes_along": True}),
    ("Amal Khoury", "Samir Khoury", Kin.PARTNER, {"lives_along": True}),
)
LONG_AGO = ("Carmen Delgado", "Bjørn Kjær")
"""Nobody has seen these for more than two years; their time is over."""


def write(by: Actor, cards: list[Card]) -> int:
    """Write the persons of the present tenant; the answer is how many. Two cards get a name."""
    persons = {one.name: _person(one, by) for one in KNOWN}
    for one in KNOWN:
        if one.with_case:
            _case(persons[one.name], by)
    for name, other, kind, more in AROUND:
        _relation(persons[name], other, kind, more, by)
    for name, card in zip(("Selam Tesfay", "Grace Wanjiru"), cards, strict=False):
        actions.link_card(card=card, person=persons[name], by=by, at=clock.now())
    for name in LONG_AGO:
        row = persons[name]
        row.last_contact_on = clock.today() - timedelta(days=800)
        row.save(update_fields=["last_contact_on"])
    return len(persons)


def _seen(name: str) -> date:
    """A day within the last year on which somebody came, the same each time."""
    return clock.today() - timedelta(days=dice("persons", name).randint(1, 350))


def _person(one: Known, by: Actor) -> Person:
    wanted = Wanted(one.name, born=one.born, language=one.language, **one.more)  # type: ignore[arg-type]
    at = moment(_seen(one.name), 11)
    return actions.add_person(id=known_id("person", one.name), wanted=wanted, by=by, at=at)


def _case(person: Person, by: Actor) -> None:
    at = clock.now()
    for purpose in ("case", "contact"):
        said = Said(purpose, Act.GIVEN, How.SPOKEN)
        pk = known_id("consent", str(person.pk), purpose)
        actions.say(id=pk, person=person, said=said, by=by, at=at)
    actions.raise_to_case(person=person, by=by, at=at)


def _relation(person: Person, name: str, kind: str, more: dict[str, object], by: Actor) -> None:
    start = {"lives_along": False, "comes_along": False, "calls_for": False, "phone": ""}
    to = {"name": name, "kind": kind, "note": "", **start, **more}
    pk = known_id("relation", str(person.pk), name)
    actions.add_relation(id=pk, person=person, to=to, other=None, by=by, at=clock.now())
