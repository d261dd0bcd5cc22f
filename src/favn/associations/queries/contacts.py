"""Who in the offices knows which association, who left with contacts to hand over, and where
nobody knows anyone. Seen by everybody who may see contacts; an office writes its own.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from favn.associations.models import Contact, District, Entry
from favn.associations.queries.sameness import family
from favn.people.accounts.models import Account, Membership
from favn.people.organisations.models import Unit
from favn.people.organisations.queries import offices


def contacts() -> QuerySet[Contact]:
    """Contacts that stand."""
    rows = Contact.objects.owned().filter(ended_on=None)
    return rows.select_related("entry__merged_into", "unit", "account")


def contacts_of(entry: Entry) -> QuerySet[Contact]:
    """Who knows one association, and after them who did, the last first."""
    rows = Contact.objects.owned().filter(entry__in=family(entry))
    # Said aloud: the two databases do not agree where nothing stands in an order.
    ordered = rows.order_by(F("ended_on").desc(nulls_first=True), "unit__name", "since")
    return ordered.select_related("unit", "account")


def contacts_in(unit: Unit) -> QuerySet[Contact]:
    """Whom one office knows."""
    return contacts().filter(unit=unit).order_by("entry__name")


def contact_with(pk: UUID) -> Contact | None:
    """One contact by its key."""
    rows = Contact.objects.owned().select_related("entry__merged_into", "unit")
    return rows.filter(pk=pk).first()


def unit_with(pk: UUID) -> Unit | None:
    """One of the tenant's offices by its key."""
    return next((unit for unit in offices() if unit.pk == pk), None)


def colleagues() -> list[Account]:
    """Everybody who can sign in here and now, by name; whom a contact may be given to."""
    keys = Membership.objects.owned().values_list("account", flat=True)
    return sorted(
        Account.objects.filter(pk__in=list(keys), is_active=True), key=lambda a: a.name.casefold()
    )


def to_hand_over() -> list[Contact]:
    """Contacts of colleagues who no longer have an account here, by who they were.

    An association that has closed has nobody to be handed to.
    """
    here = {account.pk for account in colleagues()}
    left = [
        row for row in contacts()
        if row.account_id not in here and row.association.closed_on is None
    ]  # fmt: skip
    return sorted(left, key=lambda row: (row.holder.casefold(), row.association.name))


@dataclass(frozen=True, slots=True)
class Row:
    """One district of the matrix: office → how many of its associations somebody there knows."""

    title: str
    associations: int
    known: tuple[int, ...]
    unknown: int
    """Associations that nobody in any office knows."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Districts by offices."""

    offices: tuple[Unit, ...]
    rows: tuple[Row, ...]

    @property
    def unknown(self) -> int:
        """Associations nobody knows."""
        return sum(row.unknown for row in self.rows)

    @property
    def total(self) -> int:
        """Living associations."""
        return sum(row.associations for row in self.rows)


def matrix() -> Matrix:
    """Where somebody knows somebody, and where nobody does."""
    units = tuple(offices())
    known: dict[UUID | None, Counter[UUID]] = defaultdict(Counter)
    anybody: Counter[UUID | None] = Counter()
    seen: set[UUID] = set()
    living = Entry.objects.present().living().order_by()
    places: dict[UUID, UUID | None] = dict(living.values_list("pk", "district"))
    stands = contacts().annotate(stands=Coalesce("entry__merged_into", "entry"))
    for entry, unit in set(stands.order_by().values_list("stands", "unit")):
        if entry not in places:
            continue
        district = places[entry]
        known[district][unit] += 1
        if entry not in seen:
            anybody[district] += 1
            seen.add(entry)
    totals: Counter[UUID | None] = Counter(places.values())
    named: list[tuple[UUID | None, str]] = [(d.pk, d.name) for d in District.objects.owned()]
    rows = tuple(
        Row(
            title,
            totals[key],
            tuple(known[key][unit.pk] for unit in units),
            totals[key] - anybody[key],
        )
        for key, title in [*named, (None, "")]
        if totals.get(key)
    )
    return Matrix(units, rows)
