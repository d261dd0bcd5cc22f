"""Local networks as the house sees them: all, one with its members and meetings, what is made."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.actions import local as actions
from favn.associations.forms.local import (
    ChangeCircleForm,
    ChangeVentureForm,
    GatherForm,
    JoinForm,
    NewCircleForm,
    NewVentureForm,
)
from favn.associations.models import Entry, LocalMember, LocalNetwork, Venture
from favn.associations.queries import local as queries
from favn.associations.views.doors import may_write, only_writers
from favn.associations.views.members import said
from favn.gatherings.actions import post_letters
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_id, asked_version, attempt, found
from favn.people.accounts.door import Request, requires, site_of
from favn.people.accounts.models import Account
from favn.people.accounts.queries import staff_of
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.queries import offices


@requires(Area.DIRECTORY, Level.READ)
def local_networks(request: Request) -> HttpResponse:
    """All of them, and a new one."""
    form, status = NewCircleForm(offices(), _staff(request), request.POST or None), 200
    if request.method == "POST":
        only_writers(request)
        status = attempt(request, lambda: _begin(request, form))
        if status == DONE:
            return redirect("associations:local-network", form.cleaned_data["id"])
    context = {"rows": queries.networks(), "form": form, "may_write": may_write(request)}
    return render(request, "associations/local_networks.html", context, status=status)


def _staff(request: Request) -> list[Account]:
    return staff_of(request.organisation)


def _begin(request: Request, form: NewCircleForm) -> str | None:
    if not form.is_valid():
        return None
    actions.begin_network(
        id=form.cleaned_data["id"], circle=form.circle(), on=clock.today(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Netværket er oprettet. Skriv foreningerne på, og hold det første møde.")


def the_network(pk: UUID) -> LocalNetwork:
    """One of the house's own."""
    return found(queries.network_with(pk))


