"""One count from the municipality's side: accept it, ask back, or remind of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.templatetags.kit import when
from favn.people.accounts.actions import leave_for
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries, rules
from favn.policy.forms import AcceptForm, AskBackForm, RemindForm
from favn.policy.queries import Exchange, Standing
from favn.policy.views.doors import the_plan

WRITE = (Area.COUNTS, Level.WRITE)


def municipality_count(request: Request, standing: Standing) -> HttpResponse:
    """Accept, ask back, or remind."""
    verb = request.POST.get("verb", "")
    initial = {"version": standing.version}
    accepting = AcceptForm(request.POST if verb == "accept" else None, initial=initial)
    asking = AskBackForm(request.POST if verb == "ask_back" else None, initial=initial)
    reminding = RemindForm(request.POST if verb == "remind" else None)
    verbs: dict[str, Verb] = {
        "accept": lambda: _accept(request, standing, accepting),
        "ask_back": lambda: _ask_back(request, standing, asking),
        "remind": lambda: _remind(request, standing, reminding),
    }
    status = attempt(request, verbs.get(verb)) if request.method == "POST" else 200
    if status == DONE:
        return redirect("policy:count", standing.duty.pk, standing.quarter)
    if status == CONFLICTED:
        standing = found(queries.standing_of(standing.duty, standing.period, clock.today()))
        initial = {"version": standing.version}
        typed = {"question": request.POST.get("question", "")}
        accepting, asking = AcceptForm(initial=initial), AskBackForm(initial=initial | typed)
    forms = {"accepting": accepting, "asking": asking, "reminding": reminding}
    context = _page(request, standing) | forms
    return render(request, "policy/count_municipality.html", context, status=status)


def _page(request: Request, standing: Standing) -> dict[str, Any]:
    """What stands around the forms."""
    exchange, may_write = queries.exchange_of(standing), request.membership.may(*WRITE)
    last = exchange.reminder
    return {
        "standing": standing,
        "exchange": exchange,
        "facts": _facts(standing, exchange),
        "may_write": may_write,
        "why_not_answer": rules.why_not_answer(standing.stage),
        "why_not_remind": rules.why_not_remind(
            days_late=standing.days_late,
            reminded_today=last is not None and last.on == standing.today,
        ),
    }


def _facts(standing: Standing, exchange: Exchange) -> list[tuple[str, str]]:
    """Who sent what stands here, and when."""
    sending, count = exchange.sending, standing.count
    if sending is None or count is None:
        return []
    return [
        (_("Sendt af"), f"{sending.by}, {standing.duty.addressed_to.name}"),
        (_("Sendt"), when(sending.at)),
        (_("Udgave"), str(sending.number)),
        (_("Dækker til og med"), when(count.through)),
    ]


def _accept(request: Request, standing: Standing, form: AcceptForm) -> str | None:
    if not form.is_valid():
        return None
    actions.accept(
        id=form.cleaned_data["id"],
        count=found(standing.count),
        version=form.cleaned_data["version"],
        by=request.account,
        at=clock.now(),
    )
    return _accepted(standing)


def _accepted(standing: Standing) -> str:
    """With the way to the draft where the number now stands, if the plan has that year."""
    plan, year = the_plan(), standing.period.year
    if plan is None or not plan.first_year <= year <= plan.last_year:
        return _("Optællingen er godkendt.")
    return format_html(
        '{} <a href="{}">{}</a>',
        _("Optællingen er godkendt og står nu i udkastet til status."),
        reverse("policy:status-draft", args=[year]),
        _("Se udkast til status %(year)s") % {"year": year},
    )


def _ask_back(request: Request, standing: Standing, form: AskBackForm) -> str | None:
    if not form.is_valid():
        return None
    actions.ask_back(
        id=form.cleaned_data["id"],
        count=found(standing.count),
        version=form.cleaned_data["version"],
        question=form.cleaned_data["question"],
        by=request.account,
        at=clock.now(),
    )
    return _("Spørgsmålet er sendt til %(name)s.") % {"name": standing.duty.addressed_to.name}


def _remind(request: Request, standing: Standing, form: RemindForm) -> str | None:
    if not form.is_valid():
        return None
    reminder = actions.remind(
        id=form.cleaned_data["id"],
        standing=standing,
        address=request.build_absolute_uri(request.path),
        by=request.account,
        at=clock.now(),
    )
    leave_for(standing.duty.addressed_to, at=clock.now())
    return ngettext(
        "Påmindelsen er sendt til %(n)s person i %(name)s.",
        "Påmindelsen er sendt til %(n)s personer i %(name)s.",
        reminder.told,
    ) % {"n": reminder.told, "name": standing.duty.addressed_to.name}
