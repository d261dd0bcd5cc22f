"""What people type in the yearly round, turned into clean values. Nothing is written here."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit import documents
from favn.kit.fields import STALE, OnceForm, day_field
from favn.people.organisations.models import Unit
from favn.policy import actions
from favn.policy.choices import Section, Status
from favn.policy.forms.words import said
from favn.policy.models import Statement
from favn.policy.queries import Owed, committees

LONGEST = 4000


class OpenRoundForm(OnceForm):
    """Which year, until when, and the committees in their order."""

    year = forms.IntegerField(
        label=_("Status for år"),
        error_messages={"required": _("Skriv året."), "invalid": _("Skriv året med fire cifre.")},
    )
    last_day = day_field(
        _("Sidste dag at svare"), help_text=_("Der kan svares hele dagen, til midnat.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.committees = {str(unit.pk): unit for unit in committees()}
        _offer_places(self, self.committees)

    def order(self) -> list[Unit]:
        """The chosen committees in order, each once."""
        return _order(self, self.committees)


class CommitteesForm(forms.Form):
    """Which committees treat the paper, in their order; `seen` are those who stood on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, steps: list[Any], *args: Any, **kwargs: Any) -> None:
        stand = {f"committee_{n}": str(s.unit_id) for n, s in enumerate(steps, start=1)}
        stand["seen"] = " ".join(str(step.unit_id) for step in steps)
        kwargs |= {"auto_id": "order_%s", "initial": stand | kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.committees = {str(unit.pk): unit for unit in committees()}
        self.committees |= {str(step.unit_id): step.unit for step in steps}
        _offer_places(self, self.committees)

    def clean_seen(self) -> list[UUID]:
        """The committees that stood there. Raises ValidationError where the page did not say it."""
        try:
            return [UUID(key) for key in self.cleaned_data["seen"].split()]
        except ValueError as error:
            raise forms.ValidationError(STALE["invalid"]) from error

    def order(self) -> list[Unit]:
        """The chosen committees in order, each once."""
        return _order(self, self.committees)


MOST_COMMITTEES = 8


def _offer_places(form: forms.Form, units: dict[str, Unit]) -> None:
    """As many places as there are committees."""
    named = [(key, unit.name) for key, unit in units.items()]
    for place in range(1, min(len(units), MOST_COMMITTEES) + 1):
        form.fields[f"committee_{place}"] = forms.ChoiceField(
            label=_("%(place)s. udvalg, der behandler papiret") % {"place": place},
            choices=[("", _("Ingen")), *named],
            required=False,
        )


def _order(form: forms.Form, units: dict[str, Unit]) -> list[Unit]:
    chosen = [v for k, v in form.cleaned_data.items() if k.startswith("committee_") and v]
    return [units[key] for key in dict.fromkeys(chosen)]


class AnswerForm(forms.Form):
    """One initiative's status; kept as a draft or handed in."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=STALE)
    draft_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=STALE)
    status = forms.ChoiceField(
        label=_("Hvor langt er indsatsen?"),
        choices=Status.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Vælg, hvor langt indsatsen er, før du afleverer."),
            "invalid_choice": _("Vælg en af mulighederne."),
        },
    )
    text = forms.CharField(
        label=_("Hvad er der sket i år?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Skriv kort og uden navne på borgere. Optalte tal kommer af sig selv."),
        error_messages={
            "required": _("Skriv med en sætning, hvad der er sket, før du afleverer."),
            "max_length": _("Teksten er for lang. Kort den ned til 4.000 tegn."),
        },
    )

    def __init__(self, owed: Owed, *args: Any, asks_name: bool = False, **kwargs: Any) -> None:
        kwargs["initial"] = started_from(owed) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if asks_name:
            self.fields["who"] = forms.CharField(
                label=_("Dit navn"),
                max_length=80,
                help_text=_("Navnet står ved svaret, så redaktøren ved, hvem der gav det."),
                error_messages={"required": _("Skriv dit navn, så svaret har en afsender.")},
            )
        for field in set(self.fields) & {"status", "text", "who"}:
            self.fields[field].required = self.data.get("verb") != "draft"

    def clean_text(self) -> str:
        """Only signs that the paper can be set with."""
        return settable(self.cleaned_data["text"])

    def draft(self) -> actions.Draft:
        """What is in the fields."""
        data = self.cleaned_data
        return actions.Draft(
            data["status"], data["text"], data["draft_version"], data.get("who", "")
        )


def settable(text: str) -> str:
    """The text. Raises ValidationError where the paper could not be set with it."""
    try:
        documents.pdf(documents.Document("–", (documents.Paragraph(text or "–"),)))
    except documents.DocumentError as error:
        raise forms.ValidationError(str(error)) from error
    return text


def started_from(owed: Owed) -> dict[str, Any]:
    """The draft where there is one, else what was said, else nothing."""
    begun = owed.draft or owed.text
    return {
        "version": owed.text.version if owed.text else 0,
        "draft_version": owed.draft.version if owed.draft else 0,
        "status": begun.status if begun else "",
        "text": begun.text if begun else "",
    }


class QuestionForm(OnceForm):
    """The editor's question about an answer."""

    question = forms.CharField(
        label=_("Hvad vil du spørge forvaltningen om?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv spørgsmålet, så forvaltningen kan svare på det.")},
    )


