"""A wave from the side that asks: open it, write to the asked, see who is missing, close."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.fields import OnceForm
from favn.kit.refusals import Refused
from favn.people.accounts import mail
from favn.people.accounts.door import Request, link_to
from favn.surveys import actions, queries
from favn.surveys.choices import Errand
from favn.surveys.forms.waves import (
    AddresseesForm,
    AddressForm,
    AskedForm,
    ExtendForm,
    OpenWaveForm,
)
from favn.surveys.models import Asked, Wave
from favn.surveys.views.doors import (
    may_write,
    only_writers,
    reads,
    the_questionnaire,
    the_wave,
    writes,
)

ANSWER = "surveys:answer"
ON_A_PAGE = 50
SHOWN = ("missing", "unreached", "all")


@writes
def new_wave(request: Request, pk: UUID) -> HttpResponse:
    """Ask the published version of some, by a day."""
    row = the_questionnaire(pk)
    version = queries.last_published(row)
    form, status = OpenWaveForm(request.POST or None), 200
    if request.method == "POST":
        status = attempt(request, lambda: _open(request, form, version))
        if status == DONE:
            return redirect("surveys:wave", form.cleaned_data["id"])
    context = {"questionnaire": row, "version": version, "form": form}
    return render(request, "surveys/new_wave.html", context, status=status)


def _open(request: Request, form: OpenWaveForm, version: Any) -> str | None:
    if version is None:
        raise Refused(_("Udgiv en udgave først."))
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.open_wave(
        id=data["id"],
        version=version,
        title=data["title"],
        last_day=data["last_day"],
        addressees=data["whom"],
        by=request.account,
        at=clock.now(),
    )
    return _("Runden er åben. Ingen har fået brev endnu: send invitationerne, når du er klar.")


@reads
def wave(request: Request, pk: UUID) -> HttpResponse:
    """Who has answered and who is missing, by name; letters, links, more time, and the end."""
    row = the_wave(pk)
    forms = _forms(request, row)
    status = 200
    if request.method == "POST":
        only_writers(request)
        status = attempt(request, _verbs(request, row, forms).get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(request.get_full_path())
        if status == CONFLICTED:
            row = the_wave(pk)
            forms["extending"] = ExtendForm(initial={"revision": row.revision})
    return render(request, "surveys/wave.html", _page(request, row) | forms, status=status)


def _forms(request: Request, row: Wave) -> dict[str, Any]:
    verb = request.POST.get("verb", "")
    data = {name: request.POST if verb == name else None for name in ("ask", "extend")}
    started = {"revision": row.revision, "last_day": row.last_day}
    press = request.POST if verb in (Errand.INVITED, Errand.REMINDED) else None
    return {
        "asking": AddresseesForm(data["ask"]),
        "extending": ExtendForm(data["extend"], initial=started),
        "pressing": OnceForm(press),
    }


def _page(request: Request, row: Wave) -> dict[str, Any]:
    shown = request.GET.get("vis", "")
    tally = queries.tallied(row)
    if shown not in SHOWN:
        shown = "missing" if tally.missing and not row.is_closed else "all"
    page = Paginator(queries.standings(row, shown), ON_A_PAGE).get_page(request.GET.get("side"))
    now = clock.now()
    return {
        "wave": row,
        "questionnaire": row.version.questionnaire,
        "tally": tally,
        "tabs": _tabs(shown, tally),
        "page": page,
        "standings": queries.with_letters(list(page.object_list)),
        "is_late": now >= row.deadline,
        "days_left": max((row.last_day - clock.today()).days, 0),
        "may_write": may_write(request),
        "to_invite": _waiting(row, Errand.INVITED),
        "to_remind": _waiting(row, Errand.REMINDED),
        "astray": len(queries.astray(row)),
    }


def _waiting(row: Wave, errand: Errand) -> int:
    """How many a press would write to now."""
    return queries.mails_waiting(row, errand, None).count()


def _tabs(shown: str, tally: queries.Tallied) -> list[dict[str, Any]]:
    titles = {
        "missing": _("Mangler (%(n)s)") % {"n": tally.missing},
        "unreached": _("Fik det ikke (%(n)s)") % {"n": tally.unreached},
        "all": _("Alle (%(n)s)") % {"n": tally.asked},
    }
    return [
        {"title": title, "url": f"?vis={key}", "is_here": key == shown}
        for key, title in titles.items()
    ]


def _verbs(request: Request, row: Wave, forms: dict[str, Any]) -> dict[str, Verb]:
    pressing = forms["pressing"]
    return {
        Errand.INVITED: lambda: _write(request, row, Errand.INVITED, pressing),
        Errand.REMINDED: lambda: _write(request, row, Errand.REMINDED, pressing),
        "hand": lambda: _hand(request, row),
        "returned": lambda: _returned(request, row),
        "withdraw": lambda: _withdraw(request, row),
        "ask": lambda: _ask(request, row, forms["asking"]),
        "extend": lambda: _extend(request, row, forms["extending"]),
        "close": lambda: _close(request, row),
    }


def _write(request: Request, row: Wave, errand: Errand, form: OnceForm) -> str | None:
    if not form.is_valid():
        return None
    press = form.cleaned_data["id"]
    letters = actions.write_letters(
        wave=row,
        to=queries.mails_waiting(row, errand, press),
        errand=errand,
        press=press,
        address_of=link_to(request, row.organisation, ANSWER),
        by=request.account,
        at=clock.now(),
    )
    mail.leave(*letters, at=clock.now())
    said = mail.told_of(letters)
    left = queries.mails_waiting(row, errand, press).count()
    return f"{said} {_('Tryk igen for at sende resten: %(n)s.') % {'n': left}}" if left else said


def _one(request: Request, row: Wave) -> Asked:
    """Whom a button is about. Raises Refused where the page is too old."""
    form = AskedForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Siden er for gammel. Åbn den igen."))
    return found(queries.asked_one(row, form.cleaned_data["asked"]))


def _hand(request: Request, row: Wave) -> str:
    """A link to give by hand; it is shown this once, and shows what was answered."""
    if row.room:
        raise Refused(_("Linket gives dér, hvor runden er åbnet."))
    asked, press = _one(request, row), OnceForm(request.POST)
    if not press.is_valid():
        raise Refused(_("Siden er for gammel. Åbn den igen."))
    _letter, token = actions.hand_link(
        id=press.cleaned_data["id"], asked=asked, by=request.account, at=clock.now()
    )
    return format_html(
        "{} <a href='{url}'>{url}</a>",
        _("Link til %(name)s. Det vises kun denne ene gang:") % {"name": asked.name},
        url=link_to(request, row.organisation, ANSWER)(token),
    )


def _returned(request: Request, row: Wave) -> str:
    asked = _one(request, row)
    actions.mark_returned(asked=asked, by=request.account, at=clock.now())
    return _("Noteret: mailen til %(name)s kom retur.") % {"name": asked.name}


def _withdraw(request: Request, row: Wave) -> str:
    asked = _one(request, row)
    actions.withdraw_links(asked=asked, by=request.account, at=clock.now())
    return _("Links til %(name)s virker ikke mere. Send et nyt, når du ved hvorhen.") % {
        "name": asked.name
    }


def _ask(request: Request, row: Wave, form: AddresseesForm) -> str | None:
    if not form.is_valid():
        return None
    new = actions.ask_also(
        wave=row, addressees=form.cleaned_data["whom"], by=request.account, at=clock.now()
    )
    return ngettext("%(n)s mere er spurgt.", "%(n)s flere er spurgt.", new) % {"n": new}


def _extend(request: Request, row: Wave, form: ExtendForm) -> str | None:
    if not form.is_valid():
        return None
    actions.extend(wave=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Fristen er flyttet. De, der allerede har et link, kan bruge det.")


def _close(request: Request, row: Wave) -> str:
    actions.close_wave(wave=row, by=request.account, at=clock.now())
    return _("Runden er lukket. Svarene kan ikke ændres mere.")


@writes
def address(request: Request, pk: UUID, asked: UUID) -> HttpResponse:
    """Where one who is asked is written to; what was mailed to the old address opens nothing."""
    row, status = the_wave(pk), 200
    one = found(queries.asked_one(row, asked))
    form = AddressForm(request.POST or None, initial={"shown": one.mail, "mail": one.mail})
    if request.method == "POST":
        status = attempt(request, lambda: _readdress(request, one, form))
        if status == DONE:
            return redirect("surveys:wave", row.pk)
        if status == CONFLICTED:
            one = found(queries.asked_one(row, asked))
            typed = request.POST.copy()
            typed["shown"] = one.mail
            form = AddressForm(typed)
    context = {"wave": row, "asked": one, "form": form}
    return render(request, "surveys/address.html", context, status=status)


def _readdress(request: Request, one: Asked, form: AddressForm) -> str | None:
    if not form.is_valid():
        return None
    actions.readdress(asked=one, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Adressen er rettet. %(name)s får brev, næste gang du sender.") % {"name": one.name}
