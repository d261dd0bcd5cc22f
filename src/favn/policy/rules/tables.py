"""The numbers and tables a plan can give to a report: one definition each. Nothing counts here.

They are told by the plan and not counted from registrations, so their address names the plan:
`policy.initiatives@sundhavn/handleplan/2025?by=status`, with `&unit=kulturforvaltningen` for one
office or committee alone.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy

ADDRESS = re.compile(
    r"(?P<figure>policy\.[a-z_]+)@(?P<organisation>[a-z0-9-]+)/(?P<plan>[a-z0-9-]+)/(?P<year>\d{4})"
    r"(?:\?by=(?P<by>[a-z]+)(?:&unit=(?P<unit>[a-z0-9-]+))?)?"
)
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def _(text: str) -> Any:
    """The text in the reader's language."""
    return gettext_lazy(text)


def slug_of(name: str) -> str:
    """A unit's name as it stands in an address."""
    return slugify(name.translate(LETTERS))


@dataclass(frozen=True, slots=True)
class PlanFigure:
    """What a plan can say of a year. `by` is the ways it may be parted, the first the usual one.

    `chart` are those whose parts have one unit and may be drawn beside each other.
    """

    id: str
    title: Any
    definition: Any
    unit: Any
    base: Any
    method: Any
    source: Any
    by: tuple[str, ...]
    chart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanAddress:
    """Where one of them stands: figure, organisation and plan (slugs), year, and parted how."""

    figure: str
    organisation: str
    plan: str
    year: int
    by: str | None = None
    unit: str | None = None

    @classmethod
    def parse(cls, text: str) -> "PlanAddress | None":
        """Read an address; None where it is not one of a plan."""
        match = ADDRESS.fullmatch(text.strip())
        if match is None:
            return None
        told = match.groupdict()
        return cls(**{**told, "year": int(told["year"])})  # type: ignore[arg-type]

    def __str__(self) -> str:
        only = f"&unit={self.unit}" if self.unit else ""
        by = f"?by={self.by}{only}" if self.by else ""
        return f"{self.figure}@{self.organisation}/{self.plan}/{self.year}{by}"


NAMES = {
    "status": _("status"),
    "office": _("forvaltning"),
    "initiative": _("indsats"),
    "goal": _("mål"),
    "output": _("løfte"),
    "payer": _("betaler"),
    "committee": _("udvalg"),
    "section": _("afsnit"),
}
PLAN_SOURCE = _("Kommunens egen plan i Favn")

INITIATIVES = PlanFigure(
    "policy.initiatives",
    _("Indsatser i planen"),
    _(
        "Planens nummererede indsatser. En indsats, der er lagt ind under en anden, tæller ikke"
        " for sig. Status er den seneste, forvaltningen selv har givet til og med det år."
    ),
    _("indsatser"),
    _("Alle indsatser, der står i planen, også dem uden status."),
    _("Optælling af planens linjer. Status, der er udledt af ældre tekst, tæller som uden status."),
    PLAN_SOURCE,
    ("status", "office", "goal", "initiative"),
    chart=("status", "office", "goal"),
)
GOALS = PlanFigure(
    "policy.goals",
    _("Mål i planen"),
    _("De mål, planens indsatser hører under."),
    _("mål"),
    _("Alle mål, også dem uden indsatser."),
    _("Optælling af planens mål. Delt efter mål står, hvor mange indsatser hvert mål har."),
    PLAN_SOURCE,
    ("goal",),
)
OUTPUTS = PlanFigure(
    "policy.outputs",
    _("Lovet og leveret"),
    _(
        "Hvad indsatserne har lovet i antal, om løftet er ændret, og hvad der er leveret. Det, en"
        " forening har talt, er med, når kommunen har godkendt det."
    ),
    _("løfter"),
    _("Løfter, der gælder i det år."),
    _("Hvert løfte har sin egen enhed, så de lægges ikke sammen."),
    PLAN_SOURCE,
    ("output",),
)
STATEMENTS = PlanFigure(
    "policy.statements",
    _("Udvalgenes redegørelser"),
    _("Hvad hvert udvalg har skrevet i runden i det år, i de fire faste afsnit."),
    _("redegørelser"),
    _("Udvalg med en redegørelse i årets runde."),
    _("En redegørelse tæller, når mindst ét afsnit er skrevet."),
    PLAN_SOURCE,
    ("committee", "section"),
)


def _money(step: str, title: Any) -> PlanFigure:
    return PlanFigure(
        f"policy.{step}",
        title,
        _(
            "Beløb i hele kroner, der gælder netop det år og er nået lige så langt. Penge, der"
            " ligger inden i et andet beløb eller er trykt to gange, tæller én gang."
        ),
        _("kroner"),
        _("Planens beløb for året. Indsatser uden et beløb er ikke med, og det bliver sagt."),
        _("Summen følger beløbenes indbyrdes sammenhæng og siger, hvad den har udeladt."),
        PLAN_SOURCE,
        ("payer", "initiative"),
        chart=("payer", "initiative"),
    )


PLAN_FIGURES: dict[str, PlanFigure] = {
    figure.id: figure
    for figure in (
        INITIATIVES,
        GOALS,
        OUTPUTS,
        _money("budgeted", _("Budgetterede penge")),
        _money("granted", _("Bevilgede penge")),
        _money("applied", _("Ansøgte penge")),
        _money("spent", _("Brugte penge")),
        STATEMENTS,
    )
}
