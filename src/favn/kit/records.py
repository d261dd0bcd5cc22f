"""What every record shares: a key made before the insert, and an owner nobody can forget.

`OwnedManager` filters by the tenant the house acts for. A model may say in `class Border` that
its rows are also visible to somebody else, and how they are kept:

    addressed_to = "addressed_to"          the field that names the organisation it was sent to
    addressed_when = {"state__in": [...]}  and when that organisation may see it
    account = "account"                    the account itself may see its own row
    across = {"duty": "addressed_to"}      a foreign key that crosses tenants, and by which column
    stays_inside = True                    its rows never stand on a kept page (`kit.kept`)
"""

import uuid
from collections.abc import Iterable
from typing import Any, Generic, Self, TypeVar

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q

from favn.kit import prepared, tenancy

M = TypeVar("M", bound=models.Model)


class ForeignTenant(ValueError):
    """A record of one tenant was to be written while acting for another."""


def declared(model: type[models.Model], name: str) -> Any:
    """What `class Border` of the model says under `name`, or None."""
    return getattr(getattr(model, "Border", None), name, None)


def in_view(model: type[models.Model]) -> Q:
    """The rows that the present tenant and account may see at all. Raises tenancy.NoTenant."""
    who = tenancy.acting()
    if who.organisation is None and not (declared(model, "account") and who.account):
        raise tenancy.NoTenant
    seen = Q(organisation_id=who.organisation)
    if addressed := declared(model, "addressed_to"):
        when = Q(**(declared(model, "addressed_when") or {}))
        seen |= Q(**{f"{addressed}_id": who.organisation}) & when
    if (account := declared(model, "account")) and who.account:
        seen |= Q(**{f"{account}_id": who.account})
    return seen


class OwnedQuerySet(models.QuerySet[M], Generic[M]):
    """A queryset that writes only rows of the present tenant."""

    def owned(self) -> Self:
        """Only the present tenant's own rows, without those addressed to it."""
        return self.filter(organisation_id=tenancy.current())

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        """As Django's, but refuses rows of another tenant."""
        rows = list(objs)
        for row in rows:
            refuse_foreign(row)
        return super().bulk_create(rows, *args, **kwargs)


class OwnedManager(models.Manager[M], Generic[M]):
    """Starts every query at the border."""

    _queryset_class = OwnedQuerySet

    def get_queryset(self) -> OwnedQuerySet[M]:
        """Only what is in view of the present tenant."""
        return super().get_queryset().filter(in_view(self.model))  # type: ignore[return-value]

    def owned(self) -> OwnedQuerySet[M]:
        """Only the present tenant's own rows."""
        return self.get_queryset().owned()


def refuse_foreign(record: models.Model) -> None:
    """Raise ForeignTenant where the record is not the present tenant's."""
    owner = getattr(record, "organisation_id", None)
    if owner != tenancy.current():
        raise ForeignTenant(f"{record._meta.label} belongs to another organisation.")


class Record(models.Model):
    """A row with a UUIDv4 key made before the insert."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def _do_insert(
        self, manager: Any, using: str, fields: Any, returning_fields: Any, raw: bool
    ) -> Any:
        """As Django's, but with the text of the last such insert; a key is made before it."""
        plain = using == DEFAULT_DB_ALIAS and not returning_fields and not raw
        if plain and prepared.insert(self, fields):
            return []
        return super()._do_insert(manager, using, fields, returning_fields, raw)  # type: ignore[misc]


class TenantRecord(Record):
    """A row of one tenant in the cellar, which may not point upwards: a plain organisation id."""

    organisation_id = models.UUIDField(db_index=False)

    objects = OwnedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Django's, but only for the tenant the house acts for."""
        refuse_foreign(self)
        super().save(*args, **kwargs)
