"""General assemblies: the list, one with its steps, its agenda, and the papers."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.actions import agenda
from favn.associations.actions import assemblies as actions
from favn.associations.choices.membership import Stage
from favn.associations.forms.assemblies import (
    AssemblyForm,
    CallForm,
    ItemForm,
    LeadersForm,
    StepForm,
)
from favn.associations.models import Assembly
from favn.associations.queries import assemblies as queries
from favn.associations.queries.minutes import minutes_of, notice_of
from favn.associations.queries.own_board import bylaws_on
from favn.associations.rules.assembly import told_late, why_not_frozen
from favn.associations.views.own_board import may_write
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.documents.files import TYPES, attached
from favn.people.accounts import mail
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.BOARD, Level.READ)
def assemblies(request: Request) -> HttpResponse:
    """Every assembly with its stage."""
    context = {
        "rows": queries.assemblies(), "may_write": may_write(request),
        "bylaws": bylaws_on(clock.today()),
    }  # fmt: skip
    return render(request, "associations/assemblies.html", context)


@requires(Area.BOARD, Level.WRITE)
def new_assembly(request: Request) -> HttpResponse:
    """Plan one."""
    form, status = AssemblyForm(request.POST or None), 200
    if request.method == "POST":
        made: list[Assembly] = []
        status = attempt(request, lambda: _plan(request, form, made))
        if status == DONE:
            return redirect("associations:assembly", made[0].pk)
    return render(request, "associations/new_assembly.html", {"form": form}, status=status)


def _plan(request: Request, form: AssemblyForm, made: list[Assembly]) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    made.append(
        actions.plan_assembly(
            id=data["id"],
            title=data["title"],
            starts_at=form.starts(),
            place=data["place"],
            is_extraordinary=data["is_extraordinary"],
            bylaws=bylaws_on(clock.today()),
            by=request.account,
            at=clock.now(),
        )
    )
    return _("Generalforsamlingen er planlagt. Skriv dagsordenen nu.")


@requires(Area.BOARD, Level.WRITE)
def change_assembly(request: Request, pk: UUID) -> HttpResponse:
    """Another day or place."""
    row, status = found(queries.assembly_with(pk)), 200
    form = AssemblyForm(request.POST or None, initial=AssemblyForm.of(row))
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect("associations:assembly", pk)
    context = {"assembly": row, "form": form}
    return render(request, "associations/change_assembly.html", context, status=status)


def _change(request: Request, row: Assembly, form: AssemblyForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.change_assembly(
        assembly=row, version=data["version"] or 0, title=data["title"], starts_at=form.starts(),
        place=data["place"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Generalforsamlingen er rettet.")


@requires(Area.BOARD, Level.READ)
def assembly(request: Request, pk: UUID) -> HttpResponse:
    """One assembly: the next step, the deadlines, the agenda, and who may vote."""
    row, status = found(queries.assembly_with(pk)), 200
    if request.method == "POST" and may_write(request):
        status = attempt(request, _verbs(request, row).get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("associations:assembly", pk)
        row = found(queries.assembly_with(pk))
    return render(request, "associations/assembly.html", _seen(request, row), status=status)


def _seen(request: Request, row: Assembly) -> dict[str, object]:
    sent, late = request.POST.get("verb"), _late(row)
    listed = queries.who_may_vote(row) if row.stage in (Stage.PLANNED, Stage.CALLED) else []
    step = {"version": row.version}
    leaders = step | {"led_by": row.leader, "written_by": row.writer}
    notices, items = queries.notices_of(row), queries.agenda_of(row)
    return {
        "notices": notices, "mailed": sum(one.is_sent for one in notices),
        "on_paper": [one for one in notices if one.is_missed],
        "on_the_way": sum(one.is_on_its_way and not one.is_sent for one in notices),
        "assembly": row, "items": items, "late": queries.too_late(row),
        "room": queries.room_of(row), "may_write": may_write(request),
        "told_late": late, "not_yet": why_not_frozen(clock.today(), row.paid_by),
        "is_past": clock.today() > row.on,
        "may_vote": sum(not one.why_not for one in listed),
        "unpaid": [one.member for one in listed if one.why_not == "unpaid"],
        "call": CallForm(late, request.POST if sent == "call" else None, initial=step),
        "item": ItemForm(request.POST if sent == "item" else None),
        "is_adding": sent == "item" or not items,
        "earlier": queries.before(row) if row.stage == Stage.PLANNED else None,
        "leaders": LeadersForm(initial=leaders, auto_id="leaders_%s"),
        "is_planned": row.stage == Stage.PLANNED, "is_called": row.stage == Stage.CALLED,
        "is_open": row.stage == Stage.OPEN, "is_closed": row.stage == Stage.CLOSED,
        "is_approved": row.stage == Stage.APPROVED,
    }  # fmt: skip


def _late(row: Assembly) -> str | None:
    return told_late(clock.today(), row.on, row.last_notice, row.bylaws.notice_days)


def _verbs(request: Request, row: Assembly) -> dict[str, Verb]:
    return {
        "call": lambda: _call(request, row),
        "item": lambda: _item(request, row),
        "again": lambda: _again(request, row),
        "up": lambda: _on_item(request, row, "up"),
        "remove": lambda: _on_item(request, row, "remove"),
        "open": lambda: _step(request, row, actions.open_assembly, _("Stemmelisten er låst.")),
        "close": lambda: _step(request, row, actions.close, _("Mødet er lukket.")),
        "approve": lambda: _step(request, row, actions.approve, _("Referatet er godkendt.")),
        "leaders": lambda: _leaders(request, row),
    }


def _call(request: Request, row: Assembly) -> str | None:
    form = CallForm(_late(row), request.POST)
    if not form.is_valid():
        return None
    data = form.cleaned_data
    done = actions.call(
        assembly=row, version=data["version"], although_late=data.get("although_late", False),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    mail.leave(at=clock.now())
    notices = queries.notices_of(done)
    sent = sum(notice.is_on_its_way for notice in notices)
    return ngettext(
        "Mødet er indkaldt. %(n)s medlem får indkaldelsen med mail.",
        "Mødet er indkaldt. %(n)s medlemmer får indkaldelsen med mail.",
        sent,
    ) % {"n": sent}


def _item(request: Request, row: Assembly) -> str | None:
    form = ItemForm(request.POST)
    if not form.is_valid():
        return None
    made = agenda.add_item(
        id=form.cleaned_data["id"], assembly=row, point=form.point(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    if not made.number:
        return _("Forslaget kom efter fristen. Det står under dem, der kom for sent.")
    return _("Punktet står på dagsordenen.")


def _again(request: Request, row: Assembly) -> str:
    earlier = found(queries.before(row))
    n = agenda.add_items_again(assembly=row, earlier=earlier, by=request.account, at=clock.now())
    said = ngettext("%(n)s punkt står på dagsordenen.", "%(n)s punkter står på dagsordenen.", n)
    return said % {"n": n}


def _on_item(request: Request, row: Assembly, what: str) -> str | None:
    try:
        item = found(queries.item_with(UUID(request.POST.get("item", ""))))
    except ValueError as error:
        raise Http404 from error
    if item.assembly_id != row.pk:
        raise Http404
    verb = agenda.raise_item if what == "up" else agenda.remove_item
    verb(item=item, by=request.account, at=clock.now())
    return ""


def _step(request: Request, row: Assembly, action: object, said: str) -> str | None:
    form = StepForm(request.POST)
    if not form.is_valid():
        return None
    version = form.cleaned_data["version"]
    action(assembly=row, version=version, by=request.account, at=clock.now())  # type: ignore[operator]
    return said


def _leaders(request: Request, row: Assembly) -> str | None:
    form = LeadersForm(request.POST)
    if not form.is_valid():
        return None
    actions.name_leaders(assembly=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Gemt.")


@requires(Area.BOARD, Level.READ)
def assembly_paper(request: Request, pk: UUID, paper: str, kind: str) -> HttpResponse:
    """The notice or the minutes as PDF or for a word processor."""
    row = found(queries.assembly_with(pk))
    made = {"indkaldelse": notice_of, "referat": minutes_of}.get(paper)
    if made is None or kind not in TYPES:
        raise Http404
    return attached(made(row, request.organisation.name), f"{paper}-{row.on}", kind)
