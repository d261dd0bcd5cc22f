"""What the menu offers, read from top to bottom; each role sees only what it may open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.associations import queries as associations
from favn.associations.queries import local, meetings
from favn.barometer import queries as barometer
from favn.centre.queries import ideas, volunteers
from favn.centre.queries import week as centre
from favn.gatherings import queries as gatherings
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.pathways.queries import networks
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.policy import queries as policy
from favn.publishing import queries as publishing
from favn.publishing.queries import news, stories


@dataclass(frozen=True, slots=True)
class Item:
    """One entry."""

    title: str | Promise
    url_name: str
    area: Area
    level: Level
    icon: str = ""
    """Beside the words, where there is room for one."""


ITEMS = (
    Item(_("I dag"), "centre:today", Area.DESK, Level.WRITE),
    Item(_("Vejledning"), "centre:guidance", Area.DESK, Level.WRITE),
    Item(_("Indtastninger"), "centre:entries", Area.DESK, Level.WRITE),
    Item(_("Min dag"), "centre:my-day", Area.PERSONS, Level.WRITE),
    Item(_("Makkerskab"), "pathways:table", Area.MENTORING, Level.READ),
    Item(_("Frivillige"), "centre:volunteers", Area.VOLUNTEERS, Level.READ),
    Item(_("Vagter"), "centre:rota", Area.VOLUNTEERS, Level.READ),
    Item(_("Sager"), "centre:cases", Area.CASES, Level.WRITE),
    Item(_("Sundhedstjek"), "centre:duties", Area.HEALTH, Level.WRITE),
    Item(_("Forløb"), "pathways:turns", Area.PROGRAMME, Level.WRITE),
    Item(_("Ordninger"), "pathways:schemes", Area.SCHEMES, Level.WRITE),
    Item(_("Personer"), "register:persons", Area.PERSONS, Level.READ),
    Item(_("Henvisninger"), "register:referrals", Area.PERSONS, Level.WRITE),
    Item(_("Centrets år"), "publishing:year-now", Area.FIGURES, Level.COUNT),
    Item(_("Optællinger"), "policy:counts", Area.COUNTS, Level.READ),
    Item(_("Foreninger"), "associations:directory", Area.DIRECTORY, Level.READ),
    Item(_("Henvendelser"), "associations:errands", Area.ERRANDS, Level.WRITE),
    Item(_("Vores side"), "associations:own", Area.ENTRY, Level.WRITE),
    Item(_("Samarbejder"), "associations:cooperations", Area.COOPERATION, Level.WRITE),
    Item(_("Netværket"), "associations:network", Area.NETWORK, Level.WRITE),
    Item(_("Medlemmer"), "associations:members", Area.MEMBERS, Level.WRITE),
    Item(_("Bestyrelsen"), "associations:board", Area.BOARD, Level.READ),
    Item(_("Planen"), "policy:plan", Area.PLAN, Level.READ),
    Item(_("Barometeret"), "barometer:register", Area.BAROMETER, Level.READ),
    Item(_("Arrangementer"), "gatherings:list", Area.GATHERINGS, Level.COUNT),
    Item(_("Spørgeskemaer"), "surveys:questionnaires", Area.SURVEYS, Level.COUNT),
    Item(_("Rapporter"), "publishing:reports", Area.REPORTS, Level.READ),
)
CORNER = (
    Item(_("Medarbejdere"), "accounts:staff", Area.STAFF, Level.WRITE, "persons"),
    Item(_("Hændelser"), "log", Area.LOG, Level.READ, "list-bulleted"),
)
"""What stands beside one's own name: looked up now and then, and no daily work."""


