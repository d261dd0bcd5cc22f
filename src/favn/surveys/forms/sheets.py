"""What staff type about a questionnaire: its title, sections, questions and translations."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as say_
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm, chosen, words
from favn.surveys.choices import CHOSEN, LANGUAGES, Asks, Compare, Kind
from favn.surveys.rules.sheet import (
    SOURCE,
    Band,
    Condition,
    Item,
    Option,
    Section,
    Sheet,
    Texts,
    key_from,
    say,
)

TEXT, TITLE = 500, 120


class RevisionForm(forms.Form):
    """A change made on what was shown."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)


def _title(label: Any, said: Any) -> forms.CharField:
    return words(label, most=TITLE, required=True, error_messages={"required": said})


def purpose_field() -> forms.CharField:
    """Why one asks; whoever answers reads it first."""
    return words(
        _("Hvorfor spørger I, og hvad bruger I svarene til?"),
        most=TEXT,
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Den, der svarer, læser det først."),
        error_messages={"required": _("Skriv med en sætning, hvad svarene skal bruges til.")},
    )


class NewQuestionnaireForm(OnceForm):
    """A new questionnaire."""

    title = _title(_("Spørgeskemaets navn"), _("Giv spørgeskemaet et navn."))
    purpose = purpose_field()
    asks = chosen(
        _("Hvem svarer?"),
        Asks.choices,
        widget=forms.RadioSelect,
        help_text=_("Svarer mennesker hver for sig, bliver små tal holdt tilbage."),
    )


class QuestionnaireForm(RevisionForm):
    """Its title and purpose again."""

    title = _title(_("Spørgeskemaets navn"), _("Giv spørgeskemaet et navn."))
    purpose = purpose_field()


class SectionWordsForm(RevisionForm):
    """A section's title and opening."""

    title = _title(_("Afsnittets navn"), _("Giv afsnittet et navn."))
    lead = words(_("Indledning"), most=TEXT, widget=forms.Textarea(attrs={"rows": 2}))

    def section(self, sheet: Sheet, before: Section | None) -> Section:
        """The section with these words; a new one gets a key of its own."""
        title, lead = self.cleaned_data["title"], self.cleaned_data["lead"]
        if before:
            return replace(before, texts=with_words(before.texts, title),
                           lead=with_words(before.lead, lead))  # fmt: skip
        key = key_from(title, {s.key for s in sheet.sections})
        return Section(key, {SOURCE: title}, {SOURCE: lead})


def with_words(texts: Texts, text: str, language: str = SOURCE) -> Texts:
    """The same texts with other words in one language; empty words are none."""
    kept = {code: said for code, said in texts.items() if code != language}
    return kept | {language: text} if text else kept


class QuestionForm(RevisionForm):
    """One question's words and answers; which fields there are depends on its kind."""

    text = words(
        _("Spørgsmålet"),
        most=TEXT,
        required=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Skriv spørgsmålet.")},
    )
    help = words(_("Hjælp til at svare"), most=TEXT)
    why = words(
        _("Derfor spørger vi"), most=TEXT, help_text=_("Skriv det, hvor nogen kan undre sig.")
    )

    def __init__(
        self, sheet: Sheet, item: Item, before: Item | None, *args: Any, **kwargs: Any
    ) -> None:
        self.item, self.before = item, before
        kwargs["initial"] = _started(item) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields |= dict(_answers(item))
        self.fields |= dict(_duties(item))
        self.fields |= dict(_conditions(sheet, item))
        if before:
            self.fields["is_comparable"] = _comparable()

    def clean(self) -> dict[str, Any]:
        """Lists and bands are read, and a condition is whole."""
        data = super().clean() or {}
        gate = [data.get(name) for name in ("if_question", "if_test", "if_value")]
        if gate[0] and not all(gate):
            self.add_error("if_value", say_("Skriv, hvilket svar der skal åbne spørgsmålet."))
        try:
            data["bands"] = _bands(data.get("bands") or "", self.item)
        except ValueError:
            self.add_error("bands", say_("Skriv hvert bånd som et tal, et lighedstegn og et navn."))
        return data

    def made(self) -> Item:
        """The question as it was typed."""
        data, item = self.cleaned_data, self.item
        typed = {
            "texts": with_words(item.texts, data["text"]),
            "help": with_words(item.help, data["help"]),
            "why": with_words(item.why, data["why"]),
            "is_optional": data["is_optional"],
            "may_unknown": data["may_unknown"],
            "may_irrelevant": data["may_irrelevant"],
            "condition": self._condition(),
            "is_comparable": _as_bool(data.get("is_comparable", "")),
        }
        return replace(item, **typed, **self._answer_parts())

    def _answer_parts(self) -> dict[str, Any]:
        data, item = self.cleaned_data, self.item
        if item.kind in CHOSEN:
            return {"options": _options(data["options"], item)}
        if item.kind == Kind.NUMBER:
            return {"unit": with_words(item.unit, data["unit"])}
        if item.kind != Kind.SCALE:
            return {}
        return {
            "lowest": data["lowest"],
            "highest": data["highest"],
            "low_end": with_words(item.low_end, data["low_end"]),
            "high_end": with_words(item.high_end, data["high_end"]),
            "bands": data["bands"],
        }

    def _condition(self) -> Condition | None:
        data = self.cleaned_data
        if not data.get("if_question"):
            return None
        return Condition(data["if_question"], Compare(data["if_test"]), data["if_value"])


