"""The newsletter: to ask for it, one's own page by the link, and to send one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.kit.models import EditionName
from favn.kit.refusals import Refused
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, by_link, only_forms, public, requires, site_of
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import tenant_with
from favn.publishing.actions import news as actions
from favn.publishing.choices import ABOUT, About
from favn.publishing.forms.news import AddressForm, AskForm, ChoiceForm
from favn.publishing.models import FrozenEdition, NewsReader
from favn.publishing.queries import news as queries
from favn.publishing.rules.news import why_not_send
from favn.publishing.views.doors import the_edition

TRAP = "website"
"""A field nobody sees; a machine that fills in everything fills it in."""
WHY_LINK = "whoever asked for the newsletter says yes to it and no again without an account"
writes = requires(Area.REPORTS, Level.WRITE)


@public("everybody may ask a house for its newsletter")
@never_cache
def news(request: HttpRequest, organisation: str) -> HttpResponse:
    """Ask for it; 404 where the house has none."""
    house, status = found(tenant_with(organisation)), 200
    request.public_house = house  # type: ignore[attr-defined]
    with acting_for(house.pk):
        if not queries.newsletters_for_all().exists():
            raise Http404
        offered = queries.offered()
        form = AskForm(request.POST or None, offered=offered, initial={"wants": offered})
        if request.method == "POST":
            status = attempt(request, lambda: _asked(request, house, form))
            if status == DONE:
                return redirect(reverse("publishing:news", args=[house.slug]) + "?sendt=1")
        context = {"house": house, "form": form, "trap": TRAP, "is_asked": "sendt" in request.GET}
        return render(request, "publishing/news.html", context, status=status)


def _asked(request: HttpRequest, house: Organisation, form: AskForm) -> str | None:
    if request.POST.get(TRAP):
        return ""
    if not form.is_valid():
        return None
    actions.ask(house=house, email=form.cleaned_data["email"], wants=form.chosen, at=clock.now())
    actions.post_letters(site=site_of(request), at=clock.now())
    return ""


@by_link(NewsReader, WHY_LINK)
def news_reader(request: HttpRequest, link: NewsReader) -> HttpResponse:
    """Say yes, choose, say no. Only a press does any of it: mail programs open links."""
    here, is_choosing = link.at("publishing:news-reader"), request.POST.get("verb") == "choose"
    form = ChoiceForm(
        request.POST if is_choosing else None,
        offered=queries.offered(), initial={"wants": link.chosen},
    )  # fmt: skip
    verbs = {"choose": lambda: _choose(request, link, form), "yes": lambda: _yes(link)}
    status = 200
    if request.method == "POST":
        status = attempt(request, verbs.get(request.POST.get("verb", ""), lambda: _no(link)))
        if status == DONE:
            return redirect(here)
    context = {"reader": link, "house": link.organisation, "here": here, "form": form}
    return render(request, "publishing/news_reader.html", context, status=status)


def _yes(link: NewsReader) -> str:
    actions.say_yes(reader=link, at=clock.now())
    return ""


def _no(link: NewsReader) -> str:
    actions.say_no(reader=link, by=link, at=clock.now())
    return ""


def _choose(request: HttpRequest, link: NewsReader, form: ChoiceForm) -> str | None:
    if not form.is_valid():
        return None
    actions.choose(reader=link, wants=form.chosen, at=clock.now())
    return _("Gemt.")


@writes
@only_forms
def send_news(request: Request, pk: UUID) -> HttpResponse:
    """Tell every reader that this newsletter is out."""
    row = the_edition(pk)
    try:
        n = actions.send(edition=row, by=request.account, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("publishing:edition", pk)
    actions.post_letters(site=site_of(request), at=clock.now())
    done = ngettext("%(n)s brev er på vej.", "%(n)s breve er på vej.", n) % {"n": n}
    messages.success(request, done)
    return redirect(reverse("publishing:edition", args=[pk]) + "#send")


@writes
@only_forms
def end_news(request: Request, pk: UUID) -> HttpResponse:
    """Take somebody off who calls; the answer is the same whether the address was there."""
    row, form = the_edition(pk), AddressForm(request.POST)
    if form.is_valid():
        reader = queries.reader_with(request.organisation, form.cleaned_data["email"])
        if reader:
            actions.say_no(reader=reader, by=request.account, at=clock.now())
        messages.success(request, _("Adressen får ikke nyhedsbrevet."))
    else:
        messages.error(request, _("Skriv en mailadresse, for eksempel navn@eksempel.dk."))
    return redirect("publishing:edition", row.pk)


def sending_of(request: Request, row: FrozenEdition) -> dict[str, Any] | None:
    """What the page of an edition says of sending it; None where it never is, or who may not."""
    about = ABOUT.get(row.report.kind)
    if not (about and request.membership.may(Area.REPORTS, Level.WRITE)):
        return None
    if about != About.LETTERS and not queries.newsletters_for_all().exists():
        return None
    return {
        "about": about,
        "is_letter": about == About.LETTERS,
        "readers": queries.readers(about).count(),
        "address": reverse("publishing:news", args=[row.organisation.slug]),
        "of": queries.sent_of(row),
        "form": AddressForm(),
        "why_not": why_not_send(
            is_for_all=True, is_public=row.edition == EditionName.PUBLIC,
            is_newest=queries.is_newest(row),
        ),
    }  # fmt: skip