OF_PERSON = (
    Item(_("Sager"), "centre:cases-of", Area.PERSONS, Level.READ),
    Item(_("Sundhed"), "centre:health", Area.HEALTH, Level.WRITE),
    Item(_("Tid til sundhedstjek"), "centre:give-time", Area.PERSONS, Level.WRITE),
    Item(_("Mentor eller mentee"), "pathways:enter", Area.MENTORING, Level.WRITE),
    Item(_("Frivillig"), "centre:bring-in", Area.VOLUNTEERS, Level.WRITE),
    Item(_("Beskæftigelsesforløb"), "pathways:turns-of", Area.PROGRAMME, Level.WRITE),
    Item(_("Jobmatch"), "pathways:matches-of", Area.SCHEMES, Level.WRITE),
)
"""What rooms above the ground floor can do with one person; their page shows them."""


OF_LEAVERS = (Item(_("Det, de har efterladt"), "centre:left-behind", Area.LOOKUPS, Level.WRITE),)
"""What rooms above the ground floor show of the work of those who left the house."""


OF_GATHERING = (meetings.about_gathering, local.about_gathering)
"""What rooms above say a gathering is about; its page shows those one may open."""


@dataclass(frozen=True, slots=True)
class Public:
    """A page for everybody; it stands in an organisation's menu where `shows` finds a row."""

    title: str | Promise
    url_name: str
    shows: Callable[[], QuerySet[Any]]
    """What the page would show of the organisation one acts for; asked together with the others."""


PUBLIC = (
    Public(_("Planen"), "policy:public-plan", policy.plans_for_all),
    Public(_("Barometeret"), "barometer:public", barometer.indicators_for_all),
    Public(_("Foreninger"), "associations:public", associations.public_entries),
    Public(
        _("Netværket"),
        "associations:public-network",
        lambda: associations.network_for_all(clock.today()),
    ),
    Public(_("Bestyrelsen"), "associations:public-board", associations.board_for_all),
    Public(_("Bliv medlem"), "associations:become-member", associations.year_for_all),
    Public(_("Ugen"), "centre:public-week", centre.slots_for_all),
    Public(_("Tag del"), "gatherings:public", gatherings.gatherings_for_all),
    Public(_("Bliv frivillig"), "centre:public-volunteer", volunteers.wanted_roles),
    Public(_("Mentor"), "pathways:public", networks.networks_for_all),
    Public(
        _("Behov og tilbud"),
        "associations:public-needs",
        lambda: associations.public_wishes(clock.today()),
    ),
    Public(_("Historier"), "publishing:public-stories", stories.stories_for_all),
    Public(_("Idéer"), "centre:public-ideas", ideas.boxes_for_all),
    Public(_("Rapporter"), "publishing:public-reports", publishing.editions_for_all),
    Public(_("Nyhedsbrev"), "publishing:news", news.newsletters_for_all),
)
"""What everybody may open of one organisation, where it exists."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as a page shows it."""

    title: str | Promise
    url: str
    is_here: bool
    icon: str = ""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context: the menu of the present membership, and whether this is a demo."""
    membership = getattr(request, "membership", None)
    entries, corner = (
        [_entry(i, request.path) for i in items if membership and membership.may(i.area, i.level)]
        for items in (ITEMS, CORNER)
    )
    house = getattr(request, "public_house", None)
    public = list(_public(house, request.path)) if house and not entries else []
    told = {"navigation": entries, "corner": corner, "public_navigation": public}
    return told | {"is_demo": settings.DEMO}


def _public(house: Organisation, path: str) -> Iterator[Entry]:
    """What the organisation has made public, and how its numbers are counted."""
    for page in shown_by(house):
        url = reverse(page.url_name, args=[house.slug])
        yield Entry(page.title, url, path.startswith(url))
    yield Entry(_("Om tallene"), reverse("publishing:about-figures"), is_here=False)


def shown_by(house: Organisation) -> list[Public]:
    """The public pages with something to show; the database is asked once about all of them."""
    with acting_for(house.pk):
        asked = [Exists(page.shows()) for page in PUBLIC]
        found = Organisation.objects.filter(pk=house.pk).values_list(*asked).get()
    return [page for page, has_some in zip(PUBLIC, found, strict=True) if has_some]


def _entry(item: Item, path: str) -> Entry:
    url = reverse(item.url_name)
    return Entry(item.title, url, path.startswith(url), item.icon)
