"""What another organisation lets this one read, for as long as the person agrees to it."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.people.accounts import lookups
from favn.people.accounts.door import Request
from favn.people.referrals import actions, queries
from favn.people.referrals.choices import FIELDS, MOVES, State
from favn.people.referrals.models import HandOver
from favn.people.register.forms.referrals import StepForm
from favn.people.register.views.doors import writes


@writes
def hand_over(request: Request, pk: UUID) -> HttpResponse:
    """The agreed fields, and how far it came here. Taken back it is 404 like a foreign one."""
    row = found(queries.hand_over_with(pk))
    lookups.note(persons=row.about_persons, purpose=_("overdragelse fra en anden forening"))
    answers = queries.answers_to(row)
    now = State(answers[-1].state) if answers else State.OFFERED
    form = StepForm(request.POST or None, steps=MOVES[now], initial={"id": uuid4()})
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _answered(request, row, form))
        if status == DONE:
            return redirect("register:hand-over", row.pk)
    context: dict[str, Any] = {
        "row": row,
        "facts": [(str(FIELDS[name]), words) for name, words in row.contents().items()],
        "answers": answers,
        "form": form,
        "may_answer": bool(MOVES[now]),
    }
    return render(request, "register/hand_over.html", context, status=status)


def _answered(request: Request, row: HandOver, form: StepForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.answer(
        id=data["id"] or uuid4(), row=row, to=State(data["to"]), not_so=data["not_so"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Svaret er sendt til %(sender)s. De ser kun, hvor langt det er nået.") % {
        "sender": row.sender
    }
