"""How desk pages read an address and answer, to a person and to a script alike."""

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from favn.centre import rules
from favn.kit import clock

T = TypeVar("T")


def asked_day(request: HttpRequest) -> date:
    """The day in the address, or today; a day that cannot be read is 404."""
    text = request.GET.get("dag")
    if not text:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def back_to_today(
    request: HttpRequest, day: date, page: str, rule: Any = rules.why_not_enter
) -> HttpResponse | None:
    """Where `rule` says a day cannot be shown or registered: say why, and show today instead."""
    sentence = rule(day, today=clock.today())
    if sentence is None:
        return None
    messages.error(request, sentence)
    return redirect(page)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def no(sentence: str, status: int = 422) -> JsonResponse:
    """Say to a script why it was not done."""
    return JsonResponse({"refused": sentence}, status=status)


def sentence_of(form: forms.Form) -> str:
    """The errors of a form as one text."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def refuse(form: forms.Form, name: str, refused: Exception) -> None:
    """Put an action's refusal at the field it speaks of."""
    form.add_error(name, str(refused))


def somebody_was_first() -> str:
    """What the second of two who save the same record is told."""
    return _("En anden har rettet det samme imens. Se, hvad der står nu, og prøv igen.")


def as_data(request: HttpRequest, **values: Any) -> dict[str, Any]:
    """What was typed, with some values renewed; for showing a form again."""
    return request.POST.dict() | {name: str(value) for name, value in values.items()}