@requires(Area.DIRECTORY, Level.READ)
def local_network(request: Request, pk: UUID) -> HttpResponse:
    """One network: whom one reaches, who comes, when it meets, and what it makes."""
    row, status = the_network(pk), 200
    ventures = queries.ventures_of(row)
    forms = _forms(request, row, ventures)
    if request.method == "POST":
        only_writers(request)
        status = attempt(request, _verbs(request, row, forms).get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("associations:local-network", pk)
        if status == CONFLICTED:
            row = the_network(pk)
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            stands = ChangeCircleForm.of(row) | typed
            forms["change"] = ChangeCircleForm(offices(), _staff(request), initial=stands)
    context = {
        "network": row, "members": queries.seen_in(row), "gone": queries.gone_from(row),
        "gatherings": queries.gathered(row, clock.now()), "ventures": ventures, "forms": forms,
        "raised": queries.raised(ventures), "may_write": may_write(request),
        "sees_gatherings": request.membership.may(Area.GATHERINGS, Level.COUNT),
        "house": request.organisation, "lines": said(row),
    }  # fmt: skip
    return render(request, "associations/local_network.html", context, status=status)


def _forms(request: Request, row: LocalNetwork, ventures: list[Venture]) -> dict[str, Any]:
    """Every form of the page; the one that was sent holds what was typed."""
    verb = request.POST.get("verb", "")

    def sent(name: str) -> Any:
        return request.POST if verb == name else None

    return {
        "join": JoinForm(queries.offered_to(row), sent("join")),
        "gather": GatherForm(ventures, sent("gather")),
        "change": ChangeCircleForm(
            offices(), _staff(request), sent("change"), initial=ChangeCircleForm.of(row)
        ),
    }


def _verbs(request: Request, row: LocalNetwork, forms: dict[str, Any]) -> dict[str, Verb]:
    return {
        "join": lambda: _join(request, row, forms["join"]),
        "leave": lambda: _leave(request, row),
        "gather": lambda: _gather(request, row, forms["gather"]),
        "change": lambda: _change(request, row, forms["change"]),
        "end": lambda: _end(request, row, is_over=True),
        "resume": lambda: _end(request, row, is_over=False),
    }


def _join(request: Request, row: LocalNetwork, form: JoinForm) -> str | None:
    if not form.is_valid():
        return None
    new = actions.join(
        network=row, entries=form.chosen(), on=clock.today(), by=request.account, at=clock.now()
    )
    said_ = ngettext("%(n)s forening er kommet med.", "%(n)s foreninger er kommet med.", new)
    return said_ % {"n": new}


def _leave(request: Request, row: LocalNetwork) -> str:
    member: LocalMember = found(queries.member_with(row, asked_id(request, "member")))
    actions.leave(member=member, on=clock.today(), by=request.account, at=clock.now())
    return _("%(name)s er ikke med mere. Det, den har været med til, bliver stående.") % {
        "name": member.association.name
    }


def _gather(request: Request, row: LocalNetwork, form: GatherForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.meet(
        id=data["id"], network=row, kind=data["kind"], title=data["title"],
        planned=form.planned(), venture=form.chosen_venture(), by=request.account, at=clock.now(),
    )  # fmt: skip
    post_letters(site=site_of(request), at=clock.now())
    return _("Mødet står i kalenderen, og alle i netværket er inviteret.")


def _change(request: Request, row: LocalNetwork, form: ChangeCircleForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_network(
        network=row, version=form.cleaned_data["version"], circle=form.circle(),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Netværket er rettet.")


def _end(request: Request, row: LocalNetwork, *, is_over: bool) -> str:
    actions.end_network(
        network=row, version=asked_version(request),
        on=clock.today() if is_over else None, by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Netværket er lukket.") if is_over else _("Netværket mødes igen.")


@requires(Area.DIRECTORY, Level.WRITE)
def new_venture(request: Request, pk: UUID) -> HttpResponse:
    """Something the network makes together."""
    row, status = the_network(pk), 200
    form = NewVentureForm(*_offered(request, row), request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _add(request, row, form))
        if status == DONE:
            return redirect("associations:local-network", pk)
    context = {"network": row, "form": form, "venture": None}
    return render(request, "associations/venture.html", context, status=status)


def _offered(request: Request, row: LocalNetwork, leader: Entry | None = None) -> tuple[Any, ...]:
    """Who may lead it: those in the network, and whoever leads it and has left."""
    entries = [seen.entry for seen in queries.seen_in(row)]
    if leader and leader not in entries:
        entries.append(leader)
    held = [one.gathering for one in queries.gathered(row, clock.now())]
    return entries, request.organisation.name, held


def _add(request: Request, row: LocalNetwork, form: NewVentureForm) -> str | None:
    if not form.is_valid():
        return None
    actions.add_venture(
        id=form.cleaned_data["id"], network=row, plan=form.plan_typed(), by=request.account,
        said_by=request.account.actor_label, at=clock.now(),
    )  # fmt: skip
    return _("Det står på netværkets side.")


@requires(Area.DIRECTORY, Level.WRITE)
def venture(request: Request, pk: UUID, venture: UUID) -> HttpResponse:
    """One of them, as it goes on: held, told of, and what came of it."""
    network, status = the_network(pk), 200
    row = found(queries.venture_with(network, venture))
    offered = _offered(request, network, row.leader)
    form = ChangeVentureForm(*offered, request.POST or None, initial=ChangeVentureForm.of(row))
    if request.method == "POST":
        status = attempt(request, lambda: _rewrite(request, row, form))
        if status == DONE:
            return redirect("associations:local-network", pk)
        if status == CONFLICTED:
            row = found(queries.venture_with(network, venture))
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            form = ChangeVentureForm(*offered, initial=ChangeVentureForm.of(row) | typed)
    context = {"network": network, "form": form, "venture": row, "lines": said(row)}
    return render(request, "associations/venture.html", context, status=status)


def _rewrite(request: Request, row: Venture, form: ChangeVentureForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_venture(
        venture=row, version=form.cleaned_data["version"], plan=form.plan_typed(),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Det er gemt.")
