"""One association's checks, by office, account or link: answer, the mirror, next steps, the paper.

The same pages serve both sides; what a side may not see yet is never given to the page.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import checks as asking
from favn.associations.actions import steps as actions
from favn.associations.choices.steps import Side, StepState
from favn.associations.forms.checks import MoveForm, PostponeForm, StepForm
from favn.associations.models import CheckRound, NextStep
from favn.associations.queries import checks as rounds
from favn.associations.queries import mirror as queries
from favn.associations.queries.gap_map import FEWEST, gap_map
from favn.associations.queries.mirror import Mirror
from favn.associations.queries.mirror_paper import again_note, opinion_note, paper, scale_note
from favn.associations.queries.steps import step_of, steps_of
from favn.associations.rules import mirror as rules
from favn.associations.views import mirror_drawing
from favn.associations.views.checks import map_context
from favn.associations.views.keepers import Keeper
from favn.kit import clock, history
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.documents import DocumentError
from favn.kit.documents.files import attached
from favn.kit.fields import OnceForm
from favn.kit.refusals import Refused
from favn.kit.templatetags.kit import language_now, when
from favn.people.organisations.queries import offices
from favn.surveys import queries as surveys
from favn.surveys.models import Wave

PHONE, DESK = 330, 1000
HINTS = 3


def side_of(keeper: Keeper) -> Side:
    """On which side somebody stands."""
    return Side.OURS if keeper.is_office else Side.THEIRS


def checks(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """The rounds an association is asked in; it answers from here, and finds each mirror."""
    if request.method == "POST":
        answer = _answer(request, keeper)
        if answer:
            return answer
    now, side = clock.now(), side_of(keeper)
    told = [
        (row, queries.mirror_of(row, keeper.entry, side, now), _owed(row, keeper))
        for row in rounds.rounds_of(keeper.entry)
    ]
    context = {
        "keeper": keeper,
        "entry": keeper.entry,
        "rounds": [(row, one, owed, keeper.url("mirror", row.pk)) for row, one, owed in told],
        "steps": _with_urls(keeper, list(steps_of(keeper.entry))),
    }
    return render(request, "associations/own_checks.html", context)


def _owed(row: CheckRound, keeper: Keeper) -> list[tuple[Wave, bool, bool, OnceForm]]:
    """What is asked of an association: the wave, whether it has sent, whether it still may."""
    now, told = clock.now(), []
    for wave in filter(None, (row.theirs, row.citizenship)):
        if asked := rounds.asked_of(wave, keeper.entry):
            may = not wave.is_closed and now < wave.deadline
            told.append((wave, surveys.standing_of(asked) is not None, may, OnceForm()))
    return told


def _answer(request: HttpRequest, keeper: Keeper) -> HttpResponse | None:
    """Lead the association straight to its answers; nobody of the office comes in that way."""
    form, leads = OnceForm(request.POST), []

    def led() -> str | None:
        if keeper.is_office or not form.is_valid():
            raise Refused(_("Kun foreningen selv svarer på sit tjek."))
        every = (wave for row in rounds.rounds_of(keeper.entry) for wave in row.waves)
        wave = found(next((w for w in every if str(w.pk) == request.POST.get("wave")), None))
        asked = found(rounds.asked_of(wave, keeper.entry))
        leads.append(
            asking.hand(id=form.cleaned_data["id"], asked=asked, is_own=True, by=keeper.by,
                        at=clock.now())
        )  # fmt: skip
        return ""

    attempt(request, led)
    return redirect("surveys:answer", keeper.entry.organisation.slug, leads[0]) if leads else None


def _the_mirror(keeper: Keeper, check: UUID) -> Mirror:
    """An association's mirror; a round it is not asked in does not exist for it."""
    row = found(rounds.round_with(check))
    return found(queries.mirror_of(row, keeper.entry, side_of(keeper), clock.now()))


