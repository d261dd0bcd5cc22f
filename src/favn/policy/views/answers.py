"""What is said in a round about one initiative: by its office, and what the editor asks."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.history import Actor
from favn.kit.saving import by_itself
from favn.people.accounts import mail
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries
from favn.policy.choices import Said
from favn.policy.forms.rounds import AnswerForm, QuestionForm
from favn.policy.models import Initiative, StatusRound
from favn.policy.queries import Owed
from favn.policy.views.doors import only_writers, slug_of
from favn.policy.views.rounds import leads, only_leaders, the_round


@requires(Area.PLAN, Level.READ)
def answer(request: Request, year: int, number: int) -> HttpResponse:
    """One initiative in a round: what its office says, and what the editor asks."""
    row = the_round(year)
    initiative = found(queries.initiative_of(row.plan, number))
    owed = queries.owed_of(row, initiative)
    verb = request.POST.get("verb", "")
    form = AnswerForm(owed, request.POST if verb in ANSWERS else None)
    asking = QuestionForm(request.POST if verb == "ask" else None)
    status, stands = 200, None
    if saves_itself(request):
        only_answerers(request, owed.initiative)
        return kept_by_itself(form, row, owed, request.account)
    if request.method == "POST":
        status = _answered(request, row, owed, form, asking)
        if status == DONE:
            return redirect(_after(row, owed, verb))
        if status == CONFLICTED:
            owed = stands = queries.owed_of(row, initiative)
            form = typed_again(request, owed)
    context = _page(request, row, owed, form, asking) | {"stands": stands}
    return render(request, "policy/answer.html", context, status=status)


ANSWERS = ("draft", "hand-in")


def _answered(
    request: Request, row: StatusRound, owed: Owed, form: AnswerForm, asking: QuestionForm
) -> int:
    verb = request.POST.get("verb", "")
    if verb == "ask":
        only_leaders(request)
    else:
        only_answerers(request, owed.initiative)
    verbs: dict[str, Verb] = {
        "draft": lambda: kept(form, row, owed, request.account),
        "hand-in": lambda: handed_in(form, row, owed, request.account),
        "ask": lambda: _ask(request, row, owed.initiative, asking),
    }
    return attempt(request, verbs.get(verb))


def only_answerers(request: Request, initiative: Initiative) -> None:
    """Raises PermissionDenied for whoever does not answer for the initiative."""
    if not queries.may_answer(request.membership, initiative):
        only_writers(request, Area.PLAN)


def saves_itself(request: HttpRequest) -> bool:
    """Whether the page's script keeps the draft, and not its button."""
    is_draft = request.method == "POST" and request.POST.get("verb") == "draft"
    return is_draft and not request.accepts("text/html")


def _after(row: StatusRound, owed: Owed, verb: str) -> str:
    """Back to the draft that was kept, or on to what is left."""
    if verb == "draft":
        return reverse("policy:answer", args=[row.year, owed.initiative.number])
    return reverse("policy:round", args=[row.year])


def kept(form: AnswerForm, row: StatusRound, owed: Owed, by: Actor) -> str | None:
    """Keep the draft, for an account or a link."""
    if not form.is_valid():
        return None
    actions.keep_draft(
        round=row, initiative=owed.initiative, draft=form.draft(), by=by, at=clock.now()
    )
    return _("Kladden er gemt. Den er ikke afleveret endnu.")


def kept_by_itself(form: AnswerForm, row: StatusRound, owed: Owed, by: Actor) -> JsonResponse:
    """The same, while one writes; the draft's version is what the page goes on from."""

    def save() -> dict[str, Any] | None:
        if kept(form, row, owed, by) is None:
            return None
        stands = queries.owed_of(row, owed.initiative).draft
        return {"fields": {"draft_version": stands.version if stands else 0}}

    return by_itself(form, save)


def handed_in(form: AnswerForm, row: StatusRound, owed: Owed, by: Actor) -> str | None:
    """Hand in, for an account or a link."""
    if not form.is_valid():
        return None
    draft = form.draft()
    actions.hand_in(
        round=row,
        initiative=owed.initiative,
        saying=actions.saying_of(draft, form.cleaned_data["version"]),
        drafted=draft.version,
        by=by,
        at=clock.now(),
    )
    return _("Status på indsats %(number)s er afleveret.") % {"number": owed.initiative.number}


def typed_again(request: HttpRequest, owed: Owed, *, asks_name: bool = False) -> AnswerForm:
    """What was typed, on the versions that stand now."""
    typed = {name: request.POST.get(name, "") for name in ("status", "text", "who")}
    return AnswerForm(owed, initial=typed, asks_name=asks_name)


def _ask(
    request: Request, row: StatusRound, initiative: Initiative, form: QuestionForm
) -> str | None:
    if not form.is_valid():
        return None
    asked = actions.ask_office(
        **form.cleaned_data, round=row, initiative=initiative, by=request.account, at=clock.now()
    )
    mail.leave(asked, at=clock.now())
    if asked.is_sent:
        return _("Spørgsmålet er stillet og sendt til forvaltningen.")
    return _("Spørgsmålet er stillet. Forvaltningen ser det, når den åbner runden.")


def _since(request: Request, row: StatusRound, initiative: Initiative) -> Any:
    may = queries.sees_counts(request.membership, initiative)
    return queries.since_in(row, initiative, clock.today(), with_counts=may)


def _page(
    request: Request, row: StatusRound, owed: Owed, form: AnswerForm, asking: QuestionForm
) -> dict[str, Any]:
    return {
        "round": row,
        "slug": slug_of(row.plan),
        "owed": owed,
        "initiative": owed.initiative,
        "form": form,
        "asking": asking,
        "questions": queries.questions_about(row, owed.initiative),
        "since": _since(request, row, owed.initiative),
        "may_answer": not row.is_closed and queries.may_answer(request.membership, owed.initiative),
        "may_ask": leads(request) and not row.is_closed and owed.said == Said.GIVEN,
    }
