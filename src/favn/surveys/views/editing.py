"""The editor of a draft: its sections and questions, their order, and their other languages."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_version, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request
from favn.surveys import actions, queries
from favn.surveys.choices import LANGUAGES, Kind
from favn.surveys.forms.sheets import (
    QuestionForm,
    SectionWordsForm,
    TranslateForm,
)
from favn.surveys.models import Version
from favn.surveys.rules.sheet import SOURCE, Item, Sheet, key_from, say
from favn.surveys.rules.versions import why_not_item, why_not_publish
from favn.surveys.views.doors import (
    looks,
    may_write,
    only_writers,
    the_item,
    the_section,
    the_version,
    writes,
)

Change = Callable[..., Version]


@looks
def version(request: Request, pk: UUID, number: int) -> HttpResponse:
    """One version; writers of a draft put it in order and publish it."""
    row = the_version(pk, number)
    is_draft = may_write(request) and not row.is_published
    verb = request.POST.get("verb", "")
    adding = SectionWordsForm(
        request.POST if verb == "section" else None, initial={"revision": row.revision}
    )
    status = 200
    if request.method == "POST":
        only_writers(request)
        status = attempt(request, _verbs(request, row, adding).get(verb))
        if status == DONE:
            return redirect("surveys:version", pk, number)
        row = the_version(pk, number)
    before = queries.previous_of(row)
    context = {
        "version": row,
        "questionnaire": row.questionnaire,
        "sections": listed(row.sheet),
        "before": before,
        "is_draft": is_draft,
        "adding": adding,
        "why_not": why_not_publish(row.sheet, before.sheet if before else None) if is_draft else [],
        "languages": [(c, n, c in row.sheet.languages) for c, n in LANGUAGES if c != SOURCE],
    }
    return render(request, "surveys/version.html", context, status=status)


def listed(sheet: Sheet) -> list[dict[str, Any]]:
    """A sheet's sections with their questions in words."""
    return [
        {
            "key": s.key,
            "title": say(s.texts),
            "lead": say(s.lead),
            "place": place,
            "items": [
                {
                    "id": i.question,
                    "text": say(i.texts),
                    "kind": i.kind.label,
                    "is_optional": i.is_optional,
                    "gate": _gate(sheet, i),
                }
                for i in s.items
            ],
        }
        for place, s in enumerate(sheet.sections, start=1)
    ]


def _gate(sheet: Sheet, item: Item) -> str:
    """A question's condition in words, or nothing."""
    gate = item.condition
    other = sheet.item(gate.question) if gate else None
    if gate is None or other is None:
        return ""
    option = other.option(gate.value)
    value = say(option.texts) if option else gate.value
    return _("Kun hvis “%(question)s” %(test)s %(value)s") % {
        "question": say(other.texts),
        "test": gate.test.label,
        "value": value,
    }


def _verbs(request: Request, row: Version, adding: SectionWordsForm) -> dict[str, Verb]:
    what = request.POST.get("what", "")
    return {
        "section": lambda: _add_section(request, row, adding),
        "up": lambda: _do(request, row, actions.move, what=what, up=True),
        "down": lambda: _do(request, row, actions.move, what=what, up=False),
        "retire": lambda: _do(request, row, actions.retire, question=what),
        "remove": lambda: _do(request, row, actions.remove_section, key=what),
        "publish": lambda: _publish(request, row),
    }


def _revision(request: Request) -> int:
    """The revision a button was shown on. Raises Refused where it is not a number."""
    revision = asked_version(request, "revision")
    if revision < 0:
        raise Refused(_("Siden er for gammel. Åbn den igen."))
    return revision


def _do(request: Request, row: Version, verb: Change, **what: Any) -> str:
    verb(version=row, revision=_revision(request), **what, by=request.account, at=clock.now())
    return ""


def _publish(request: Request, row: Version) -> str:
    _do(request, row, actions.publish)
    return _("Udgave %(n)s er udgivet. Den kan ikke ændres mere, og du kan spørge med den.") % {
        "n": row.number
    }


def _add_section(request: Request, row: Version, form: SectionWordsForm) -> str | None:
    if not form.is_valid():
        return None
    made = form.section(row.sheet, None)
    actions.add_section(
        version=row,
        revision=form.cleaned_data["revision"],
        section=made,
        by=request.account,
        at=clock.now(),
    )
    return _("Afsnittet er tilføjet.")


@writes
def section(request: Request, pk: UUID, number: int, key: str) -> HttpResponse:
    """A section's own words."""
    row = the_version(pk, number)
    stands = the_section(row, key)
    started = {"title": say(stands.texts), "lead": say(stands.lead)}
    form = SectionWordsForm(request.POST or None, initial=started | {"revision": row.revision})

    def save() -> str | None:
        if not form.is_valid():
            return None
        made = form.section(row.sheet, stands)
        return _kept(request, row, form, actions.change_section, section=made)

    return _edited(request, row, form, save, SectionWordsForm, title=_("Ret afsnittet"))


def _kept(request: Request, row: Version, form: Any, verb: Change, **what: Any) -> str:
    revision = form.cleaned_data["revision"]
    verb(version=row, revision=revision, **what, by=request.account, at=clock.now())
    return _("Ændringen er gemt.")


