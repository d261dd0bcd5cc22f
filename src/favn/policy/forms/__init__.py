"""Turns what people type about the plan and its counts into clean values. Nothing is written here.

Every error says what is missing and how to mend it. Forms that may stand together on one page
have their own ids, so that a label never belongs to two fields.
"""

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm
from favn.kit.figures import Value, catalogue
from favn.policy import queries, rules
from favn.policy.actions import Sheet, Wish
from favn.policy.choices import Status
from favn.policy.models import CountDuty, Initiative
from favn.policy.queries import Standing
from favn.statistics.figures import Period

NO_NAMES = _("Skriv ikke navne på gæster.")


class SendForm(OnceForm):
    """One checkbox per number, carrying the number that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=STALE)
    note = forms.CharField(
        label=_("Bemærkning til kommunen"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_NAMES,
    )

    def __init__(self, standing: Standing, live: list[Value], *args: Any, **kwargs: Any) -> None:
        count = standing.count
        initial = {"version": standing.version, "note": count.note if count else ""}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self._answers(standing.question)
        self.live = live
        for place, value in enumerate(live):
            self.fields[f"seen_{place}"] = _seen(value)
            self.fields[f"approve_{place}"] = _approve(value)
        self.order_fields([f"approve_{place}" for place in range(len(live))])

    def _answers(self, question: str) -> None:
        """Where the municipality asked, the note is the answer, and the question stands by it."""
        if question:
            self.fields["note"].label = _("Jeres svar på kommunens spørgsmål")
            words = {"question": question, "names": NO_NAMES}
            self.fields["note"].help_text = (
                gettext("Kommunen spørger: “%(question)s” %(names)s") % words
            )

    def sheet(self) -> Sheet:
        """What the page showed and what was approved."""
        data = self.cleaned_data
        named = [(place, value.figure.id) for place, value in enumerate(self.live)]
        seen = {figure: data[f"seen_{place}"] for place, figure in named}
        approved = [figure for place, figure in named if data[f"approve_{place}"]]
        return Sheet(data["version"], seen, approved, data["note"])


def _seen(value: Value) -> forms.IntegerField:
    """Empty where the number was held back."""
    return forms.IntegerField(
        widget=forms.HiddenInput, required=False, initial=value.total, error_messages=STALE
    )


def _approve(value: Value) -> forms.BooleanField:
    total = _("holdt tilbage") if value.total is None else number_format(value.total)
    words = {"title": str(value.figure.title).lower(), "total": total}
    label = _("Jeg godkender %(title)s (%(total)s)") % words
    missing = _("Sæt flueben ved tallet, hvis du godkender det. Ellers kan det ikke sendes.")
    return forms.BooleanField(label=label, error_messages={"required": missing})


class DraftForm(forms.Form):
    """The note alone, kept until the count is sent."""

    version = forms.IntegerField(min_value=0, error_messages=STALE)
    note = forms.CharField(max_length=500, required=False)


class WithdrawForm(forms.Form):
    """Takes a sent count back."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    reason = forms.CharField(
        label=_("Hvorfor trækker du optællingen tilbage?"),
        max_length=300,
        help_text=_("Kommunen ser grunden. Skriv ikke navne på gæster."),
        error_messages={"required": _("Skriv grunden, så kommunen ved, hvad der skete.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "withdraw_%s"
        super().__init__(*args, **kwargs)


class AcceptForm(OnceForm):
    """Accepts the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)


class AskBackForm(AcceptForm):
    """Asks about the version that was shown."""

    question = forms.CharField(
        label=_("Hvad vil du spørge foreningen om?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv spørgsmålet, så foreningen kan svare på det.")},
    )


class RemindForm(OnceForm):
    """Reminds the association; there is nothing to type."""


class StatusForm(forms.Form):
    """The initiative's status today, and the year's prose about it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=STALE)
    status = forms.ChoiceField(
        label=_("Status i dag"),
        choices=Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvor langt indsatsen er.")},
    )
    text = forms.CharField(
        label=_("Hvad er der sket?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Teksten står i udkastet til status. Tallene kommer af sig selv."),
        error_messages={"required": _("Skriv mindst én sætning om, hvad der er sket.")},
    )


class StopForm(forms.Form):
    """Stops asking for a count; one of several on the page."""

    duty = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    reason = forms.CharField(
        label=_("Hvorfor beder I ikke længere om den?"),
        max_length=300,
        error_messages={"required": _("Skriv grunden. Den gemmes i historikken.")},
    )

    def __init__(self, duty: CountDuty, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"auto_id": f"stop_{duty.pk}_%s", "initial": {"duty": duty.pk}}
        super().__init__(*args, **kwargs)


class AskForm(OnceForm):
    """Asks an association for figures each quarter."""

    association = forms.ChoiceField(
        label=_("Forening"), error_messages={"required": _("Vælg den forening, der skal tælle.")}
    )
    figures = forms.MultipleChoiceField(
        label=_("Tal"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Antal mennesker er ikke med: den samme gæst kan komme i flere kvartaler, så de kan"
            " ikke lægges sammen."
        ),
        error_messages={
            "required": _("Vælg mindst ét tal, som foreningen skal sende."),
            "invalid_choice": _("Det tal kan ikke sendes pr. kvartal. Vælg tal fra listen."),
        },
    )
    first = forms.ChoiceField(label=_("Første kvartal"))
    last = forms.ChoiceField(label=_("Sidste kvartal"))
    deadline_days = forms.IntegerField(
        label=_("Frist"),
        min_value=0,
        max_value=rules.LONGEST_DEADLINE,
        help_text=_("Antal dage efter kvartalets sidste dag."),
        error_messages={
            "required": _("Skriv fristen som et antal dage, for eksempel 20."),
            "invalid": _("Skriv fristen som et helt antal dage, for eksempel 20."),
        },
    )

    def __init__(self, initiative: Initiative, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"deadline_days": 20, **kwargs.get("initial", {})}
        if initiative.funded_id:
            kwargs["initial"].setdefault("association", str(initiative.funded_id))
        super().__init__(*args, **kwargs)
        self.associations = {str(party.pk): party for party in queries.associations()}
        quarters = [(str(p), queries.quarter_name(p)) for p in quarters_of(initiative)]
        self._offer("association", [(pk, party.name) for pk, party in self.associations.items()])
        self._offer(
            "figures", [(f.id, f.title) for f in catalogue().values() if rules.can_be_asked(f)]
        )
        self._offer("first", quarters)
        self._offer("last", quarters)

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say at the field why it cannot be asked like that."""
        data = super().clean() or {}
        if data.get("first") and data.get("last"):
            first, last = Period.parse(data["first"]), Period.parse(data["last"])
            if sentence := rules.why_not_span(first, last):
                self.add_error("last", sentence)
        return data

    def wish(self) -> Wish:
        """What is asked for."""
        data = self.cleaned_data
        first, last = Period.parse(data["first"]), Period.parse(data["last"])
        return Wish(data["figures"], first, last, data["deadline_days"])


def quarters_of(initiative: Initiative) -> list[Period]:
    """The quarters of the plan's years."""
    plan = initiative.plan
    return rules.quarters_between(
        rules.quarter(plan.first_year, 1), rules.quarter(plan.last_year, 4)
    )