class RemindOfficesForm(OnceForm):
    """One press of the reminder; those who got a letter today get another only where it is said."""

    def __init__(self, *args: Any, asks_again: bool, is_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_again:
            sentence = _(
                "Ingen andre kan få brev. Sæt flueben, hvis de, der har fået et i dag, skal have"
                " et til."
            )
            self.fields["again"] = forms.BooleanField(
                label=_("Send også til dem, der har fået brev i dag"),
                required=is_needed,
                error_messages={"required": sentence},
            )


class LinkForm(OnceForm):
    """Where an office's link is sent."""

    unit = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    sent_to = forms.EmailField(
        label=_("E-mail"),
        error_messages={
            "required": _("Skriv den e-mail, linket skal sendes til."),
            "invalid": _("E-mailen ser forkert ud. Skriv den som navn@kommune.dk."),
        },
    )

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"unit": unit.pk, **kwargs.get("initial", {})}
        kwargs["auto_id"] = f"link_{unit.pk.hex[:8]}_%s"
        super().__init__(*args, **kwargs)


class TreatForm(forms.Form):
    """What a committee did with the paper, and when."""

    step = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    on = day_field(_("Dag"))
    outcome = said(
        _("Hvad blev besluttet?"),
        _("Skriv, hvad udvalget besluttede."),
        most=200,
        help_text=_("Fx “Taget til efterretning”."),
    )

    def __init__(self, step: Any, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"step": step.pk, **kwargs.get("initial", {})}
        kwargs["auto_id"] = f"step_{step.pk.hex[:8]}_%s"
        super().__init__(*args, **kwargs)


class CorrectTreatmentForm(TreatForm):
    """What a committee did, put right."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)

    def __init__(self, step: Any, *args: Any, **kwargs: Any) -> None:
        stands = {"version": step.version, "on": step.treated_on, "outcome": step.outcome}
        kwargs["initial"] = stands | kwargs.get("initial", {})
        super().__init__(step, *args, **kwargs)


class StatementForm(forms.Form):
    """A committee's four sections."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=STALE)

    def __init__(self, stands: Statement | None, *args: Any, **kwargs: Any) -> None:
        written = {s.value: getattr(stands, s.value) for s in Section} if stands else {}
        initial = {"version": stands.version if stands else 0, **written}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for section in Section:
            self.fields[section.value] = forms.CharField(
                label=section.label,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    def sections(self) -> dict[Section, str]:
        """Section → text."""
        return {section: self.cleaned_data[section.value] for section in Section}
