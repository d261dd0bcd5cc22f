"""The organisation's own log: who did what, when, in words that each room brings."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import resolve

from favn.associations.choices.log import LOG as ASSOCIATIONS
from favn.barometer.choices import LOG as BAROMETER
from favn.centre.choices.log import LOG as CENTRE
from favn.config.named import Named, named
from favn.gatherings.choices import LOG as GATHERINGS
from favn.kit.log_words import Words
from favn.kit.models import History
from favn.pathways.choices.log import LOG as PATHWAYS
from favn.people.accounts.choices import LOG as ACCOUNTS
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.choices import LOG as ORGANISATIONS
from favn.people.persons.choices import LOG as PERSONS
from favn.people.referrals.choices import LOG as REFERRALS
from favn.policy.choices import LOG as POLICY
from favn.publishing.choices import LOG as PUBLISHING
from favn.surveys.choices import LOG as SURVEYS

ROOMS = (
    ORGANISATIONS, PERSONS, ACCOUNTS, REFERRALS, SURVEYS, GATHERINGS, POLICY, ASSOCIATIONS, CENTRE,
    PATHWAYS, BAROMETER, PUBLISHING,
)  # fmt: skip
"""Every room that writes history, from the ground floor up."""
BY_ROOM = {words.room: words for words in ROOMS}


def words_of(table: str) -> Words:
    """The words of the room a table such as `policy.plan` stands in."""
    room = table.partition(".")[0]
    return BY_ROOM.get(room) or Words(room)


def _url_for(request: Request, record: Named | None) -> str:
    """The record's page; empty where it has none, or where the reader's role would be refused."""
    if record is None or not record.url:
        return ""
    access = getattr(resolve(record.url).func, "access", None)
    if access is None or access.area is None:
        return record.url
    return record.url if request.membership.may(access.area, access.level) else ""


@requires(Area.LOG, Level.READ)
def log(request: Request) -> HttpResponse:
    """Everything that was done in the present organisation, newest first."""
    page = Paginator(History.objects.owned(), 50).get_page(request.GET.get("side"))
    names = named(page)
    lines = [
        {
            "row": line,
            "verb": words_of(line.table).verb(line.verb),
            "thing": words_of(line.table).thing(line.table),
            "named": names.get(line.record_id),
            "url": _url_for(request, names.get(line.record_id)),
        }
        for line in page
    ]
    context = {
        "page": page,
        "lines": lines,
        "may_see_lookups": request.membership.may(Area.LOOKUPS, Level.READ),
        "keeps_privacy": request.membership.may(Area.PRIVACY, Level.WRITE),
        "chooses_minutes": request.membership.may(Area.SCREENS, Level.WRITE),
    }
    return render(request, "log.html", context)
