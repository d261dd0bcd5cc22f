"""Who has written, who is a volunteer and in what, and what somebody's list lacks. Never writes.

Read by whoever has the area of volunteers; a volunteer reads their own by a link.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse

from favn.centre.choices import Came, Item, Stage
from favn.centre.models import (
    Checked,
    Hours,
    Interest,
    OneRole,
    PathStep,
    Rota,
    Volunteer,
    VolunteerLink,
    VolunteerRole,
)
from favn.people.persons.choices import Act
from favn.people.persons.models import Person
from favn.people.persons.queries import consent_stands, ledger, who_allow

PURPOSE, PATH = "volunteer", "path"
LONG = timedelta(days=60)
"""Whoever has not come for so long is asked how they are."""
MOST_SHOWN = 50


# Roles


def roles() -> list[VolunteerRole]:
    """Roles in use."""
    return list(VolunteerRole.objects.owned().filter(retired_at=None))


def wanted_roles() -> QuerySet[VolunteerRole]:
    """Roles the house looks for, as everybody may read them."""
    return VolunteerRole.objects.owned().filter(retired_at=None, is_wanted=True)


def every_role() -> list[tuple[VolunteerRole, int, int]]:
    """All roles, those in use first: how many have each, and how many lines of the rota ask it."""
    rows = VolunteerRole.objects.owned().annotate(
        people=Count("held", filter=Q(held__ended_on=None), distinct=True),
        lines=Count("rotas", filter=Q(rotas__last_on=None), distinct=True),
    )
    found = [(row, row.people, row.lines) for row in rows]
    return sorted(found, key=lambda r: (r[0].retired_at is not None, r[0].rank, r[0].name))


def role_with(pk: UUID) -> VolunteerRole | None:
    """One of the present tenant's own."""
    return VolunteerRole.objects.owned().filter(pk=pk).first()


def role_names(slugs: Iterable[str]) -> list[str]:
    """Names of roles by slug, in the order of the list."""
    wanted = set(slugs)
    return [role.name for role in VolunteerRole.objects.owned() if role.slug in wanted]


def lines_of(role: VolunteerRole) -> int:
    """How many lines of the rota still ask for a role."""
    return Rota.objects.owned().filter(role=role, last_on=None).count()


# Who wrote


def interests() -> QuerySet[Interest]:
    """What nobody has taken in or put away, the oldest first."""
    return Interest.objects.owned().filter(settled_at=None)


def interest_with(pk: UUID) -> Interest | None:
    """One of the present tenant's own, settled or not."""
    return Interest.objects.owned().select_related("volunteer").filter(pk=pk).first()


# Volunteers


def volunteers() -> QuerySet[Volunteer]:
    """Everybody, with their person; who has stopped too."""
    return Volunteer.objects.owned().select_related("person", "leader")


def volunteer_with(pk: UUID) -> Volunteer | None:
    """One of the present tenant's own."""
    return volunteers().filter(pk=pk).first()


def here() -> QuerySet[Volunteer]:
    """Those who have not stopped."""
    return volunteers().exclude(stage=Stage.LEFT)


def as_volunteer(person: Person) -> Volunteer | None:
    """The person as a volunteer of now."""
    return here().filter(person=person).first()


def chosen(stage: str, role: str) -> QuerySet[Volunteer]:
    """Volunteers at a stage and in a role by slug; "" for all who are here."""
    rows = volunteers().filter(stage=stage) if stage in Stage else here()
    if role:
        held = OneRole.objects.owned().filter(volunteer=OuterRef("pk"), ended_on=None)
        rows = rows.filter(Exists(held.filter(role__slug=role)))
    return rows


def roles_of(who: Volunteer) -> list[OneRole]:
    """What somebody does or did, what runs first."""
    rows = list(OneRole.objects.owned().filter(volunteer=who).select_related("role"))
    return sorted(rows, key=lambda r: (r.ended_on is not None, r.begun_on))


def roles_by_volunteer(rows: Iterable[Volunteer]) -> dict[UUID, list[VolunteerRole]]:
    """Volunteer → the roles they have now, for a page of them."""
    keys = [row.pk for row in rows]
    return _by_volunteer(OneRole.objects.owned().filter(volunteer__in=keys))


def _by_volunteer(rows: QuerySet[OneRole]) -> dict[UUID, list[VolunteerRole]]:
    found: dict[UUID, list[VolunteerRole]] = {}
    held = rows.filter(ended_on=None).select_related("role")
    for one in held.order_by("role__rank", "role__name"):
        found.setdefault(one.volunteer_id, []).append(one.role)
    return found


# The checklist


def checks_of(who: Volunteer) -> dict[str, Checked]:
    """Item → what was seen of it."""
    rows = Checked.objects.owned().filter(volunteer=who).select_related("by")
    return {row.item: row for row in rows}


