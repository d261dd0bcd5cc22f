"""Guide schemes and matches: the guides of 2012 as a city printed them, and invented years.

2012: 830 children guided in 12 local groups, 600 of them began in an association
(city-inclusion-status-2013, statement of the culture and leisure committee). How many agreed on a
first visit, and how the numbers fall on the groups, is invented. Companies are invented too.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from favn.config.demo.fixed import dice, known_id, moment, thrown_id
from favn.config.demo.people import PETRA
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.pathways.actions import schemes as actions
from favn.pathways.actions.schemes import Contact, Loaded
from favn.pathways.choices.schemes import Ending, Kind, Step
from favn.pathways.models import GuideGroup, GuideScheme
from favn.people.persons.models import Person

PRINTED_YEAR, CONTACTED, STARTED = 2012, 830, 600
GROUPS = (
    ("Havnegade", 118, 92), ("Nordkvarteret", 104, 79), ("Møllevang", 96, 66),
    ("Søndermarken", 88, 60), ("Østerbakke", 81, 64), ("Fyrparken", 74, 37),
    ("Engholm", 66, 50), ("Vestervold", 58, 44), ("Kastanjehøj", 49, 36),
    ("Gl. Banegård", 41, 31), ("Strandby", 32, 24), ("Lyngbakken", 23, 17),
)  # fmt: skip
"""Name, contacted, began; one of them lies lower than chance explains, so that one can ask why."""
PAIRS = (
    ("Fodboldklubben Fremad", "Havnens Vaskeri", Step.STARTED, ""),
    ("Kvindeforeningen Solsikken", "Strandhotellet", Step.STARTED, Ending.DONE),
    ("Sydhavnens Cykelklub", "Gårdens Grønt", Step.AGREED, ""),
    ("Ungdomskoret", "Brødhjørnet", Step.CONTACTED, Ending.DECLINED),
)
JOBS = (
    ("Rana Haddad", "Strandhotellet", Step.STARTED),
    ("Nasrin Karimi", "Brødhjørnet", Step.AGREED),
    ("Zeynep Kaya", "Havnens Vaskeri", Step.CONTACTED),
)


def write() -> str:
    """The schemes of the present tenant; the answer is what stands."""
    guides = _scheme("Foreningsguiderne", Kind.GUIDE)
    groups = {name: _group(guides, name) for name, *_numbers in GROUPS}
    loaded = actions.load_matches(scheme=guides, rows=list(_printed(groups)))
    today = clock.today()
    for year in (today.year - 1, today.year):
        loaded += actions.load_matches(scheme=guides, rows=list(_later(groups, year, today)))
    _pairs(_scheme("Virksomheder og foreninger", Kind.PARTNERSHIP), today)
    _jobs(_scheme("Et job til hver", Kind.JOB), today)
    return f"{loaded} contacts of guides, {len(PAIRS)} pairs, {len(JOBS)} job matches"


def _scheme(name: str, kind: Kind) -> GuideScheme:
    who = {"by": account_of(PETRA), "at": clock.now()}
    return actions.add_scheme(id=known_id("scheme", name), name=name, kind=kind, **who)  # type: ignore[arg-type]


def _group(scheme: GuideScheme, name: str) -> GuideGroup:
    who = {"by": account_of(PETRA), "at": clock.now()}
    return actions.add_group(id=known_id("group", name), scheme=scheme, name=name, **who)  # type: ignore[arg-type]


def _printed(groups: dict[str, GuideGroup]) -> Iterator[Loaded]:
    throw = dice("guides", PRINTED_YEAR)
    for name, contacted, started in GROUPS:
        for place in range(contacted):
            day = date(PRINTED_YEAR, 1, 9) + timedelta(days=throw.randrange(300))
            yield _child(throw, day, groups[name], began=place < started)


def _later(groups: dict[str, GuideGroup], year: int, today: date) -> Iterator[Loaded]:
    """Invented years: a tenth of the printed one, up to today."""
    throw = dice("guides", year)
    for name, contacted, started in GROUPS[:6]:
        for _place in range(contacted // 10):
            day = date(year, 1, 9) + timedelta(days=throw.randrange(300))
            if day < today - timedelta(days=40):
                began = throw.random() < started / contacted
                yield _child(throw, day, groups[name], began=began)


def _child(throw: Random, day: date, group: GuideGroup, *, began: bool) -> Loaded:
    agreed = began or throw.random() < 0.4
    return Loaded(
        thrown_id(throw), day, group,
        day + timedelta(days=7) if agreed else None,
        day + timedelta(days=7 + throw.randrange(28)) if began else None,
    )  # fmt: skip


def _pairs(scheme: GuideScheme, today: date) -> None:
    for place, (who, whom, reached, ending) in enumerate(PAIRS):
        wanted = Contact(_ago(today, 50 - place), who=who, whom=whom)
        _followed(scheme, wanted, reached, ending, place)


def _jobs(scheme: GuideScheme, today: date) -> None:
    for place, (name, whom, reached) in enumerate(JOBS):
        person = Person.objects.owned().filter(pk=known_id("person", name)).first()
        if person is not None:
            wanted = Contact(_ago(today, 40 - place), person=person, whom=whom)
            _followed(scheme, wanted, reached, "", place)


def _ago(today: date, days: int) -> date:
    """A day of this year."""
    return max(today - timedelta(days=days), date(today.year, 1, 1))


def _followed(scheme: GuideScheme, wanted: Contact, reached: Step, ending: str, place: int) -> None:
    by, today = account_of(PETRA), clock.today()
    who = {"by": by, "at": clock.now()}
    pk = known_id("following", scheme.slug, place)
    row = actions.add_match(id=pk, scheme=scheme, wanted=wanted, by=by, at=moment(wanted.on, 12))
    for step, after in ((Step.AGREED, 7), (Step.STARTED, 21)):
        if reached is Step.STARTED or reached is step:
            on = min(wanted.on + timedelta(days=after), today)
            actions.step(match=row, version=row.version, to=step, on=on, **who)  # type: ignore[arg-type]
    if ending:
        actions.end_match(match=row, version=row.version, ending=ending, on=today, **who)  # type: ignore[arg-type]
