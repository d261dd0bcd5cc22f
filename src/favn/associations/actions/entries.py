"""An association comes into the directory, and says something else about itself."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.actions.seats import move_contact
from favn.associations.choices import Audience
from favn.associations.models import District, Entry
from favn.associations.queries import slug_for
from favn.associations.rules import entries as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.choices import Ended
from favn.people.organisations.models import Organisation

KEPT_APART = {"contact_name", "email", "phone"}
"""Ways to reach persons: history says that they changed, never from what to what."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What an association says about itself."""

    name: str
    other_names: str = ""
    purpose: str = ""
    doings: str = ""
    activities: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    district: District | None = None
    meets_at: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    rooms_wanted: str = ""
    cvr: str = ""
    founded: int | None = None
    website: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    contact_shown: str = Audience.OFFICE
    is_public: bool = False

    def values(self) -> dict[str, Any]:
        """Field → value as a row holds it."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(v) if isinstance(v, tuple) else v for name, v in pairs}

    def why_not(self) -> str | None:
        """Why it cannot stand like this."""
        return rules.why_not_named(self.name) or rules.why_not_cvr(self.cvr)


@transaction.atomic
def add_entry(
    *, id: UUID, profile: Profile, by: Actor, at: datetime, party: Organisation | None = None
) -> Entry:
    """A new association in the directory, once per `id`. Raises Refused, Taken."""
    row = Entry(id=id, organisation_id=current(), party=party, created_at=at, **profile.values())
    if stands := standing(row):
        return stands
    must(profile.why_not())
    row.slug = slug_for(profile.name)
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"name": ["", row.name]})
    return row


@transaction.atomic
def change_entry(*, entry: Entry, version: int, profile: Profile, by: Actor, at: datetime) -> Entry:
    """Say something else about an association; links sent to an earlier address end.

    Raises Refused, and Conflict where somebody else changed it since it was shown.
    """
    row = Entry.objects.owned().select_for_update().get(pk=entry.pk)
    changed = {n: v for n, v in profile.values().items() if _stands(row, n) != v}
    if not changed:
        return row
    if row.version != version:
        raise Conflict(_("En anden har rettet siden imens. Se, hvad der står nu."))
    must(profile.why_not())
    told = {name: _told(name, _stands(row, name), value) for name, value in changed.items()}
    was = row.email
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    if "email" in changed:
        move_contact(row, was, Ended.WITHDRAWN, by=by, at=at)
    history.note("change", row, by=by, at=at, changes={n: c for n, c in told.items() if c})
    return row


def _stands(row: Entry, name: str) -> Any:
    return row.reached_at if name == "contact_name" else getattr(row, name)


def _told(name: str, before: Any, after: Any) -> list[Any] | None:
    """What history may keep of a change."""
    if name == "contact_name":
        return None
    if name in KEPT_APART:
        return ["…", "…"]
    return [_plain(before), _plain(after)]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, District) else value