def lacks(role: VolunteerRole, checks: dict[str, Checked], today: date) -> list[Item]:
    """What is not in place for a role on a day; a certificate that is too old lacks."""
    return [i for i in role.items if i not in checks or not checks[i].holds_on(today)]


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody, the roles it is about, and what is not in place."""

    who: Volunteer
    roles: list[VolunteerRole]
    items: list[Item]


def lacking(today: date) -> list[Lacking]:
    """Whose list lacks something for what they do, or wish to do; the first to write first."""
    rows = here().exclude(stage=Stage.TALK)
    stages = {"volunteer__stage__in": (Stage.READY, Stage.ACTIVE)}
    held = _by_volunteer(OneRole.objects.owned().filter(**stages))
    known = {role.slug: role for role in roles()}
    seen: dict[UUID, dict[str, Checked]] = {}
    for check in Checked.objects.owned().filter(**stages):
        seen.setdefault(check.volunteer_id, {})[check.item] = check
    found = []
    for who in rows.order_by("signed_on", "pk"):
        wanted = held.get(who.pk) or [known[slug] for slug in who.wishes if slug in known]
        missing = {i for role in wanted for i in lacks(role, seen.get(who.pk, {}), today)}
        if missing:
            found.append(Lacking(who, wanted, [i for i in Item if i in missing]))
    return found


# Consent


def allowed(today: date) -> set[UUID]:
    """Keys of the persons who say yes to be volunteers, for whole lists."""
    return who_allow(PURPOSE, on=today)


def says_yes(who: Volunteer, today: date) -> bool:
    """Whether one still says yes; somebody erased does not."""
    return who.person is not None and consent_stands(who.person, PURPOSE, on=today)


def took_back(person: Person, since: datetime) -> bool:
    """Whether the newest that somebody said of it, after a moment, is a no."""
    said = (line for line in ledger(person) if line.purpose == PURPOSE)
    newest = next((line for line in said if not (line.merge and line.merge.undone_at)), None)
    return newest is not None and newest.act != Act.GIVEN and newest.at > since


def withdrawn(today: date) -> list[Volunteer]:
    """At most fifty still here who took their yes back: they are to be let go."""
    may = allowed(today)
    keys = [pk for pk, person in here().values_list("pk", "person_id") if person not in may]
    return list(here().filter(pk__in=keys[:MOST_SHOWN]))


# Silence, and the way


@dataclass(frozen=True, slots=True)
class Quiet:
    """Somebody in a role who has not come for long, and when they last did."""

    who: Volunteer
    last: date | None
    roles: list[VolunteerRole] = field(default_factory=list)


def quiet(today: date, most: int = MOST_SHOWN) -> list[Quiet]:
    """In a role for sixty days or more without an hour in them, the longest silence first."""
    since = today - LONG
    came = Hours.objects.owned().filter(voided_at=None, on__gt=since, person=OuterRef("person"))
    old = OneRole.objects.owned().filter(
        volunteer=OuterRef("pk"), ended_on=None, begun_on__lte=since
    )
    rows = list(here().filter(Exists(old), ~Exists(came)).order_by("signed_on")[:most])
    last = dict(
        Hours.objects.owned()
        .filter(person__in=[r.person_id for r in rows], voided_at=None)
        .order_by().values_list("person").annotate(day=Max("on"))
    )  # fmt: skip
    held = roles_by_volunteer(rows)
    found = [Quiet(r, last.get(r.person_id), held.get(r.pk, [])) for r in rows]
    return sorted(found, key=lambda q: (q.last is not None, q.last or today))


def steps_of(person: Person) -> list[PathStep]:
    """The steps that count of one person."""
    return list(PathStep.objects.owned().filter(person=person, voided_at=None))


def steps_taken_back(today: date) -> list[PathStep]:
    """Steps of those who no longer say yes to be counted."""
    may = who_allow(PATH, on=today)
    rows = PathStep.objects.owned().filter(voided_at=None, person__isnull=False)
    return [row for row in rows if row.person_id not in may]


def was_guest(who: Volunteer) -> bool:
    """Whether they came as a guest first."""
    return who.came == Came.GUEST


# Links and what is over


def live_link(who: Volunteer, at: datetime) -> VolunteerLink | None:
    """The link somebody has now, or None."""
    return VolunteerLink.living().filter(volunteer=who, expires_at__gt=at).first()


def own_address(link: VolunteerLink, house: str) -> str:
    """The path a link opens."""
    return reverse("centre:my-shifts", args=[house, link.code])


def old_volunteers(at: datetime) -> QuerySet[Volunteer]:
    """Those who stopped more than twelve months ago."""
    return Volunteer.objects.owned().filter(left_on__lt=(at - timedelta(days=366)).date())
