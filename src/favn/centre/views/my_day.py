"""My day: what is due, what waits, what was begun and not finished, whom one sees today."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from favn.centre.queries import cases as queries
from favn.centre.queries import health
from favn.centre.views.cases import task_row
from favn.kit import clock
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.referrals import queries as referrals


@requires(Area.PERSONS, Level.WRITE, about_persons=True)
def my_day(request: Request) -> HttpResponse:
    """The oldest deadline first. Persons stand by their initials until one opens them."""
    lookups.note(Look.LIST)
    today, who = clock.today(), request.account
    tasks = [task_row(task, today) for task in queries.open_tasks(who)]
    context: dict[str, Any] = {
        "late": [(one, initials(one["row"].person.name)) for one in tasks if one["is_late"]],
        "ahead": [(one, initials(one["row"].person.name)) for one in tasks if not one["is_late"]],
        "done": [(task_row(one, today), initials(one.person.name)) for one in
                 queries.done_on(who, today)],
        "received": [(r, initials(r.person.name)) for r in referrals.received(who) if r.person],
        "across": referrals.open_to_us(),
        "drafts": [(d, initials(d.case.person.name) if d.case else "") for d in
                   queries.drafts_of(who)],
        "appointments": [(a, initials(a.person.name)) for a in health.appointments_of(who, today)],
        "unanswered": [(a, initials(a.person.name)) for a in health.unanswered(who, today)],
        "has_cases": request.membership.may(Area.CASES, Level.WRITE),
        "reads_numbers": request.membership.may(Area.FIGURES, Level.COUNT),
        "has_health": request.membership.may(Area.HEALTH, Level.WRITE),
    }  # fmt: skip
    return render(request, "centre/my_day.html", context)


def initials(name: str) -> str:
    """“Mohammed Al-Hassan” as “M. A.”: enough for whoever knows the person, on an open screen."""
    return " ".join(f"{part[0]}." for part in name.split()[:3])
