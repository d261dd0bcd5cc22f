"""Doing what a form asks, and saying how it went: done, refused, or somebody else was first."""

from collections.abc import Callable
from typing import TypeVar

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
