"""Which kept pages still say what the database says: a version per tenant, marked by its writes.

Triggers mark it, in the transaction that writes, so that no action can forget to. A model whose
rows never stand on a kept page says `stays_inside = True` in `class Border` and marks nothing, so
that a tap at the desk costs what it did. Drawn with the border after every migration.
"""

from collections.abc import Iterator
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.http import HttpResponse

from favn.kit.models import ContentVersion
from favn.kit.records import declared
from favn.kit.tenancy import reading_unowned

R = TypeVar("R", bound=HttpResponse)
TABLE = ContentVersion._meta.db_table
EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}
MARK = f"""
CREATE OR REPLACE FUNCTION favn_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "{TABLE}" (tenant, version)
  VALUES (COALESCE(NEW.organisation_id, OLD.organisation_id), txid_current())
  ON CONFLICT (tenant) DO UPDATE SET version = EXCLUDED.version
  WHERE "{TABLE}".version <> EXCLUDED.version;
  RETURN NULL;
END $$
"""  # noqa: S608 - names of our own


EVERY_TENANT = UUID(int=0)
"""For a page that lists tenants: also one that was not there when it was made changes it."""


def keep(response: R, *organisations: UUID) -> R:
    """Let everybody without a session get this page from memory until one of these tenants writes.

    Only for a page that shows the same to all, and nothing of any tenant that is not named.
    """
    response.kept_for = organisations  # type: ignore[attr-defined]
    return response


def versions() -> dict[UUID, int]:
    """Tenant → what its content is called now; equal as long as nothing was committed."""
    with reading_unowned():
        return dict(ContentVersion.objects.values_list("tenant", "version"))


def marks(model: type[models.Model], vendor: str) -> Iterator[str]:
    """The triggers of one owned table, as SQL that may be run again."""
    if declared(model, "stays_inside"):
        return
    table = model._meta.db_table
    if vendor == "postgresql":
        yield from _postgresql(table)
    else:
        yield from _sqlite(table)


def _postgresql(table: str) -> Iterator[str]:
    """At commit, so that a tenant's row is held for a moment, after every other lock was taken.

    The version is the transaction's own number: different each time, and one mark each.
    """
    yield MARK
    yield f'DROP TRIGGER IF EXISTS "mark_{table}" ON "{table}"'
    yield (
        f'CREATE CONSTRAINT TRIGGER "mark_{table}" AFTER INSERT OR UPDATE OR DELETE ON "{table}"'
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION favn_mark()"
    )


def _sqlite(table: str) -> Iterator[str]:
    """SQLite has one writer, so a number that grows is enough.

    Without an upsert, which a writer's own OR REPLACE would bend into beginning again.
    """
    for event, row in EVENTS.items():
        name = f'"mark_{table}_{event}"'
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f'CREATE TRIGGER {name} AFTER {event} ON "{table}" BEGIN'  # noqa: S608 - our own names
            f' INSERT INTO "{TABLE}" (tenant, version) SELECT {row}.organisation_id, 0'
            f' WHERE NOT EXISTS (SELECT 1 FROM "{TABLE}" WHERE tenant = {row}.organisation_id);'
            f' UPDATE "{TABLE}" SET version = version + 1 WHERE tenant = {row}.organisation_id; END'
        )
