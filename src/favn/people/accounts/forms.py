"""Signing in: allauth's forms, with sentences that name the field and the mend. And look-ups."""

from typing import Any
from uuid import UUID

from allauth.account import forms as library
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm, chosen, words
from favn.people.accounts.choices import Look, Verdict
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.queries import left_who_looked, staff_of
from favn.people.accounts.roles import Role
from favn.people.accounts.rules import LONGEST, is_called, why_not_mail, why_not_pin
from favn.people.organisations.models import Organisation, Unit

EMAIL = _("Skriv din e-mail, for eksempel navn@hus.dk.")
THEIRS = _("Skriv kollegaens e-mail, for eksempel navn@hus.dk.")
SENTENCES = {
    "login": EMAIL,
    "email": EMAIL,
    "password": _("Skriv din adgangskode."),
    "oldpassword": _("Skriv den adgangskode, du har nu."),
    "password1": _("Skriv en ny adgangskode på mindst 12 tegn."),
    "password2": _("Skriv den nye adgangskode en gang til."),
    "code": _("Skriv de seks cifre, appen viser, eller en nødkode."),
    "name": _("Giv den et navn, så du kan kende den igen."),
}
"""Field → how it is mended, whether it is empty or cannot be read."""
CODES = ("required", "invalid", "max_length", "null_characters_not_allowed")
DIGITS = {"autocomplete": "off", "inputmode": "numeric"}


class Told:
    """A form whose fields answer with the sentences above instead of the library's."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SENTENCES.keys() & self.fields.keys():
            self.fields[name].error_messages |= dict.fromkeys(CODES, SENTENCES[name])


class SignInForm(Told, library.LoginForm):  # type: ignore[misc]
    """E-mail and password."""


class ChangePasswordForm(Told, library.ChangePasswordForm):  # type: ignore[misc]
    """Another password, by whoever knows the present one."""


class ResetPasswordForm(Told, library.ResetPasswordForm):  # type: ignore[misc]
    """Where the way to a new password is sent."""


class NewPasswordForm(Told, library.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by whoever opened the mail."""


class ChosenPasswordForm(Told, library.SetPasswordForm):  # type: ignore[misc]
    """The first password, by whoever was invited; with the address, so that a browser keeps both.
    The one that counts is the invitation's.
    """

    def __init__(self, data: Any, *, user: Account) -> None:
        super().__init__(user, data)
        self.fields["mail"] = forms.CharField(
            required=False, initial=user.email,
            widget=forms.HiddenInput(attrs={"autocomplete": "username"}),
        )  # fmt: skip
        self.fields["password1"].help_text = _("Mindst 12 tegn. Fire almindelige ord er godt.")


