"""What the chair types about the board: a seat, a leaving, a whole change, and the statutes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.own_board import Seated
from favn.associations.choices import Seat
from favn.associations.choices.membership import MemberKind
from favn.associations.models import BoardTerm, Bylaws
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words

ARRIVING = 7


class SeatForm(OnceForm):
    """Somebody takes a seat."""

    seat = chosen(_("Post"), Seat.choices)
    name = words(
        _("Navn"), most=120, required=True, error_messages={"required": _("Skriv navnet.")}
    )
    since = day_field(_("Sidder fra"))
    until = day_field(_("På valg den"), required=False)
    agreed = forms.BooleanField(label=_("Siger ja til at stå med navn på nettet"), required=False)

    def who(self) -> Seated:
        """What was typed."""
        data = self.cleaned_data
        return Seated(data["seat"], data["name"], data["until"], data["agreed"])


class EndForm(forms.Form):
    """When and why somebody leaves the board."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    on = day_field(_("Gik ud den"))
    because = words(_("Hvorfor"), most=200, help_text=_("Skriv intet privat her."))


class ChangeBoardForm(OnceForm):
    """Who leaves and who comes, in one step."""

    on = day_field(_("Skiftet den"))
    because = words(
        _("Hvorfor"), most=200, required=True,
        help_text=_("For eksempel: Den gamle bestyrelse trak sig samlet."),
        error_messages={"required": _("Skriv, hvorfor bestyrelsen skiftes.")},
    )  # fmt: skip
    until = day_field(_("De nye er på valg den"), required=False)

    def __init__(self, sitting: list[BoardTerm], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sitting = {str(one.pk): one for one in sitting}
        offered = [
            (key, f"{one.get_seat_display()}: {one.called}") for key, one in self._sitting.items()
        ]
        self.fields["leaving"] = forms.MultipleChoiceField(
            label=_("Hvem går ud?"), choices=offered, required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Bestyrelsen er ændret imens. Åbn siden igen.")},
        )  # fmt: skip
        for n in range(1, ARRIVING + 1):
            self.fields[f"seat_{n}"] = chosen(
                _("Ny %(n)s: post") % {"n": n}, [("", "–"), *Seat.choices], required=False
            )
            self.fields[f"name_{n}"] = words(_("Ny %(n)s: navn") % {"n": n}, most=120)

    def clean(self) -> dict[str, Any]:
        """A seat and a name go together."""
        data: dict[str, Any] = self.cleaned_data
        for n in range(1, ARRIVING + 1):
            if bool(data.get(f"seat_{n}")) != bool(data.get(f"name_{n}")):
                self.add_error(f"name_{n}", _("Skriv både post og navn, eller ingen af dem."))
        return data

    def leaving(self) -> list[BoardTerm]:
        """Who goes."""
        return [self._sitting[key] for key in self.cleaned_data["leaving"]]

    def arriving(self) -> list[Seated]:
        """Who comes."""
        data = self.cleaned_data
        rows = range(1, ARRIVING + 1)
        pairs = ((data[f"seat_{n}"], data[f"name_{n}"]) for n in rows)
        return [Seated(seat, name, data["until"]) for seat, name in pairs if name]


class DayForm(forms.Form):
    """On which day one wants to know who sat."""

    dag = day_field(_("Hvem sad den dag?"), required=False)

    def wanted(self) -> date | None:
        """The day; what is no day asks for nothing."""
        self.is_valid()
        day: date | None = self.cleaned_data.get("dag")
        return day


def _days(label: Any, hint: Any = "") -> forms.IntegerField:
    wrong = _("Skriv et helt tal fra 0 til 365.")
    return forms.IntegerField(
        label=label, min_value=0, max_value=365, help_text=hint,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )  # fmt: skip


class BylawsForm(OnceForm):
    """What the statutes ask, as numbers."""

    adopted_on = day_field(_("Vedtaget den"))
    notice_days = _days(_("Indkaldes hvor mange dage før?"))
    proposal_days = _days(_("Forslag senest hvor mange dage før?"))
    paid_days = _days(_("Kontingent betalt senest hvor mange dage før?"), _("0 er på dagen."))
    member_days = _days(_("Medlem i mindst hvor mange dage før?"), _("0 er fra første dag."))
    voting_kinds = forms.MultipleChoiceField(
        label=_("Hvem kan stemme?"), choices=MemberKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg, hvilke medlemmer der kan stemme.")},
    )  # fmt: skip
    proxies_each = _days(_("Fuldmagter pr. medlem"), _("0, hvis vedtægterne ikke nævner fuldmagt."))
    board_least = _days(_("Bestyrelsens mindste størrelse"))
    board_most = _days(_("Bestyrelsens største størrelse"))
    term_years = _days(_("Valgt for hvor mange år?"))
    has_employee = forms.BooleanField(
        label=_("Medarbejderne har en plads i bestyrelsen"), required=False
    )

    @classmethod
    def of(cls, row: Bylaws | None, today: date) -> dict[str, Any]:
        """What the fields begin with: the last edition, or the most usual."""
        row = row or Bylaws(voting_kinds=[MemberKind.ACTIVE], adopted_on=today)
        names = [name for name in cls.base_fields if name != "id"]
        return {name: getattr(row, name) for name in names}