def _started(item: Item) -> dict[str, Any]:
    gate = item.condition
    return {
        "text": say(item.texts),
        "help": say(item.help),
        "why": say(item.why),
        "is_optional": item.is_optional,
        "may_unknown": item.may_unknown,
        "may_irrelevant": item.may_irrelevant,
        "lowest": item.lowest,
        "highest": item.highest,
        "low_end": say(item.low_end),
        "high_end": say(item.high_end),
        "bands": "\n".join(f"{b.lowest} = {say(b.texts)}" for b in item.bands),
        "options": "\n".join(f"{o.key} | {say(o.texts)}" for o in item.options),
        "unit": say(item.unit),
        "if_question": gate.question if gate else "",
        "if_test": gate.test if gate else Compare.IS,
        "if_value": gate.value if gate else "",
        "is_comparable": {True: "yes", False: "no", None: ""}[item.is_comparable],
    }


def _answers(item: Item) -> Iterator[tuple[str, forms.Field]]:
    if item.kind == Kind.SCALE:
        yield "lowest", forms.IntegerField(label=_("Laveste trin"), min_value=0, max_value=10)
        yield "low_end", _end(_("Det laveste trin betyder"))
        yield "highest", forms.IntegerField(label=_("Højeste trin"), min_value=1, max_value=10)
        yield "high_end", _end(_("Det højeste trin betyder"))
        yield (
            "bands",
            words(
                _("Bånd"),
                most=TEXT,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_(
                    "Ét på hver linje: tallet, det begynder ved, og navnet. Fx “1 = Spirende”."
                ),
            ),
        )
    if item.kind in CHOSEN:
        yield (
            "options",
            words(
                _("Svarmuligheder"),
                most=4000,
                widget=forms.Textarea(attrs={"rows": 6}),
                help_text=_(
                    "Én på hver linje. Det, der står før |, er svarets faste navn. Lad det stå,"
                    " når du retter ordene."
                ),
            ),
        )
    if item.kind == Kind.NUMBER:
        yield "unit", words(_("Enhed"), most=40, help_text=_("Fx “medlemmer” eller “kr.”"))


def _end(label: Any) -> forms.CharField:
    said = {"required": _("Skriv, hvad skalaens to ender betyder.")}
    return words(label, most=60, required=True, error_messages=said)


def _duties(item: Item) -> Iterator[tuple[str, forms.Field]]:
    for name, label in (
        ("is_optional", _("Spørgsmålet er frivilligt")),
        ("may_unknown", _("Man kan svare “ved ikke”")),
        ("may_irrelevant", _("Man kan svare “ikke relevant”")),
    ):
        yield name, forms.BooleanField(label=label, required=False)


