"""Errands: written by an association, and answered by somebody who sees who it is."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.associations.actions import errand_letters as letters
from favn.associations.actions import errands as actions
from favn.associations.choices.log import LOG
from favn.associations.forms.inbox import FindErrandForm
from favn.associations.forms.own import AnswerForm, MailForm, StrangerForm, WishForm
from favn.associations.models import Entry, Errand
from favn.associations.queries import entry_with
from favn.associations.queries import errands as queries
from favn.associations.views.doors import for_all
from favn.associations.views.keepers import Keeper
from favn.kit import clock, history
from favn.kit.addresses import client_of
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.templatetags.kit import number
from favn.people.accounts import mail
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation

PER_PAGE = 50
TRAP = "website"
"""A field nobody sees; only a machine fills it in."""


class Stranger:
    """Whoever writes without a link or an account; history knows no more of them."""

    actor_id = UUID(int=0)

    @property
    def actor_label(self) -> str:
        """What history calls them."""
        return _("Skrevet uden link")


# The association's side


def errand(request: HttpRequest, keeper: Keeper, draft: UUID | None = None) -> HttpResponse:
    """Ask for money, a room or advice; what is known of the association is not asked again."""
    stands = found(queries.draft_of(draft, keeper.link, keeper.entry)) if draft else None
    known = WishForm.of(stands) if stands else {"email": _own_mail(keeper)}
    form, status = WishForm(request.POST or None, initial=known), 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "draft": lambda: _draft(keeper, form),
            "send": lambda: _send(keeper, form),
        }
        verb = request.POST.get("verb", "")
        status = attempt(request, verbs.get(verb))
        if status == DONE and verb == "draft":
            return redirect(keeper.url("draft", form.cleaned_data["id"]))
        if status == DONE:
            return redirect(keeper.home)
    context = {"keeper": keeper, "entry": keeper.entry, "form": form, "draft": stands}
    return render(request, "associations/wish.html", context, status=status)


def _own_mail(keeper: Keeper) -> str:
    """A link was sent to an address; that is where an answer goes, unless they write another."""
    return keeper.link.sent_to if keeper.link else keeper.entry.email


def _draft(keeper: Keeper, form: WishForm) -> str | None:
    if not form.is_valid():
        return None
    actions.save_draft(
        id=form.cleaned_data["id"], wish=form.wish(), entry=keeper.entry, link=keeper.link,
        by=keeper.by, at=clock.now(),
    )  # fmt: skip
    return _("Kladden er gemt. Kommunen kan ikke se den, før du sender.")


def _send(keeper: Keeper, form: WishForm) -> str | None:
    if not form.is_valid():
        return None
    actions.send(
        id=form.cleaned_data["id"], wish=form.wish(), entry=keeper.entry, link=keeper.link,
        by=keeper.by, at=clock.now(),
    )  # fmt: skip
    return _("Henvendelsen er sendt til kommunen.")


@for_all
def public_errand(request: HttpRequest, house: Organisation) -> HttpResponse:
    """The same from somebody who has neither link nor account; the office finds out who it is."""
    form, status = StrangerForm(request.POST or None), 200
    if request.method == "POST":
        is_trapped = bool(request.POST.get(TRAP))
        status = DONE if is_trapped else attempt(request, lambda: _send_strange(request, form))
        if status == DONE:
            return render(request, "associations/wished.html", {"house": house})
    context = {"house": house, "form": form, "trap": TRAP}
    return render(request, "associations/public_wish.html", context, status=status)


def _send_strange(request: HttpRequest, form: StrangerForm) -> str | None:
    if not form.is_valid():
        return None
    actions.send_by_form(
        id=form.cleaned_data["id"], wish=form.wish(), address=client_of(request), by=Stranger(),
        at=clock.now(),
    )  # fmt: skip
    return ""


# The office's side


@requires(Area.ERRANDS, Level.WRITE)
def inbox(request: Request) -> HttpResponse:
    """One pile at a time: what waits, what should be looked at again, what was answered."""
    today, shown = clock.today(), request.GET.get("vis", "")
    shown = shown if shown in queries.PILES else queries.PILES[0]
    form = FindErrandForm(request.GET or None, auto_id="filter_%s", initial={"vis": shown})
    words, kind = form.asked() if form.is_bound else ("", "")
    rows = queries.search(queries.pile(shown, today), words, kind)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("side")),
        "tabs": _tabs(shown, today), "shown": shown, "form": form,
        "is_searched": bool(words or kind), "year": today.year,
    }  # fmt: skip
    return render(request, "associations/inbox.html", context)


def _tabs(shown: str, today: date) -> list[dict[str, Any]]:
    titles = {
        "venter": _("Venter (%(n)s)"), "foelg-op": _("Følg op (%(n)s)"),
        "ikke-naaet": _("Nåede ikke frem (%(n)s)"), "besvaret": _("Besvaret (%(n)s)"),
        "alle": _("Alle (%(n)s)"),
    }  # fmt: skip
    return [
        {"title": title % {"n": number(queries.pile(key, today).count())},
         "url": f"?vis={key}", "is_here": key == shown}
        for key, title in titles.items()
    ]  # fmt: skip


@requires(Area.ERRANDS, Level.WRITE)
def answer(request: Request, pk: UUID) -> HttpResponse:
    """One errand, who it is beside it, and the answer."""
    row, status = found(queries.errand_with(pk)), 200
    is_answer = request.POST.get("verb") == "answer"
    form = AnswerForm(request.POST if is_answer else None, initial=_stands(row))
    is_mail = request.POST.get("verb") == "mail"
    mailing = MailForm(request.POST if is_mail else None, initial={"to": row.email})
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "take-on": lambda: _take_on(request, row),
            "belongs": lambda: _belongs(request, row),
            "answer": lambda: _answer(request, row, form),
            "close": lambda: _close(request, row),
            "mail": lambda: _mail(request, row, mailing),
            "returned": lambda: _returned(request, row),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(request.path)
        row = found(queries.errand_with(pk))
        if status == CONFLICTED and is_answer:
            typed = {n: v for n, v in request.POST.items() if n != "version"}
            form = AnswerForm(initial=_stands(row) | typed)
    context = {
        "errand": row, "form": form, "who": queries.who(row), "lines": _lines(row),
        "facts": _facts(row), "is_mine": row.owner_id == request.account.pk,
        "advice": row.advice.filter(struck_at=None), "letter": queries.answer_letter(row),
        "mailing": mailing,
        "after": f"?henvendelse={row.pk}",
    }  # fmt: skip
    return render(request, "associations/errand.html", context, status=status)


def _stands(row: Errand) -> dict[str, Any]:
    names = ("version", "decision", "answer", "reason", "follow_up_on")
    return {name: getattr(row, name) for name in names}


def _facts(row: Errand) -> list[tuple[str, str]]:
    asks = ", ".join(part for part in (row.written_by, row.email) if part)
    pairs = (
        (_("Søger"), row.get_kind_display()),
        (_("Beløb"), _("%(n)s kr.") % {"n": number(row.amount)} if row.amount else ""),
        (_("Hvornår"), row.when),
        (_("Personer"), str(row.persons or "")),
        (_("Skrevet af"), asks),
        (_("Kommet"), _("med foreningens eget link") if row.link_id else ""),
    )
    return [(name, text) for name, text in pairs if text]


def _lines(row: Errand) -> list[dict[str, Any]]:
    """What happened, in words."""
    return [
        {"at": line.at, "actor_label": line.actor_label, "verb": LOG.verb(line.verb)}
        for line in history.of(row)[:20]
    ]


def _take_on(request: Request, row: Errand) -> str:
    actions.take_on(errand=row, by=request.account, at=clock.now())
    return _("Henvendelsen er din.")


def _belongs(request: Request, row: Errand) -> str:
    entry: Entry = found(entry_with(request.POST.get("entry", "")))
    actions.belongs(errand=row, entry=entry, by=request.account, at=clock.now())
    return _("Henvendelsen hører nu til %(name)s.") % {"name": entry.name}


def _answer(request: Request, row: Errand, form: AnswerForm) -> str | None:
    if not form.is_valid():
        return None
    version = form.cleaned_data["version"]
    answered = actions.answer(
        errand=row, version=version, said=form.said(), by=request.account, at=clock.now()
    )
    press = uuid5(row.pk, f"answer/{answered.version}")
    return _mailed(request, answered, press, answered.email)


def _mail(request: Request, row: Errand, form: MailForm) -> str | None:
    if not form.is_valid():
        return None
    return _mailed(request, row, form.cleaned_data["id"], form.cleaned_data["to"])


def _mailed(request: Request, row: Errand, press: UUID, to: str) -> str:
    """Mail the answer, and say what became of the letter; a warning where it did not leave."""
    page = reverse("associations:public-errand", args=[request.organisation.slug])
    letter = letters.mail_answer(
        errand=row, press=press, to=to, asks_at=request.build_absolute_uri(page),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    mail.leave(letter, at=clock.now())
    if letter.is_sent:
        return _("Svaret står på henvendelsen og er mailet til %(to)s.") % {"to": letter.sent_to}
    why = mail.told(letter, letter.sent_to) if letter.is_on_its_way else ""
    undelivered = _("Svaret nåede ikke frem. Ring, eller ret mailen nedenfor.")
    messages.warning(request, why or undelivered)
    return _("Svaret står på henvendelsen.")


def _returned(request: Request, row: Errand) -> str:
    letters.came_back(errand=row, by=request.account, at=clock.now())
    return _("Noteret: mailen kom retur. Ring, eller skriv en anden adresse.")


def _close(request: Request, row: Errand) -> str:
    actions.close(errand=row, by=request.account, at=clock.now())
    return _("Henvendelsen er afsluttet.")
