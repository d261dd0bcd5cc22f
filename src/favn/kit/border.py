"""The tenant border in the database itself, drawn from the models after every migration.

PostgreSQL: composite foreign keys (an owned row points only at rows of the same tenant) and
row-level security, forced on the owner too. SQLite: triggers that refuse a link across tenants
and a change of owner, and on every connection of Favn's own (`kit.sqlite`) triggers that refuse to
write another tenant's row; it has no row-level security, so managers alone hold the reading.
`favn trial border` counts the ways across that stay open on each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from favn.kit.kept import marks
from favn.kit.records import declared
from favn.kit.sqlite.base import guard

OWNER = "organisation_id"


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key from one owned table to another, and the column that holds its tenant."""

    table: str
    column: str
    tenant_column: str
    target: str

    @property
    def name(self) -> str:
        """Short enough for PostgreSQL's 63 characters."""
        return f"border_{self.table}_{self.column}"[:63]


def owned_models() -> list[type[models.Model]]:
    """Every concrete model with an `organisation_id` column, from the bottom floor up."""
    return [m for m in apps.get_models() if m._meta.managed and _is_owned(m)]


def _is_owned(model: type[models.Model]) -> bool:
    return any(field.column == OWNER for field in model._meta.local_fields)


def links(model: type[models.Model]) -> Iterator[Link]:
    """The model's foreign keys into owned tables."""
    across = declared(model, "across") or {}
    for field in model._meta.local_fields:
        target = field.related_model
        if isinstance(field, models.ForeignKey) and isinstance(target, type) and _is_owned(target):
            tenant = across.get(field.name)
            column = f"{tenant}_id" if tenant else OWNER
            yield Link(model._meta.db_table, field.column, column, target._meta.db_table)


def draw(using: str = "default") -> None:
    """Draw the whole border anew; safe to repeat."""
    connection = connections[using]
    statements = postgresql if connection.vendor == "postgresql" else sqlite
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in owned_models():
            if model._meta.db_table in present:
                for sql in (*statements(model), *marks(model, connection.vendor)):
                    cursor.execute(sql)
        if connection.vendor == "postgresql":
            for sql in _composite_keys(connection, present):
                cursor.execute(sql)
    if connection.vendor == "sqlite":
        guard(connection.connection)


def sqlite(model: type[models.Model]) -> Iterator[str]:
    """Triggers of one table: links stay inside the tenant, the owner never changes."""
    table = model._meta.db_table
    for link in links(model):
        for event in ("INSERT", "UPDATE"):
            name = f"{link.name}_{event.lower()}"
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}"'  # noqa: S608 - names of our own
                f' WHEN NEW."{link.column}" IS NOT NULL AND NOT EXISTS (SELECT 1'
                f' FROM "{link.target}" t WHERE t.id = NEW."{link.column}"'
                f' AND t."{OWNER}" = NEW."{link.tenant_column}")'
                f" BEGIN SELECT RAISE(ABORT, 'border: {table}.{link.column}"
                " points at another organisation'); END"
            )
    yield f'DROP TRIGGER IF EXISTS "border_{table}_owner"'
    yield (
        f'CREATE TRIGGER "border_{table}_owner" BEFORE UPDATE OF "{OWNER}" ON "{table}"'
        f' WHEN NEW."{OWNER}" IS NOT OLD."{OWNER}"'
        f" BEGIN SELECT RAISE(ABORT, 'border: {table} cannot change its organisation'); END"
    )


def postgresql(model: type[models.Model]) -> Iterator[str]:
    """Row-level security of one table."""
    table = model._meta.db_table
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS border_own ON "{table}"'
    yield f'CREATE POLICY border_own ON "{table}" USING ("{OWNER}" = {_setting("organisation")})'
    yield f'DROP POLICY IF EXISTS border_seen ON "{table}"'
    if seen := _seen_too(model):
        yield f'CREATE POLICY border_seen ON "{table}" FOR SELECT USING ({seen})'


def _setting(name: str) -> str:
    return f"NULLIF(current_setting('favn.{name}', true), '')::uuid"


def _seen_too(model: type[models.Model]) -> str:
    """The condition under which somebody else than the owner may read a row."""
    conditions = []
    if addressed := declared(model, "addressed_to"):
        when = _condition(declared(model, "addressed_when") or {})
        conditions.append(f'("{addressed}_id" = {_setting("organisation")}{when})')
    if account := declared(model, "account"):
        conditions.append(f'("{account}_id" = {_setting("account")})')
    return " OR ".join(conditions)


def _condition(lookups: dict[str, list[str]]) -> str:
    """`{"state__in": ["sent"]}` as SQL; only `__in` over constants of the code is known."""
    parts = []
    for lookup, values in lookups.items():
        column = lookup.removesuffix("__in")
        constants = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
        parts.append(f' AND "{column}" IN ({constants})')
    return "".join(parts)


def _composite_keys(connection: BaseDatabaseWrapper, present: set[str]) -> Iterator[str]:
    """Unique (organisation_id, id) on every target, then the composite foreign keys."""
    every = [link for model in owned_models() for link in links(model) if link.table in present]
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conname LIKE 'border_%'")
        drawn = {row[0] for row in cursor.fetchall()}
    for target in sorted({link.target for link in every}):
        yield (
            f'CREATE UNIQUE INDEX IF NOT EXISTS "border_{target}_key" ON "{target}" ("{OWNER}", id)'
        )
    for link in every:
        if link.name not in drawn:
            yield (
                f'ALTER TABLE "{link.table}" ADD CONSTRAINT "{link.name}"'
                f' FOREIGN KEY ("{link.tenant_column}", "{link.column}")'
                f' REFERENCES "{link.target}" ("{OWNER}", id) DEFERRABLE INITIALLY IMMEDIATE'
            )
