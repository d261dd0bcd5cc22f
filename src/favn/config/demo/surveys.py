"""The invented questionnaires: the city asks associations twice, the house asks its volunteers.

The city's second version has new words for one question and one question more, so that one sees
what compares and what does not. Some have answered, one has begun, two are silent.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from favn.config.demo.fixed import dice, known_id, moment
from favn.config.demo.people import BIRGITTE, MEDBORGERHUSET, MEHMET, SUNDHAVN
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account
from favn.people.organisations.models import Organisation
from favn.surveys import actions, queries
from favn.surveys.actions import Addressee
from favn.surveys.actions.answering import mark_of, section_mark
from favn.surveys.choices import Asks, Compare, Kind, Ref
from favn.surveys.models import Asked, Questionnaire, Version, Wave
from favn.surveys.rules import answering
from favn.surveys.rules.answering import Value
from favn.surveys.rules.sheet import Band, Condition, Item, Option, Section, Sheet

ASSOCIATIONS = (
    "Boldklubben på Havnen", "Kvinder i Kvarteret", "Madklubben Krydderiet", "Naboerne i Nord",
    "Sprogvennerne", "Syrisk Kulturforening i Sundhavn",
)  # fmt: skip
BANDS = (
    Band(1, {"da": "Spirende", "en": "Budding"}),
    Band(3, {"da": "På vej", "en": "On the way"}),
    Band(4, {"da": "Stærk", "en": "Strong"}),
)


def write(organisations: dict[str, Organisation]) -> str:
    """Both houses' questionnaires with answers; says how many were sent."""
    with acting_for(organisations[SUNDHAVN].pk):
        city = _city(account_of(BIRGITTE))
    with acting_for(organisations[MEDBORGERHUSET].pk):
        house = _house(account_of(MEHMET))
    return f"{city + house} sets of answers to questionnaires"


def _scale(key: str, da: str, en: str) -> Item:
    return Item(
        str(known_id("question", key)), key, Kind.SCALE, {"da": da, "en": en}, bands=BANDS,
        low_end={"da": "slet ikke", "en": "not at all"}, may_irrelevant=True,
        high_end={"da": "i høj grad", "en": "very much"},
    )  # fmt: skip


def _one(key: str, da: str, en: str, kind: Kind, *options: tuple[str, str, str]) -> Item:
    made = tuple(Option(o, {"da": a, "en": b}) for o, a, b in options)
    return Item(str(known_id("question", key)), key, kind, {"da": da, "en": en}, options=made)


def _other(key: str, da: str, kind: Kind, **more: object) -> Item:
    identity = str(known_id("question", key))
    return Item(identity, key, kind, {"da": da}, **more)  # type: ignore[arg-type]


def _sheet(*, second: bool) -> Sheet:
    """What the city asks: in the first version, or in the second."""
    vision = "Har I en vision, som medlemmerne kender?"
    plan = _one(
        "handleplan", "Har I en handleplan?", "Do you have an action plan?", Kind.ONE,
        ("ja", "Ja", "Yes"), ("nej", "Nej", "No"),
    )  # fmt: skip
    gate = Condition(plan.question, Compare.IS, "ja")
    follows = _scale("foelger-planen", "Følger I planen?", "Do you follow the plan?")
    money = _one(
        "penge", "Hvor får I penge fra?", "Where does your money come from?", Kind.SEVERAL,
        ("kontingent", "Kontingent", "Membership fees"), ("fonde", "Fonde", "Foundations"),
        ("kommunen", "Kommunen", "The municipality"), ("salg", "Salg og udlejning", "Sales"),
    )  # fmt: skip
    first = _scale("vision", vision, "Do you have a vision that members know?")
    if second:
        words = {"da": "Kender medlemmerne jeres vision?", "en": "Do members know your vision?"}
        first = _reworded(first, words)
    shared = (_scale("strategi", "Ved I, hvordan I når den?", "Do you know how to get there?"),)
    new = (_scale("samarbejde", "Har I aftaler med andre?", "Do you have agreements?"),)
    members = _other("medlemmer", "Hvor mange medlemmer har I?", Kind.NUMBER,
                     unit={"da": "medlemmer"})  # fmt: skip
    more = _other("mere", "Hvad vil I gerne have hjælp til?", Kind.LONG, is_optional=True)
    return Sheet(
        (
            Section("retning", {"da": "Retning", "en": "Direction"}, {}, (first, *shared)),
            Section("plan", {"da": "Handleplan", "en": "Action plan"}, {},
                    (plan, _gated(follows, gate))),
            Section("penge", {"da": "Penge og medlemmer", "en": "Money and members"}, {},
                    (money, members, more, *(new if second else ()))),
        ),
        ("da", "en"),
    )  # fmt: skip


def _reworded(item: Item, texts: dict[str, str]) -> Item:
    return Item(**{n: getattr(item, n) for n in Item.__slots__} | {
        "texts": texts, "is_comparable": True})  # fmt: skip


def _gated(item: Item, gate: Condition) -> Item:
    return Item(**{n: getattr(item, n) for n in Item.__slots__} | {"condition": gate})


