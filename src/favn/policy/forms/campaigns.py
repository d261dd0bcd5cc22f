"""What people type about a campaign. Nothing is written here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm, chosen, day_field, words
from favn.policy import queries
from favn.policy.actions import Run
from favn.policy.choices import Channel
from favn.policy.forms.tree import offer
from favn.policy.forms.words import said
from favn.policy.models import Campaign, Initiative, Plan
from favn.policy.rules import campaigns as rules


class CampaignForm(OnceForm):
    """A campaign: what, where, when, with whom, and who agreed the words."""

    initiative = forms.ChoiceField(
        label=_("Indsats"), error_messages={"required": _("Vælg den indsats, kampagnen hører til.")}
    )
    message = said(
        _("Budskab"),
        _("Skriv det, kampagnen siger."),
        most=300,
        help_text=_("Det, folk ser eller hører."),
    )
    channel = chosen(_("Kanal"), Channel.choices, widget=forms.RadioSelect)
    first_day = day_field(_("Første dag"))
    last_day = day_field(_("Sidste dag"))
    partner = forms.ChoiceField(label=_("Partner"), required=False)
    new_partner = words(
        _("Eller en ny partner"), most=120,
        help_text=_("Skriv navnet, hvis den ikke står på listen. Ikke navne på personer."),
    )  # fmt: skip
    agreed_with = words(
        _("Teksten er aftalt med"), most=200,
        help_text=_("For eksempel rådgivningslinjen og politiet. Ikke navne på personer."),
    )  # fmt: skip

    def __init__(self, plan: Plan, *args: Any, row: Campaign | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_written(row) if row else {}) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.initiatives = {str(i.pk): i for i in queries.live_initiatives(plan)}
        self.parties = {str(o.pk): o for o in queries.directory()}
        if row:
            self.initiatives.setdefault(str(row.initiative_id), row.initiative)
        self._offer("initiative", _("Vælg en indsats"), self.initiatives)
        self._offer("partner", _("Ingen"), self.parties)

    def _offer(self, name: str, none: Any, records: dict[str, Any]) -> None:
        offer(self, name, [("", none), *((pk, str(row)) for pk, row in records.items())])

    def clean(self) -> dict[str, Any]:
        """Days that can be, and one partner."""
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        years = self.plan.first_year, self.plan.last_year
        if first and last and (sentence := rules.why_not_run(first, last, years)):
            self.add_error("last_day", sentence)
        if data.get("partner") and data.get("new_partner"):
            self.add_error("new_partner", _("Vælg en på listen, eller skriv navnet på en ny."))
        return data

    def of(self) -> Initiative:
        """The initiative it belongs to."""
        return self.initiatives[self.cleaned_data["initiative"]]

    def run(self) -> Run:
        """The campaign as typed."""
        data = self.cleaned_data
        names = ("message", "first_day", "last_day", "agreed_with", "new_partner")
        typed = {name: data[name] for name in names} | {"result": data.get("result", "")}
        partner = self.parties.get(data["partner"])
        return Run(**typed, channel=Channel(data["channel"]), partner=partner)


class ChangeCampaignForm(CampaignForm):
    """Corrects a campaign, or says what came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    result = words(
        _("Hvad kom der ud af den?"), most=400, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


def _written(row: Campaign) -> dict[str, Any]:
    names = ("message", "channel", "first_day", "last_day", "agreed_with", "result", "version")
    found = {name: getattr(row, name) for name in names}
    links = {"initiative": str(row.initiative_id), "partner": str(row.partner_id or "")}
    return found | links
