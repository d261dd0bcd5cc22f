"""Did it happen? Each side tells by itself, and then both are shown beside each other."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import agreements as actions
from favn.associations.forms.agreements import TellForm
from favn.associations.models import Cooperation, Side, Told
from favn.associations.queries import agreements as queries
from favn.associations.views.cooperations import page_of
from favn.associations.views.linking import link_form, links_of, send_link, take_back
from favn.associations.views.seats import Seat, remember_name, seated
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.people.accounts.door import Request


@seated
def review(request: Request, seat: Seat, pk: object, key: object) -> HttpResponse:
    """One review: one's own answer, and both when one has answered."""
    row = seat.cooperation(pk)
    account = found(queries.account_with(row, _key(key)))
    own, status = seat.side(row), 200
    mine = account.of(own) if own else None
    verb, linking = request.POST.get("verb", ""), link_form(request)
    form = _form(seat, mine, request.POST if verb == "tell" else None)
    owing = [side.entry for side in account.owing]
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "tell": lambda: _tell(request, seat, row, account, form),
            "link": lambda: send_link(request, seat, owing, linking, _asks(row)),
            "unlink": lambda: take_back(request, seat, owing),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(seat.at("review", row.pk, account.review.pk))
        if status == CONFLICTED:
            account = found(queries.account_with(row, account.review.pk))
            mine = account.of(own) if own else None
            typed = {k: v for k, v in request.POST.items() if k != "number"}
            form = _form(seat, mine, None, typed)
    context = page_of(seat, row) | _page(seat, account, own, mine) | {"form": form}
    due = account.review.is_due(clock.today())
    context["links"] = links_of(seat, owing, linking) if due else []
    return render(request, "associations/review.html", context, status=status)


def _asks(row: Cooperation) -> str:
    """Why a side that owes an answer is written to."""
    return _("Skete det, I aftalte om “%(title)s”? Svar for jer selv.") % {"title": row.title}


def _key(key: object) -> UUID:
    try:
        return UUID(str(key))
    except ValueError:
        return UUID(int=0)


def _form(seat: Seat, mine: Told | None, data: Any, typed: Any = None) -> TellForm:
    """Filled in with what the side told before."""
    names = ("happened", "what", "many", "of_what", "again")
    before = {name: getattr(mine, name) for name in names} if mine else {}
    initial = before | {"who": seat.known_name} | (typed or {})
    initial["number"] = mine.number if mine else 0
    return TellForm(data, initial=initial, asks_name=seat.asks_name)


def _page(
    seat: Seat, account: queries.Account, own: Side | None, mine: Told | None
) -> dict[str, Any]:
    """Both answers only for a side that has given its own, or for the house when both have."""
    sees = mine is not None if own else account.is_told
    return {
        "account": account,
        "mine": mine,
        "sees_both": sees,
        "is_due": account.review.is_due(clock.today()),
        "may_tell": own is not None and account.review.is_due(clock.today()),
        "waits_for": [side.name for side in account.owing],
    }


def _tell(
    request: Request, seat: Seat, row: Cooperation, account: queries.Account, form: TellForm
) -> str | None:
    side = seat.own_side(row)
    if not form.is_valid():
        return None
    actions.tell(
        review=account.review, side=side, number=form.cleaned_data["number"],
        account=form.account(), by=seat.actor, said_by=seat.said_by(form.who(), side.party),
        at=clock.now(),
    )  # fmt: skip
    remember_name(request, seat, form.who())
    return _("Tak. Svaret er gemt.")
