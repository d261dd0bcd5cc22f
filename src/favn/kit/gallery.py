"""The page that shows every component; what it says and shows stands in the components themselves.

Run as a module it prints the list of components that is kept in `templates/kit/README.md`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils.dates import MONTHS
from django.utils.safestring import mark_safe

from favn.kit import clock

FOLDER = Path(__file__).parent / "templates" / "kit"
FRAMES = {"layout", "public", "gallery"}
COMMENT = re.compile(
    r"\{% comment %\}\n(?P<what>.+?)\nWhen: (?P<when>.+?)\nUse: (?P<use>.+?)\n"
    r"Parameters:\n(?P<parameters>.+?)\nExample:\n(?P<example>.+?)\n\{% endcomment %\}",
    re.DOTALL,
)
CONTINUED = re.compile(r"\n {4,}")


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the design system, as the comment at the top of its template describes it."""

    name: str
    what: str
    when: str
    use: str
    parameters: tuple[tuple[str, str], ...]
    example: str


class UndescribedComponent(Exception):
    """A template in the folder of components does not open with its description."""


def components() -> list[Component]:
    """Every component by name. Raises UndescribedComponent."""
    files = sorted(FOLDER.glob("*.html"))
    return [described(f) for f in files if f.stem not in FRAMES and not f.stem.startswith("_")]


def described(file: Path) -> Component:
    """Read one template's opening comment."""
    found = COMMENT.match(file.read_text(encoding="utf-8"))
    if found is None:
        raise UndescribedComponent(
            f"{file.name} must open with a comment: what it is, When:, Use:, Parameters:, Example:."
        )
    lines = CONTINUED.sub(" ", found["parameters"]).splitlines()
    pairs = (line.strip().partition(": ") for line in lines)
    return Component(
        name=file.stem,
        what=found["what"].replace("\n", " "),
        when=found["when"].replace("\n", " "),
        use=found["use"],
        parameters=tuple((name, text) for name, _colon, text in pairs),
        example=dedent(found["example"]),
    )


