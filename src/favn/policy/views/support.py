"""Support over several years: whom the plan supports, until when, and what ends this year."""

from django.http import HttpResponse
from django.shortcuts import render

from favn.kit import clock
from favn.kit.attempts import found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import queries
from favn.policy.views.doors import the_plan


@requires(Area.PLAN, Level.READ)
def support(request: Request, slug: str = "") -> HttpResponse:
    """What runs, what is ahead and what is over, each with receiver, purpose, period and money."""
    plan, today = found(the_plan(slug)), clock.today()
    lines = queries.lines(plan, request.membership, today)
    every = queries.support_of(plan, lines, today)
    now = [one for one in every if not one.is_over and not one.is_ahead]
    context = {
        "plan": plan,
        "slug": slug,
        "year": today.year,
        "now": now,
        "ending": sum(one.ends_this_year for one in now),
        "ahead": [one for one in every if one.is_ahead],
        "over": [one for one in every if one.is_over],
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
    }
    return render(request, "policy/support.html", context)
