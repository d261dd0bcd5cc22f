"""Pairs: the list, one of them from the answers to the end, and how two begin."""

from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_id, asked_version, attempt, found
from favn.kit.templatetags.kit import long_day
from favn.pathways.actions import asking
from favn.pathways.actions import pairs as actions
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.pairs import LIVE, Ending, Says, State, Way
from favn.pathways.forms.mentoring import ChoosingForm
from favn.pathways.forms.pairs import AnswerForm, FinishForm, FollowUpForm, MetForm, TermsForm
from favn.pathways.models import Pair
from favn.pathways.queries import networks, outcomes, pairs, words
from favn.pathways.rules.pairs import (
    is_begun,
    silent_days,
    waited,
    why_not_mend,
    why_not_take_back,
)
from favn.pathways.views.doors import acted, post, reads, the_pair, writes
from favn.pathways.views.table import may_write
from favn.pathways.views.words import said
from favn.people.accounts.door import Request

PER_PAGE = 50
Forms = dict[str, Any]


@reads
def pair_list(request: Request) -> HttpResponse:
    """Every pair as chosen; those that are over only where they are asked for."""
    every = [(str(n.pk), n.name) for n in networks.networks()]
    form = ChoosingForm(request.GET, list(State.choices), every)
    del form.fields["hvem"]
    _side, state, network = form.wanted()
    rows = pairs.pairs().filter(state=state) if state else pairs.pairs().filter(state__in=LIVE)
    rows = rows.filter(network_id=network) if network else rows
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "form": form, "is_chosen": bool(state or network)}
    return render(request, "pathways/pairs.html", context)


@reads
def pair(request: Request, pk: UUID) -> HttpResponse:
    """Where two are: what each said, when they met, what was followed up, and what comes next."""
    row, status = the_pair(pk), 200
    forms = _forms(request, row)
    if request.method == "POST":
        verbs = _verbs(request, row, forms)
        status = acted(request, verbs) if may_write(request) else 403
        if status == DONE:
            return redirect("pathways:pair", row.pk)
        row = the_pair(pk)
        if status == CONFLICTED:
            forms["finish"] = FinishForm(initial={"version": row.version, "on": clock.today()})
    return render(request, "pathways/pair.html", _told(row) | forms | {
        "may_write": may_write(request), "new_id": uuid4,
    }, status=status)  # fmt: skip


def _forms(request: Request, row: Pair) -> Forms:
    """The forms of the page; the one that was sent holds what was typed."""
    verb = request.POST.get("verb", "")

    def sent(name: str) -> Any:
        return request.POST if verb == name else None

    start = {"version": row.version, "on": clock.today()}
    return {
        "finish": FinishForm(sent("finish"), initial=start),
        "met": MetForm(sent("met"), initial={"on": clock.today(), "way": Way.TOGETHER}),
        "follow": FollowUpForm(sent("follow")),
        "no": AnswerForm(sent("no"), auto_id="no_%s"),
    }


def _verbs(request: Request, row: Pair, forms: Forms) -> dict[str, Verb]:
    return {
        "yes": lambda: _answered(request, row, forms["no"], Says.YES),
        "no": lambda: _answered(request, row, forms["no"], Says.NO),
        "take-back": lambda: _done(asking.take_back, request, row),
        "pause": lambda: _done(actions.pause, request, row),
        "go-on": lambda: _done(actions.go_on, request, row),
        "finish": lambda: _finished(request, row, forms["finish"]),
        "met": lambda: _met(request, row, forms["met"]),
        "void": lambda: _voided(request, row),
        "follow": lambda: _followed(request, row, forms["follow"]),
        "called": lambda: _called(request),
    }


