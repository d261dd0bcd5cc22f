"""What one says about being suggested at all, and about those one was shown, on one's own page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import Verb, asked_id, found
from favn.pathways.actions import consents, wishes
from favn.pathways.forms.wishes import OrderForm
from favn.pathways.models import Participant
from favn.pathways.queries import pool
from favn.pathways.queries import wishes as queries
from favn.people.persons.choices import BY_PURPOSE


def shown(request: HttpRequest, who: Participant) -> dict[str, Any]:
    """Whether one is asked about the text again, and the list one may put in order."""
    today = clock.today()
    allows = pool.may_be_suggested(who, today)
    form = order_form(request, who) if allows else None
    return {
        "says_yes": pool.says_yes(who, today),
        "allows": allows,
        "purpose": BY_PURPOSE[pool.PURPOSE],
        "order": form if form and form.fields else None,
        "has_ordered": bool(form and any(form[n].initial for n in form.fields)),
    }


def order_form(request: HttpRequest, who: Participant) -> OrderForm | None:
    """The form of the newest list; the one that was sent holds what was typed."""
    row = queries.open_list(who)
    if row is None:
        return None
    lines = queries.listed_on(row, pool.allowed(clock.today()))
    sent = request.POST if request.POST.get("verb") == "order" else None
    return OrderForm(lines, sent, auto_id="order_%s")


def verbs(request: HttpRequest, who: Participant) -> dict[str, Verb]:
    """What can be done here; keyed by the form's verb."""
    return {
        "allow": lambda: _said(request, who, yes=True),
        "refuse": lambda: _said(request, who, yes=False),
        "order": lambda: _ordered(request, who),
    }


def _said(request: HttpRequest, who: Participant, *, yes: bool) -> str:
    line = consents.say(
        id=asked_id(request, "id"), who=who, yes=yes, by=who, at=clock.now()
    )  # fmt: skip
    if yes:
        return _("Tak. Vi må gerne foreslå dig.")
    return _("Det er skrevet. %(stops)s") % {"stops": BY_PURPOSE[line.purpose].stops}


def _ordered(request: HttpRequest, who: Participant) -> str | None:
    row, form = found(queries.open_list(who)), found(order_form(request, who))
    if not form.is_valid():
        return None
    wishes.put_in_order(shortlist=row, order=form.order(), by=who, at=clock.now())
    return _("Tak. Vi husker, hvem du helst vil have.")
