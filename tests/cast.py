"""The fixed cast: who they are, where they belong, and what stands in their house.

Two associations that must never see each other, and a municipality that may see what it is sent.
Amina is at the door, Jonas leads the house, Mehmet chairs it, Grete keeps its money and Mikkel its
network; Sara counsels in a team with Tove, Siv counsels alone, Lars is the lawyer, Nora the nurse,
Disa the doctor, Ida coordinates, Petra runs the programme, Vera the volunteers; Leila leads the
other house, Kian counsels there; Birgitte edits the plan, Rasmus works in one of the offices, Signe
in the job centre, Sofia keeps the barometer, Freja knows the associations; the stranger has no
membership.
"""

import uuid
from collections import defaultdict
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.test import Client
from django.utils import timezone

from favn.centre.models import Activity, Slot, Topic
from favn.kit.tenancy import acting_for
from favn.people.accounts.models import Account, Membership
from favn.people.organisations.models import Organisation, Unit

TODAY = date(2026, 11, 19)
"""A Thursday in the fourth quarter, whatever the machine's clock says."""
NOW = timezone.make_aware(datetime.combine(TODAY, time(14, 5)))


@dataclass
class Cast:
    """Everybody by first name, and every place by its short name."""

    medborgerhuset: Organisation
    naboerne: Organisation
    sundhavn: Organisation
    people: dict[str, Account] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Account:
        try:
            return self.__dict__["people"][name]
        except KeyError as error:
            raise AttributeError(name) from error

    def acting(self, who: Account) -> AbstractContextManager[None]:
        """Act as somebody, for the organisation they belong to."""
        with acting_for(None, who.pk):
            membership = Membership.objects.filter(account=who).first()
        return acting_for(membership.organisation_id, who.pk)

    def visit(self, who: Account | None = None, *, factor: bool = True) -> Client:
        """A browser without scripts, signed in as somebody (with a second factor) or nobody."""
        client = Client(raise_request_exception=True, SERVER_NAME="localhost")
        if who is not None:
            client.force_login(who)
        if who is not None and factor:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0.0}]
            session["account_authentication_methods_user"] = str(who.pk)
            session.save()
        return client


def organisation(slug: str, name: str, kind: str) -> Organisation:
    return Organisation.objects.create(slug=slug, name=name, kind=kind, is_tenant=True)


def assemble() -> Cast:
    """Everybody takes their place."""
    cast = Cast(
        organisation("medborgerhuset", "Medborgerhuset", "association"),
        organisation("naboerne", "Naboerne i Nord", "association"),
        organisation("sundhavn", "Sundhavn Kommune", "municipality"),
    )
    with acting_for(cast.sundhavn.pk):
        for name in ("Beskæftigelsesforvaltningen", "Kulturforvaltningen"):
            cast.units[name] = Unit.objects.create(
                organisation=cast.sundhavn, name=name, kind="office"
            )
    with acting_for(cast.medborgerhuset.pk):
        cast.units["Rådgivningen"] = Unit.objects.create(
            organisation=cast.medborgerhuset, name="Rådgivningen", kind="team"
        )
    places: dict[Organisation, list[tuple[str, str, Unit | None]]] = defaultdict(list)
    for name, where, role, unit in (
        ("amina", cast.medborgerhuset, "desk", None),
        ("jonas", cast.medborgerhuset, "manager", None),
        ("mehmet", cast.medborgerhuset, "chair", None),
        ("grete", cast.medborgerhuset, "treasurer", None),
        ("mikkel", cast.medborgerhuset, "network", None),
        ("sara", cast.medborgerhuset, "counsellor", cast.units["Rådgivningen"]),
        ("tove", cast.medborgerhuset, "counsellor", cast.units["Rådgivningen"]),
        ("siv", cast.medborgerhuset, "counsellor", None),
        ("lars", cast.medborgerhuset, "lawyer", None),
        ("nora", cast.medborgerhuset, "nurse", None),
        ("disa", cast.medborgerhuset, "doctor", None),
        ("ida", cast.medborgerhuset, "coordinator", None),
        ("petra", cast.medborgerhuset, "programme", None),
        ("vera", cast.medborgerhuset, "volunteers", None),
        ("leila", cast.naboerne, "manager", None),
        ("kian", cast.naboerne, "counsellor", None),
        ("birgitte", cast.sundhavn, "planner", None),
        ("rasmus", cast.sundhavn, "office", cast.units["Beskæftigelsesforvaltningen"]),
        ("signe", cast.sundhavn, "caseworker", cast.units["Beskæftigelsesforvaltningen"]),
        ("sofia", cast.sundhavn, "analyst", None),
        ("freja", cast.sundhavn, "leisure", cast.units["Kulturforvaltningen"]),
    ):
        cast.people[name] = account_of(name, where)
        places[where].append((name, role, unit))
    Account.objects.bulk_create(cast.people.values())
    for where, seats in places.items():
        with acting_for(where.pk):
            Membership.objects.bulk_create(
                Membership(organisation=where, account=cast.people[name], role=role, unit=unit)
                for name, role, unit in seats
            )
    cast.people["stranger"] = Account.objects.create_user("stranger@x.example", name="Fremmed")
    return cast


def account_of(name: str, where: Organisation) -> Account:
    """An account without a password, not yet written: the cast is written at once."""
    account = Account(email=f"{name}@{where.slug}.example", name=name.capitalize())
    account.set_unusable_password()
    return account


def join(cast: Cast, name: str, where: Organisation, role: str, unit: Unit | None) -> None:
    cast.people[name] = account = account_of(name, where)
    account.save()
    with acting_for(where.pk, account.pk):
        Membership.objects.create(organisation=where, account=account, role=role, unit=unit)


def furnish(cast: Cast) -> None:
    """Activities with a session every day, and topics, in both houses (names as «a@house»)."""
    for house in (cast.medborgerhuset, cast.naboerne):
        with acting_for(house.pk):
            for slug, name in (("cafe", "Sprogcafé"), ("sy", "Systuen")):
                activity = Activity.objects.create(organisation=house, slug=slug, name=name)
                cast.activities[f"{slug}@{house.slug}"] = activity
                cast.slots[f"{slug}@{house.slug}"] = Slot.objects.create(
                    organisation=house, activity=activity, weekday=TODAY.isoweekday(),
                    starts=time(13), ends=time(15), first_on=date(2024, 1, 1),
                )  # fmt: skip
            for rank, (slug, name) in enumerate((("brev", "E-boks og breve"), ("mitid", "MitID"))):
                cast.topics[f"{slug}@{house.slug}"] = Topic.objects.create(
                    organisation=house, slug=slug, name=name, rank=rank
                )


def new_id() -> uuid.UUID:
    return uuid.uuid4()
