"""A directory in the Open Referral standard (HSDS 3.0) as a list of lines, each still to be looked
at: one organization or service, a list of them, or a page of an API (`contents`).

Most APIs of the standard tell services, each with its organization inside; an organization is one
line however many services it has. What stands alone, such as a place or a word of a taxonomy, is
no association, though it has a name.
"""

import json
import re
from typing import Any

from django.utils.translation import gettext as _

from favn.kit.files import Unreadable

Said = dict[str, str]


NO_BODY = ("location_type", "status", "organization_id", "service_id", "version", "taxonomy")
"""Fields of a service, a place or a taxonomy, which no organization has."""


def lines_of(text: str) -> tuple[list[Said], list[str]]:
    """Field → text for each organization, and notes. Raises Unreadable for another kind of JSON."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("Filen er JSON, men kan ikke læses. Hent den igen.")) from error
    notes = _notes(told)
    if isinstance(told, dict):
        told = told.get("contents", [told])
    bodies = [_body(one) for one in told] if isinstance(told, list) else [None]
    once: dict[tuple[str, str], Said] = {}
    for place, body in enumerate(bodies):
        if body is None:
            raise Unreadable(_("Filen er JSON, men ikke foreninger efter HSDS."))
        known = str(body.get("id") or "")  # An id may be a number, and is no place in the file.
        once.setdefault(("id", known) if known else ("place", str(place)), _line(body))
    return list(once.values()), notes


def _body(told: Any) -> dict[str, Any] | None:
    """The organization, also where it stands inside a service of its own; None for all else."""
    inside = told.get("organization") if isinstance(told, dict) else None
    if isinstance(inside, dict) and "name" in inside:
        return {"services": [told]} | inside
    if not isinstance(told, dict) or "name" not in told or any(key in told for key in NO_BODY):
        return None
    return told


def _notes(told: Any) -> list[str]:
    """That a file is one page of several."""
    pages = told.get("total_pages") if isinstance(told, dict) else None
    if not isinstance(pages, int) or pages < 2:
        return []
    words = {"page": told.get("page_number", 1), "pages": pages}
    return [_("Filen er side %(page)s af %(pages)s. Hent de andre sider også.") % words]


def _line(told: dict[str, Any]) -> Said:
    place = _first(_first(told, "locations"), "addresses")
    service = _first(told, "services")
    said = {
        "name": told["name"],
        "other_names": told.get("alternate_name"),
        "purpose": told.get("description"),
        "doings": service.get("description"),
        "email": told.get("email"),
        "website": told.get("website"),
        "phone": _first(told, "phones").get("number"),
        "contact_name": _first(told, "contacts").get("name"),
        "address": place.get("address_1"),
        "postcode": place.get("postal_code"),
        "town": place.get("city"),
        "founded": told.get("year_incorporated"),
        "cvr": _cvr(told),
    }
    plain = {name: _text(value) for name, value in said.items()}
    return plain | {"other_names": "\n".join(re.split(r"\s*[,;]\s*", plain["other_names"]))}


def _first(told: dict[str, Any], name: str) -> dict[str, Any]:
    """The first of a list of things; nothing where there is none."""
    every = told.get(name)
    one = every[0] if isinstance(every, list) and every else {}
    return one if isinstance(one, dict) else {}


def _cvr(told: dict[str, Any]) -> str:
    every = told.get("organization_identifiers")
    rows = [one for one in every if isinstance(one, dict)] if isinstance(every, list) else []
    found = (one for one in rows if "CVR" in str(one.get("identifier_type", "")).upper())
    return str(next(found, {}).get("identifier", ""))


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
