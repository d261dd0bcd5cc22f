"""Three organisations with their offices, and the people who may sign in to them. All invented."""

from favn.config.demo.fixed import known_id
from favn.config.demo.people import ALSO, MEDBORGERHUSET, NABOERNE, PEOPLE, SUNDHAVN, Person
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account, Membership
from favn.people.organisations.choices import Kind, UnitKind
from favn.people.organisations.models import Organisation, Unit

ORGANISATIONS = (
    (MEDBORGERHUSET, "Medborgerhuset", Kind.ASSOCIATION),
    (NABOERNE, "Naboerne i Nord", Kind.ASSOCIATION),
    (SUNDHAVN, "Sundhavn Kommune", Kind.MUNICIPALITY),
)
OFFICES = (
    "Beskæftigelsesforvaltningen",
    "Børneforvaltningen",
    "Kulturforvaltningen",
    "Socialforvaltningen",
    "Sundhedsforvaltningen",
    "Teknik- og Miljøforvaltningen",
    "Økonomiforvaltningen",
)
TEAMS = ("Rådgivningen",)
COMMITTEES = (
    "Beskæftigelsesudvalget",
    "Børneudvalget",
    "Kulturudvalget",
    "Socialudvalget",
    "Sundhedsudvalget",
    "Teknik- og Miljøudvalget",
    "Økonomiudvalget",
)


def settle() -> dict[str, Organisation]:
    """Organisations by slug, with units, accounts and memberships."""
    organisations = {slug: _organisation(slug, name, kind) for slug, name, kind in ORGANISATIONS}
    units = _units(organisations[SUNDHAVN]) | _teams(organisations[MEDBORGERHUSET])
    accounts = {person.email: _account(person) for person in PEOPLE}
    for person in PEOPLE:
        home = organisations[person.organisation]
        _join(accounts[person.email], home, person.role, units.get(person.unit))
    for person, slug, role in ALSO:
        _join(accounts[person.email], organisations[slug], role, None)
    return organisations


def _organisation(slug: str, name: str, kind: Kind) -> Organisation:
    return Organisation.objects.create(
        id=known_id(slug), slug=slug, name=name, kind=kind, is_tenant=True, is_demo=True
    )


def _units(city: Organisation) -> dict[str, Unit]:
    with acting_for(city.pk):
        return {
            name: Unit.objects.create(id=known_id(name), organisation=city, name=name, kind=kind)
            for names, kind in ((OFFICES, UnitKind.OFFICE), (COMMITTEES, UnitKind.COMMITTEE))
            for name in names
        }


def _teams(house: Organisation) -> dict[str, Unit]:
    with acting_for(house.pk):
        return {
            name: Unit.objects.create(
                id=known_id(name), organisation=house, name=name, kind=UnitKind.TEAM
            )
            for name in TEAMS
        }


def _account(person: Person) -> Account:
    """Without a password: nobody can sign in except by choosing the person on this machine."""
    return Account.objects.create_user(
        person.email, id=known_id(person.email), name=person.name, is_demo=True
    )


def _join(account: Account, where: Organisation, role: str, unit: Unit | None) -> None:
    with acting_for(where.pk):
        Membership.objects.create(
            id=known_id(account.email, where.slug),
            organisation=where,
            account=account,
            role=role,
            unit=unit,
        )


def account_of(person: Person) -> Account:
    """The account of one of the people."""
    return Account.objects.get(email=person.email)
