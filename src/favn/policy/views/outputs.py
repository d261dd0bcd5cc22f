"""What an initiative promises and delivers: the list, and one promise with its forms."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries
from favn.policy.forms.money import StrikeForm
from favn.policy.forms.records import DeliverForm, FollowForm, PromiseForm, ReviseForm
from favn.policy.forms.words import ReasonForm
from favn.policy.models import CountDuty, Initiative, Output
from favn.policy.queries import Promise
from favn.policy.views.doors import at, slug_of, the_initiative


@requires(Area.PLAN, Level.WRITE)
def outputs(request: Request, number: int, slug: str = "") -> HttpResponse:
    """Promise something more."""
    row, status = the_initiative(number, slug), 200
    year = clock.today().year
    form = PromiseForm(request.POST or None, initial={"first_year": year, "last_year": year})
    if request.method == "POST":
        status = attempt(request, lambda: _promise(request, row, form))
        if status == DONE:
            return redirect(f"{at('initiative', slug, number)}#loefter")
    context = {"initiative": row, "slug": slug, "form": form}
    return render(request, "policy/outputs.html", context, status=status)


def _promise(request: Request, row: Initiative, form: PromiseForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        actions.promise(
            id=data["id"],
            initiative=row,
            unit=data["unit"],
            promised=data["promised"],
            years=(data["first_year"], data["last_year"]),
            by=request.account,
            at=clock.now(),
        )
    except Refused as refused:
        form.add_error("unit", str(refused))
        return None
    return _("Løftet om %(unit)s er skrevet.") % {"unit": data["unit"]}


def _promise_of(request: Request, row: Output) -> Promise:
    """The output with what was delivered, in the membership's view."""
    line = queries.line_of(row.initiative, request.membership, clock.today())
    return found(next((p for p in queries.promises_of(line) if p.output.pk == row.pk), None))


@requires(Area.PLAN, Level.WRITE)
def output(request: Request, output: UUID) -> HttpResponse:
    """One promise: change it with a reason, tell what was delivered, or let counts tell it."""
    row, status, verb = found(queries.output_with(output)), 200, request.POST.get("verb", "")
    duties = _duties(request, row)
    forms: dict[str, Any] = {
        "revise": ReviseForm(row, _posted(request, "revise")),
        "deliver": DeliverForm(_posted(request, "deliver")),
        "follow": FollowForm(row, duties, _posted(request, "follow")),
        "strike": StrikeForm(_posted(request, "strike")),
        "undo": ReasonForm(row, "undo", _posted(request, "undo")),
        "remove": ReasonForm(row, "remove", _posted(request, "remove")),
    }
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "revise": lambda: _revise(request, row, forms["revise"]),
            "deliver": lambda: _deliver(request, row, forms["deliver"]),
            "follow": lambda: _follow(request, row, forms["follow"]),
            "strike": lambda: _strike(request, row, forms["strike"]),
            "undo": lambda: _undo(request, row, forms["undo"]),
            "remove": lambda: _remove(request, row, forms["remove"]),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(_after(row, verb))
        if status == CONFLICTED:
            row = found(queries.output_with(output))
            forms |= _again(request, row, duties, verb)
    context = {
        "promise": _promise_of(request, row),
        "initiative": row.initiative,
        "slug": slug_of(row.initiative.plan),
        "forms": forms,
        "verb": verb,
        "has_duties": bool(duties),
    }
    return render(request, "policy/output.html", context, status=status)


def _after(row: Output, verb: str) -> str:
    """The promise's page; the initiative's where the promise is gone."""
    if verb == "remove":
        return f"{at('initiative', slug_of(row.initiative.plan), row.initiative.number)}#loefter"
    return reverse("policy:output", args=[row.pk])


def _again(request: Request, row: Output, duties: list[CountDuty], verb: str) -> dict[str, Any]:
    """The forms as the promise stands now, with what was typed in the one that was sent."""
    typed = {k: v for k, v in request.POST.items() if k != "version"}
    of = {name: typed if name == verb else {} for name in ("revise", "follow")}
    return {
        "revise": ReviseForm(row, initial=of["revise"]),
        "follow": FollowForm(row, duties, initial=of["follow"]),
        "undo": ReasonForm(row, "undo"),
        "remove": ReasonForm(row, "remove"),
    }


def _undo(request: Request, row: Output, form: ReasonForm) -> str | None:
    if not form.is_valid():
        return None
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    actions.take_back_revision(output=row, **form.cleaned_data, **said)
    return _("Ændringen er taget tilbage.")


def _remove(request: Request, row: Output, form: ReasonForm) -> str | None:
    if not form.is_valid():
        return None
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    actions.strike_output(output=row, **form.cleaned_data, **said)
    return _("Løftet er taget ud.")


def _posted(request: Request, verb: str) -> Any:
    return request.POST if request.POST.get("verb") == verb else None


def _duties(request: Request, row: Output) -> list[CountDuty]:
    """The counts that may tell what was delivered."""
    line = queries.line_of(row.initiative, request.membership, clock.today())
    return [asking.duty for asking in queries.duties_of(line)]


def _revise(request: Request, row: Output, form: ReviseForm) -> str | None:
    if not form.is_valid():
        return None
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    try:
        actions.revise(output=row, **form.cleaned_data, **said)
    except Refused as refused:
        form.add_error("promised", str(refused))
        return None
    return _("Løftet er ændret. Det første tal bliver stående.")


def _deliver(request: Request, row: Output, form: DeliverForm) -> str | None:
    if not form.is_valid():
        return None
    try:
        actions.deliver(output=row, **form.cleaned_data, by=request.account, at=clock.now())
    except Refused as refused:
        form.add_error("delivered", str(refused))
        return None
    return _("Det, der er leveret, er skrevet.")


def _follow(request: Request, row: Output, form: FollowForm) -> str | None:
    if not form.is_valid():
        return None
    duty, figure = form.figures[form.cleaned_data["figure"]]
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    version = form.cleaned_data["version"]
    try:
        actions.follow_count(output=row, duty=duty, figure=figure, version=version, **said)
    except Refused as refused:
        form.add_error("figure", str(refused))
        return None
    return _("Godkendte tal fra %(name)s tæller nu som leveret.") % {"name": duty.addressed_to.name}


def _strike(request: Request, row: Output, form: StrikeForm) -> str | None:
    told = {str(d.pk): d for d in _promise_of(request, row).deliveries}
    delivery = found(told.get(request.POST.get("delivery", "")))
    if not form.is_valid():
        return None
    reason = form.cleaned_data["reason"]
    actions.strike_delivery(delivery=delivery, reason=reason, by=request.account, at=clock.now())
    return _("Tallet er taget ud igen.")
