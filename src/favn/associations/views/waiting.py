"""Who waits for what, in one place; and one press that reminds those who owe an answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.actions import nudges as actions
from favn.associations.queries import waiting as queries
from favn.kit import clock
from favn.kit.attempts import DONE, attempt
from favn.kit.fields import OnceForm
from favn.people.accounts import mail
from favn.people.accounts.door import Request, link_to, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.DIRECTORY, Level.WRITE)
def waiting(request: Request) -> HttpResponse:
    """What others wait for here, what is waited for from them, and how the last press went."""
    status = 200
    if request.method == "POST":
        form = OnceForm(request.POST)
        status = attempt(request, lambda: _nudge(request, form))
        if status == DONE:
            return redirect(request.path)
    now = clock.now()
    confirm, answers = queries.to_confirm(now), queries.owed_answers(now)
    silent = queries.without_mail(now)
    context = {
        "ours": [pile for pile in _piles(request, queries.our_move(now)) if pile["count"]],
        "confirm": confirm[: queries.SHOWN],
        "to_confirm": confirm.count(),
        "silent": silent[: queries.SHOWN],
        "silent_count": silent.count(),
        "answers": answers,
        "can": queries.can_be_reminded(now, actions.AT_ONCE),
        "form": OnceForm(),
        "last": queries.last_press(),
    }
    return render(request, "associations/waiting.html", context, status=status)


def _piles(request: Request, counts: dict[str, int]) -> list[dict[str, Any]]:
    """What is the house's own move: how many, in words, and where all of them stand."""
    named = (
        ("errands", _("Henvendelser, der venter på svar"), "associations:errands", Area.ERRANDS),
        ("follow", _("Henvendelser, der skal følges op"), "associations:errands", Area.ERRANDS),
        ("unreached", _("Svar, der ikke er nået frem"), "associations:errands", Area.ERRANDS),
        ("claims", _("Ting, nogen har sagt imod"), "associations:due", Area.DIRECTORY),
        ("steps", _("Næste skridt, der er for sent"), "associations:all-steps", Area.DIRECTORY),
        ("meets", _("Møder, ingen har sagt er holdt"), "associations:cooperations",
         Area.COOPERATION),
    )  # fmt: skip
    return [
        {"title": title, "count": counts[key], "page": page}
        for key, title, page, area in named
        if request.membership.may(area, Level.READ)
    ]


def _nudge(request: Request, form: OnceForm) -> str | None:
    if not form.is_valid():
        return None
    house = request.organisation
    told = actions.nudge(
        press=form.cleaned_data["id"], by=request.account, at=clock.now(),
        entries_at=link_to(request, house, "associations:link-page"),
        answers_at=link_to(request, house, "surveys:answer"),
    )  # fmt: skip
    mail.leave(*told, at=clock.now())
    sent = sum(one.is_on_its_way for one in told)
    if missed := len(told) - sent:
        said = ngettext("%(n)s mail gik ikke. Den står nedenfor.",
                        "%(n)s mails gik ikke. De står nedenfor.", missed)  # fmt: skip
        messages.warning(request, said % {"n": missed})
    return ngettext("%(n)s er mindet om det.", "%(n)s er mindet om det.", sent) % {"n": sent}
