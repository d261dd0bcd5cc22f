"""What a page answers where protected words cannot be opened: a sentence, and a line in the log."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from favn.kit.encryption.field import Unreadable

log = logging.getLogger("favn.encryption")
AWAY, BROKEN = 503, 500


def unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    """503 where the key is away, 500 where a text was tampered with; the log names no words."""
    log.error("%s: %s", type(error).__name__, error)
    if not isinstance(error, Unreadable):
        return render(request, "unreadable.html", {"sentence": str(error)}, status=AWAY)
    sentence = _(
        "En beskyttet tekst er ændret eller flyttet uden om Favn og vises derfor ikke. Sig det til"
        " den, der passer Favn."
    )
    return render(request, "unreadable.html", {"sentence": sentence}, status=BROKEN)
