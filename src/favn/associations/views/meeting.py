"""While the assembly is held: who is there, proxies, votes, elections and what was said."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import agenda, assemblies
from favn.associations.choices.membership import Stage
from favn.associations.forms.assemblies import (
    CandidateForm,
    ElectionForm,
    MinutesForm,
    NameForm,
    ProxyForm,
    VoteForm,
)
from favn.associations.models import AgendaItem, Assembly
from favn.associations.queries import assemblies as queries
from favn.associations.queries.minutes import vote_words
from favn.associations.rules.people import plain_name
from favn.associations.views.own_board import may_write
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.BOARD, Level.WRITE)
def voters(request: Request, pk: UUID) -> HttpResponse:
    """The frozen list: who came, who votes for whom."""
    row, status = found(queries.assembly_with(pk)), 200
    listed = queries.voters_of(row)
    sent = request.POST.get("verb", "")
    proxy = ProxyForm(listed, request.POST if sent == "proxy" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "came": lambda: _mark(request, row, is_here=True),
            "went": lambda: _mark(request, row, is_here=False),
            "proxy": lambda: _proxy(request, proxy),
        }
        status = attempt(request, verbs.get(sent))
        if status == DONE:
            return redirect(request.get_full_path())
    find = NameForm(request.GET, auto_id="filter_%s")
    wanted = plain_name(find.wanted())
    shown = [one for one in listed if wanted in plain_name(one.member.called)]
    context = {
        "assembly": row, "voters": shown, "room": queries.room_of(row), "proxy": proxy,
        "is_open": row.stage == Stage.OPEN, "find": find, "is_active": bool(wanted),
        "has_proxies": row.bylaws.proxies_each > 0,
    }  # fmt: skip
    return render(request, "associations/voters.html", context, status=status)


def _mark(request: Request, row: Assembly, *, is_here: bool) -> str:
    try:
        voter = found(queries.voter_with(UUID(request.POST.get("voter", ""))))
    except ValueError as error:
        raise Http404 from error
    if voter.assembly_id != row.pk:
        raise Http404
    assemblies.mark(voter=voter, is_here=is_here, by=request.account, at=clock.now())
    return ""


def _proxy(request: Request, form: ProxyForm) -> str | None:
    if not form.is_valid():
        return None
    giver, holder = form.pair()
    assemblies.give_proxy(giver=giver, holder=holder, by=request.account, at=clock.now())
    return _("Fuldmagten er skrevet.") if holder else _("Fuldmagten er taget tilbage.")


@requires(Area.BOARD, Level.WRITE)
def item(request: Request, pk: UUID) -> HttpResponse:
    """One item: its vote or its election, and its minutes."""
    row, status = found(queries.item_with(pk)), 200
    forms = _forms(request, row)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "vote": lambda: _vote(request, row, forms["vote"]),  # type: ignore[arg-type]
            "stand": lambda: _stand(request, row, forms["stand"]),  # type: ignore[arg-type]
            "elect": lambda: _elect(request, row, forms["elect"]),  # type: ignore[arg-type]
            "minutes": lambda: _minutes(request, row, forms["minutes"]),  # type: ignore[arg-type]
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("associations:agenda-item", pk)
        if status == CONFLICTED:
            row = found(queries.item_with(pk))
            forms = _after_conflict(request, row)
    context = {
        "item": row, "assembly": row.assembly, "forms": forms,
        "next_item": queries.item_after(row),
        "room": queries.room_of(row.assembly), "is_open": row.assembly.stage == Stage.OPEN,
        "result": vote_words(row) if row.verdict else "", "may_write": may_write(request),
        "is_late": status == CONFLICTED,
        "takes_minutes": row.assembly.stage in (Stage.OPEN, Stage.CLOSED),
    }  # fmt: skip
    return render(request, "associations/agenda_item.html", context, status=status)


def _forms(request: Request, row: AgendaItem) -> dict[str, object]:
    sent = {request.POST.get("verb"): request.POST}
    step = {"version": row.version}
    candidates = list(row.candidates.all())
    return {
        "vote": VoteForm(sent.get("vote"), initial=VoteForm.of(row), auto_id="vote_%s"),
        "stand": CandidateForm(sent.get("stand")),
        "elect": ElectionForm(candidates, sent.get("elect"), initial=step, auto_id="elect_%s"),
        "minutes": MinutesForm(
            sent.get("minutes"), initial=step | {"minutes": row.minutes}, auto_id="minutes_%s"
        ),
    }


def _after_conflict(request: Request, row: AgendaItem) -> dict[str, object]:
    """The forms as they stand now, with what was typed of the minutes kept."""
    forms = _forms(request, row)
    typed = request.POST.get("minutes", row.minutes)
    first = {"version": row.version, "minutes": typed}
    forms["minutes"] = MinutesForm(initial=first, auto_id="minutes_%s")
    forms["vote"] = VoteForm(initial=VoteForm.of(row), auto_id="vote_%s")
    forms["elect"] = ElectionForm(list(row.candidates.all()), initial={"version": row.version})
    return forms


def _vote(request: Request, row: AgendaItem, form: VoteForm) -> str | None:
    if not form.is_valid():
        return None
    agenda.record_vote(item=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Stemmerne er gemt.")


def _stand(request: Request, row: AgendaItem, form: CandidateForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    agenda.stand(id=data["id"], item=row, name=data["name"], by=request.account, at=clock.now())
    return _("Kandidaten er skrevet på.")


def _elect(request: Request, row: AgendaItem, form: ElectionForm) -> str | None:
    if not form.is_valid():
        return None
    agenda.record_election(
        item=row, version=form.cleaned_data["version"], votes=form.votes(),
        elected=form.elected(), by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Valget er skrevet. De valgte sidder, når mødet lukkes.")


def _minutes(request: Request, row: AgendaItem, form: MinutesForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    agenda.write_minutes(
        item=row, version=data["version"], text=data["minutes"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Referatet er gemt som kladde.")
