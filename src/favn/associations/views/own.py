"""An entry as its keeper sees it: say yes, correct it, the board, the statutes, what is wrong."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations import actions, queries
from favn.associations.actions import board as seats
from favn.associations.actions import freshness
from favn.associations.choices import Audience, Claimed
from favn.associations.forms.entries import EntryForm
from favn.associations.forms.own import BoardForm, ClaimForm, StatutesForm
from favn.associations.queries.entries import member_of, seated, statutes_of
from favn.associations.queries.errands import errands_of
from favn.associations.views.keepers import Keeper
from favn.associations.views.linking import send_place_link
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_version, attempt, found
from favn.kit.fields import OnceForm
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

OFFERED = ("change", "board", "statutes", "errand", "checks")
SEVERAL = ("activities", "targets", "languages")


@requires(Area.ENTRY, Level.WRITE)
def own_entries(request: Request) -> HttpResponse:
    """The association's pages in the directories it stands in."""
    rows = queries.own_entries(request.organisation.pk)
    return render(request, "associations/own_entries.html", {"entries": rows})


def page(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """What stands, and one press that says it is right. Looking changes nothing."""
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "": lambda: _confirm(request, keeper),
            "place": lambda: _place(request, keeper),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(keeper.url("page"))
        keeper = _anew(keeper)
    audience = Audience.NETWORK if keeper.link else Audience.OFFICE
    context = {
        "keeper": keeper,
        "entry": keeper.entry,
        "facts": queries.facts_of(keeper.entry, audience),
        "errands": errands_of(keeper.entry)[:10] if not keeper.link else (),
        "urls": {name: keeper.url(name) for name in OFFERED},
        "press": OnceForm(),
    }
    return render(request, "associations/own.html", context, status=status)


def _anew(keeper: Keeper) -> Keeper:
    row = found(queries.entry_with(keeper.entry.slug))
    return Keeper(keeper.kind, row, keeper.by, keeper.who, keeper.args, keeper.link)


def _confirm(request: HttpRequest, keeper: Keeper) -> str:
    freshness.confirm(
        entry=keeper.entry, version=asked_version(request), by=keeper.by,
        who=keeper.who, at=clock.now(),
    )  # fmt: skip
    return _("Tak. Nu står der, at det er bekræftet i dag.")


def _place(request: HttpRequest, keeper: Keeper) -> str | None:
    """Whoever reads the association's mail also gets the link to needs and cooperations there; the
    letter about an entry alone never opens them.
    """
    form = OnceForm(request.POST)
    if keeper.link is None or not form.is_valid():
        return None
    send_place_link(
        request, keeper.entry, id=form.cleaned_data["id"], sent_to=keeper.entry.email,
        why=_("I har selv bedt om linket til jeres behov og samarbejder."), by=keeper.by,
    )  # fmt: skip
    return _("Linket er sendt til foreningens mail.")


def change(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """Say something else; what another wrote meanwhile is said, and what was typed stays."""
    row, status, now = keeper.entry, 200, False
    by_link = keeper.link is not None
    form = EntryForm(row, request.POST or None, by_link=by_link)
    if request.method == "POST":
        status = attempt(request, lambda: _change(keeper, form))
        if status == DONE:
            return redirect(keeper.home)
        if status == CONFLICTED:
            keeper, now = _anew(keeper), True
            form = EntryForm(keeper.entry, by_link=by_link, initial=_typed(request))
    context = {"keeper": keeper, "entry": keeper.entry, "form": form, "now": now}
    return render(request, "associations/change_entry.html", context, status=status)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed, without the version it was typed on."""
    said: dict[str, Any] = {n: v for n, v in request.POST.items() if n != "version"}
    said |= {name: request.POST.getlist(name) for name in SEVERAL}
    return said | {"is_public": "is_public" in request.POST}


def _change(keeper: Keeper, form: EntryForm) -> str | None:
    if not form.is_valid():
        return None
    at = clock.now()
    row = actions.change_entry(
        entry=keeper.entry, version=form.cleaned_data["version"] or 0, profile=form.profile(),
        by=keeper.by, at=at,
    )  # fmt: skip
    if not keeper.is_office:  # Whoever corrects their own page has read it.
        freshness.confirm(entry=row, version=row.version, by=keeper.by, who=keeper.who, at=at)
    return _("Siden er rettet.")


def board(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """Who sits in the board: one more, or one who leaves."""
    is_new = request.POST.get("verb") == "seat"
    form, status = BoardForm(request.POST if is_new else None), 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "seat": lambda: _seat(keeper, form),
            "leave": lambda: _leave(request, keeper),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(request.path)
    hides = keeper.link is not None
    members = [(row, _called(row, hides)) for row in seated(keeper.entry)]
    context = {"keeper": keeper, "entry": keeper.entry, "members": members, "form": form}
    return render(request, "associations/board.html", context, status=status)


def _called(row: Any, hides: bool) -> str:
    """A link may be in wrong hands: it shows no name that is not shown to the network."""
    if hides and (row.shown == Audience.OFFICE or not row.agreed_on):
        return _("Navnet vises kun for kommunen")
    return str(row.called)


def _seat(keeper: Keeper, form: BoardForm) -> str | None:
    if not form.is_valid():
        return None
    said = {name: value for name, value in form.cleaned_data.items() if name != "id"}
    seats.seat(
        id=form.cleaned_data["id"], entry=keeper.entry, member=seats.Member(**said),
        by=keeper.by, at=clock.now(),
    )  # fmt: skip
    return _("Posten er skrevet.")


def _leave(request: HttpRequest, keeper: Keeper) -> str:
    member = found(member_of(keeper.entry, _key(request.POST.get("member", ""))))
    seats.leave(member=member, by=keeper.by, at=clock.now())
    return _("Posten er slut i dag.")


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def statutes(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """Every edition of the statutes, and a form for the newest."""
    form, status = StatutesForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        status = attempt(request, lambda: _adopt(keeper, form))
        if status == DONE:
            return redirect(request.path)
    editions = [(row, keeper.url("statute", row.pk)) for row in statutes_of(keeper.entry)]
    context = {"keeper": keeper, "entry": keeper.entry, "editions": editions, "form": form}
    return render(request, "associations/statutes.html", context, status=status)


def _adopt(keeper: Keeper, form: StatutesForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    file = data.get("file")
    adopted = seats.Adopted(
        data["adopted_on"],
        data["text"] or (form.read if file else ""),
        file.name if file else "",
        form.content if file else None,
    )
    seats.adopt(id=data["id"], entry=keeper.entry, adopted=adopted, by=keeper.by, at=clock.now())
    return _("Vedtægterne er gemt. De gamle står stadig.")


def statute(request: HttpRequest, keeper: Keeper, edition: UUID) -> HttpResponse:
    """One edition: its file as it came, or its words."""
    row = found(statutes_of(keeper.entry).filter(pk=edition).first())
    if row.content is None:
        return HttpResponse(row.text, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(bytes(row.content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="vedtaegter-{row.adopted_on}.pdf"'
    return answer


def claim(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """Not me, closed, or somebody else: the office hears it and decides."""
    assert keeper.link is not None
    form, status = ClaimForm(request.POST or None), 200
    if request.method == "POST":
        status = attempt(request, lambda: _claim(keeper, form))
        if status == DONE:
            kind = form.cleaned_data["kind"]
            context = {"entry": keeper.entry, "is_other": kind == Claimed.NOT_ME}
            return render(request, "associations/claimed.html", context)
    context = {"keeper": keeper, "entry": keeper.entry, "form": form}
    return render(request, "associations/claim.html", context, status=status)


def _claim(keeper: Keeper, form: ClaimForm) -> str | None:
    if not form.is_valid() or keeper.link is None:
        return None
    freshness.claim(
        id=form.cleaned_data["id"], link=keeper.link, said=form.said_all(), at=clock.now()
    )
    return ""
