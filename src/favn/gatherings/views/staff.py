"""The staff's list of gatherings, one of them, and making, changing, repeating, cancelling."""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from favn.gatherings import actions, queries
from favn.gatherings.choices import State
from favn.gatherings.forms.events import (
    AgainForm,
    ChangeGatheringForm,
    KindForm,
    ListForm,
    NewGatheringForm,
    ReasonForm,
)
from favn.gatherings.models import Gathering, Kind
from favn.gatherings.queries.events import FOLDED
from favn.gatherings.rules.events import why_not_announce
from favn.gatherings.views.doors import (
    A_PAGE,
    acted,
    may_read,
    may_write,
    only_writers,
    post,
    the_gathering,
)
from favn.gatherings.views.public import facts_of
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.kit.refusals import Conflict
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.GATHERINGS, Level.COUNT)
def listing(request: Request) -> HttpResponse:
    """What is to come, or what is over; by words, state and kind."""
    form, is_past = ListForm(request.GET), request.GET.get("vis") == "holdte"
    wanted = form.wanted()
    rows = queries.listed(now=clock.now(), past=is_past, **wanted)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("side"))
    context = {
        "form": form,
        "page": page,
        "count": page.paginator.count,
        "is_active": any(wanted.values()),
        "is_past": is_past,
        "may_write": may_write(request),
        "may_read": may_read(request),
        "calls": queries.calls().count(),
        "organisation": request.organisation,
        "tabs": [
            {"title": _("Kommende"), "url": "?", "is_here": not is_past},
            {"title": _("Holdte"), "url": "?vis=holdte", "is_here": is_past},
        ],
    }
    return render(request, "gatherings/list.html", context)


@requires(Area.GATHERINGS, Level.WRITE)
def new(request: Request) -> HttpResponse:
    """A new one; it is a draft until it is announced."""
    form, status = NewGatheringForm(request.organisation, request.POST or None), 200
    if request.method == "POST":
        made: list[Gathering] = []
        status = attempt(request, lambda: _made(request, form, made))
        if status == DONE:
            return redirect("gatherings:gathering", made[0].pk)
    return render(request, "gatherings/new.html", {"form": form}, status=status)


