"""The plan's campaigns by year, and one campaign with what may be done to it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_version, attempt, found, whole
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries
from favn.policy.forms.campaigns import CampaignForm, ChangeCampaignForm
from favn.policy.forms.words import ReasonForm
from favn.policy.models import Campaign, Plan
from favn.policy.views.doors import at, only_writers, slug_of, the_plan

YEAR, INITIATIVE = "aar", "indsats"


@requires(Area.PLAN, Level.READ)
def campaigns(request: Request, slug: str = "") -> HttpResponse:
    """One year's campaigns, the present one unless another is chosen; the planner adds one."""
    plan, status, today = found(the_plan(slug)), 200, clock.today()
    form = CampaignForm(plan, request.POST or None, initial=_wanted(request, plan))
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        status = attempt(request, lambda: _add(request, form))
        if status == DONE:
            year = form.cleaned_data["first_day"].year
            return redirect(f"{at('campaigns', slug)}?{YEAR}={year}")
    every = queries.campaigns_of(plan, today)
    years = queries.campaign_years(every, plan, today)
    asked = whole(request.GET.get(YEAR, ""))
    present = min(max(today.year, plan.first_year), plan.last_year)
    shown = queries.campaign_year(every, asked if asked in years else present)
    context = {
        "plan": plan,
        "slug": slug,
        "shown": shown,
        "years": [
            {"title": str(y), "url": f"?{YEAR}={y}", "is_here": y == shown.year} for y in years
        ],
        "form": form,
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
    }
    return render(request, "policy/campaigns.html", context, status=status)


def _wanted(request: Request, plan: Plan) -> dict[str, Any]:
    """The initiative that the address names, chosen in the form."""
    row = queries.initiative_of(plan, whole(request.GET.get(INITIATIVE, "")))
    return {"initiative": str(row.pk)} if row else {}


def _add(request: Request, form: CampaignForm) -> str | None:
    if not form.is_valid():
        return None
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    key = form.cleaned_data["id"]
    try:
        actions.plan_campaign(id=key, initiative=form.of(), run=form.run(), **said)
    except Refused as refused:
        form.add_error("message", str(refused))
        return None
    return _("Kampagnen er skrevet.")


@requires(Area.PLAN, Level.WRITE)
def campaign(request: Request, campaign: UUID) -> HttpResponse:
    """Correct it, say what came of it, call it off, or take it out where it was mistyped."""
    row, status, verb = found(queries.campaign_with(campaign)), 200, request.POST.get("verb", "")
    plan, now = row.initiative.plan, None
    form = ChangeCampaignForm(plan, request.POST if verb == "change" else None, row=row)
    reasons = {n: ReasonForm(row, n, _posted(request, n)) for n in ("call-off", "strike")}
    if request.method == "POST":
        status = attempt(request, _verbs(request, row, form, reasons).get(verb))
        if status == DONE:
            return redirect(f"{at('campaigns', slug_of(plan))}?{YEAR}={_year(row)}")
        if status == CONFLICTED:
            now = row = found(queries.campaign_with(campaign))
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            typed = typed if verb == "change" else {}
            form = ChangeCampaignForm(plan, row=row, initial=typed)
            reasons = {n: ReasonForm(row, n) for n in reasons}
    context = {
        "campaign": queries.Running(row, clock.today()),
        "slug": slug_of(plan),
        "form": form,
        "calling_off": reasons["call-off"],
        "striking": reasons["strike"],
        "now": now,
    }
    return render(request, "policy/campaign.html", context, status=status)


def _posted(request: Request, verb: str) -> Any:
    return request.POST if request.POST.get("verb") == verb else None


def _year(row: Campaign) -> int:
    """The year it belongs to now."""
    return Campaign.objects.owned().get(pk=row.pk).first_day.year


def _verbs(
    request: Request, row: Campaign, form: ChangeCampaignForm, reasons: dict[str, ReasonForm]
) -> dict[str, Verb]:
    said: dict[str, Any] = {"campaign": row, "by": request.account, "at": clock.now()}

    def again() -> str:
        actions.take_up_again(version=asked_version(request), **said)
        return _("Kampagnen kører alligevel.")

    off, struck = reasons["call-off"], reasons["strike"]
    return {
        "change": lambda: _change(form, said),
        "call-off": lambda: _because(off, actions.call_off, said, _("Kampagnen er aflyst.")),
        "strike": lambda: _because(
            struck, actions.strike_campaign, said, _("Kampagnen er taget ud.")
        ),
        "again": again,
    }


def _change(form: ChangeCampaignForm, said: dict[str, Any]) -> str | None:
    if not form.is_valid():
        return None
    sent = {name: form.cleaned_data[name] for name in ("id", "version")}
    try:
        actions.change_campaign(**sent, initiative=form.of(), run=form.run(), **said)
    except Refused as refused:
        form.add_error("message", str(refused))
        return None
    return _("Kampagnen er rettet.")


def _because(form: ReasonForm, act: Any, said: dict[str, Any], sentence: str) -> str | None:
    """What needs a reason."""
    if not form.is_valid():
        return None
    act(**form.cleaned_data, **said)
    return sentence