def _conditions(sheet: Sheet, item: Item) -> Iterator[tuple[str, forms.Field]]:
    """Only questions that stand before can open one."""
    earlier = []
    for other in sheet:
        if other.question == item.question:
            break
        earlier.append((other.question, f"{other.key}: {say(other.texts)}"))
    if earlier:
        yield (
            "if_question",
            chosen(
                _("Spørg kun, hvis svaret på"), [("", _("Spørg altid")), *earlier], required=False
            ),
        )
        yield "if_test", chosen(_("Svaret"), Compare.choices, required=False)
        yield (
            "if_value",
            words(
                _("Værdi"),
                most=60,
                help_text=_("Et tal, eller svarmulighedens faste navn (det før |)."),
            ),
        )


def _comparable() -> forms.Field:
    return chosen(
        _("Kan svarene sammenlignes med den forrige udgaves?"),
        [("yes", _("Ja, der spørges om det samme")), ("no", _("Nej, ikke længere"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Skal kun siges, hvis ordene er ændret."),
    )


def _as_bool(typed: str) -> bool | None:
    return {"yes": True, "no": False}.get(typed)


def _options(text: str, item: Item) -> tuple[Option, ...]:
    """Lines “key | words”, or words alone; a key that is known keeps its translations."""
    made: list[Option] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        key, bar, label = (part.strip() for part in line.partition("|"))
        taken = {o.key for o in made}
        key = key_from(key if bar else line, taken)
        known = item.option(key)
        made.append(Option(key, with_words(known.texts if known else {}, label if bar else line)))
    return tuple(made)


def _bands(text: str, item: Item) -> tuple[Band, ...]:
    """Lines “1 = Spirende”; one that begins where it did keeps its translations.

    Raises ValueError.
    """
    made, known = [], {band.lowest: band.texts for band in item.bands}
    for line in filter(None, map(str.strip, text.splitlines())):
        start, is_, name = line.partition("=")
        if not is_ or not name.strip():
            raise ValueError(line)
        lowest = int(start)
        made.append(Band(lowest, with_words(known.get(lowest, {}), name.strip())))
    return tuple(sorted(made, key=lambda band: band.lowest))


# Translations


class TranslateForm(RevisionForm):
    """Every text of a sheet in one language, each beside its Danish words."""

    def __init__(self, sheet: Sheet, language: str, *args: Any, **kwargs: Any) -> None:
        self.sheet, self.language = sheet, language
        super().__init__(*args, **kwargs)
        for name, texts in _texts(sheet):
            if say(texts):
                field = words(say(texts), most=TEXT)
                field.initial = texts.get(language, "")
                field.widget.attrs |= {"lang": language, "dir": "auto"}
                self.fields[name] = field

    def made(self) -> Sheet:
        """The sheet with these words; a language with none is not one of its languages."""
        sections = tuple(self._section(s) for s in self.sheet.sections)
        languages = [code for code in self.sheet.languages if code != self.language]
        if any(self.cleaned_data.get(name) for name, _texts_ in _texts(self.sheet)):
            languages.append(self.language)
        order = [code for code, _name in LANGUAGES if code in languages]
        return Sheet(sections, tuple(order))

    def _section(self, section: Section) -> Section:
        at = f"s_{section.key}"
        items = tuple(self._item(item) for item in section.items)
        texts, lead = self._said(at, section.texts), self._said(f"{at}_lead", section.lead)
        return replace(section, texts=texts, lead=lead, items=items)

    def _item(self, item: Item) -> Item:
        at = f"q_{item.key}"
        parts: dict[str, Any] = {
            name: self._said(f"{at}_{name}", getattr(item, name)) for name in PARTS
        }
        options = tuple(
            replace(o, texts=self._said(f"{at}_o_{o.key}", o.texts)) for o in item.options
        )
        return replace(item, options=options, **parts)

    def _said(self, name: str, texts: Texts) -> Texts:
        return with_words(texts, self.cleaned_data.get(name, ""), self.language)


PARTS = ("texts", "help", "why", "low_end", "high_end", "unit")


def _texts(sheet: Sheet) -> Iterator[tuple[str, Texts]]:
    """Every text with the name of its field, in the order it is read."""
    for section in sheet.sections:
        yield f"s_{section.key}", section.texts
        yield f"s_{section.key}_lead", section.lead
        for item in section.items:
            for name in PARTS:
                yield f"q_{item.key}_{name}", getattr(item, name)
            for option in item.options:
                yield f"q_{item.key}_o_{option.key}", option.texts
