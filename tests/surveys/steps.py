"""What people do with a questionnaire, in words that the tests share."""

import re
import uuid
from datetime import date

from favn.kit import clock
from favn.surveys import actions, queries
from favn.surveys.actions import Addressee
from favn.surveys.choices import Asks, Compare, Kind, Ref
from favn.surveys.rules.sheet import Band, Condition, Item, Option, Section, Sheet

LAST_DAY = date(2026, 12, 10)
NAMES = ("vision", "has_plan", "plan_age", "how", "members", "founded", "motto", "story")
KNOWN = {name: str(uuid.uuid5(uuid.NAMESPACE_DNS, name)) for name in NAMES}


def da(text):
    return {"da": text}


def scale(key="vision", text="Hvor klar er jeres vision?", **more):
    facts = {"low_end": da("slet ikke"), "high_end": da("helt"), "may_irrelevant": True} | more
    return Item(KNOWN.get(key) or key_id(key), key, Kind.SCALE, da(text), **facts)


def key_id(key):
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, key))


def one(key="has_plan", text="Har I en handleplan?", **more):
    options = (Option("ja", da("Ja")), Option("nej", da("Nej")))
    return Item(KNOWN.get(key) or key_id(key), key, Kind.ONE, da(text), options=options, **more)


GATE = Condition(KNOWN["has_plan"], Compare.IS, "ja")
PLAN_AGE = Item(
    KNOWN["plan_age"], "plan_age", Kind.NUMBER, da("Hvor gammel er planen?"), unit=da("år"),
    condition=GATE,
)  # fmt: skip
HOW = Item(
    KNOWN["how"], "how", Kind.SEVERAL, da("Hvordan finder I penge?"),
    options=tuple(Option(k, da(k.capitalize())) for k in ("fonde", "kontingent", "salg")),
)  # fmt: skip
MEMBERS = Item(KNOWN["members"], "members", Kind.NUMBER, da("Hvor mange medlemmer har I?"))
FOUNDED = Item(
    KNOWN["founded"], "founded", Kind.DATE, da("Hvornår er I stiftet?"), is_optional=True
)
MOTTO = Item(KNOWN["motto"], "motto", Kind.SHORT, da("Jeres motto"), is_optional=True)
STORY = Item(KNOWN["story"], "story", Kind.LONG, da("Fortæl mere"), is_optional=True)
BANDS = (Band(1, da("Spirende")), Band(4, da("Stærk")))


def whole():
    """Three sections, every kind, one condition."""
    return Sheet((
        Section("vision", da("Vision"), da("Hvor I vil hen."), (scale(bands=BANDS), MOTTO)),
        Section("plan", da("Handleplan"), {}, (one(), PLAN_AGE)),
        Section("money", da("Penge"), {}, (HOW, MEMBERS, FOUNDED, STORY)),
    ))  # fmt: skip


def questionnaire(cast, asks=Asks.BODIES, key="tjek", by=None):
    by = by or cast.birgitte
    with cast.acting(by):
        return actions.make_questionnaire(
            id=uuid.uuid4(), key=key, title="Ressourcetjek", by=by, at=clock.now(), asks=asks,
            purpose="Vi spørger for at se, hvor vi kan hjælpe hinanden.",
        )  # fmt: skip


def draft(cast, row, sheet=None, by=None):
    """The questionnaire's draft with this sheet."""
    by = by or cast.birgitte
    with cast.acting(by):
        version = actions.begin_version(questionnaire=row, by=by, at=clock.now())
        return actions.write_whole(
            version=version, revision=version.revision, sheet=sheet or whole(), by=by,
            at=clock.now(),
        )  # fmt: skip


def published(cast, row, sheet=None, by=None):
    by = by or cast.birgitte
    version = draft(cast, row, sheet, by)
    with cast.acting(by):
        return actions.publish(version=version, revision=version.revision, by=by, at=clock.now())


PARTIES = ("Naboerne", "Sprogvennerne", "Madklubben")


def open_wave(cast, version, names=PARTIES, last_day=LAST_DAY, title="Ressourcetjek 2026", by=None):
    by = by or cast.birgitte
    whom = [
        Addressee(n, f"{key_id(n)[:6]}@forening.example", Ref.PARTY, uuid.UUID(key_id(n)))
        for n in names
    ]
    with cast.acting(by):
        return actions.open_wave(
            id=uuid.uuid4(), version=version, title=title, last_day=last_day, addressees=whom,
            by=by, at=clock.now(),
        )  # fmt: skip


def party(name):
    """The asking room's key of a party."""
    return uuid.UUID(key_id(name))


def link(cast, wave, name="Naboerne", by=None):
    """An answer link's address, as it is given out."""
    by = by or cast.birgitte
    with cast.acting(by):
        asked = queries.asked_with(queries.wave_with(wave.pk), party(name))
        _letter, token = actions.hand_link(id=uuid.uuid4(), asked=asked, by=by, at=clock.now())
        return f"/skema/{wave.organisation.slug}/{token}/"


def typed(page, **answers):
    """What a browser would send of a shown section with these answers filled in."""
    form = page.context["form"]
    data = {"verb": "next"}
    for field in form:
        value = field.value()
        if value not in (None, False):
            data[field.html_name] = value
    return data | {f"q_{key}": value for key, value in answers.items()}


ANSWERS = (
    {"vision": "4"},
    {"has_plan": "nej"},
    {"how": ["fonde", "salg"], "members": "120"},
)


def fill(client, address, *sections):
    """Answer the sections in order, as one goes."""
    for place, answers in enumerate(sections or ANSWERS, start=1):
        page = client.get(f"{address}{place}/")
        answer = client.post(f"{address}{place}/", typed(page, **answers))
        assert answer.status_code == 302, answer.content.decode()


def send(client, address, who="Sara Holm"):
    page = client.get(f"{address}oversigt/")
    data = {"seen": page.context["form"]["seen"].value(), "who": who}
    return client.post(f"{address}oversigt/", data)


def words(client, address):
    """The words of a page's main part."""
    body = client.get(address).content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def values(cast, wave, name="Naboerne", by=None):
    with cast.acting(by or cast.birgitte):
        given = queries.answers_of(queries.wave_with(wave.pk), party(name))
        return given.values if given else None
