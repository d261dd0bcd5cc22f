"""The box for ideas: everybody's page, and the house's list with what became of each."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre.actions import ideas as actions
from favn.centre.choices import IDEA_LOOKS, IdeaState
from favn.centre.forms.ideas import IdeaForm, SayForm
from favn.centre.models import Idea
from favn.centre.queries import ideas as queries
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, public, refusal, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.queries import tenant_with

A_PAGE = 50
STATE, THANKS = "svar", "tak"
OWN_WORDS = (
    ("en", "ltr", "Write in your own language."),
    ("ar", "rtl", "اكتب بلغتك."),
    ("uk", "ltr", "Пишіть своєю мовою."),
    ("fa", "rtl", "به زبان خودت بنویس."),
    ("tr", "ltr", "Kendi dilinde yaz."),
    ("so", "ltr", "Ku qor luqaddaada."),
)
"""Data: read by those who read no Danish, whatever the language of the page."""


class Anybody:
    """Whoever writes without a name; history knows no more of them."""

    actor_id = UUID(int=0)

    @property
    def actor_label(self) -> str:
        """What history calls them."""
        return _("En, der skrev uden navn")


@public("everybody may have an idea, and read what became of others")
def public_ideas(request: HttpRequest, organisation: str) -> HttpResponse:
    """Write an idea without a name, and read what became of those that are shown."""
    house, status = found(tenant_with(organisation)), 200
    request.public_house = house  # type: ignore[attr-defined]
    with acting_for(house.pk):
        if not queries.is_open():
            raise Http404
        form = IdeaForm(request.POST or None)
        if request.method == "POST":
            status = attempt(request, lambda: _put(form))
            if status == DONE:
                here = reverse("centre:public-ideas", args=[house.slug])
                return redirect(f"{here}?{THANKS}=1")
        context = {
            "house": house, "form": form, "ideas": [_told(row) for row in queries.shown()],
            "own_words": OWN_WORDS, "is_put": THANKS in request.GET,
        }  # fmt: skip
        return render(request, "centre/public_ideas.html", context, status=status)


def _put(form: IdeaForm) -> str | None:
    """Keep it; a machine is told the same and nothing is kept."""
    if not form.is_valid():
        return None
    if not form.is_trapped:
        actions.put(**form.cleaned_data, by=Anybody(), at=clock.now())
    return ""


def _told(row: Idea) -> dict[str, Any]:
    return {"row": row, "look": IDEA_LOOKS[row.state]}


# The house


@requires(Area.IDEAS, Level.READ)
def ideas(request: Request) -> HttpResponse:
    """Every idea, those without an answer first; POST opens or closes the box."""
    if request.method == "POST":
        _only_writers(request)
        verb = request.POST.get("verb", "")
        attempt(request, {"open": lambda: _box(request, True),
                          "close": lambda: _box(request, False)}.get(verb))  # fmt: skip
        return redirect("centre:ideas")
    state = request.GET.get(STATE, "")
    page = Paginator(queries.ideas(state), A_PAGE).get_page(request.GET.get("side"))
    house = request.organisation.slug
    context = {
        "tabs": _tabs(state),
        "page": page,
        "ideas": [_told(row) for row in page],
        "is_open": queries.is_open(),
        "public_url": request.build_absolute_uri(reverse("centre:public-ideas", args=[house])),
        "may_write": request.membership.may(Area.IDEAS, Level.WRITE),
    }
    return render(request, "centre/ideas.html", context)


def _tabs(state: str) -> list[dict[str, Any]]:
    every = [("", _("Alle")), *((s.value, s.label) for s in IdeaState)]
    return [{"title": t, "url": f"?{STATE}={k}", "is_here": k == state} for k, t in every]


def _only_writers(request: Request) -> None:
    if not request.membership.may(Area.IDEAS, Level.WRITE):
        raise PermissionDenied(refusal(request.membership))


def _box(request: Request, is_open: bool) -> str:
    actions.set_box(is_open=is_open, by=request.account, at=clock.now())
    return _("Idékassen er åben for alle.") if is_open else _("Idékassen er lukket.")


@requires(Area.IDEAS, Level.READ)
def idea(request: Request, pk: UUID) -> HttpResponse:
    """One idea; POST says what became of it, or takes it away."""
    row, status = found(queries.idea_with(pk)), 200
    verb = request.POST.get("verb", "")
    form = SayForm(row, request.POST if verb == "say" else None)
    if request.method == "POST":
        _only_writers(request)
        verbs = {"say": lambda: _say(request, row, form), "remove": lambda: _remove(request, row)}
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("centre:ideas")
        if status == CONFLICTED:
            row = found(queries.idea_with(pk))
            form = SayForm(row)
    context = {
        "idea": row, "look": IDEA_LOOKS[row.state], "form": form,
        "may_write": request.membership.may(Area.IDEAS, Level.WRITE),
    }  # fmt: skip
    return render(request, "centre/idea.html", context, status=status)


def _say(request: Request, row: Idea, form: SayForm) -> str | None:
    if not form.is_valid():
        return None
    actions.say(idea=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Svaret er gemt.")


def _remove(request: Request, row: Idea) -> str:
    actions.remove(idea=row, by=request.account, at=clock.now())
    return _("Den er taget væk, og teksten er slettet.")