def mirror(request: HttpRequest, keeper: Keeper, check: UUID) -> HttpResponse:
    """Both profiles beside each other, biggest difference first; and what both will do about it."""
    told, status, side = _the_mirror(keeper, check), 200, side_of(keeper)
    form = StepForm(list(told.lines), offices(), side, request.POST or None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {"propose": lambda: _propose(keeper, told, form)}
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(f"{keeper.url('mirror', check)}#skridt")
    context = {
        "keeper": keeper,
        "entry": keeper.entry,
        "mirror": told,
        "is_office": keeper.is_office,
        "form": form,
        "steps": _with_urls(keeper, [s for s in steps_of(keeper.entry) if s.round_id == check]),
        "urls": {"paper": keeper.url("mirror-paper", check), "map": keeper.url("map", check)},
        **_shown(told, side),
    }
    return render(request, "associations/mirror.html", context, status=status)


def _shown(told: Mirror, side: Side) -> dict[str, Any]:
    """The drawing, the sentences and the tables of a mirror."""
    lines = [*told.largest, *told.unmeasured] if told.is_open else list(told.lines)
    biggest = told.largest[0] if told.largest else None
    own = _("Foreningens egen profil") if side == Side.THEIRS else _("Kommunens egen profil")
    citizenship = queries.citizenship_of(told.round, told.entry) if told.theirs else []
    return {
        "finding": rules.sentence(biggest) if biggest else own,
        "narrow": mirror_drawing.profiles(lines, PHONE),
        "wide": mirror_drawing.profiles(lines, DESK),
        "rows": [(line, rules.base(line)) for line in lines],
        "differences": _differences([one for one in told.largest if not rules.is_alike(one)]),
        "alike": [rules.sentence(line) for line in told.largest if rules.is_alike(line)],
        "unmeasured": [(line.title, rules.why_not_beside(line)) for line in told.unmeasured],
        "notes": [rules.whole_base(lines), scale_note(), opinion_note()] if lines else [],
        "again": [(one, past) for one in Side if (past := queries.repeated(told, one))],
        "again_note": again_note(),
        "learned": queries.learned(told),
        "citizenship": [(line, line.theirs) for line in citizenship if line.theirs],
        "citizenship_again": citizenship and queries.citizenship_repeated(told.round, told.entry),
    }


def _differences(lines: list[rules.Line]) -> list[tuple[str, str]]:
    """A sentence for each, and for the first few a word on what to talk about."""
    told = [(rules.sentence(line), rules.hint(line)) for line in lines]
    return [(said, hint if place < HINTS else "") for place, (said, hint) in enumerate(told)]


def _propose(keeper: Keeper, told: Mirror, form: StepForm) -> str | None:
    if not form.is_valid():
        return None
    row = actions.propose(
        id=form.cleaned_data["id"], round=told.round, entry=keeper.entry, step=form.step(),
        side=side_of(keeper), is_open=told.is_open, by=keeper.by, at=clock.now(),
    )  # fmt: skip
    if row.state == StepState.AGREED:
        return _("Skridtet er aftalt.")
    return _("Skridtet er foreslået. Det er aftalt, når den anden side siger ja.")


def _with_urls(keeper: Keeper, steps: list[NextStep]) -> list[tuple[NextStep, str]]:
    """The steps with their addresses; what has ended last."""
    ordered = sorted(steps, key=lambda row: (row.ended_at is not None, row.due_on))
    return [(row, keeper.url("step", row.pk)) for row in ordered]


def step(request: HttpRequest, keeper: Keeper, step: UUID) -> HttpResponse:
    """One next step: say yes, go on, end it with what it gave, or give it another day."""
    row, status = found(step_of(keeper.entry, step)), 200
    verb = request.POST.get("verb", "")
    started = {"version": row.version, "due_on": row.due_on, "said": row.outcome}
    moving = MoveForm(row, request.POST if verb == "move" else None, initial=started)
    later = PostponeForm(request.POST if verb == "postpone" else None, initial=started)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "move": lambda: _move(keeper, row, moving),
            "postpone": lambda: _postpone(keeper, row, later),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(request.path)
        if status == CONFLICTED:
            row = found(step_of(keeper.entry, step))
            typed = {"version": row.version, "said": request.POST.get("said", "")}
            moving = MoveForm(row, initial=typed)
            later = PostponeForm(initial={"version": row.version, "due_on": row.due_on})
    context = {
        "keeper": keeper, "entry": keeper.entry, "step": row, "moving": moving, "later": later,
        "facts": _facts(row), "lines": _happened(row),
        "back_url": _home_of(keeper, row),
    }  # fmt: skip
    return render(request, "associations/step.html", context, status=status)


def _home_of(keeper: Keeper, row: NextStep) -> str:
    """The mirror a step came out of; its answers are let go before the step is."""
    asked = rounds.asked_of(row.round.theirs, keeper.entry)
    return keeper.url("mirror", row.round_id) if asked else keeper.url("checks")


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of a step's history, in words."""

    at: datetime
    actor_label: str
    verb: str
    reason: str


def _happened(row: NextStep) -> list[Happened]:
    """What was done with a step, the newest first."""
    lines = history.of(row)[:20]
    return [Happened(line.at, line.actor_label, *_done(line.changes)) for line in lines]


def _done(changes: dict[str, list[str]]) -> tuple[str, str]:
    """What a line changed, as (what, from where)."""
    if "due_on" in changes:
        before, after = (when(date.fromisoformat(day)) for day in changes["due_on"])
        return _("Flyttet til %(day)s") % {"day": after}, _("før: %(day)s") % {"day": before}
    before, after = (str(StepState(s).label) if s else "" for s in changes.get("state", ("", "")))
    return after, _("før: %(state)s") % {"state": before.lower()} if before else ""


def _facts(row: NextStep) -> list[tuple[str, str]]:
    pairs = (
        (_("Hvem"), row.who),
        (_("Inden"), when(row.due_on)),
        (_("Foreslået af"), str(row.get_proposed_by_display())),
        (_("Aftalt på møde"), when(row.met_on) if row.met_on else ""),
        (_("Aftalt"), when(clock.day_of(row.agreed_at)) if row.agreed_at else ""),
        (_("Hvad kom der ud af det?"), row.outcome),
    )
    return [(name, text) for name, text in pairs if text]


def _move(keeper: Keeper, row: NextStep, form: MoveForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.move(
        step=row, version=data["version"], to=form.to_state(), said=data["said"],
        side=side_of(keeper), by=keeper.by, at=clock.now(),
    )  # fmt: skip
    return _("Noteret: %(state)s.") % {"state": str(form.to_state().label).lower()}


def _postpone(keeper: Keeper, row: NextStep, form: PostponeForm) -> str | None:
    if not form.is_valid():
        return None
    actions.postpone(step=row, **form.cleaned_data, by=keeper.by, at=clock.now())
    return _("Dagen er flyttet.")


def mirror_paper(request: HttpRequest, keeper: Keeper, check: UUID) -> HttpResponse:
    """The same on paper: tagged PDF."""
    told = _the_mirror(keeper, check)
    steps = [row for row in steps_of(keeper.entry) if row.round_id == check]
    again = {side: queries.repeated(told, side) for side in Side}
    made = paper(told, steps, again, language_now(), when(clock.now()))
    try:
        return attached(made, f"ressourcetjek-{keeper.entry.slug}", "pdf")
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect(keeper.url("mirror", check))


def network_map(request: HttpRequest, keeper: Keeper, check: UUID) -> HttpResponse:
    """The gap map without names, for an association that has answered itself."""
    told = _the_mirror(keeper, check)
    if not told.has_sent[0]:
        messages.info(request, _("Kortet åbner, når foreningen selv har svaret."))
        return redirect(keeper.url("checks"))
    context = map_context(gap_map(told.round, clock.now(), names=False))
    context |= {
        "back_url": keeper.url("mirror", check),
        "back_text": told.round.title,
        "fewest": FEWEST,
    }
    return render(request, "associations/gap_map.html", context)
