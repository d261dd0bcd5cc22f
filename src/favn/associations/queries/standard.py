"""The public directory in the Open Referral standard (HSDS 3.0): organizations as JSON.

An association is an organization with one service for what it does, and a location where it has an
address. What only others may see is never in it: the same audience as the public page decides.
`assured_date` is the day the association last confirmed its entry.
"""

from typing import Any
from uuid import uuid5

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.utils.timezone import localdate

from favn.associations.choices import LANGUAGES, Audience
from favn.associations.models import BoardMember, Entry
from favn.associations.queries.entries import Facts, facts_of, public_entries

Told = dict[str, Any]


PER_PAGE = 100


def page_of_organizations(
    municipality: str, address: str, number: str = "", size: int = PER_PAGE
) -> Told:
    """Everybody who said yes to be shown, a page of the standard's API at a time.

    `address` is where their pages begin; a `number` that is no page is the nearest one.
    """
    board = Prefetch("board", BoardMember.objects.owned().filter(left_on=None), to_attr="sitting")
    shown = Paginator(public_entries().prefetch_related(board), size).get_page(number or 1)
    rows = [organization(row, municipality, address) for row in shown]
    return {
        "total_items": shown.paginator.count, "total_pages": shown.paginator.num_pages,
        "page_number": shown.number, "size": len(rows), "first_page": not shown.has_previous(),
        "last_page": not shown.has_next(), "empty": not rows, "contents": rows,
    }  # fmt: skip


def all_organizations(municipality: str, address: str) -> Told:
    """All of them as one page, for a file."""
    return page_of_organizations(municipality, address, size=max(1, public_entries().count()))


def organization(row: Entry, municipality: str, address: str) -> Told:
    """One association as the standard's `organization`, full form."""
    facts = facts_of(row, Audience.PUBLIC, getattr(row, "sitting", None))
    told = {
        "id": str(row.pk),
        "name": row.name,
        "alternate_name": ", ".join(row.names[1:]),
        "description": row.purpose or row.doings or row.name,
        "email": facts.email,
        "website": row.website,
        "year_incorporated": row.founded,
        "uri": f"{address}{row.slug}/",
        "phones": _phones(row, facts),
        "contacts": _contacts(row, facts),
        "locations": _locations(row, municipality),
        "organization_identifiers": _identifiers(row),
        "services": [_service(row)],
    }
    return _said(told)


def _said(told: Told) -> Told:
    """Without what nobody has said: the standard knows no empty mail or year."""
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def _id(row: Entry, part: str) -> str:
    """The same id each time for the same part."""
    return str(uuid5(row.pk, part))


def _phones(row: Entry, facts: Facts) -> list[Told]:
    return [{"id": _id(row, "phone"), "number": facts.phone}] if facts.phone else []


def _contacts(row: Entry, facts: Facts) -> list[Told]:
    named = [(seat, name) for seat, name in facts.board if name]
    if facts.contact_name:
        named.insert(0, ("", facts.contact_name))
    return [
        _said({"id": _id(row, f"contact {n}"), "name": name, "title": seat})
        for n, (seat, name) in enumerate(named)
    ]


def _locations(row: Entry, municipality: str) -> list[Told]:
    if not (row.address and row.postcode):
        return []
    address = {
        "id": _id(row, "address"), "address_1": row.address, "city": row.town or municipality,
        "state_province": municipality, "postal_code": row.postcode, "country": "DK",
        "address_type": "physical",
    }  # fmt: skip
    place = {
        "id": _id(row, "location"), "location_type": "physical", "name": row.meets_at,
        "addresses": [address],
    }  # fmt: skip
    return [_said(place)]


def _identifiers(row: Entry) -> list[Told]:
    if not row.cvr:
        return []
    scheme = {"identifier_scheme": "DK-CVR", "identifier_type": "CVR", "identifier": row.cvr}
    return [{"id": _id(row, "cvr"), **scheme}]


def _service(row: Entry) -> Told:
    names = {str(key): str(name) for key, name in LANGUAGES}
    spoken = [
        {"id": _id(row, f"language {key}"), "code": key, "name": names[key]}
        for key in row.languages
        if key in names
    ]
    told = {
        "id": _id(row, "service"),
        "name": row.name,
        "description": row.doings or ", ".join(row.activity_words),
        "status": "active",
        "eligibility_description": ", ".join(row.target_words),
        "languages": spoken,
        "assured_date": localdate(row.confirmed_at).isoformat() if row.confirmed_at else "",
        "last_modified": row.touched_at.isoformat(),
    }
    return _said(told)