def _edited(
    request: Request, row: Version, form: Any, save: Verb, again: Callable[..., Any], **words: Any
) -> HttpResponse:
    """The page of one form that changes a draft; after a conflict it goes on from what stands."""
    is_asked_for = request.method == "GET" and row.is_published
    status = attempt(request, save) if request.method == "POST" else 200
    if status == DONE or is_asked_for:
        return redirect("surveys:version", row.questionnaire_id, row.number)
    if status == CONFLICTED:
        typed = request.POST.copy()
        typed["revision"] = str(the_version(row.questionnaire_id, row.number).revision)
        form = again(typed)
    context = {"version": row, "questionnaire": row.questionnaire, "form": form} | words
    return render(request, "surveys/edit.html", context, status=status)


KINDS = (
    (Kind.SCALE, gettext_lazy("Fx fra 1 “slet ikke” til 5 “helt”. Giver et gennemsnit.")),
    (Kind.ONE, gettext_lazy("Ét af flere svar. Tallene giver tilsammen alle, der svarer.")),
    (Kind.SEVERAL, gettext_lazy("Et eller flere svar. Tallene kan ikke lægges sammen.")),
    (Kind.NUMBER, gettext_lazy("Fx et antal medlemmer eller et beløb.")),
    (Kind.SHORT, gettext_lazy("Et navn eller en linje. Bliver ikke talt.")),
    (Kind.LONG, gettext_lazy("Nogle linjer. Bliver ikke talt.")),
    (Kind.DATE, gettext_lazy("En dag i kalenderen.")),
)
"""Every kind with what it is for."""


@writes
def new_question(request: Request, pk: UUID, number: int, key: str) -> HttpResponse:
    """First the kind, which stays for good; then the words."""
    row = the_version(pk, number)
    home = the_section(row, key)
    kind = request.GET.get("slags", "")
    if kind not in Kind.values:
        context = {"version": row, "kinds": KINDS, "title": say(home.texts)}
        return render(request, "surveys/kind.html", context)
    item = _fresh(Kind(kind), request.POST.get("id", ""), row.sheet)

    def make(data: Any = None) -> QuestionForm:
        started = {"revision": row.revision}
        return QuestionForm(row.sheet, item, None, data, initial=started)

    form = make(request.POST or None)

    def save() -> str | None:
        made = _sound(form)
        if made is None:
            return None
        taken = queries.keys_taken(row.questionnaire, but=made.question)
        named = replace(made, key=key_from(say(made.texts), taken))
        return _kept(request, row, form, actions.add_question, section=home.key, item=named)

    return _edited(request, row, form, save, make, title=item.kind.label, identity=item.question)


def _fresh(kind: Kind, sent: str, sheet: Sheet) -> Item:
    """A question to be; its identity is made with the page, so that it is made once.

    A new scale is the last one over again, for scales of one subject have a mean together only
    where they are alike.
    """
    try:
        identity = UUID(sent)
    except ValueError:
        identity = uuid4()
    item = Item(question=str(identity), key="", kind=kind, texts={})
    like = next((one for one in reversed([*sheet]) if one.kind == kind == Kind.SCALE), None)
    if like is None:
        return item
    return replace(
        item, lowest=like.lowest, highest=like.highest, low_end=like.low_end,
        high_end=like.high_end, bands=like.bands,
    )  # fmt: skip


def _sound(form: QuestionForm) -> Item | None:
    """The question as typed, or None where the form says what is wrong with it."""
    if not form.is_valid():
        return None
    made = form.made()
    for sentence in why_not_item(made):
        form.add_error(None, sentence)
    return None if form.errors else made


@writes
def question(request: Request, pk: UUID, number: int, question: UUID) -> HttpResponse:
    """A question's words and answers; it stays the same question."""
    row = the_version(pk, number)
    item = the_item(row, question)
    before = queries.previous_of(row)
    earlier = before.sheet.item(str(question)) if before else None

    def make(data: Any = None) -> QuestionForm:
        return QuestionForm(row.sheet, item, earlier, data, initial={"revision": row.revision})

    form = make(request.POST or None)

    def save() -> str | None:
        made = _sound(form)
        if made is None:
            return None
        return _kept(request, row, form, actions.change_question, item=made)

    return _edited(request, row, form, save, make, title=item.kind.label, identity=item.question)


@writes
def translate(request: Request, pk: UUID, number: int, language: str) -> HttpResponse:
    """Every text of a draft in another language."""
    row = the_version(pk, number)
    name = found(dict(LANGUAGES).get(language) if language != SOURCE else None)

    def make(data: Any = None, **more: Any) -> TranslateForm:
        return TranslateForm(row.sheet, language, data, **more)

    form = make(request.POST or None, initial={"revision": row.revision})

    def save() -> str | None:
        if not form.is_valid():
            return None
        return _kept(request, row, form, actions.write_whole, sheet=form.made())

    title = _("Oversæt til %(name)s") % {"name": name}
    return _edited(request, row, form, save, make, title=title)
