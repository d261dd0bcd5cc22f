"""Writing values and words: a new value, a correction, a target, what a committee says."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.barometer import actions, queries
from favn.barometer.choices import Stance
from favn.barometer.forms.observations import (
    ClaimForm,
    CorrectForm,
    ObserveForm,
    StrikeForm,
    WordForm,
)
from favn.barometer.forms.register import TargetForm
from favn.barometer.models import CommitteeWord, Definition, Indicator, Observation
from favn.barometer.queries import uploads as files
from favn.barometer.views.doors import form_page, the_indicator, typed
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations import queries as organisations


@requires(Area.BAROMETER, Level.WRITE)
def observe(request: Request, slug: str) -> HttpResponse:
    """A new value, under the definition that counts now; one that has none is defined first."""
    row = the_indicator(slug)
    definition = files.last_definition(row)
    if definition is None:
        return redirect("barometer:define", slug)
    form = ObserveForm(definition, files.groups_of(row), request.POST or None)
    context = {"indicator": row, "definition": definition, "form": form}
    verb = partial(_observe, request, definition, form)
    return form_page(request, slug, "barometer/observe.html", context, verb)


def _observe(request: Request, definition: Definition, form: ObserveForm) -> str | None:
    if not form.is_valid():
        return None
    on = form.cleaned_data["on"]
    try:
        actions.observe(
            id=form.cleaned_data["id"], definition=definition, group=form.chosen_group(), on=on.on,
            precision=on.precision, cell=form.cell(), by=request.account, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.add_error("on", str(refused))
        return None
    return _("Målingen er skrevet.")


@requires(Area.BAROMETER, Level.WRITE)
def correct(request: Request, observation: UUID) -> HttpResponse:
    """Correct a value, or take it away; the old one stays to be seen."""
    row, status, verb = found(queries.observation_with(observation)), 200, request.POST.get("verb")
    form = CorrectForm(row, request.POST if verb == "correct" else None)
    strike = StrikeForm(request.POST if verb == "strike" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "correct": lambda: _correct(request, row, form),
            "strike": lambda: _strike(request, row, strike),
        }
        status = attempt(request, verbs.get(verb or ""))
        if status == DONE:
            return redirect("barometer:indicator", row.definition.indicator.slug)
    context = {"row": row, "indicator": row.definition.indicator, "form": form, "strike": strike}
    return render(request, "barometer/correct.html", context, status=status)


def _correct(request: Request, row: Observation, form: CorrectForm) -> str | None:
    if not form.is_valid():
        return None
    actions.correct(
        id=form.cleaned_data["id"], observation=row, cell=form.cell(),
        reason=form.cleaned_data["reason"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Tallet er rettet. Det gamle tal og grunden kan ses under rettelser.")


def _strike(request: Request, row: Observation, form: StrikeForm) -> str | None:
    if not form.is_valid():
        return None
    reason = form.cleaned_data["reason"]
    actions.strike(observation=row, reason=reason, by=request.account, at=clock.now())
    return _("Tallet er taget væk. Det kan ses under rettelser.")


@requires(Area.BAROMETER, Level.WRITE)
def target(request: Request, slug: str) -> HttpResponse:
    """What should be reached, and when; several are a path."""
    row = the_indicator(slug)
    definition = files.last_definition(row)
    if definition is None:
        return redirect("barometer:define", slug)
    form = TargetForm(files.groups_of(row), request.POST or None)
    context = {"indicator": row, "definition": definition, "form": form}
    verb = partial(_target, request, definition, form)
    return form_page(request, slug, "barometer/target.html", context, verb)


def _target(request: Request, definition: Definition, form: TargetForm) -> str | None:
    if not form.is_valid():
        return None
    try:
        actions.set_target(
            id=form.cleaned_data["id"], definition=definition, aim=form.aim(),
            by=request.account, at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.add_error("value", str(refused))
        return None
    return _("Målet er skrevet.")


@requires(Area.BAROMETER, Level.WRITE)
def say(request: Request, slug: str) -> HttpResponse:
    """A committee's word on an indicator."""
    row = the_indicator(slug)
    units = organisations.committees() or organisations.offices()
    form = WordForm(units, None, request.POST or None, initial={"on": clock.today()})
    context = {"indicator": row, "form": form}
    verb = partial(_say, request, row, form)
    return form_page(request, slug, "barometer/say.html", context, verb)


def _say(request: Request, row: Indicator, form: WordForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.say(
        id=data["id"], indicator=row, unit=form.units[data["unit"]], stance=Stance(data["stance"]),
        text=data["text"], on=data["on"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Udvalgets ord er skrevet.")


@requires(Area.BAROMETER, Level.WRITE)
def word(request: Request, word: UUID) -> HttpResponse:
    """Change what a committee says; history keeps who changed it."""
    row, status, now = found(queries.word_with(word)), 200, None
    form = WordForm([], row, request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect("barometer:indicator", row.indicator.slug)
        if status == CONFLICTED:
            now = row = found(queries.word_with(word))
            form = WordForm([], row, initial=typed(request))
    context = {"row": row, "indicator": row.indicator, "form": form, "now": now}
    return render(request, "barometer/word.html", context, status=status)


def _change(request: Request, row: CommitteeWord, form: WordForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.change_word(
        word=row, version=data["version"] or 0, stance=Stance(data["stance"]), text=data["text"],
        on=data["on"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Udvalgets ord er rettet.")


@requires(Area.BAROMETER, Level.WRITE)
def claim(request: Request, slug: str) -> HttpResponse:
    """What was printed about an indicator; its page sets the series' own answer beside it."""
    row = the_indicator(slug)
    form = ClaimForm(request.POST or None)
    context = {"indicator": row, "form": form}
    verb = partial(_claim, request, row, form)
    return form_page(request, slug, "barometer/claim.html", context, verb)


def _claim(request: Request, row: Indicator, form: ClaimForm) -> str | None:
    if not form.is_valid():
        return None
    actions.print_claim(
        id=form.cleaned_data["id"], indicator=row, printed=form.printed(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Det trykte står nu ved siden af det, serien giver.")
