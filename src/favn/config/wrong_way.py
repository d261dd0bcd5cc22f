"""A page that only takes what a form sends, asked for by somebody who reloaded, pressed Back or has
just signed in: said in words, with the way to the nearest page above it.
"""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import Resolver404, resolve


class WrongWayMiddleware:
    """Gives an empty 405 to a person's browser a page of its own; the status stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page, or the words in its place."""
        answer = self.get_response(request)
        if not (isinstance(answer, HttpResponseNotAllowed) and _is_a_persons(request)):
            return answer
        page = render(request, "405.html", {"up": page_above(request.path_info)}, status=405)
        page["Allow"] = answer["Allow"]
        return page


def _is_a_persons(request: HttpRequest) -> bool:
    """Whether a browser asks for a page; a script takes anything, and says so with stars."""
    return request.method == "GET" and "text/html" in request.headers.get("Accept", "")


def page_above(path: str) -> str:
    """The nearest address above that may be asked for; the front page where there is none."""
    return next((above for above in _above(path) if _reads(above)), "/")


def _above(path: str) -> Iterator[str]:
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        yield f"/{'/'.join(parts[:length])}/"


def _reads(path: str) -> bool:
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return not getattr(view, "only_forms", False)