def _made(request: Request, form: NewGatheringForm, made: list[Gathering]) -> str | None:
    if not form.is_valid():
        return None
    row = actions.make(
        id=form.cleaned_data["id"], facts=form.facts(), hours=form.hours(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    made.append(row)
    return _("Kladden er gemt. Se den igennem, og annoncér.")


@requires(Area.GATHERINGS, Level.COUNT)
def gathering(request: Request, gathering: UUID) -> HttpResponse:
    """One of them: when, how full, and what can be done with it."""
    row, status, now = the_gathering(gathering), 200, clock.now()
    if request.method == "POST":
        only_writers(request)
        status = acted(request, {"announce": lambda: _announced(request, row)})
        if status == DONE:
            return redirect("gatherings:gathering", row.pk)
    meetings = queries.meetings_of(row)
    counted = queries.turnout_of(row)
    is_draft = row.state == State.DRAFT
    context = {
        "gathering": row,
        "counted": counted,
        "seats": queries.house_of(row),
        "facts": facts_of(row, is_told=True),
        "why_not": why_not_announce(row, meetings, now) if is_draft else "",
        "is_draft": is_draft,
        "is_open": row.state == State.ANNOUNCED,
        "may_write": may_write(request),
        "may_read": may_read(request),
        "may_count": request.membership.may(Area.ATTENDANCE, Level.WRITE),
        "organisation": request.organisation,
        "about": _about(request, row),
    }
    return render(request, "gatherings/gathering.html", context, status=status)


def _about(request: Request, row: Gathering) -> list[tuple[str, str]]:
    """What rooms above say it is about, as far as the role reaches: a text and an address."""
    return [
        (text, reverse(page, args=args))
        for ask in import_string(settings.FAVN_OF_GATHERING)
        for text, page, args, area, level in ask(row)
        if request.membership.may(area, level)
    ]


def _announced(request: Request, row: Gathering) -> str:
    actions.announce(gathering=row, by=request.account, at=clock.now())
    return _("Arrangementet er annonceret.")


@requires(Area.GATHERINGS, Level.WRITE)
def change(request: Request, gathering: UUID) -> HttpResponse:
    """Say something else about one; who is in hears of a new place."""
    row, status, stands = the_gathering(gathering), 200, None
    own = request.organisation
    form = ChangeGatheringForm(own, request.POST or None, initial=ChangeGatheringForm.of(row))
    if request.method == "POST":
        status = attempt(request, lambda: _changed(request, row, form))
        if status == DONE:
            post(request)
            return redirect("gatherings:gathering", row.pk)
        if status == CONFLICTED:
            row = stands = the_gathering(gathering)
            typed = request.POST.copy()
            typed["version"] = str(row.version)
            form = ChangeGatheringForm(own, typed)
    context = {"gathering": row, "form": form, "stands": stands}
    return render(request, "gatherings/change.html", context, status=status)


def _changed(request: Request, row: Gathering, form: ChangeGatheringForm) -> str | None:
    if not form.is_valid():
        return None
    changed = actions.change(
        gathering=row, facts=form.facts(), version=form.cleaned_data["version"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    over = queries.house_of(changed).over
    if over:
        names = ", ".join(one.shown_name for one in over)
        return _("Rettet. Disse har ikke plads mere: %(names)s. Ring til dem.") % {"names": names}
    return _("Arrangementet er rettet.")


@requires(Area.GATHERINGS, Level.WRITE)
def again(request: Request, gathering: UUID) -> HttpResponse:
    """The same as last time, from another day on."""
    row, status = the_gathering(gathering), 200
    form = AgainForm(request.POST or None)
    if request.method == "POST":
        made: list[Gathering] = []
        status = attempt(request, lambda: _repeated(request, row, form, made))
        if status == DONE:
            return redirect("gatherings:gathering", made[0].pk)
    context = {"gathering": row, "form": form}
    return render(request, "gatherings/again.html", context, status=status)


def _repeated(
    request: Request, row: Gathering, form: AgainForm, made: list[Gathering]
) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    made.append(
        actions.make_like(
            id=data["id"], earlier=row, on=data["on"], by=request.account, at=clock.now()
        )
    )
    return _("Kladden er gemt og er som sidst. Se den igennem, og annoncér.")


@requires(Area.GATHERINGS, Level.WRITE)
def cancel(request: Request, gathering: UUID) -> HttpResponse:
    """Call the whole off, and tell everybody who is in."""
    row, status = the_gathering(gathering), 200
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _cancelled(request, row, form))
        if status == DONE:
            post(request)
            return redirect("gatherings:gathering", row.pk)
    by_phone = [one for one in queries.signups_of(row) if one.is_live and one.way == "phone"]
    context = {
        "gathering": row, "form": form, "seats": queries.house_of(row), "by_phone": by_phone,
    }  # fmt: skip
    return render(request, "gatherings/cancel.html", context, status=status)


def _cancelled(request: Request, row: Gathering, form: ReasonForm) -> str | None:
    if not form.is_valid():
        return None
    actions.cancel(
        gathering=row, reason=form.cleaned_data["reason"], by=request.account, at=clock.now()
    )
    return _("Arrangementet er aflyst. De, der gav en mail, får besked.")


@requires(Area.GATHERINGS, Level.WRITE)
def kinds(request: Request) -> HttpResponse:
    """The register of kinds."""
    form, status = KindForm(request.POST or None), 200
    if request.method == "POST":
        verbs = {
            "add": lambda: _added(request, form),
            "first": lambda: _first(request),
            "retire": lambda: _retired(request, is_used=False),
            "reuse": lambda: _retired(request, is_used=True),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect("gatherings:kinds")
    context = {"kinds": queries.kinds(with_retired=True), "form": form}
    return render(request, "gatherings/kinds.html", context, status=status)


def _added(request: Request, form: KindForm) -> str | None:
    if not form.is_valid():
        return None
    name = form.cleaned_data["name"]
    slug = slugify(name.translate(FOLDED))[:60] or form.cleaned_data["id"].hex[:8]
    actions.add_kind(
        id=form.cleaned_data["id"], slug=slug, name=name, by=request.account, at=clock.now()
    )
    return _("Slagsen er oprettet.")


def _first(request: Request) -> str:
    actions.first_kinds(by=request.account, at=clock.now())
    return _("De almindelige slags er oprettet. Ret dem til jeres egne.")


def _retired(request: Request, *, is_used: bool) -> str:
    try:
        pk = UUID(request.POST.get("kind", ""))
    except ValueError as error:
        raise Conflict(_("Siden er for gammel. Åbn den igen.")) from error
    kind: Kind = found(queries.kind_with(pk))
    actions.retire_kind(kind=kind, is_used=is_used, by=request.account, at=clock.now())
    return _("Rettet.")
