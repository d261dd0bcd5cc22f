"""One section's questions as fields: the same for whoever answers and for whoever previews.

Nothing is refused for being empty here: one saves as one goes, and what is missing is said before
sending. What is typed wrongly is said at once; the rest of the section is kept all the same.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from favn.kit.fields import STALE, day_field, words
from favn.surveys.choices import CHOSEN, Kind, Said
from favn.surveys.queries.results import labels
from favn.surveys.rules.answering import Value
from favn.surveys.rules.sheet import Item, say

SHORTEST, LONGEST = 300, 4000
NO_ANSWER = {
    Said.UNKNOWN: gettext_lazy("Ved ikke"),
    Said.IRRELEVANT: gettext_lazy("Ikke relevant"),
}
MARK = "~"
"""Before the ways of not answering, so that no option's key can be one of them."""


def field_name(item: Item) -> str:
    """What a question's field is called."""
    return f"q_{item.key}"


class SectionForm(forms.Form):
    """The questions of one section that are asked now, filled with what was said."""

    seen = forms.CharField(widget=forms.HiddenInput, error_messages=STALE)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        items: Sequence[Item],
        values: Mapping[str, Value],
        language: str,
        *args: Any,
        seen: str,
        **kwargs: Any,
    ) -> None:
        self.items = list(items)
        started = {"seen": seen, "shown": ",".join(i.key for i in self.items)}
        kwargs["initial"] = started | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for item in self.items:
            self._add(item, values.get(item.question), language)

    def _add(self, item: Item, value: Value | None, language: str) -> None:
        name = field_name(item)
        self.fields[name] = made = _field(item, value, language)
        made.required = not item.is_optional
        made.initial = _initial(item, value)
        if item.kind in (Kind.SCALE, *CHOSEN):
            return
        for said in _ways(item):
            label = f"{NO_ANSWER[said]} ({say(item.texts, language)})"
            stands = value is not None and value.said == said
            self.fields[f"{name}_{said}"] = forms.BooleanField(
                label=label, required=False, initial=stands
            )

    def add_error(self, field: str | None, error: Any) -> None:
        """What is not answered yet is no error; everything else is."""
        if field and field.startswith("q_") and getattr(error, "code", "") == "required":
            return
        super().add_error(field, error)

    def clean(self) -> dict[str, Any]:
        """Nobody both answers and says that they cannot."""
        data = super().clean() or {}
        for item in self.items:
            if len(_said(item, data)) > 1:
                both = gettext("Vælg enten et svar eller et af de andre felter, ikke begge dele.")
                self.add_error(field_name(item), ValidationError(both))
        return data

    def typed(self) -> dict[str, Value | None]:
        """Identity → what was said, None where nothing was; without what was typed wrongly."""
        wrong = set(self.errors)
        return {
            item.question: next(iter(_said(item, self.cleaned_data)), None)
            for item in self.items
            if field_name(item) not in wrong
        }

    def go_on_from(self, mark: str) -> None:
        """What was typed stays, and goes on from what has just been saved of it."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = mark
        self.data = data

    def first_id(self, item: Item) -> str:
        """Where on the page a question begins."""
        bound = self[field_name(item)]
        return bound.id_for_label or f"{bound.auto_id}_0"


def _ways(item: Item) -> list[Said]:
    """The ways of not answering that a question offers."""
    offered = {Said.UNKNOWN: item.may_unknown, Said.IRRELEVANT: item.may_irrelevant}
    return [said for said, may in offered.items() if may]


def _field(item: Item, value: Value | None, language: str) -> forms.Field:
    label, hint = say(item.texts, language), _hint(item, language)
    if item.kind == Kind.SCALE or item.kind in CHOSEN:
        return _choosing(item, value, language, label=label, help_text=hint)
    if item.kind == Kind.NUMBER:
        return _numeric(item, language, label=label, help_text=hint)
    if item.kind == Kind.DATE:
        return day_field(label, help_text=hint)
    if item.kind == Kind.SHORT:
        return words(label, most=SHORTEST, help_text=hint)
    area = forms.Textarea(attrs={"rows": 5})
    return words(label, most=LONGEST, help_text=hint, widget=area)


def _hint(item: Item, language: str) -> str:
    """The help, how many one may choose, and why it is asked."""
    said = [say(item.help, language)]
    if item.kind == Kind.SEVERAL:
        said.append(_("Vælg alle, der passer."))
    if why := say(item.why, language):
        said.append(_("Derfor spørger vi: %(why)s") % {"why": why})
    return " ".join(part for part in said if part)


def _choosing(item: Item, value: Value | None, language: str, **more: Any) -> forms.Field:
    choices = [*labels(item, language), *((f"{MARK}{w}", NO_ANSWER[w]) for w in _ways(item))]
    wrong = {"invalid_choice": _("Vælg fra listen.")}
    if item.kind == Kind.SEVERAL:
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=wrong, **more
        )
    if value is not None:
        choices.append(("", _("Tag mit svar tilbage")))
    return forms.ChoiceField(
        choices=choices, widget=forms.RadioSelect, error_messages=wrong, **more
    )


def _numeric(item: Item, language: str, **more: Any) -> forms.Field:
    unit = say(item.unit, language)
    if unit:
        more["label"] = f"{more['label']} ({unit})"
    return forms.FloatField(
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Skriv et tal, for eksempel 12 eller 12,5.")},
        **more,
    )


def _initial(item: Item, value: Value | None) -> Any:
    if value is None:
        return None
    if item.kind in (Kind.SCALE, *CHOSEN):
        keys = _keys(value)
        return keys if item.kind == Kind.SEVERAL else keys[0]
    if not value.is_answer:
        return None
    if item.kind == Kind.DATE:
        return date.fromisoformat(value.words)
    return value.number if item.kind == Kind.NUMBER else value.words


def _keys(value: Value) -> list[str]:
    if not value.is_answer:
        return [f"{MARK}{value.said}"]
    return [f"{value.number:g}"] if value.number is not None else list(value.chosen)


def _said(item: Item, data: Mapping[str, Any]) -> list[Value]:
    """Everything that was said at a question; more than one contradict each other."""
    typed = data.get(field_name(item))
    if item.kind in (Kind.SCALE, *CHOSEN):
        return _picked(item, [typed] if isinstance(typed, str) else list(typed or []))
    ways = [Value(w) for w in _ways(item) if data.get(f"{field_name(item)}_{w}")]
    answer = _written(item, typed)
    return [*([answer] if answer else []), *ways]


def _picked(item: Item, keys: list[str]) -> list[Value]:
    ways = [Value(Said(key.removeprefix(MARK))) for key in keys if key.startswith(MARK)]
    chosen = tuple(key for key in keys if key and not key.startswith(MARK))
    if not chosen:
        return ways
    if item.kind == Kind.SCALE:
        return [Value(number=float(chosen[0])), *ways]
    return [Value(chosen=chosen), *ways]


def _written(item: Item, typed: Any) -> Value | None:
    if typed is None or typed == "":
        return None
    if item.kind == Kind.NUMBER:
        return Value(number=typed)
    text = typed.isoformat() if item.kind == Kind.DATE else typed.strip()
    return Value(words=text) if text else None


class SendForm(forms.Form):
    """Sends what was summed up."""

    seen = forms.CharField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_name:
            self.fields["who"] = words(
                _("Dit navn"),
                most=80,
                help_text=_("Navnet står ved svarene, så de ved, hvem de kan spørge."),
            )


class LanguageForm(forms.Form):
    """The language of the questions, where there are more than those of the page."""

    def __init__(self, languages: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Spørgsmålenes sprog"),
            choices=[("", _("Sidens sprog")), *languages],
            required=False,
        )
