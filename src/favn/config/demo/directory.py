"""Sundhavn's directory: some forty invented associations, a few stale, a few written down twice.

Whoever keeps their own page confirmed it lately; others did not for long. Errands wait, one was
answered, and two colleagues know some of them. No body of these has a CVR number.
"""

from datetime import datetime, timedelta

from favn.associations import actions
from favn.associations.actions import Profile, advice, board, contacts, errands, freshness
from favn.associations.actions.advice import Session
from favn.associations.actions.board import Adopted, Member
from favn.associations.actions.errands import Answer, Wish
from favn.associations.choices import Audience, Decision
from favn.associations.models import District, Entry
from favn.config.demo.directory_facts import (
    ADVICE,
    ASSOCIATIONS,
    CONTACTS,
    DISTRICTS,
    ERRANDS,
    Told,
)
from favn.config.demo.fixed import known_id
from favn.config.demo.people import FREJA, MEDBORGERHUSET, NABOERNE, RASMUS, SUNDHAVN
from favn.config.demo.places import account_of
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation, Unit

PARTIES = {"Medborgerhuset": MEDBORGERHUSET, "Naboerne i Nord": NABOERNE}
STATUTES = (
    "§ 1. Foreningens navn er {name}.\n§ 2. Foreningens formål: {purpose}\n§ 3. Alle, der støtter"
    " formålet, kan blive medlem.\n§ 4. Generalforsamlingen holdes hvert år i marts."
)


def write(organisations: dict[str, Organisation]) -> str:
    """The whole directory; the answer says what stands there."""
    city = organisations[SUNDHAVN]
    with acting_for(city.pk):
        places = {name: _district(name, row, column) for name, row, column in DISTRICTS}
        rows = {told.name: _entry(told, places, organisations) for told in ASSOCIATIONS}
        for number, errand in enumerate(ERRANDS):
            _errand(number, rows[errand[0]], errand)
        for number, told in enumerate(ADVICE):
            _advice(number, rows[told[0]], told)
        for name, who, office, about in CONTACTS:
            _contact(rows[name], who, office, about)
    return f"{len(rows)} associations in the directory, {len(ERRANDS)} errands"


def _district(name: str, row: int, column: int) -> District:
    by = account_of(FREJA)
    return board.add_district(
        id=known_id("district", name), name=name, row=row, column=column, by=by, at=_months_ago(30)
    )


def _months_ago(months: float) -> datetime:
    return clock.now() - timedelta(days=round(30.5 * months))


def _entry(told: Told, places: dict[str, District], houses: dict[str, Organisation]) -> Entry:
    by, at = account_of(FREJA), _months_ago(30)
    profile = Profile(
        told.name, purpose=told.purpose, doings=told.doings, activities=told.activities,
        targets=told.targets, languages=told.languages, district=places[told.district],
        address=told.address, postcode="4690", town="Sundhavn", email=told.email,
        contact_shown=Audience.NETWORK, is_public=told.is_public, founded=told.founded,
    )  # fmt: skip
    party = houses.get(PARTIES.get(told.name, ""))
    row = actions.add_entry(
        id=known_id("entry", told.name), profile=profile, party=party, by=by, at=at
    )
    for number, name in enumerate(told.board):
        seat = "chair" if number == 0 else "treasurer" if number == 1 else "member"
        shown = Audience.PUBLIC if number == 0 else Audience.OFFICE
        member = Member(seat, name, at.date(), shown, agreed=number == 0)
        board.seat(id=known_id("seat", told.name, name), entry=row, member=member, by=by, at=at)
    if told.board and told.purpose:
        text = STATUTES.format(name=told.name, purpose=told.purpose)
        adopted = Adopted(_months_ago(40).date(), text)
        board.adopt(id=known_id("statutes", told.name), entry=row, adopted=adopted, by=by, at=at)
    if told.months is not None:
        who = told.board[0] if told.board else told.name
        freshness.confirm(
            entry=row, version=row.version, by=by, who=who, at=_months_ago(told.months)
        )
    return row


def _errand(number: int, row: Entry, told: tuple[str, str, str, str, int | None]) -> None:
    name, kind, subject, text, amount = told
    by, at = account_of(FREJA), _months_ago(1.2 - 0.2 * number)
    wish = Wish(
        kind, subject, text, amount, writer=_chair(name), email=row.email or "post@x.example"
    )
    pk = known_id("errand", subject)
    sent = errands.send(id=pk, wish=wish, entry=row, link=None, by=by, at=at)
    if number == 0:
        sent = errands.take_on(errand=sent, by=by, at=at)
        said = Answer(
            Decision.PARTLY, "I kan få salen tirsdag 16–18.", "Salen er lejet ud fra kl. 18.",
            clock.today() + timedelta(days=14),
        )  # fmt: skip
        errands.answer(errand=sent, version=sent.version, said=said, by=by, at=at)


def _advice(number: int, row: Entry, told: tuple[str, float, str, str, str]) -> None:
    _name, ago, subject, about, next_step = told
    asked = row.errands.filter(kind="advice").first() if number == 0 else None
    advice.advise(
        id=known_id("advice", row.name, str(number)), entry=row, errand=asked,
        said=Session(_months_ago(ago).date(), subject, about, next_step), by=account_of(FREJA),
        at=clock.now(),
    )  # fmt: skip


def _chair(name: str) -> str:
    told = next(told for told in ASSOCIATIONS if told.name == name)
    return told.board[0] if told.board else name


def _contact(row: Entry, who: str, office: str, about: str) -> None:
    holder = account_of(FREJA if who == "freja" else RASMUS)
    unit = Unit.objects.owned().get(name=office)
    contacts.know(
        id=known_id("contact", row.name, office), entry=row, unit=unit, holder=holder,
        since=_months_ago(9).date(), about=about, by=account_of(FREJA), at=clock.now(),
    )  # fmt: skip
