"""A case, a conversation in it, and what is to be done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.centre.actions.conversations import Talk
from favn.centre.choices import CaseKind, Ending, Origin, Setting, Subject, Work
from favn.centre.models import Conversation
from favn.centre.models.cases import MOST_AREAS
from favn.centre.rules.cases import LONGEST_NOTE, why_not_count
from favn.kit import clock
from favn.kit.fields import STALE, chosen, day_field, words
from favn.kit.workdays import after_workdays
from favn.people.accounts.models import Account, Membership

WORKDAYS = (3, 5, 10, 20)
"""How far ahead a deadline is mostly set, in working days."""


class CaseForm(forms.Form):
    """What a new case is about."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    kind = chosen(_("Hvilken slags hjælp?"), CaseKind.choices, widget=forms.RadioSelect)
    origin = chosen(_("Hvordan kom personen hertil?"), Origin.choices)
    about = words(
        _("Hvad handler det om?"),
        most=300,
        help_text=_("Kort, så du kan kende sagen igen. Det er låst som notaterne."),
    )


class TalkForm(forms.Form):
    """One conversation: what it was about, and the note. Keeps what is typed while one types."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    text = words(
        _("Notat"),
        most=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Skriv det, I skal bruge næste gang. Personen må læse det."),
    )
    topics = forms.MultipleChoiceField(
        label=_("Hvad handlede samtalen om?"),
        choices=Subject.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Vælg gerne flere. Mindst ét skal stå, før samtalen tæller."),
        error_messages={"invalid_choice": _("Vælg fra listen.")},
    )
    areas = forms.IntegerField(
        label=_("Antal lovområder"),
        required=False,
        min_value=1,
        max_value=MOST_AREAS,
        help_text=_(
            "Skal stå, før samtalen tæller. For eksempel 2, hvis det var både serviceloven og"
            " lejeloven."
        ),
        error_messages={
            "invalid": _("Skriv et helt tal fra 1 til 9."),
            "min_value": _("Skriv et helt tal fra 1 til 9."),
            "max_value": _("Skriv et helt tal fra 1 til 9."),
        },
    )
    on = day_field(_("Dag"))
    kind = chosen(_("Slags"), CaseKind.choices)
    setting = chosen(_("Med hvem?"), Setting.choices)
    interpreter = forms.BooleanField(label=_("Tolk var med"), required=False)
    helper = forms.BooleanField(label=_("Hjælper var med"), required=False)

    def __init__(self, *args: Any, with_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_note:
            del self.fields["text"], self.fields["helper"]

    @staticmethod
    def start(row: Conversation | None, kind: str = "", text: str = "") -> dict[str, Any]:
        """What the form shows to begin with: what stands, or today and the case's own kind."""
        if row is None:
            return {"version": 0, "on": clock.today(), "kind": kind, "setting": Setting.PERSON}
        names = ("version", "on", "kind", "setting", "areas", "interpreter", "helper")
        start = {name: getattr(row, name) for name in names}
        return start | {"topics": [one.topic for one in row.topics.all()], "text": text}

    def is_whole(self) -> bool:
        """Whether the conversation may count; all that lacks is said at once, at its field."""
        if not self.is_valid():
            return False
        data = self.cleaned_data
        lacks = {
            "topics": why_not_count(len(data["topics"]), 1),
            "areas": why_not_count(1, data["areas"]),
        }
        for name, why in lacks.items():
            if why:
                self.add_error(name, why)
        return not self.errors

    def talk(self) -> Talk:
        """What was typed."""
        data = self.cleaned_data
        return Talk(
            data["on"], CaseKind(data["kind"]), Setting(data["setting"]), tuple(data["topics"]),
            data["areas"], data["interpreter"], data.get("helper", False), data.get("text", ""),
        )  # fmt: skip


class DeadlineForm(forms.Form):
    """A day, chosen or counted in working days from today."""

    within = chosen(
        _("Frist i arbejdsdage"),
        [("", _("Vælg en dag i stedet")), *((str(n), str(n)) for n in WORKDAYS)],
        required=False,
    )
    due_on = day_field(_("Eller en bestemt dag"), required=False)

    def clean(self) -> dict[str, Any]:
        """One deadline, given in one of the two ways."""
        data = super().clean() or {}
        if within := data.get("within"):
            data["due_on"] = after_workdays(clock.today(), int(within))
        elif not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Vælg en dag, eller et antal arbejdsdage."))
        return data


class TaskForm(DeadlineForm):
    """What is to be done before a day."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    kind = chosen(_("Slags"), Work.choices)
    what = words(
        _("Hvad skal der ske?"),
        most=300,
        required=True,
        error_messages={"required": _("Skriv, hvad der skal ske.")},
    )
    field_order = ("id", "kind", "what", "within", "due_on")


class MoveForm(DeadlineForm):
    """Another day for a task, on the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)


class GiveForm(forms.Form):
    """The colleague who takes a case over."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    to = chosen(_("Hvem tager over?"), ())

    def __init__(self, *args: Any, carriers: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carriers = {str(one.account_id): one for one in carriers}
        named = [(key, one.account.name) for key, one in self.carriers.items()]
        self.fields["to"].choices = named  # type: ignore[attr-defined]

    def chosen_carrier(self) -> Membership:
        """Who was chosen."""
        return self.carriers[self.cleaned_data["to"]]


class TakerForm(forms.Form):
    """The colleague who takes over one kind of work of somebody who left."""

    left = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    to = chosen(_("Hvem tager over?"), ())

    def __init__(
        self, *args: Any, left: Account, takers: list[Account], kind: str, **kwargs: Any
    ) -> None:
        kwargs |= {"initial": {"left": left.pk}, "auto_id": f"{kind}{left.pk}_%s"}
        super().__init__(*args, **kwargs)
        self.leaver = left
        self.takers = {str(one.pk): one for one in takers}
        named = [(key, one.name) for key, one in self.takers.items()]
        offered: Any = self.fields["to"]
        offered.choices = [("", _("Vælg en kollega")), *named]

    def chosen_taker(self) -> Account:
        """Who was chosen."""
        return self.takers[self.cleaned_data["to"]]


class CloseForm(forms.Form):
    """How a case ended."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    ending = chosen(_("Hvordan sluttede den?"), Ending.choices, widget=forms.RadioSelect)