def _told(row: Pair) -> dict[str, Any]:
    since = row.quiet_since
    weeks = row.network.silent_weeks
    quiet = silent_days(since, clock.today(), weeks) if since and row.state == State.STARTED else 0
    return {
        "pair": row,
        "sides": list(row.sides.all()),
        "why": words.reasons(row.mentee, row.mentor, row.reasons),
        "waited": waited(row.waited_days),
        "meetings": pairs.meetings_of(row),
        "follow_ups": pairs.follow_ups_of(row),
        "moments": outcomes.side_by_side(row, clock.today()),
        "today": clock.today(),
        "letters": pairs.letters_of(row),
        "quiet_weeks": quiet // 7,
        "lines": said(history.of(row)[:12]),
        "may_mend": not why_not_mend(row.state),
        "may_be_nothing": row.is_running and not _why_not_nothing(row),
        "is_agreed": row.state == State.AGREED,
        "is_started": row.state == State.STARTED,
        "is_paused": row.state == State.PAUSED,
    }


def _why_not_nothing(row: Pair) -> str | None:
    life = pairs.has_life(row)
    return why_not_take_back(row.state, row.started_on, clock.today(), has_life=life)


def _answered(request: Request, row: Pair, form: AnswerForm, says: Says) -> str | None:
    """What somebody said on the phone, written by the staff."""
    side = request.POST.get("side", "")
    who = row.participant(found(side if side in Side.values else None))
    if says == Says.NO and not form.is_valid():
        return None
    said = form.answer(says) if says == Says.NO else asking.Answer(says)
    asking.answer(pair=row, who=who, said=said, by=request.account, at=clock.now(), by_staff=True)
    return _("Svaret fra %(name)s er skrevet.") % {"name": who.name}


def _done(verb: Any, request: Request, row: Pair) -> str:
    verb(pair=row, version=asked_version(request), by=request.account, at=clock.now())
    return _("Det er skrevet.")


def _finished(request: Request, row: Pair, form: FinishForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.finish(
        pair=row, to=form.to(), ending=Ending(data["ending"]), on=data["on"],
        version=data["version"], by=request.account, at=clock.now(),
    )  # fmt: skip
    if form.to() == State.BROKEN:
        return _("Makkerskabet er afbrudt. Menteen venter igen og er med i næste plan.")
    return _("Makkerskabet er afsluttet. Mentoren har en plads igen.")


def _met(request: Request, row: Pair, form: MetForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.met(
        id=data["id"], pair=row, on=data["on"], way=Way(data["way"]), told_by="",
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Mødet er skrevet.")


def _voided(request: Request, row: Pair) -> str:
    meeting = found(pairs.meeting_with(asked_id(request, "row"), row))
    actions.void(meeting=meeting, by=request.account, at=clock.now())
    return _("Mødet er taget ud.")


def _followed(request: Request, row: Pair, form: FollowUpForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.follow_up(
        id=data["id"], pair=row, words=data["words"], due_on=data["due_on"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Skrevet.")


def _called(request: Request) -> str:
    row = found(pairs.follow_up_with(asked_id(request, "row")))
    actions.called(follow_up=row, by=request.account, at=clock.now())
    return _("Det er gjort.")


@writes
def begin(request: Request, pk: UUID) -> HttpResponse:
    """The agreement: when they begin, how often they meet, what each expects."""
    row, status = the_pair(pk), 200
    start = {"version": row.version, "started_on": clock.today(), "every_weeks": row.every_weeks}
    form = TermsForm(request.POST or None, initial=start)
    if request.method == "POST":
        status = attempt(request, lambda: _begun(request, row, form))
        if status == DONE:
            return redirect("pathways:pair", row.pk)
        if status == CONFLICTED:
            typed = request.POST.copy()
            typed["version"] = str(the_pair(pk).version)
            form = TermsForm(typed)
    return render(request, "pathways/begin.html", {"pair": row, "form": form}, status=status)


def _begun(request: Request, row: Pair, form: TermsForm) -> str | None:
    if not form.is_valid():
        return None
    actions.start(
        pair=row, terms=form.terms(), version=form.cleaned_data["version"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    post(request)
    started_on = form.cleaned_data["started_on"]
    if is_begun(started_on, clock.today()):
        return _("De er i gang.")
    return _("Aftalen er skrevet. De begynder %(day)s.") % {"day": long_day(started_on)}
