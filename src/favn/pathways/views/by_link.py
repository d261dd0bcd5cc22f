"""The door of the own page: whoever holds a link that works, as the participant it belongs to.

What replaces the links of this room replaces this module, `rules.links` and `queries.links`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from favn.kit import clock, looking
from favn.kit.attempts import found
from favn.kit.tenancy import acting_for
from favn.pathways.queries.links import link_with
from favn.people.accounts.door import public
from favn.people.organisations.queries import tenant_with

GONE = 410
View = Callable[..., HttpResponse]
BY_LINK = "a mentor or mentee comes by a link of their own, without an account"


def by_link(view: View) -> View:
    """Act for the link's house, as its participant; reading of oneself is no look-up.

    An unknown link is 404, one that has ended says when, and whoever left reads that they did.
    """

    @public(BY_LINK)
    @wraps(view)
    def opened(request: HttpRequest, organisation: str, token: str) -> HttpResponse:
        house = found(tenant_with(organisation))
        request.public_house = house  # type: ignore[attr-defined]
        request.account = request.membership = request.organisation = None  # type: ignore[attr-defined]
        with acting_for(house.pk), looking.by_themselves():
            link = found(link_with(token))
            if link.works(clock.now()) and not link.participant.is_left:
                answer = view(request, house, link.participant)
            else:
                answer = _ended(request, {"house": house, "link": link})
        answer["Cache-Control"] = "no-store"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return opened


def _ended(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    return render(request, "pathways/link_ended.html", told, status=GONE)
