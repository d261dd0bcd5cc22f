"""One count from the municipality's side: accept it, or ask back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries, rules
from favn.policy.forms import AcceptForm, AskBackForm
from favn.policy.queries import Standing
from favn.policy.views.attempts import CONFLICTED, DONE, Verb, attempt
from favn.policy.views.doors import found


def municipality_count(request: Request, standing: Standing) -> HttpResponse:
    """Accept, or ask back."""
    verb = request.POST.get("verb", "")
    initial = {"version": standing.version}
    accepting = AcceptForm(request.POST if verb == "accept" else None, initial=initial)
    asking = AskBackForm(request.POST if verb == "ask_back" else None, initial=initial)
    verbs: dict[str, Verb] = {
        "accept": lambda: _accept(request, standing, accepting),
        "ask_back": lambda: _ask_back(request, standing, asking),
    }
    status = attempt(request, verbs.get(verb)) if request.method == "POST" else 200
    if status == DONE:
        return redirect("policy:count", standing.duty.pk, standing.quarter)
    if status == CONFLICTED:
        standing = found(queries.standing_of(standing.duty, standing.period, clock.today()))
        initial = {"version": standing.version}
        typed = {"question": request.POST.get("question", "")}
        accepting, asking = AcceptForm(initial=initial), AskBackForm(initial=initial | typed)
    context = {
        "standing": standing,
        "accepting": accepting,
        "asking": asking,
        "may_write": request.membership.may(Area.COUNTS, Level.WRITE),
        "why_not_answer": rules.why_not_answer(standing.stage),
        "timeline": queries.timeline(standing),
    }
    return render(request, "policy/count_municipality.html", context, status=status)


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
    return _("Optællingen er godkendt og står nu i udkastet til status.")


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