def specimen(component: Component, values: dict[str, Any], request: HttpRequest | None) -> str:
    """The component's example, drawn with made-up values."""
    template = engines["django"].from_string("{% load i18n kit %}" + component.example)
    return template.render(dict(values), request)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its description, its example and what the example looks like."""
    values = made_up()
    shown = [
        {
            "name": component.name,
            "what": component.what,
            "when": component.when,
            "parameters": component.parameters,
            "example": component.example,
            "specimen": specimen(component, values, request),
        }
        for component in components()
    ]
    return render(request, "kit/gallery.html", {"shown": shown})


def readme() -> str:
    """The list of components as Markdown, for those who compose pages."""
    return "\n".join(_readme_lines()) + "\n"


def _readme_lines() -> Iterator[str]:
    yield from (FOLDER / "README.top.md").read_text(encoding="utf-8").splitlines()
    for component in components():
        yield from ("", f"### {component.name}", "", component.what)
        yield from (f"When: {component.when} **{component.use}**", "")
        yield from (f"- `{name}`: {text}" for name, text in component.parameters)
        yield from ("", "```django", component.example, "```")


class SampleForm(forms.Form):
    """One field of every kind; its words are data of an example, not texts of a screen."""

    name = forms.CharField(label="Aktivitetens navn", help_text="Som det står på opslaget i huset.")
    on = forms.DateField(label="Dag")
    starts = forms.TimeField(label="Fra")
    place = forms.ChoiceField(label="Sted", choices=[("hall", "Salen"), ("kitchen", "Køkkenet")])
    repeats = forms.ChoiceField(
        label="Hvor tit?",
        widget=forms.RadioSelect,
        choices=[("once", "Én gang"), ("weekly", "Hver uge")],
    )
    is_open = forms.BooleanField(label="Alle kan komme uden at melde sig til", required=False)
    remark = forms.CharField(
        label="Bemærkning", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class ChoosingForm(forms.Form):
    """Two short choices above a list."""

    weekday = forms.ChoiceField(label="Ugedag", choices=[("", "Alle"), ("tue", "Tirsdag")])
    place = forms.ChoiceField(label="Sted", choices=[("", "Alle"), ("hall", "Salen")])


MONTHLY = (731, 802, 911, 856, 790, 512, 214, 688, 1043, 1120, 987, None)
TOPICS = (
    ("Post fra kommunen", 412, 41, None),
    ("Bolig", 263, 26, None),
    ("Arbejde og a-kasse", 198, 20, None),
    ("Skole og daginstitution", 131, 13, None),
    ("Digital post", None, None, "too_few"),
)
STEPS = (
    {"title": "Tæl en gæst", "text": "Tryk på + ved et hold.", "is_done": True},
    {
        "title": "Send kvartalet",
        "text": "Tallet står i kvartalets optælling. Godkend, og send.",
        "is_now": True,
        "url": "#steps",
        "link": "Åbn optællingen",
    },
    {"title": "Tryk på tallet", "text": "Siden fortæller, hvordan det er talt."},
)
PERSON = {
    "name": "Amina Warsame",
    "role": "Frivillig i døren",
    "organisation": "Medborgerhuset",
    "story": "Står i døren tirsdag og torsdag med en tablet i hånden.",
}
FACTS = (
    ("Tælles", "Hver gang en gæst går ind ad døren"),
    ("Periode", "Hele 2026, indtil i dag"),
    ("Kilde", "Skranken i Medborgerhuset"),
)
DRAWN = (
    '<svg viewBox="0 0 288 90" width="288" height="90" aria-hidden="true" focusable="false">'
    '<polyline points="8,80 140,45 260,20" fill="none" stroke="#0b4a54" stroke-width="2.5"/></svg>'
)
TABS = (
    {"title": "Intern", "url": "#tabs", "is_here": True},
    {"title": "Tilskudsgiver", "url": "#tabs", "is_here": False},
    {"title": "Offentlig", "url": "#tabs", "is_here": False},
)


def made_up() -> dict[str, Any]:
    """Values for every example."""
    now = clock.now()
    return {
        "now": now,
        "blank_form": SampleForm(auto_id="id_blank_%s"),
        "choosing": ChoosingForm({"weekday": "tue"}, auto_id="id_choosing_%s"),
        "wrong_form": SampleForm({"name": "Sprogcafé", "on": "2026-31-12"}, auto_id="id_wrong_%s"),
        "months": [
            Thing(label=str(MONTHS[n]), value=value) for n, value in enumerate(MONTHLY, start=1)
        ],
        "topics": [
            Thing(label=label, value=value, share=share, withheld=why)
            for label, value, share, why in TOPICS
        ],
        "lines": [
            Thing(at=now, actor_label="Jonas", verb="Godkendt", reason=""),
            Thing(
                at=now - timedelta(hours=20),
                actor_label="Amina",
                verb="Rettet",
                reason="Talt på et forkert hold.",
            ),
            Thing(at=now - timedelta(days=9), actor_label="Amina", verb="Talt", reason=""),
        ],
        "page": Paginator(range(130), 50).page(2),
        **_lists(now),
    }


def _lists(now: Any) -> dict[str, Any]:
    return {
        "steps": STEPS,
        "person": PERSON,
        "facts": FACTS,
        "tabs": TABS,
        "compared": [
            {"label": "Besøg", "then": 2310, "now": 2312},
            {"label": "Deltagelser", "then": 841, "now": 841},
        ],
        "numbers": [
            {"value": 9859, "unit": "besøg", "base": "2026 indtil i dag", "url": "#number_grid"},
            {"value": 1004, "unit": "vejledninger", "base": "2026 indtil i dag", "as_of": now},
            {"value": None, "unit": "nye medlemmer", "withheld": "too_few"},
        ],
        "drawn": mark_safe(DRAWN),  # noqa: S308 - a constant of this module
        "areas": [
            {"title": "Havnen", "level": 1, "word": "Markant behov", "before": "Skærpet behov"},
            {"title": "Nordbyen", "level": 3, "word": "Almindeligt behov"},
            {"title": "Engen", "level": 5, "word": "Minimalt behov"},
        ],
        "goes": ["Tavlens adgang til dagens hold"],
        "stays": ["Alt, den har talt", "Husets historik"],
    }


if __name__ == "__main__":
    print(readme(), end="")
