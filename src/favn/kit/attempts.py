"""Doing what a form asks, and saying how it went: done, refused, or somebody else was first."""

from collections.abc import Callable, Mapping
from typing import TypeVar
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest

from favn.kit.refusals import Conflict, Refused, Taken

R = TypeVar("R")
DONE, CONFLICTED, REFUSED = 302, 409, 422

Verb = Callable[[], str | None]
"""Does it and returns what to say, perhaps nothing (""); None where the form has errors to show."""


def found(record: R | None) -> R:
    """The record, or 404: unknown and foreign look the same."""
    if record is None:
        raise Http404
    return record


def attempt(request: HttpRequest, verb: Verb | None) -> int:
    """The status of the answer; the sentence goes to the page's messages. Unknown verbs are 404."""
    try:
        sentence = found(verb)()
    except Refused as refused:
        messages.error(request, str(refused))
        return REFUSED
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return CONFLICTED
    except Taken as taken:
        raise Http404 from taken
    if sentence is None:
        return REFUSED
    if sentence:
        messages.success(request, sentence)
    return DONE


def answered(
    request: HttpRequest, verbs: Mapping[str, Verb], *, then: Callable[[HttpRequest], None]
) -> int:
    """Do what one of several forms on a page asks (its `verb`); what was done has what follows."""
    status = attempt(request, verbs.get(request.POST.get("verb", "")))
    if status == DONE:
        then(request)
    return status


def asked_id(request: HttpRequest, name: str) -> UUID:
    """The id a form names; a made-up one where it is no id, so that it is found nowhere."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return uuid4()


def asked_version(request: HttpRequest, name: str = "version") -> int:
    """The version a form was shown; -1 where it names none, which no row has."""
    return whole(request.POST.get(name, ""))


def whole(text: str) -> int:
    """The number of at most eight digits that an address or a form says; -1 where it says none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
