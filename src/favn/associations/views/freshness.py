"""What should be asked again, and what was said that somebody must decide."""

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid5

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.actions import freshness as actions
from favn.associations.models import Entry
from favn.associations.queries import freshness as queries
from favn.associations.views.doors import the_entry
from favn.associations.views.linking import send_place_link
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

PER_PAGE, AT_ONCE = 50, 50


@requires(Area.DIRECTORY, Level.WRITE)
def due(request: Request) -> HttpResponse:
    """Claims that wait, then entries nobody confirmed for a year; one press asks them."""
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "ask": lambda: _ask_all(request),
            "accept": lambda: _decide(request, accepts=True),
            "refuse": lambda: _decide(request, accepts=False),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(request.path)
    page = Paginator(queries.due_entries(clock.today()), PER_PAGE)
    context = {
        "claims": queries.waiting_claims(),
        "page": page.get_page(request.GET.get("side")),
        "lately": set(queries.asked_lately(clock.now())),
        "askable": min(AT_ONCE, queries.askable(clock.today(), clock.now()).count()),
        "press": clock.now().isoformat(),
    }
    return render(request, "associations/due.html", context, status=status)


def address_of(request: Request) -> Callable[[str], str]:
    """Token → the whole address it opens."""
    slug = request.organisation.slug
    return lambda token: request.build_absolute_uri(
        reverse("associations:link-page", args=[slug, token])
    )


def _ask_all(request: Request) -> str:
    """The same press twice asks nobody twice. One that cannot be reached holds up no other."""
    rows = queries.askable(clock.today(), clock.now())
    asked = failed = 0
    for entry in rows[:AT_ONCE]:
        try:
            _ask(request, entry, uuid5(entry.pk, request.POST.get("press", "")))
            asked += 1
        except Refused:
            failed += 1
    said = ngettext("%(n)s forening er spurgt.", "%(n)s foreninger er spurgt.", asked)
    if failed:
        said += " " + ngettext("%(m)s mail gik ikke.", "%(m)s mails gik ikke.", failed)
    return said % {"n": asked, "m": failed}


def _ask(request: Request, entry: Entry, pk: UUID) -> None:
    actions.ask(
        id=pk, entry=entry, address_of=address_of(request), by=request.account, at=clock.now()
    )


def _decide(request: Request, *, accepts: bool) -> str:
    try:
        claim = found(queries.claim_with(UUID(request.POST.get("claim", ""))))
    except ValueError:
        claim = found(None)
    actions.decide(claim=claim, accepts=accepts, by=request.account, at=clock.now())
    return _("Det er afgjort, og siden følger det.") if accepts else _("Siden bliver, som den er.")


@requires(Area.DIRECTORY, Level.WRITE)
def ask(request: Request, slug: str) -> HttpResponse:
    """Ask one association now, or open one again that was said to be closed."""
    row = the_entry(slug)
    if request.method == "POST":
        press = partial(uuid5, row.pk, request.POST.get("press", ""))
        verbs: dict[str, Verb] = {
            "ask": lambda: _asked(request, row, press()),
            "reopen": lambda: _reopened(request, row),
            "place": lambda: _placed(request, row, press()),
        }
        attempt(request, verbs.get(request.POST.get("verb", "")))
    return redirect("associations:entry", slug)


def _asked(request: Request, row: Entry, pk: UUID) -> str:
    _ask(request, row, pk)
    return _("Der er skrevet til foreningen.")


def _reopened(request: Request, row: Entry) -> str:
    actions.reopen(entry=row, by=request.account, at=clock.now())
    return _("Foreningen er åben igen.")


def _placed(request: Request, row: Entry, pk: UUID) -> str:
    """The link to its own needs and cooperations, to an association that has no account."""
    why = _("Her skriver I, hvad I har brug for og kan give, og hvad I laver sammen med andre.")
    return send_place_link(
        request, row, id=uuid5(pk, "place"), sent_to=row.email, why=why, by=request.account
    )
