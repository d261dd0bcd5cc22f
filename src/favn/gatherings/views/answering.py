"""The invited party's answer behind its own link: yes, no, maybe, and who comes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.gatherings import actions, queries
from favn.gatherings.choices import Answer, Seat
from favn.gatherings.forms.joining import AnswerForm
from favn.gatherings.models import Invitation
from favn.gatherings.rules.events import why_not_answer, why_not_join
from favn.gatherings.views.doors import by_invitation, post
from favn.gatherings.views.public import facts_of
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found


@by_invitation
def answer(request: HttpRequest, row: Invitation) -> HttpResponse:
    """What it is, and the answer, which may be changed until it begins."""
    status = 200
    form = AnswerForm(request.POST or None, initial=AnswerForm.of(row))
    if request.method == "POST":
        status = attempt(request, lambda: _answered(row, form))
        if status == DONE:
            post(request)
            return redirect(row.at("gatherings:answer"))
        if status == CONFLICTED:
            row = found(Invitation.opened_by(row.secret))
            form = AnswerForm(initial=AnswerForm.of(row))
    gathering = found(queries.gathering_with(row.gathering_id))
    meetings, now = queries.meetings_of(gathering), clock.now()
    has_seat = row.signup is not None and row.signup.state == Seat.SEATED
    is_in = row.signup is not None and row.signup.is_live
    context = {
        "house": row.organisation,
        "invitation": row,
        "gathering": gathering,
        "meetings": meetings,
        "facts": facts_of(gathering, is_told=has_seat),
        "form": form,
        "why_not": why_not_answer(gathering, meetings, now),
        "why_no_seat": None if is_in else why_not_join(gathering, meetings, now),
        "own_code": row.signup.code if row.signup else "",
    }
    return render(request, "gatherings/answer.html", context, status=status)


def _answered(row: Invitation, form: AnswerForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.answer(
        invitation=row,
        said=Answer(data["answer"]),
        who_comes=data["who_comes"],
        persons=data["persons"] or 1,
        version=data["version"],
        at=clock.now(),
    )
    return _("Tak for svaret. Du kan ændre det, indtil det begynder.")
