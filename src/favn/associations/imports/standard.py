"""A directory in the Open Referral standard (HSDS 3.0) as a list of lines, each still to be looked
at: one organization, a list of them, or a page of an API (`contents`).
"""

import json
from typing import Any

from django.utils.translation import gettext as _

from favn.kit.files import Unreadable

Said = dict[str, str]


def lines_of(text: str) -> list[Said]:
    """Field → text for each organization. Raises Unreadable where it is another kind of JSON."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("Filen er JSON, men kan ikke læses. Hent den igen.")) from error
    if isinstance(told, dict):
        told = told.get("contents", [told])
    if not isinstance(told, list) or not all(isinstance(o, dict) and "name" in o for o in told):
        raise Unreadable(_("Filen er JSON, men ikke foreninger efter HSDS."))
    return [_line(one) for one in told]


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
    return {name: _text(value) for name, value in said.items()}


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
