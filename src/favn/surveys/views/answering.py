"""The heart of the room: somebody answers by their own link, without an account.

One section on each screen. Each “next” saves, and with scripts the page saves itself as one types;
the same link goes on where one stopped. Before sending everything is summed up; after sending it
can be read, and corrected until the deadline.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.saving import by_itself
from favn.people.accounts import door
from favn.surveys import actions, queries
from favn.surveys.actions.answering import mark_of, section_mark, why_not_answer
from favn.surveys.choices import RIGHT_TO_LEFT
from favn.surveys.forms.answers import LanguageForm, SectionForm, SendForm
from favn.surveys.models import Asked, Letter, Wave
from favn.surveys.rules import answering
from favn.surveys.rules.answering import Value
from favn.surveys.rules.sheet import SOURCE, Item, Section, Sheet, say
from favn.surveys.views.told import Told, told

OF_PAGE = ("da", "en")
"""Languages the page itself speaks; the switch at its top chooses them."""


class AnswerRequest(HttpRequest):
    """A request that came by an answer link; for type annotations only."""

    letter: Letter
    asked: Asked
    wave: Wave
    sheet: Sheet
    values: dict[str, Value]
    questions_in: str
    link: tuple[str, str]


View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """For whoever holds a link that works; puts what every page needs on the request."""

    @door.by_link(Letter, "whoever is asked answers by their own link, without an account")
    @wraps(view)
    def known(request: AnswerRequest, letter: Letter, **more: Any) -> HttpResponse:
        _know(request, letter)
        return view(request, **more)

    return known


def _know(request: AnswerRequest, letter: Letter) -> None:
    """Put what every page of a link needs on the request."""
    reply = queries.reply_of(letter.asked)
    request.letter, request.asked, request.wave = letter, letter.asked, letter.asked.wave
    request.sheet, request.link = request.wave.version.sheet, letter.args
    request.values = queries.values_of(reply)
    page = get_language() or SOURCE
    wanted = (reply.language if reply else "") or page
    request.questions_in = wanted if wanted in request.sheet.languages else SOURCE


def _page(request: AnswerRequest, **more: Any) -> dict[str, Any]:
    """What every page of a link shows."""
    closed = why_not_answer(request.asked, clock.now())
    sections = answering.sections_asked(request.sheet, request.values)
    return {
        "wave": request.wave,
        "questionnaire": request.wave.version.questionnaire,
        "asked": request.asked,
        "slug": request.link[0],
        "token": request.link[1],
        "why_closed": closed,
        "standing": queries.standing_of(request.asked),
        "progress": answering.progress(request.sheet, request.values),
        "parts": len(sections),
        "language": request.questions_in,
        "direction": "rtl" if request.questions_in in RIGHT_TO_LEFT else "ltr",
    } | more


@by_link
def answer(request: AnswerRequest) -> HttpResponse:
    """What it is, until when, how far one is; and the language of the questions."""
    others = [one for one in queries.languages_of(request.sheet) if one[0] not in OF_PAGE]
    started = {"language": "" if request.questions_in in OF_PAGE else request.questions_in}
    form = LanguageForm(others, request.POST or None, initial=started) if others else None
    if request.method == "POST":
        verbs: dict[str, Verb] = {"language": lambda: _choose(request, form)}
        if attempt(request, verbs.get(request.POST.get("verb", ""))) == DONE:
            return redirect("surveys:answer", *request.link)
    values, sheet = request.values, request.sheet
    shown = [_Part(sheet, s, values, request.questions_in) for s in sheet.sections]
    begun = next((p.place for p in shown if p.left and p.is_asked), None)
    context = _page(request, form=form, shown=shown, begin=begun)
    return render(request, "surveys/answer.html", context)


def _choose(request: AnswerRequest, form: LanguageForm | None) -> str | None:
    if form is None or not form.is_valid():
        return None
    language = form.cleaned_data["language"]
    actions.choose_language(asked=request.asked, language=language, at=clock.now())
    return ""


class _Part:
    """A section as it stands in the list: its place, its title, and how much is left."""

    def __init__(
        self, sheet: Sheet, section: Section, values: Mapping[str, Value], language: str
    ) -> None:
        items = answering.items_asked(section, sheet, values)
        self.place = sheet.sections.index(section) + 1
        self.title = say(section.texts, language)
        self.is_asked = bool(items)
        self.of = len(items)
        self.done = sum(item.question in values for item in items)

    @property
    def left(self) -> int:
        """How many questions nothing was said to."""
        return self.of - self.done


@by_link
def answer_section(request: AnswerRequest, place: int) -> HttpResponse:
    """One section: read, answered, saved; then the next one, or the summary."""
    section = found(section_at(request.sheet, place))
    if why_not_answer(request.asked, clock.now()) and request.accepts("text/html"):
        return redirect("surveys:answer-summary", *request.link)
    items = answering.items_asked(section, request.sheet, request.values)
    if request.method != "POST" and not items:
        return redirect(after(request, section))
    form, status, stands = _form(request, section), 200, None
    if request.method == "POST" and not request.accepts("text/html"):
        return by_itself(form, lambda: _kept_by_itself(request, section, form))
    if request.method == "POST":
        verb = request.POST.get("verb", "next")
        keeping: dict[str, Verb] = dict.fromkeys(
            ("next", "later"), lambda: _kept(request, section, form)
        )
        status = attempt(request, keeping.get(verb))
        if status == DONE:
            return redirect(_onwards(request, section, verb))
        if status == CONFLICTED:
            form, stands = _typed_again(request, section)
    context = _page(
        request,
        form=form,
        stands=stands,
        section=told_section(section, request.questions_in),
        place=place,
        part=_place_among(request, section),
        before=_before(request, section),
    )
    return render(request, "surveys/answer_section.html", context, status=status)


def section_at(sheet: Sheet, place: int) -> Section | None:
    """The section with a number, counted from 1, or None."""
    return sheet.sections[place - 1] if 1 <= place <= len(sheet.sections) else None


def told_section(section: Section, language: str) -> dict[str, str]:
    """Its words in a language."""
    return {"title": say(section.texts, language), "lead": say(section.lead, language)}


def _form(request: AnswerRequest, section: Section, data: Any = None) -> SectionForm:
    """The section's fields; of a page that was sent, those that stood on it."""
    items = answering.items_asked(section, request.sheet, request.values)
    data = data or request.POST or None
    if data is not None:
        shown = data.get("shown", "").split(",")
        items = [item for item in section.items if item.key in shown]
    seen = section_mark(section, request.values)
    return SectionForm(items, request.values, request.questions_in, data, seen=seen)


