"""An agreement with its tasks, a yes or no to it, its end, and what happened, as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.agreements import Account, Deed, Terms
from favn.associations.choices.cooperation import Again, Doer, Happened, Rhythm, Said
from favn.associations.forms.sheets import WhoForm
from favn.associations.models import Side
from favn.kit import fields
from favn.kit.fields import STALE, chosen, day_field
from favn.policy.models import Initiative

ROWS = 6
AREA = {"rows": 3}


def _text(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs=AREA)
    return fields.words(label, most=4000, help_text=hint, required=required, widget=area)


class AgreementForm(WhoForm):
    """One version. Tasks are rows of what, who and by when."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    number = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    aim = _text(_("Formål"), _("Hvad skal der komme ud af det?"), required=True)
    roles = _text(_("Roller"), _("Hvem bestemmer hvad, og hvem holder trådene?"))
    money = _text(_("Penge"), _("Hvad koster det, og hvem betaler? Skriv også, hvis det er nul."))
    contact = _text(_("Kontakt"), _("Hvilke roller taler sammen, og hvor tit?"))
    fails = _text(_("Hvis det ikke går"), _("Hvad gør vi så?"))
    words = _text(_("Ord, vi bruger"), _("Hvad vi mener med ord, der kan misforstås."))
    starts_on = day_field(_("Begynder"))
    ends_on = day_field(_("Slutter"), required=False)
    rhythm = chosen(_("Hvor tit ser I på aftalen sammen?"), Rhythm.choices, initial=Rhythm.SIX)
    initiative = chosen(_("Indsats i planen"), (), required=False)
    why = fields.words(_("Hvad er ændret, og hvorfor?"), most=300)

    def __init__(
        self, *args: Any, sides: tuple[Side, Side], initiatives: list[Initiative], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self._initiatives = {str(row.pk): row for row in initiatives}
        if initiatives:
            offered = [("", _("Ingen")), *((key, str(r)) for key, r in self._initiatives.items())]
            self.fields["initiative"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["initiative"]
        doers = [
            (Doer.FIRST.value, sides[0].name),
            (Doer.SECOND.value, sides[1].name),
            (Doer.BOTH.value, Doer.BOTH.label),
        ]
        for n in range(1, ROWS + 1):
            self.fields[f"what_{n}"] = fields.words(_("Opgave %(n)s") % {"n": n}, most=200)
            self.fields[f"doer_{n}"] = chosen(_("Hvem"), doers, initial=Doer.BOTH)
            self.fields[f"due_{n}"] = day_field(_("Inden"), required=False)

    def task_rows(self) -> list[tuple[Any, Any, Any]]:
        """The rows of tasks, field by field."""
        return [
            (self[f"what_{n}"], self[f"doer_{n}"], self[f"due_{n}"]) for n in range(1, ROWS + 1)
        ]

    def before_tasks(self) -> list[Any]:
        """Fields that stand above the tasks."""
        names = ("who", "aim", "roles", "money", "contact", "fails", "words")
        return [self[name] for name in names if name in self.fields]

    def after_tasks(self) -> list[Any]:
        """Fields that stand under them."""
        names = ("starts_on", "ends_on", "rhythm", "initiative", "why")
        return [self[name] for name in names if name in self.fields]

    def terms(self, kept: Initiative | None) -> Terms:
        """What was typed; `kept` is the initiative where this form offers none."""
        said = self.cleaned_data
        deeds = (
            Deed(said[f"what_{n}"], said[f"doer_{n}"], said[f"due_{n}"])
            for n in range(1, ROWS + 1)
            if said[f"what_{n}"].strip()
        )
        chosen_one = self._initiatives.get(said["initiative"]) if "initiative" in said else kept
        same = {name: said[name] for name in (
            "aim", "roles", "money", "contact", "fails", "words", "starts_on", "ends_on", "why",
        )}  # fmt: skip
        return Terms(**same, rhythm=int(said["rhythm"]), deeds=tuple(deeds), initiative=chosen_one)


class ConsentForm(WhoForm):
    """Yes or no to one version."""

    says = chosen(_("Er det jeres aftale?"), Said.choices, widget=forms.RadioSelect)
    why = fields.words(
        _("Hvad skal rettes?"), most=300, help_text=_("Skal skrives, hvis I siger nej.")
    )


class EndForm(WhoForm):
    """It ends, and why."""

    reason = fields.words(_("Hvorfor slutter I?"), most=300, required=True,
                   help_text=_("Den anden ser det."))  # fmt: skip


class TellForm(WhoForm):
    """What one side says happened."""

    number = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    happened = chosen(_("Skete det, I aftalte?"), Happened.choices, widget=forms.RadioSelect)
    what = _text(_("Hvad skete der?"), _("Ingen navne. Skriv, hvad der blev gjort."))
    many = forms.IntegerField(
        label=_("Hvor meget?"), required=False, min_value=0, max_value=10**6,
        help_text=_("Et tal, for eksempel 12."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Skriv et helt tal.")
        ),
    )  # fmt: skip
    of_what = fields.words(_("Af hvad?"), most=80, help_text=_("For eksempel: aftener."))
    again = chosen(_("Ville I gøre det igen?"), Again.choices, widget=forms.RadioSelect)

    def account(self) -> Account:
        """What was typed."""
        said = self.cleaned_data
        return Account(said["happened"], said["again"], said["what"], said["many"], said["of_what"])
