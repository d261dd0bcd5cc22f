"""What the menu offers, read from top to bottom; each role sees only what it may open."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.people.accounts.roles import Area, Level


@dataclass(frozen=True, slots=True)
class Item:
    """One entry."""

    title: str | Promise
    url_name: str
    area: Area
    level: Level


ITEMS = (
    Item(_("I dag"), "centre:today", Area.DESK, Level.WRITE),
    Item(_("Vejledning"), "centre:guidance", Area.DESK, Level.WRITE),
    Item(_("Indtastninger"), "centre:entries", Area.DESK, Level.WRITE),
    Item(_("Personer"), "register:persons", Area.PERSONS, Level.READ),
    Item(_("Centrets år"), "publishing:year-now", Area.FIGURES, Level.COUNT),
    Item(_("Optællinger"), "policy:counts", Area.COUNTS, Level.READ),
    Item(_("Planen"), "policy:plan", Area.PLAN, Level.READ),
    Item(_("Rapporter"), "publishing:reports", Area.REPORTS, Level.READ),
    Item(_("Hændelser"), "log", Area.LOG, Level.READ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as a page shows it."""

    title: str | Promise
    url: str
    is_here: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context: the menu of the present membership, and whether this is a demo."""
    membership = getattr(request, "membership", None)
    items = [item for item in ITEMS if membership and membership.may(item.area, item.level)]
    entries = [_entry(item, request.path) for item in items]
    return {"navigation": entries, "is_demo": settings.DEMO}


def _entry(item: Item, path: str) -> Entry:
    url = reverse(item.url_name)
    return Entry(item.title, url, path.startswith(url))