def _kept(request: AnswerRequest, section: Section, form: SectionForm) -> str | None:
    """Save what can be saved; None where something was typed wrongly."""
    is_whole = form.is_valid()
    if "seen" in form.errors:
        return None
    seen, stood = form.cleaned_data["seen"], section_mark(section, request.values)
    request.values = actions.keep(
        asked=request.asked, section=section, typed=form.typed(), seen=seen, at=clock.now()
    )
    if is_whole or seen == stood:  # what another tab wrote in a wrong field is not seen yet
        form.go_on_from(section_mark(section, request.values))
    return "" if is_whole else None


def _kept_by_itself(
    request: AnswerRequest, section: Section, form: SectionForm
) -> dict[str, Any] | None:
    _kept(request, section, form)
    return None if "seen" in form.errors else {"fields": {"seen": form["seen"].value()}}


def _onwards(request: AnswerRequest, section: Section, verb: str) -> str:
    """Where one goes after a save: a question that the answers opened, the next section, or out."""
    if verb == "later":
        messages.success(request, _("Svarene er gemt. Gå videre med det samme link, når du vil."))
        return reverse("surveys:answer", args=request.link)
    shown = request.POST.get("shown", "").split(",")
    now = answering.items_asked(section, request.sheet, request.values)
    new = [item for item in now if item.key not in shown]
    if not new:
        return after(request, section)
    messages.info(
        request,
        ngettext("Dit svar giver %(n)s spørgsmål mere her.",
                 "Dit svar giver %(n)s spørgsmål mere her.", len(new)) % {"n": len(new)},
    )  # fmt: skip
    place = request.sheet.sections.index(section) + 1
    fields = SectionForm(now, request.values, request.questions_in, seen="")
    address = reverse("surveys:answer-section", args=[*request.link, place])
    return f"{address}#{fields.first_id(new[0])}"


