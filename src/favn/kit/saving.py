"""What the page's saving script is told: when it was saved, or why it was not."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import JsonResponse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, REFUSED
from favn.kit.refusals import Conflict, Refused
from favn.kit.templatetags.kit import hour


def by_itself(form: forms.Form, save: Callable[[], dict[str, Any] | None]) -> JsonResponse:
    """Save without leaving the page. `save` returns what the page needs to go on with, see
    `saving.js`, or None where nothing was saved. What is wrong in the form is said either way.
    """
    try:
        told = save()
    except Conflict as conflict:
        return JsonResponse({"said": str(conflict)}, status=CONFLICTED)
    except Refused as refused:
        return JsonResponse({"said": str(refused)}, status=REFUSED)
    if told is None or form.errors:
        said = " ".join(str(errors[0]) for errors in form.errors.values())
        return JsonResponse({"said": said, **(told or {})}, status=REFUSED)
    return JsonResponse({"said": _("Gemt kl. %(hour)s") % {"hour": hour(clock.now())}, **told})
