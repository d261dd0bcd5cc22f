"""A health check or a conversation is put right: what it says, and why it is changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.centre.actions.putting_right import Right
from favn.centre.choices import PutRight
from favn.centre.forms.cases import TalkForm
from favn.centre.forms.entries import VoidForm
from favn.centre.forms.health import CheckForm
from favn.centre.models import HealthCheck
from favn.kit.fields import STALE, chosen


class WithReason(forms.Form):
    """Why it is changed, on the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    reason = chosen(_("Hvorfor retter du?"), [("", _("Vælg")), *PutRight.choices])
    asked = forms.BooleanField(
        label=_("Personen har bedt om rettelsen"),
        required=False,
        help_text=_("Så kan du rette, også når personen ikke længere siger ja til en sag."),
    )

    def right(self) -> Right:
        """Why, and on which version."""
        data = self.cleaned_data
        return Right(data["version"], str(PutRight(data["reason"]).label), data["asked"])


class TakenOutForm(VoidForm):
    """Takes it out of the count, with a reason from the list alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["note"]


class CheckRightForm(CheckForm, WithReason):
    """A check as it should be."""

    field_order = ("version", "topics", "text", "on", "is_evening", "reason", "asked")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["id"], self.fields["appointment"]

    @staticmethod
    def start(row: HealthCheck) -> dict[str, Any]:
        """What stands."""
        topics = [one.topic for one in row.topics.all()]
        start = {"topics": topics, "text": row.note.text, "on": row.on}
        return start | {"version": row.version, "is_evening": row.is_evening}


class TalkRightForm(TalkForm, WithReason):
    """A conversation as it should be."""

    field_order = (
        "version", "text", "topics", "areas", "on", "kind", "setting", "interpreter", "helper",
        "reason", "asked",
    )  # fmt: skip
