"""What should be asked again, and what was said that somebody must decide."""

from functools import partial
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import freshness as actions
from favn.associations.models import AskLink, Entry
from favn.associations.queries import freshness as queries
from favn.associations.views.doors import the_entry
from favn.associations.views.linking import send_place_link
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts import mail
from favn.people.accounts.door import Request, link_to, requires
from favn.people.accounts.roles import Area, Level

PER_PAGE = 50


@requires(Area.DIRECTORY, Level.WRITE)
def due(request: Request) -> HttpResponse:
    """Claims that wait, then entries nobody confirmed for a year."""
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
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
    }
    return render(request, "associations/due.html", context, status=status)


def _ask(request: Request, entry: Entry, pk: UUID) -> AskLink:
    return actions.ask(
        id=pk, entry=entry, by=request.account, at=clock.now(),
        address_of=link_to(request, request.organisation, "associations:link-page"),
    )  # fmt: skip


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
    link = _ask(request, row, pk)
    mail.leave(link, at=clock.now())
    if why := mail.told(link, link.sent_to):
        messages.warning(request, why)
        return ""
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
