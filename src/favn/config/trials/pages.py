"""What a page offers: its links, and its forms as a browser without scripts would send them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

TYPED = {"text", "search", "tel", "textarea", "email"}
"""Kinds of fields a person writes words in."""
Words = Callable[["Field"], str | None]


@dataclass
class Field:
    """One field of a form; `values` are those a browser would send if nobody touched it."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    is_required: bool = False


@dataclass
class Form:
    """One form; `action` is empty where it goes to the page's own address."""

    action: str = ""
    method: str = "get"
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def has_words(self) -> bool:
        """Whether somebody can write in it."""
        return any(one.kind in TYPED for one in self.fields.values())

    def filled(self, words: Words) -> dict[str, list[str]]:
        """What is sent: `words` for what a person writes; else what stands, or the first choice."""
        sent: dict[str, list[str]] = {}
        for one in self.fields.values():
            written = words(one) if one.kind in TYPED else None
            if written is not None:
                sent[one.name] = [written]
            else:
                sent[one.name] = one.values or [c for c in one.choices if c][:1]
        return {name: values for name, values in sent.items() if values}


class Page(HTMLParser):
    """Reads one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._field: Field | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links, forms and fields."""
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "option" and self._field is not None:
            self._option(said, "selected" in dict(attrs))
        elif self._form is not None and said.get("name"):
            self._new_field(tag, said, dict(attrs))

    def _new_field(self, tag: str, said: dict[str, str], attrs: dict[str, Any]) -> None:
        kind = said.get("type", "text") if tag == "input" else tag
        if tag not in {"input", "textarea", "select", "button"} or "disabled" in attrs:
            return
        assert self._form is not None
        one = self._form.fields.setdefault(said["name"], Field(said["name"], kind))
        one.is_required |= "required" in attrs
        value = said.get("value", "on" if kind == "checkbox" else "")
        if kind in {"radio", "checkbox"}:
            one.choices.append(value)
            one.values += [value] if "checked" in attrs else []
        elif kind == "button":
            one.values = one.values or [value]
        elif kind != "file":
            one.values = [value] if kind not in {"select", "textarea"} else []
        self._field = one if tag in {"select", "textarea"} else None

    def _option(self, said: dict[str, str], is_chosen: bool) -> None:
        assert self._field is not None
        self._field.choices.append(said.get("value", ""))
        if is_chosen:
            self._field.values.append(said.get("value", ""))

    def handle_data(self, data: str) -> None:
        """What stands in a large field."""
        if self._field is not None and self._field.kind == "textarea":
            self._field.values = ["".join([*self._field.values, data])]

    def handle_endtag(self, tag: str) -> None:
        """The end of a form, or of a field that holds something."""
        if tag == "form":
            self._form = None
        if tag in {"select", "textarea"}:
            self._field = None
