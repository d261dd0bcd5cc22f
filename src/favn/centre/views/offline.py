"""The service worker, which must be served from the root to reach the desk's pages."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from favn.people.accounts.door import public

WORKER = Path(__file__).parents[1] / "static" / "centre" / "worker.js"


@public("a script without data; browsers fetch it by themselves")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Keeps the desk's own pages for the time without a network."""
    answer = HttpResponse(WORKER.read_text(encoding="utf-8"), content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer
