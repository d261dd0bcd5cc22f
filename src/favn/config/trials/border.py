"""Promise: nobody reaches another tenant's rows, however the code goes about it.

Every way is tried while acting for one tenant against the rows of another, in a transaction that
is rolled back. A way is open where it read, wrote, moved, linked or removed something foreign.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID, uuid4

from favn.config.trials import ground

BOUND = {"sqlite": 4, "postgresql": 0}


@dataclass(frozen=True, slots=True)
class Sides:
    """Our tenant and the foreign one, each with an activity and a session of it."""

    ours: UUID
    theirs: UUID
    our_activity: UUID
    our_session: UUID
    their_activity: UUID
    their_session: UUID


Way = Callable[[Sides], Any]
WAYS: dict[str, Way] = {}


def way(function: Way) -> Way:
    """Adds a function to the ways; it answers what it got hold of, or raises."""
    WAYS[function.__name__.replace("_", " ")] = function
    return function


def run(*, database_url: str = "") -> dict[str, Any]:
    """Try every way on a database of its own; the figure and whether it holds."""
    with ground.throw_away(database_url):
        vendor = ground.vendor()
        still_open = [name for name in WAYS if is_open(name, sides())]
    bound = BOUND[vendor]
    result = {"trial": "border", "database": vendor, "ways": len(WAYS), "open": still_open}
    return {**result, "bound": bound, "holds": len(still_open) <= bound}


def sides() -> Sides:
    """Two tenants with the same furniture."""
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    made = [
        Organisation.objects.create(
            slug=f"{name}-{uuid4().hex[:8]}", name=f"{name} {uuid4()}", kind="association"
        ).pk
        for name in ("ours", "theirs")
    ]
    (our_activity, our_session), (their_activity, their_session) = map(_furnished, made)
    return Sides(made[0], made[1], our_activity, our_session, their_activity, their_session)


def _furnished(organisation: UUID) -> tuple[UUID, UUID]:
    from favn.centre.models import Activity  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    with acting_for(organisation):
        activity = Activity(organisation_id=organisation, slug="cafe", name="Café")
        activity.save()
        session = _session(organisation, activity.pk)
        session.save()
    return activity.pk, session.pk


def _session(organisation: UUID, activity: UUID, **more: Any) -> Any:
    from favn.centre.models import Session  # noqa: PLC0415
    from favn.kit import clock  # noqa: PLC0415

    times = {"on": clock.today(), "starts": time(10), "ends": time(12)}
    return Session(organisation_id=organisation, activity_id=activity, **times, **more)


def is_open(name: str, across: Sides) -> bool:
    """Whether the way leads across; nothing of it stays."""
    from django.core.exceptions import ObjectDoesNotExist  # noqa: PLC0415
    from django.db import DatabaseError, connection, transaction  # noqa: PLC0415

    from favn.kit.records import ForeignTenant  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    try:
        with transaction.atomic():
            before = _theirs(across)
            with acting_for(across.ours):
                found = WAYS[name](across)
                connection.check_constraints()
            crossed = bool(found) or _theirs(across) != before
            transaction.set_rollback(True)
    except (ForeignTenant, ObjectDoesNotExist, DatabaseError):
        return False
    return crossed


def _theirs(across: Sides) -> Any:
    """What the foreign tenant has, as it sees it itself."""
    from favn.centre.models import Session  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    with acting_for(across.theirs):
        return list(Session.objects.owned().order_by("pk").values_list())


def _model() -> Any:
    from favn.centre.models import Session  # noqa: PLC0415

    return Session


# --- reading ----------------------------------------------------------------------------------


@way
def get_by_id(s: Sides) -> Any:
    return _model().objects.get(pk=s.their_session)


@way
def filter_on_the_manager(s: Sides) -> Any:
    return list(_model().objects.filter(organisation_id=s.theirs))


@way
def base_manager(s: Sides) -> Any:
    return list(_model()._base_manager.filter(pk=s.their_session))


@way
def from_an_own_row_along_its_key(s: Sides) -> Any:
    return _session(s.ours, s.their_activity).activity


@way
def from_a_foreign_row_backwards(s: Sides) -> Any:
    return list(_model()(activity_id=s.our_activity).activity.__class__(
        pk=s.their_activity
    ).sessions.all())  # fmt: skip


@way
def prefetch(s: Sides) -> Any:
    from django.db.models import prefetch_related_objects  # noqa: PLC0415

    from favn.centre.models import Activity  # noqa: PLC0415

    activity = Activity(pk=s.their_activity)
    prefetch_related_objects([activity], "sessions")
    return list(activity.sessions.all())


@way
def link_then_select_related(s: Sides) -> Any:
    rows = _model().objects.filter(pk=s.our_session)
    rows.update(activity_id=s.their_activity)
    row = rows.select_related("activity").first()
    return row and row.activity_id == s.their_activity


@way
def aggregate(s: Sides) -> Any:
    return _model().objects.filter(pk__in=[s.our_session, s.their_session]).count() > 1


@way
def refresh_a_made_up_row(s: Sides) -> Any:
    row = _session(s.ours, s.our_activity, id=s.their_session)
    row.refresh_from_db()
    return row


@way
def queryset_without_its_manager(s: Sides) -> Any:
    from django.db.models import QuerySet  # noqa: PLC0415

    return list(QuerySet(_model()).filter(pk=s.their_session))


@way
def raw_queryset(s: Sides) -> Any:
    sql = "SELECT * FROM centre_session WHERE organisation_id = %s"
    return list(_model().objects.raw(sql, [_key(s.theirs)]))


@way
def select_by_cursor(s: Sides) -> Any:
    return _executed("SELECT id FROM centre_session WHERE id = %s", _key(s.their_session))


# --- writing ----------------------------------------------------------------------------------


@way
def save_with_a_foreign_owner(s: Sides) -> Any:
    _session(s.theirs, s.their_activity).save()


@way
def save_a_made_up_row(s: Sides) -> Any:
    _session(s.ours, s.our_activity, id=s.their_session).save()


@way
def bulk_create_with_a_foreign_owner(s: Sides) -> Any:
    _model().objects.bulk_create([_session(s.theirs, s.their_activity)])


@way
def insert_beside_the_manager(s: Sides) -> Any:
    from django.db.models import QuerySet  # noqa: PLC0415

    QuerySet(_model()).bulk_create([_session(s.theirs, s.their_activity)])


@way
def update_the_owner(s: Sides) -> Any:
    return _model().objects.filter(pk=s.our_session).update(organisation_id=s.theirs)


@way
def update_a_foreign_row(s: Sides) -> Any:
    _model().objects.filter(pk=s.their_session).update(starts=time(1))


@way
def create_with_a_foreign_link(s: Sides) -> Any:
    return _session(s.ours, s.their_activity).save() is None


@way
def bulk_create_with_a_foreign_link(s: Sides) -> Any:
    return _model().objects.bulk_create([_session(s.ours, s.their_activity)])


@way
def bulk_update_to_a_foreign_link(s: Sides) -> Any:
    row = _model().objects.get(pk=s.our_session)
    row.activity_id = s.their_activity
    return _model().objects.bulk_update([row], ["activity"])


@way
def delete_a_made_up_row(s: Sides) -> Any:
    _session(s.ours, s.our_activity, id=s.their_session).delete()


@way
def insert_by_cursor(s: Sides) -> Any:
    _executed(
        "INSERT INTO centre_session (id, organisation_id, activity_id, slot_id, \"on\", starts,"
        " ends, note, sequence)"
        " VALUES (%s, %s, %s, NULL, '2026-01-01', '10:00', '12:00', '', 0)",
        _key(uuid4()),
        _key(s.theirs),
        _key(s.their_activity),
    )  # fmt: skip


@way
def update_by_cursor(s: Sides) -> Any:
    _executed("UPDATE centre_session SET starts = '01:00' WHERE id = %s", _key(s.their_session))


@way
def delete_by_cursor(s: Sides) -> Any:
    _executed("DELETE FROM centre_session WHERE id = %s", _key(s.their_session))


def _executed(sql: str, *values: Any) -> list[Any]:
    """Straight to the database; the rows where there are any."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else []


def _key(value: UUID) -> Any:
    """A key as the database keeps it."""
    from django.db import connection  # noqa: PLC0415

    return value if connection.features.has_native_uuid_field else value.hex