class PasswordAgainForm(Told, library.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters or after the screen was locked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class Coded(Told):
    """A code, typed with figures on a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kode")
        self.fields["code"].widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        )


class CodeForm(Coded, codes.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class CodeAgainForm(Coded, codes.ReauthenticateForm):  # type: ignore[misc]
    """A code once more."""


class AppForm(Coded, apps.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""


class PasskeyForm(Told, keys.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, with a name of one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Navn")
        way = self.fields["passwordless"]
        way.label, way.initial = _("Brug den også til at logge ind uden adgangskode"), True
        way.help_text = _("Så spørger din telefon eller computer efter finger, ansigt eller kode.")


class PasskeyNameForm(Told, keys.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Navn")


class ScreenPinForm(forms.Form):
    """The short code, at the locked screen."""

    pin = forms.CharField(
        label=_("Din skærmkode"),
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs=DIGITS),
        error_messages=dict.fromkeys(CODES, _("Skriv din kode: fire til otte cifre.")),
    )


class NewPinForm(ScreenPinForm):
    """A code of one's own, typed twice."""

    again = forms.CharField(
        label=_("Koden en gang til"),
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs=DIGITS),
        error_messages=dict.fromkeys(CODES, _("Skriv koden en gang til.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pin"].label = _("Ny kode")
        self.fields["pin"].help_text = _(
            "Fire til otte cifre, som kun du kender. Ikke et årstal, og ikke 1234."
        )

    def clean(self) -> None:
        """The same twice, and one that may be used."""
        super().clean()
        pin, again = self.cleaned_data.get("pin"), self.cleaned_data.get("again")
        if pin and (sentence := why_not_pin(pin)):
            self.add_error("pin", sentence)
        elif pin and again and pin != again:
            self.add_error("again", _("De to koder er ikke ens. Skriv dem igen."))


class MinutesForm(forms.Form):
    """After how many minutes screens lock in one's house."""

    minutes = forms.IntegerField(
        label=_("Minutter"),
        required=False,
        help_text=_("Fra 2 til 30. Tomt: hver rolles egne minutter."),
        error_messages={"invalid": _("Skriv et helt tal, for eksempel 5.")},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, error_messages=STALE)


def in_small_letters(email: str) -> str:
    """An address as it is kept. Raises ValidationError where letters would not find it."""
    if sentence := why_not_mail(email):
        raise forms.ValidationError(sentence)
    return email.lower()


class InviteForm(OnceForm):
    """A colleague to be: name, address and role; a team where the house has some."""

    name = words(
        _("Navn"), most=120, required=True,
        error_messages={"required": _("Skriv kollegaens navn.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail"), max_length=254,
        help_text=_("Kollegaens egen adresse, ikke en, som flere læser."),
        error_messages=dict.fromkeys(CODES, THEIRS),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    role = chosen(_("Rolle"), ())
    unit = chosen(_("Forvaltning eller hold"), (), required=False)

    def __init__(self, *args: Any, roles: list[Role], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(one.pk): one for one in units}
        by_role: Any = self.fields["role"]
        by_role.choices = [("", _("Vælg en rolle")), *((r.key, r.name) for r in roles)]
        if units:
            by_unit: Any = self.fields["unit"]
            by_unit.choices = [("", _("Intet")), *((k, u.name) for k, u in self.units.items())]
        else:
            del self.fields["unit"]

    def clean_email(self) -> str:
        """As it is kept and compared: in small letters."""
        return in_small_letters(self.cleaned_data["email"])

    def chosen_unit(self) -> Unit | None:
        """Where they are to work; None in no unit."""
        return self.units.get(self.cleaned_data.get("unit", ""))


class NewAddressForm(OnceForm):
    """The address somebody wants to sign in with."""

    email = forms.EmailField(
        label=_("Din nye e-mail"), max_length=254,
        help_text=_("En adresse, som kun du læser."),
        error_messages=dict.fromkeys(CODES, EMAIL),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip

    def clean_email(self) -> str:
        """As it is kept and compared: in small letters."""
        return in_small_letters(self.cleaned_data["email"])


class TeamForm(OnceForm):
    """A new team."""

    name = words(
        _("Navn"), most=120, required=True,
        error_messages={"required": _("Skriv et navn, for eksempel Rådgivningen.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean_name(self) -> str:
        """With single spaces."""
        return " ".join(self.cleaned_data["name"].split())


class TeamNameForm(forms.Form):
    """Another name for a team."""

    name = TeamForm.base_fields["name"]
    seen = forms.CharField(widget=forms.HiddenInput, max_length=120, error_messages=STALE)
    clean_name = TeamForm.clean_name


class MoveForm(forms.Form):
    """A colleague and the team they are to work in."""

    who = chosen(_("Kollega"), ())
    to = chosen(_("Flyttes til"), ())

    def __init__(
        self, *args: Any, seats: list[Membership], teams: list[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(one.pk): one for one in seats}
        self.teams = {str(one.pk): one for one in teams}
        who: Any = self.fields["who"]
        who.choices = [("", _("Vælg en kollega")), *((k, _seat(o)) for k, o in self.seats.items())]
        to: Any = self.fields["to"]
        to.choices = [("-", _("Intet team")), *((k, o.name) for k, o in self.teams.items())]


def _seat(one: Membership) -> str:
    where = one.unit.name if one.unit else _("intet team")
    return f"{one.account.name}, {one.kind.name} ({where})"


class LeaverForm(forms.Form):
    """The name of whoever leaves, typed: the one step that is not to happen by a slip."""

    typed = words(_("Skriv navnet for at slutte adgangen"), most=120, required=True)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed"].widget.attrs["autocomplete"] = "off"

    def clean_typed(self) -> str:
        """The very name, however it is spaced and whichever letters are large."""
        typed: str = self.cleaned_data["typed"]
        if not is_called(typed, self.name):
            raise forms.ValidationError(
                _("Det er ikke navnet. Skriv: %(name)s"), params={"name": self.name}
            )
        return typed


class BeyondForm(forms.Form):
    """Why a person is opened whom one's role does not reach."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    reason = forms.CharField(
        label=_("Hvorfor skal du se personen nu?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Skriv, hvorfor du skal se personen nu."),
            "max_length": _("Skriv det kortere: højst 300 tegn."),
        },
    )


class LookupFilter(forms.Form):
    """Which look-ups to show."""

    kind = forms.ChoiceField(
        label=_("Hvad"), choices=[("", _("Alt")), *Look.choices], required=False
    )
    who = forms.TypedChoiceField(label=_("Hvem"), coerce=UUID, empty_value=None, required=False)
    person = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = {str(a.pk): a.name for a in staff_of(organisation)}
        named = left_who_looked(staff) | staff
        by_name = sorted(named.items(), key=lambda one: one[1].casefold())
        self.fields["who"].choices = [("", _("Alle")), *by_name]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What came of looking at a look-up."""

    verdict = forms.ChoiceField(
        label=_("Afgørelse"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad du kom frem til.")},
    )
    note = forms.CharField(
        label=_("Bemærkning"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
