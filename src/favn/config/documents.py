"""The generated pages of the documentation: what roles may do, figures, privacy, pages.

Written from the same data the house runs on; `favn docs --check` fails where they differ.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLResolver, get_resolver
from django.utils import translation

from favn.config.commands.trial import TRIALS
from favn.kit.figures import catalogue
from favn.people.accounts.door import Access
from favn.people.accounts.roles import ROLES, Area
from favn.policy.rules.tables import PLAN_FIGURES

FOLDER = Path("docs/generated")
HEAD = "<!-- Written by `favn docs`; do not edit. -->\n"


def pages() -> dict[str, str]:
    """File name → content, in English."""
    writers: dict[str, Callable[[], str]] = {
        "permissions.md": permissions,
        "figures.md": figures,
        "privacy.md": privacy,
        "addresses.md": addresses,
        "trials.md": trials,
    }
    with translation.override("en"):
        return {name: f"{HEAD}{write()}\n" for name, write in writers.items()}


def permissions() -> str:
    """Roles × areas."""
    lines = ["# Who may do what", "", "Level × scope, from `people/accounts/roles.py`.", ""]
    lines += _row("Role", *Area), _row(*["---"] * (len(Area) + 1))
    for role in ROLES:
        cells = [_grant(role, area) for area in Area]
        lines.append(_row(f"{role.name} (`{role.key}`)", *cells))
    lines += ["", *(f"- **{role.name}**: {role.sentence}" for role in ROLES)]
    lines += ["", "Who invites colleagues, in an organisation of that kind, and as what:", ""]
    for role in ROLES:
        if given := [str(other.name) for other in ROLES if role.gives(other)]:
            lines.append(f"- **{role.name}** ({role.of}): {', '.join(given)}")
    return "\n".join(lines)


def _grant(role: Any, area: Area) -> str:
    grants = [g for g in role.grants if g.area == area]
    return ", ".join(f"{g.level.name.lower()} · {g.scope}" for g in grants) or "–"


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def figures() -> str:
    """Every figure in words."""
    lines = ["# Figures", ""]
    for figure in catalogue().values():
        lines += [f"## `{figure.id}`: {figure.title}", "", str(figure.definition), ""]
        lines += [f"- Unit: {figure.unit}", f"- Counts: {figure.counts}", f"- Base: {figure.base}"]
        lines += [f"- By: {', '.join(figure.dimensions)}", f"- Source: {figure.source}", ""]
    lines += ["# What a plan tells", ""]
    for told in PLAN_FIGURES.values():
        lines += [f"## `{told.id}`: {told.title}", "", str(told.definition), ""]
        lines += [f"- Unit: {told.unit}", f"- Base: {told.base}", f"- By: {', '.join(told.by)}", ""]
    return "\n".join(lines).rstrip()


def privacy() -> str:
    """Every field of every model of the house, by class."""
    lines = ["# What is stored, and how it is classed", ""]
    lines += ["What ends by itself, and when, is told in docs/retention.md.", ""]
    for model in sorted(own_models(), key=lambda m: m._meta.label):
        declared = model.Privacy  # type: ignore[attr-defined]
        lines += [f"## {model._meta.label}", "", f"To be kept: {declared.kept}.", ""]
        for kind in ("ordinary", "identifying", "sensitive"):
            if fields := getattr(declared, kind, ()):
                lines.append(f"- {kind}: {', '.join(fields)}")
        if statistical := getattr(declared, "statistical", None):
            columns = ", ".join(f"{k} ← {v}" for k, v in statistical.items())
            lines.append(f"- to the statistics store: month, {columns}")
        if let_go := getattr(declared, "let_go", None):
            lines.append(f"- in place of the person once they are let go: {let_go}")
        lines.append("")
    return "\n".join(lines).rstrip()


def own_models() -> list[type[models.Model]]:
    """The house's models, without those of libraries."""
    return [m for m in apps.get_models() if m.__module__.startswith("favn.")]


def addresses() -> str:
    """Every address and what it asks for."""
    lines = ["# Addresses, and who may open them", "", _row("Address", "Asks for")]
    lines.append(_row("---", "---"))
    lines += [_row(f"`/{route}`", asks_for(access)) for route, access in own_addresses()]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the house: its route, the name with its room, and the view behind it."""

    route: str
    name: str
    view: Any

    @property
    def access(self) -> Access | None:
        """What the view declared."""
        return getattr(self.view, "access", None)

    @property
    def is_own(self) -> bool:
        """Whether it is no library's."""
        return not self.view.__module__.startswith(("allauth.", "django."))


def every_address() -> Iterator[Address]:
    """Each address the house answers, libraries' pages too."""
    yield from _walk(get_resolver().url_patterns, "", "")


def own_addresses() -> Iterator[tuple[str, Access | None]]:
    """(route, declared access) of every page that is not a library's."""
    for address in every_address():
        if address.is_own:
            yield address.route, address.access


def _walk(patterns: Any, before: str, room: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, pattern.namespace or room)
        else:
            name = f"{room}:{pattern.name}" if room else str(pattern.name or route)
            yield Address(route, name, pattern.callback)


def asks_for(access: Access | None) -> str:
    """The declaration in words."""
    if access is None:
        return "**nothing declared**"
    if access.public:
        return f"nobody: {access.public}"
    if access.tablet:
        return "an enrolled tablet"
    if access.area is None or access.level is None:
        return "anybody with a role"
    logged = "; every look-up is logged" if access.about_persons else ""
    return f"{access.area}, {access.level.name.lower()}{logged}"


def trials() -> str:
    """Every promise that can be tried, in its own words, and the command for it."""
    lines = ["# Promises that can be tried", ""]
    lines += [
        "`favn trial --help` shows examples; each prints one JSON line and its exit code tells."
    ]
    for name in TRIALS:
        module = import_module(f"favn.config.trials.{name.replace('-', '_')}")
        lines += ["", f"## `favn trial {name}`", "", str(module.__doc__).strip()]
    return "\n".join(lines)


def differing() -> list[str]:
    """Names of pages whose file differs from what the house says."""
    return [name for name, text in pages().items() if _present(FOLDER / name) != text]


def _present(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def write() -> None:
    """Write them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
