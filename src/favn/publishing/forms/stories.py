"""What people type about a story and the consents to it. Nothing is written here."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit import clock
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words
from favn.publishing import drawn
from favn.publishing.actions.stories import Yes
from favn.publishing.choices import Given, Place, Whose
from favn.publishing.models import Report
from favn.publishing.queries import stories as queries
from favn.publishing.queries.stories import Told

LONGEST = 8000
NO_NAMES = _("Brug ikke navnet, medmindre personen selv vil. Et andet fornavn er nok.")


def _title() -> forms.CharField:
    return words(_("Overskrift"), most=120, required=True)


def _text() -> forms.CharField:
    return words(
        _("Historien"), most=LONGEST, required=True, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=NO_NAMES,
    )  # fmt: skip


class NewStoryForm(OnceForm):
    """A story that is not told yet."""

    title = _title()
    text = _text()


class StoryForm(forms.Form):
    """A story's words, on the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    title = _title()
    text = _text()
    is_read = forms.BooleanField(
        label=_("De, der har sagt ja, har læst eller hørt de nye ord"), required=False,
        help_text=_("Ellers står historien ingen steder, før de har sagt ja igen."),
    )  # fmt: skip

    def __init__(self, told: Told, *args: Any, **kwargs: Any) -> None:
        now = {"version": told.story.version, "title": told.title, "text": told.text}
        kwargs |= {"initial": now, "auto_id": "story_%s"}
        super().__init__(*args, **kwargs)
        if not told.consents:
            del self.fields["is_read"]


class PictureForm(forms.Form):
    """A picture, and what is to be seen on it."""

    picture = forms.FileField(
        label=_("Billede"),
        help_text=_("JPEG, PNG eller WebP. Vi fjerner sted og tid, som kameraet har gemt i filen."),
        error_messages={"required": _("Vælg en fil."), "empty": _("Filen er tom.")},
    )
    says = words(
        _("Hvad ser man på billedet?"), most=200, required=True,
        help_text=_("Til dem, der ikke kan se det. Ingen navne."),
    )  # fmt: skip

    is_seen = forms.BooleanField(
        label=_("De, der har sagt ja til et billede, har set netop dette"), required=False,
        help_text=_("Et ja til et andet billede gælder ikke her."),
    )  # fmt: skip

    def clean_picture(self) -> str:
        """The picture drawn anew, in base64."""
        try:
            return drawn.jpeg(self.cleaned_data["picture"].read())
        except drawn.NoPicture as error:
            raise forms.ValidationError(str(error)) from error


class ConsentForm(OnceForm):
    """A yes: who gave it, how, to what, where, and until when; on the story that was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, error_messages=STALE)
    whose = chosen(_("Hvem har sagt ja?"), Whose.choices)
    grown_on = day_field(
        _("Er det en forælder: Hvornår fylder barnet 18?"), required=False,
        help_text=_("Dagen bliver ikke gemt. Den siger, hvor længe en forælders ja kan gælde."),
    )  # fmt: skip
    given = chosen(_("Hvordan?"), Given.choices)
    given_on = day_field(_("Hvilken dag?"))
    places = forms.MultipleChoiceField(
        label=_("Hvor må historien stå?"), choices=Place.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst ét sted, historien må stå.")},
    )  # fmt: skip
    has_picture = forms.BooleanField(label=_("Billedet må også vises"), required=False)
    is_to_now = forms.BooleanField(
        label=_("De sagde ja til ordene og billedet, som de står nu"), required=False,
        help_text=_("Sæt kryds, hvis noget blev ændret samme dag, og de har hørt og set det nye."
                    " Ellers gælder deres ja det, der stod, da dagen begyndte."),
    )  # fmt: skip
    until = day_field(_("Til og med hvilken dag?"))
    instead_of = chosen(_("Afløser det et ældre samtykke?"), [], required=False)

    def __init__(self, told: Told, *args: Any, **kwargs: Any) -> None:
        today = clock.today()
        seen = queries.stand_of(told.story)
        kwargs["initial"] = {"given_on": today, "until": _years_on(today, 2), "seen": seen}
        super().__init__(*args, **kwargs)
        self.standing = {str(c.pk): c for c in told.consents if c.replaced_at is None}
        pairs = [(key, f"{c.get_whose_display()}, {c.given_on:%d.%m.%Y}")
                 for key, c in self.standing.items()]  # fmt: skip
        field = self.fields["instead_of"]
        field.choices = [("", _("Nej, det er en anden, der siger ja")), *pairs]  # type: ignore[attr-defined]
        if not pairs:
            del self.fields["instead_of"]
        if told.story.version == 1 and told.story.picture_changed_at is None:
            del self.fields["is_to_now"]

    @property
    def yes(self) -> Yes:
        """What was typed, as an action takes it."""
        names = ("whose", "given", "given_on", "until", "places", "has_picture", "grown_on")
        is_to_now = self.cleaned_data.get("is_to_now", False)
        return Yes(**{name: self.cleaned_data[name] for name in names}, is_to_now=is_to_now)

    @property
    def replaced(self) -> Any:
        """The consent that it takes the place of, or None."""
        return self.standing.get(self.cleaned_data.get("instead_of", ""))


def _years_on(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the 28th."""
    return day.replace(year=day.year + years, day=min(day.day, 28))


class PlaceStoryForm(OnceForm):
    """Which report a story is put in."""

    report = chosen(_("Hvilken rapport?"), [])

    def __init__(self, reports: list[Report], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reports = {str(report.pk): report for report in reports}
        pairs = [(key, report.title) for key, report in self.reports.items()]
        self.fields["report"].choices = pairs  # type: ignore[attr-defined]

    def clean_report(self) -> Report:
        """The report itself."""
        return self.reports[self.cleaned_data["report"]]
