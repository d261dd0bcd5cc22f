"""What people type about grants: the letter, its promises, its reports, and its questions."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, KronerField, OnceForm, chosen, day_field, in_kroner, words
from favn.people.organisations.models import Organisation
from favn.publishing.actions.funders import Letter
from favn.publishing.forms.reports import LONGEST, NAMES
from favn.publishing.models import Funding, Question, SharedAnswer
from favn.publishing.rules.funders import last_day
from favn.statistics.figures import Period

NOBODY = [("", _("Står ikke i listen"))]
NOTHING = [("", _("Intet i huset tæller det"))]


class FundingForm(forms.Form):
    """What the grant's letter says."""

    funder = words(_("Hvem giver pengene?"), most=160, required=True)
    party = chosen(
        _("Står de i oversigten?"), NOBODY, required=False,
        help_text=_("Er det en kommune, der også beder om optællinger, så vælg den her."),
    )  # fmt: skip
    purpose = words(_("Hvad går pengene til?"), most=200, required=True)
    ore = KronerField(_("Bevilget i alt, i kroner"))
    first_on = day_field(_("Første dag"))
    last_on = day_field(_("Sidste dag"))
    reference = words(_("Deres nummer på bevillingen"), most=60)

    def offer(self, parties: Sequence[Organisation]) -> None:
        """Who may be chosen from the directory."""
        self.parties = {str(party.pk): party for party in parties}
        pairs = [(key, party.name) for key, party in self.parties.items()]
        self.fields["party"].choices = [*NOBODY, *pairs]  # type: ignore[attr-defined]

    def clean_party(self) -> Organisation | None:
        """The party itself."""
        return self.parties.get(self.cleaned_data["party"])

    @property
    def letter(self) -> Letter:
        """What was typed, as the letter says it."""
        return Letter(**{f.name: self.cleaned_data[f.name] for f in fields(Letter)})


class NewFundingForm(FundingForm, OnceForm):
    """A grant that is not written down yet."""

    def __init__(self, parties: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(parties)


class ChangeFundingForm(FundingForm):
    """A grant as it stands, on the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)

    def __init__(
        self, funding: Funding, parties: Sequence[Organisation], *args: Any, **kwargs: Any
    ) -> None:
        names = ("funder", "purpose", "first_on", "last_on", "reference", "version")
        now = {name: getattr(funding, name) for name in names}
        now |= {"ore": in_kroner(funding.ore), "party": str(funding.party_id or "")}
        kwargs["initial"] = now | kwargs.get("initial", {})
        kwargs["auto_id"] = "funding_%s"
        super().__init__(*args, **kwargs)
        self.offer(parties)


class PromiseForm(OnceForm):
    """A promised number, and which of the house's own counts it."""

    words = words(
        _("Hvad er lovet?"), most=160, required=True,
        help_text=_("Med bevillingens egne ord: “Unge får lektiehjælp”."),
    )  # fmt: skip
    target = forms.IntegerField(
        label=_("Hvor mange?"), min_value=1, max_value=10_000_000,
        error_messages={"required": _("Skriv et helt tal."), "invalid": _("Skriv et helt tal.")},
    )  # fmt: skip
    due_on = day_field(_("Inden hvilken dag?"))
    counted_by = chosen(
        _("Hvilket af husets tal viser det?"), NOTHING, required=False,
        help_text=_("Tæller intet i huset det, så står der “ikke talt” i rapporten."),
    )  # fmt: skip

    def __init__(
        self, numbers: Sequence[tuple[str, str, str]], due_on: date, *args: Any, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"due_on": due_on} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, group, name in numbers:
            groups.setdefault(group, []).append((key, name))
        self.fields["counted_by"].choices = [*NOTHING, *groups.items()]  # type: ignore[attr-defined]

    def clean_counted_by(self) -> tuple[str, str, str]:
        """The figure's id, its breakdown and its part."""
        figure, _bar, rest = self.cleaned_data["counted_by"].partition("|")
        by, _bar, part = rest.partition("|")
        return figure, by, part


class OweForm(OnceForm):
    """A report that the grant asks for: about which year or quarter, and when it is due."""

    period = chosen(_("Hvad handler rapporten om?"), [])
    due_on = day_field(_("Hvornår skal den være sendt?"))

    def __init__(self, funding: Funding, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(funding.first_on.year, funding.last_on.year + 1)
        periods = [p for year in years for p in _within(year, funding)]
        self.fields["period"].choices = [(str(p), in_words(p)) for p in periods]  # type: ignore[attr-defined]

    def clean_period(self) -> Period:
        """The period itself."""
        return Period.parse(self.cleaned_data["period"])


def _within(year: int, funding: Funding) -> list[Period]:
    """A year, and those of its quarters that the grant covers some of."""
    quarters = (Period(year, "quarter", number) for number in range(1, 5))
    return [Period(year), *(
        q for q in quarters
        if date(q.year, q.months[0], 1) <= funding.last_on and funding.first_on <= last_day(q)
    )]  # fmt: skip


def in_words(period: Period) -> str:
    """“hele 2026”, “3. kvartal 2026”."""
    if period.kind == "quarter":
        return _("%(number)s. kvartal %(year)s") % {"number": period.number, "year": period.year}
    return _("hele %(year)s") % {"year": period.year}


class AskForm(forms.Form):
    """Which of the house's questions the grant asks."""

    question = chosen(_("Hvilket spørgsmål stiller bevillingen?"), [])

    def __init__(self, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "ask_%s"
        super().__init__(*args, **kwargs)
        self.questions = {str(q.pk): q for q in questions}
        pairs = [(key, q.words) for key, q in self.questions.items()]
        self.fields["question"].choices = pairs  # type: ignore[attr-defined]

    def clean_question(self) -> Question:
        """The question itself."""
        return self.questions[self.cleaned_data["question"]]


class QuestionForm(OnceForm):
    """A question that is not among the house's yet."""

    words = words(
        _("Spørgsmålet"), most=160, required=True,
        help_text=_("Skriv det kort. Det bliver kapitlets overskrift i rapporterne."),
    )  # fmt: skip


class SharedAnswerForm(forms.Form):
    """The one answer about a year, on the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=STALE)
    text = forms.CharField(
        label=_("Svaret"), max_length=LONGEST, strip=False, required=False,
        widget=forms.Textarea(attrs={"rows": 12}), help_text=NAMES,
    )  # fmt: skip

    def __init__(self, answer: SharedAnswer | None, *args: Any, **kwargs: Any) -> None:
        now = {"version": answer.version if answer else 0, "text": answer.text if answer else ""}
        kwargs["initial"] = now | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