def _city(by: Account) -> int:
    row = _made("samarbejdet", "Samarbejdet med kommunen",
                "Vi spørger for at se, hvor foreninger og kommune kan hjælpe hinanden.",
                Asks.BODIES, by)  # fmt: skip
    today = clock.today()
    year = today.year
    before = _published(row, _sheet(second=False), date(year - 1, 9, 1), by)
    old = _asked(before, f"Samarbejdet {year - 1}", date(year - 1, 9, 30), by, ASSOCIATIONS)
    sent = _answered(old, len(ASSOCIATIONS) - 1, date(year - 1, 9, 20))
    actions.close_wave(wave=old, by=by, at=moment(date(year - 1, 10, 2), 9))
    now = _published(row, _sheet(second=True), today - timedelta(days=30), by)
    last_day = today + timedelta(days=14)
    wave = _asked(now, f"Samarbejdet {year}", last_day, by, ASSOCIATIONS)
    sent += _answered(wave, 3, today - timedelta(days=4))
    _begun(queries.asked_in(wave)[3])
    actions.begin_version(questionnaire=row, by=by, at=clock.now())
    return sent


def _house(by: Account) -> int:
    """The volunteers are persons: their small groups are held back."""
    row = _made("frivillige", "Sådan har du det som frivillig",
                "Vi spørger for at blive ved med at være et godt sted at være frivillig.",
                Asks.PERSONS, by)  # fmt: skip
    sheet = Sheet((
        Section("trivsel", {"da": "Din tid i huset"}, {}, (
            _scale("trivsel", "Er du glad for at være her?", "Do you like being here?"),
            _one("tid", "Passer mængden af vagter?", "Does the number of shifts suit you?",
                 Kind.ONE, ("flere", "Jeg vil gerne have flere", "I would like more"),
                 ("passer", "Den passer", "It suits me"), ("faerre", "For mange", "Too many")),
            _other("ord", "Hvad kan vi gøre bedre?", Kind.LONG, is_optional=True),
        )),
    ))  # fmt: skip
    today = clock.today()
    version = _published(row, sheet, today - timedelta(days=40), by)
    names = [f"Frivillig {number:02}" for number in range(1, 29)]
    wave = _asked(version, "Efterårets trivsel", today + timedelta(days=5), by, names)
    return _answered(wave, 23, today - timedelta(days=6))


def _made(key: str, title: str, purpose: str, asks: Asks, by: Account) -> Questionnaire:
    return actions.make_questionnaire(
        id=known_id("questionnaire", key), key=key, title=title, purpose=purpose, asks=asks, by=by,
        at=moment(clock.today() - timedelta(days=500), 9),
    )  # fmt: skip


def _published(row: Questionnaire, sheet: Sheet, on: date, by: Account) -> Version:
    at = moment(on, 10)
    version = actions.begin_version(questionnaire=row, by=by, at=at)
    version = actions.write_whole(
        version=version, revision=version.revision, sheet=sheet, by=by, at=at
    )
    return actions.publish(version=version, revision=version.revision, by=by, at=at)


def _asked(version: Version, title: str, last_day: date, by: Account, names: Sequence[str]) -> Wave:
    persons = version.questionnaire.of_persons
    whom = [
        Addressee(name, "" if persons else f"{_mail(name)}@forening.example",
                  Ref.PERSON if persons else Ref.PARTY, known_id("asked", name))
        for name in names
    ]  # fmt: skip
    return actions.open_wave(
        id=wave_id(title), version=version, title=title, last_day=last_day, addressees=whom, by=by,
        at=moment(last_day - timedelta(days=28), 9),
    )  # fmt: skip


def wave_id(title: str) -> UUID:
    """The id of a wave of the demo."""
    return known_id("wave", title)


def _mail(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isascii() and letter.isalpha())[:20]


def _answered(wave: Wave, number: int, on: date) -> int:
    for asked in queries.asked_in(wave)[:number]:
        values = _values(asked, wave.version.sheet)
        _typed(asked, values, on)
        actions.hand_in(asked=asked, seen=mark_of(values), who="", at=moment(on, 15))
    return number


def _begun(asked: Asked) -> None:
    """One who has answered the first part and gone for coffee."""
    section = asked.wave.version.sheet.sections[0]
    values = _values(asked, asked.wave.version.sheet)
    typed = {i.question: values.get(i.question) for i in section.items}
    actions.keep(asked=asked, section=section, typed=typed, seen=section_mark(section, {}),
                 at=clock.now())  # fmt: skip


def _typed(asked: Asked, values: dict[str, Value], on: date) -> None:
    stands: dict[str, Value] = {}
    for section in asked.wave.version.sheet.sections:
        typed = {i.question: values.get(i.question) for i in section.items}
        stands = actions.keep(
            asked=asked, section=section, typed=typed, seen=section_mark(section, stands),
            at=moment(on, 14),
        )  # fmt: skip


def _values(asked: Asked, sheet: Sheet) -> dict[str, Value]:
    throw = dice("answers", asked.wave.title, asked.name)
    values: dict[str, Value] = {}
    for item in sheet:
        if item.kind == Kind.SCALE:
            values[item.question] = Value(number=float(throw.choice((2, 3, 3, 4, 4, 5))))
        elif item.kind == Kind.ONE:
            keys = [o.key for o in item.options]
            values[item.question] = Value(chosen=(throw.choice([*keys, keys[len(keys) // 2]]),))
        elif item.kind == Kind.SEVERAL:
            values[item.question] = Value(
                chosen=tuple(o.key for o in item.options if throw.random() < 0.6) or ("fonde",)
            )
        elif item.kind == Kind.NUMBER:
            values[item.question] = Value(number=float(throw.randint(18, 240)))
    if throw.random() < 0.5:
        words = Value(words="Vi vil gerne kende andre, der har søgt de samme fonde.")
        values |= {i.question: words for i in sheet if i.kind == Kind.LONG}
    return answering.counted(sheet, values)
