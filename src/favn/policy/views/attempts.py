"""Doing what a form asks, and saying how it went: done, refused, or somebody else was first."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest

from favn.kit.refusals import Conflict, Refused, Taken
from favn.policy.views.doors import found

DONE, CONFLICTED, REFUSED = 302, 409, 422

Verb = Callable[[], str | None]
"""Does it and returns what to say; None where the form itself has errors to show."""


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
    messages.success(request, sentence)
    return DONE