def after(request: AnswerRequest, section: Section) -> str:
    """The next section with anything to ask, or the summary."""
    sections, link = request.sheet.sections, request.link
    later = sections[sections.index(section) + 1 :]
    open_ = answering.sections_asked(request.sheet, request.values)
    for one in later:
        if one in open_:
            return reverse("surveys:answer-section", args=[*link, sections.index(one) + 1])
    return reverse("surveys:answer-summary", args=link)


def _before(request: AnswerRequest, section: Section) -> str:
    """The section before with anything to ask, or the beginning."""
    sections, open_ = (
        request.sheet.sections,
        answering.sections_asked(request.sheet, request.values),
    )
    earlier = [s for s in sections[: sections.index(section)] if s in open_]
    if not earlier:
        return reverse("surveys:answer", args=request.link)
    place = sections.index(earlier[-1]) + 1
    return reverse("surveys:answer-section", args=[*request.link, place])


def _place_among(request: AnswerRequest, section: Section) -> int:
    """Which of the asked sections it is, counted from 1."""
    open_ = answering.sections_asked(request.sheet, request.values)
    return open_.index(section) + 1 if section in open_ else len(open_)


def _typed_again(request: AnswerRequest, section: Section) -> tuple[SectionForm, list[Told]]:
    """What was typed, on the answers that stand now; and those answers."""
    request.values = queries.values_of(queries.reply_of(request.asked))
    data = request.POST.copy()
    data["seen"] = section_mark(section, request.values)
    items: list[Item] = answering.items_asked(section, request.sheet, request.values)
    return _form(request, section, data), told(items, request.values, request.questions_in)


@by_link
def answer_summary(request: AnswerRequest) -> HttpResponse:
    """Everything that was answered, what is missing, and sending; afterwards what was sent."""
    by_body = not request.wave.version.questionnaire.of_persons
    sent = queries.standing_of(request.asked)
    started = {"seen": mark_of(request.values), "who": sent.who if sent else ""}
    form = SendForm(request.POST or None, initial=started, asks_name=by_body)
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _send(request, form))
        if status == DONE:
            return redirect("surveys:answer-summary", *request.link)
        request.values = queries.values_of(queries.reply_of(request.asked))
        again = {"seen": mark_of(request.values), "who": request.POST.get("who", "")}
        form = SendForm(initial=again, asks_name=by_body)
    context = _page(request, form=form, **_summed(request))
    return render(request, "surveys/answer_summary.html", context, status=status)


def _send(request: AnswerRequest, form: SendForm) -> str | None:
    if not form.is_valid():
        return None
    row = actions.hand_in(
        asked=request.asked,
        seen=form.cleaned_data["seen"],
        who=form.cleaned_data.get("who", ""),
        at=clock.now(),
    )
    if row.number > 1:
        return _("Tak. Rettelsen er sendt, og den gælder nu.")
    return _("Tak. Dine svar er sendt.")


def _summed(request: AnswerRequest) -> dict[str, Any]:
    """Section by section what was said, what must be answered, and whether it was sent."""
    sheet, values, language = request.sheet, request.values, request.questions_in
    missing = answering.missing(sheet, values)
    sent = queries.standing_of(request.asked)
    said = answering.counted(sheet, values)
    return {
        "sections": [
            (place, say(s.texts, language), told(items, values, language))
            for place, s in enumerate(sheet.sections, start=1)
            if (items := answering.items_asked(s, sheet, values))
        ],
        "missing": [(say(i.texts, language), _address_of(request, i)) for i in missing],
        "is_changed": sent is not None and sent.fingerprint != mark_of(said),
        "sendings": queries.submissions_of(request.asked),
    }


def _address_of(request: AnswerRequest, item: Item) -> str:
    """Where a question is answered."""
    home = found(request.sheet.home_of(item.question))
    place = request.sheet.sections.index(home) + 1
    address = reverse("surveys:answer-section", args=[*request.link, place])
    items = answering.items_asked(home, request.sheet, request.values)
    fields = SectionForm(items, request.values, request.questions_in, seen="")
    return f"{address}#{fields.first_id(item)}"
