"""One count from the association's side: see what it rests on, approve, send, take back."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock, figures
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.figures import Value
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries, rules
from favn.policy.forms import DraftForm, SendForm, WithdrawForm
from favn.policy.queries import Standing


@dataclass(frozen=True, slots=True)
class Asked:
    """A live number on the page, and how many registrations it rests on."""

    value: Value
    address: str
    registrations: int
    facts: list[tuple[Any, Any]]


def association_count(request: Request, standing: Standing) -> HttpResponse:
    """Approve and send, or take back."""
    live = queries.live_values(standing.duty, standing.period)
    verb = request.POST.get("verb", "")
    sending = SendForm(standing, live, request.POST if verb == "send" else None)
    taking = WithdrawForm(
        request.POST if verb == "withdraw" else None, initial={"version": standing.version}
    )
    verbs: dict[str, Verb] = {
        "send": lambda: _send(request, standing, sending),
        "draft": lambda: _keep(request, standing),
        "withdraw": lambda: _withdraw(request, standing, taking),
    }
    status = attempt(request, verbs.get(verb)) if request.method == "POST" else 200
    if status == DONE:
        return redirect("policy:count", standing.duty.pk, standing.quarter)
    if status == CONFLICTED:
        standing = found(queries.standing_of(standing.duty, standing.period, clock.today()))
        live = queries.live_values(standing.duty, standing.period)
        sending = SendForm(standing, live, initial=_typed(request, "note"))
        taking = WithdrawForm(initial={"version": standing.version} | _typed(request, "reason"))
    context = _page(request, standing, live) | {"sending": sending, "taking": taking}
    return render(request, "policy/count_association.html", context, status=status)


def _typed(request: Request, name: str) -> dict[str, str]:
    """What was typed, to be kept on a page that begins anew."""
    return {name: request.POST[name]} if name in request.POST else {}


def _send(request: Request, standing: Standing, form: SendForm) -> str | None:
    if not form.is_valid():
        return None
    actions.send(
        id=form.cleaned_data["id"],
        duty=standing.duty,
        period=standing.period,
        sheet=form.sheet(),
        by=request.account,
        at=clock.now(),
    )
    return _("Optællingen er sendt til %(name)s.") % {"name": standing.duty.organisation.name}


def _keep(request: Request, standing: Standing) -> str:
    form = DraftForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(errors[0]) for errors in form.errors.values()))
    actions.save_draft(
        duty=standing.duty,
        period=standing.period,
        version=form.cleaned_data["version"],
        note=form.cleaned_data["note"],
        by=request.account,
        at=clock.now(),
    )
    return _("Bemærkningen er gemt. Kommunen ser den først, når du sender.")


def _withdraw(request: Request, standing: Standing, form: WithdrawForm) -> str | None:
    if not form.is_valid():
        return None
    actions.withdraw(
        count=found(standing.count),
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        by=request.account,
        at=clock.now(),
    )
    return _("Optællingen er trukket tilbage. Kommunen ser ikke længere tallene.")


def _page(request: Request, standing: Standing, live: list[Value]) -> dict[str, Any]:
    """What stands around the forms."""
    moved = queries.differences(standing.sent, live)
    has_moved = any(row.then != row.now for row in moved)
    may = request.membership.may(Area.COUNTS, Level.WRITE)
    return {
        "standing": standing,
        "numbers": [_asked(value, standing) for value in live],
        "differences": moved,
        "has_moved": has_moved,
        "why_not_send": _why_not_send(standing, has_moved),
        "may_write": may,
        "may_withdraw": may and not rules.why_not_withdraw(standing.stage),
        "may_draft": not rules.why_not_draft(standing.stage),
        "through": rules.through(standing.period, standing.today),
        "exchange": queries.exchange_of(standing),
    }


def _asked(value: Value, standing: Standing) -> Asked:
    figure = value.figure
    address = queries.address(figure.id, standing.duty.addressed_to.slug, standing.period)
    facts = [
        (_("Tæller med"), figure.base),
        (_("Sådan er det talt"), figure.method),
        (_("Kilde"), figure.source),
        (_("Øjebliksbillede"), value.snapshot),
    ]
    return Asked(value, address, figures.rows_behind(value).count(), facts)


def _why_not_send(standing: Standing, has_moved: bool) -> str | None:
    ended = standing.duty.stopped_at is not None
    today, period = standing.today, standing.period
    reached = standing.count.through if standing.count else None
    differs = has_moved or reached != rules.through(period, today)
    return rules.why_not_send(
        standing.stage, period, today=today, ended=ended
    ) or rules.why_not_correct(standing.stage, differs=differs)
