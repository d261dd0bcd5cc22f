"""The network of member associations around Medborgerhuset, invented around one printed year.

For 2023 a centre's annual report prints 16 member associations in 9 municipalities, 7 of them new
(centre-annual-report-2023): the registrations are invented so that they add up to those figures.
Its associations are not used; every name here is invented.
"""

from datetime import date, datetime

from favn.associations.actions import competences, network
from favn.associations.actions.competences import Knowing
from favn.associations.actions.network import About
from favn.associations.choices.membership import Way
from favn.associations.models import NetworkMember, Subject
from favn.config.demo.closed_year import PURPOSE
from favn.config.demo.fixed import CLOSED_YEAR, known_id, moment
from favn.config.demo.people import TARIQ
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.models import Release
from favn.kit.tenancy import current
from favn.statistics.figures import Edition

MEMBERS, PLACES, NEW = 16, 9, 7
OLD = (
    ("Havnens Kvindekreds", "København"), ("Broen til Job", "København"),
    ("Nordlys Kulturforening", "Aalborg"), ("Sangkredsen Odin", "Odense"),
    ("Lektiehuset Vest", "Esbjerg"), ("Fædregruppen", "Slagelse"), ("Unge på Vej", "København"),
    ("Haverne i Øst", "Aalborg"), ("Mødestedet Mølleparken", "Esbjerg"),
)  # fmt: skip
CAME = (
    ("Dansekredsen Solsikken", "Odense"), ("Leg og Lyst", "Aarhus"), ("Sprogværkstedet", "Aarhus"),
    ("Morgenkaffen", "Viborg"), ("Cykelvennerne", "Silkeborg"), ("Syklubben Tråden", "Svendborg"),
    ("Mødrenes Café", "Svendborg"),
)  # fmt: skip
"""The towns of the new ones are those that were printed; which old ones there were was not."""
LATER = (("Broerne", "Kolding"), ("Madfællesskabet", "Horsens"), ("Boldklubben Alle", "Roskilde"))
SUBJECTS = ("Bestyrelsesarbejde", "Fundraising", "Frivillige", "Regnskab", "Sociale medier",
            "Unge", "Ældre", "Samarbejde med kommunen")  # fmt: skip
KNOWS = (
    (0, "Bestyrelsesarbejde", Way.TEACH, "Har holdt tre kurser for unge i bestyrelser"),
    (0, "Fundraising", Way.LEARN, "Har søgt én pulje"),
    (1, "Fundraising", Way.TEACH, "Søger ti puljer om året og får halvdelen"),
    (2, "Ældre", Way.TEACH, "Besøgsvenner på modersmål i seks år"),
    (3, "Unge", Way.LEARN, ""),
    (4, "Frivillige", Way.TEACH, "Har 40 frivillige og en vagtplan, der holder"),
    (5, "Bestyrelsesarbejde", Way.LEARN, "Ny bestyrelse siden foråret"),
    (6, "Unge", Way.TEACH, "Ungdomsbestyrelse med eget budget"),
    (7, "Samarbejde med kommunen", Way.TEACH, "Har en aftale om haver i tre boligområder"),
    (8, "Regnskab", Way.LEARN, "Vores kasserer er ny"),
    (9, "Regnskab", Way.LEARN, ""),
    (10, "Sociale medier", Way.TEACH, "Videoer på fire sprog"),
)


def write() -> str:
    """The network of the present house; how large it is."""
    rows = [_join(n, pair, date(CLOSED_YEAR - 2, 1 + n, 5)) for n, pair in enumerate(OLD)]
    rows += [_join(9 + n, pair, date(CLOSED_YEAR, 2 + n, 9)) for n, pair in enumerate(CAME)]
    rows += [_join(16 + n, pair, date(CLOSED_YEAR + 1, 3 + n, 2)) for n, pair in enumerate(LATER)]
    gone = date(CLOSED_YEAR + 1, 11, 1)
    rows[5] = network.leave_network(
        member=rows[5], version=rows[5].version, on=gone, because="Foreningen lukkede",
        by=account_of(TARIQ), at=_at(gone),
    )  # fmt: skip
    _catalogue(rows)
    _confirmed(rows)
    for name, value in (("members", MEMBERS), ("places", PLACES), ("new", NEW)):
        _printed(f"associations.network_{name}", value)
    return f"a network of {len(rows) - 1} associations"


def _at(day: date) -> datetime:
    return moment(day, 12)


def _join(n: int, pair: tuple[str, str], on: date) -> NetworkMember:
    name, place = pair
    about = About(
        name, place, "", "", is_public=n % 4 != 3, contact="Forpersonen",
        email=f"forening{n + 1}@mail.example",
    )  # fmt: skip
    return network.join_network(
        id=known_id("network", n), about=about, joined_on=on, by=account_of(TARIQ), at=_at(on)
    )


def _catalogue(rows: list[NetworkMember]) -> None:
    by, at = account_of(TARIQ), clock.now()
    subjects: dict[str, Subject] = {
        name: competences.add_subject(id=known_id("subject", name), name=name, by=by, at=at)
        for name in SUBJECTS
    }
    for n, (who, name, way, level) in enumerate(KNOWS):
        knows = Knowing(subjects[name], way, level, "", f"forening{who + 1}@mail.example")
        said = _at(date(clock.today().year - n % 3, 1 + n % 9, 7))
        competences.say(
            id=known_id("competence", n), member=rows[who], knows=knows, by=rows[who], at=said
        )


def _confirmed(rows: list[NetworkMember]) -> None:
    """Two in three have said this year or last that their page is right."""
    for n, row in enumerate(rows):
        if n % 3 and not row.left_on:
            contact, email, phone = row.reached_at
            about = About(
                row.name, row.municipality, "Mødes hver uge.", "", row.is_public, contact, email,
                phone,
            )  # fmt: skip
            at = _at(date(clock.today().year - n % 2, 1 + n % 10, 12))
            network.change_member(
                member=row, version=row.version, about=about, by=row, at=at, confirms=True
            )


def _printed(figure: str, value: int) -> None:
    """The ledger's line of what the report printed."""
    Release(
        id=known_id("release", figure, ""), organisation_id=current(), figure=figure,
        period=str(CLOSED_YEAR), by="", edition=Edition.PUBLIC, value=value, cells={},
        released_at=_at(date(CLOSED_YEAR + 1, 4, 30)), purpose=PURPOSE,
    ).save(force_insert=True)  # fmt: skip
