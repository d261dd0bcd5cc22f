"""Which record a line of the log is about: its name as people say it, and where it stands.

Only records of the table below are named; a line about a guest, a card or an entry never is. The
names are read from the rows as they stand, inside the present organisation alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.barometer.rules.values import time_words
from favn.kit.models import History
from favn.kit.templatetags.kit import when
from favn.policy.views.doors import at, slug_of


@dataclass(frozen=True, slots=True)
class Named:
    """A record's name, and the address of its page; empty where it has none of its own."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """How a table's rows are named; `needs` is what is read beside a row."""

    name: Callable[[Any], str]
    url: Callable[[Any], str] = lambda _row: ""
    needs: tuple[str, ...] = ()


def _in_plan(page: str, plan: Callable[[Any], Any], *numbers: str) -> Callable[[Any], str]:
    """The address of a page in a record's plan."""
    return lambda row: at(page, slug_of(plan(row)), *(getattr(row, name) for name in numbers))


def _plan(row: Any) -> Any:
    return row.plan


def _initiative(row: Any) -> str:
    return f"{row.initiative.number}. {row.initiative.title}"


def _initiative_url(row: Any) -> str:
    initiative = row.initiative
    return at("initiative", slug_of(initiative.plan), initiative.number)


def _round(row: Any) -> str:
    return _("Status %(year)s") % {"year": row.year}


def _of_round(row: Any) -> str:
    return f"{row.unit.name}, {_round(row.round)}"


def _statement_url(row: Any) -> str:
    return reverse("policy:statement", args=[row.round.year, row.unit_id])


def _round_url(row: Any) -> str:
    return reverse("policy:round", args=[row.round.year])


def _indicator_url(row: Any) -> str:
    return reverse("barometer:indicator", args=[row.indicator.slug])


IN_INITIATIVE = ("initiative__plan",)
IN_ROUND = ("round__plan", "unit")
NAMINGS: dict[str, Naming] = {
    "associations.cooperation": Naming(
        str, lambda row: reverse("associations:house-cooperation", args=[row.pk])
    ),
    "associations.match": Naming(
        str, lambda row: reverse("associations:house-match", args=[row.pk]), ("need", "offer")
    ),
    "associations.wish": Naming(str, lambda row: reverse("associations:house-wish", args=[row.pk])),
    "associations.entry": Naming(str, lambda row: reverse("associations:entry", args=[row.slug])),
    "associations.checkround": Naming(
        str, lambda row: reverse("associations:check-round", args=[row.pk])
    ),
    "associations.contact": Naming(
        lambda row: row.entry.name,
        lambda row: reverse("associations:knows", args=[row.entry.slug]),
        ("entry",),
    ),
    "associations.district": Naming(str, lambda _row: reverse("associations:districts")),
    "associations.errand": Naming(
        lambda row: row.subject, lambda row: reverse("associations:errand", args=[row.pk])
    ),
    "associations.nextstep": Naming(
        lambda row: row.entry.name,
        lambda row: reverse("associations:office-step", args=[row.entry.slug, row.pk]),
        ("entry",),
    ),
    "associations.readlist": Naming(str, lambda row: reverse("associations:list", args=[row.pk])),
    "associations.assembly": Naming(
        str, lambda row: reverse("associations:assembly", args=[row.pk])
    ),
    "associations.feeyear": Naming(
        lambda row: _("Kontingent %(year)s") % {"year": row.year},
        lambda row: reverse("associations:fee-year", args=[row.year]),
    ),
    "associations.networkmember": Naming(
        str, lambda row: reverse("associations:network-member", args=[row.pk])
    ),
    "associations.paymentfile": Naming(
        str, lambda row: reverse("associations:payment-file", args=[row.pk])
    ),
    "barometer.committeeword": Naming(
        lambda row: f"{row.unit.name}: {row.indicator.title}", _indicator_url, ("unit", "indicator")
    ),
    "barometer.definition": Naming(
        lambda row: f"{row.indicator.title}, {row.number}", _indicator_url, ("indicator",)
    ),
    "barometer.indicator": Naming(str, lambda row: reverse("barometer:indicator", args=[row.slug])),
    "barometer.observation": Naming(
        lambda row: f"{row.definition.indicator.title}, {time_words(row.on, row.precision)}",
        lambda row: _indicator_url(row.definition),
        ("definition__indicator",),
    ),
    "barometer.printedclaim": Naming(
        lambda row: f"{row.indicator.title}: {row.words}", _indicator_url, ("indicator",)
    ),
    "barometer.scheme": Naming(str, lambda _row: reverse("barometer:schemes")),
    "barometer.upload": Naming(str, lambda row: reverse("barometer:upload", args=[row.pk])),
    "centre.rota": Naming(str, lambda row: reverse("centre:rota-line", args=[row.pk]), ("role",)),
    "centre.volunteerrole": Naming(
        str, lambda row: reverse("centre:volunteer-role", args=[row.pk])
    ),
    "gatherings.gathering": Naming(str, lambda row: reverse("gatherings:gathering", args=[row.pk])),
    "gatherings.kind": Naming(str, lambda _row: reverse("gatherings:kinds")),
    "gatherings.meeting": Naming(
        lambda row: f"{row.gathering.title}, {when(row.on)}",
        lambda row: reverse("gatherings:gathering", args=[row.gathering_id]),
        ("gathering",),
    ),
    "gatherings.course": Naming(str, lambda row: reverse("gatherings:course", args=[row.pk])),
    "gatherings.run": Naming(str, lambda row: reverse("gatherings:run", args=[row.pk])),
    "pathways.guidescheme": Naming(
        str, lambda row: reverse("pathways:guide-scheme", args=[row.pk])
    ),
    "policy.plan": Naming(str, lambda row: at("plan", slug_of(row))),
    "policy.goal": Naming(str, _in_plan("goals", _plan), ("plan",)),
    "policy.initiative": Naming(str, _in_plan("initiative", _plan, "number"), ("plan",)),
    "policy.amount": Naming(
        lambda row: row.title, lambda row: reverse("policy:amount", args=[row.pk])
    ),
    "policy.decision": Naming(lambda row: row.title, _in_plan("decisions", _plan), ("plan",)),
    "policy.recommendation": Naming(str, _in_plan("recommendations", _plan), ("plan",)),
    "policy.followgroup": Naming(str, _in_plan("group", _plan), ("plan",)),
    "policy.seat": Naming(str, _in_plan("group", lambda row: row.group.plan), ("group__plan",)),
    "policy.meeting": Naming(str, _in_plan("group", lambda row: row.group.plan), ("group__plan",)),
    "policy.output": Naming(
        lambda row: f"{row.unit}: {_initiative(row)}", _initiative_url, IN_INITIATIVE
    ),
    "policy.countduty": Naming(_initiative, _initiative_url, IN_INITIATIVE),
    "policy.statustext": Naming(_initiative, _initiative_url, IN_INITIATIVE),
    "policy.statusround": Naming(_round, lambda row: reverse("policy:round", args=[row.year])),
    "policy.statement": Naming(_of_round, _statement_url, IN_ROUND),
    "policy.hearing": Naming(lambda row: row.case, _statement_url, IN_ROUND),
    "policy.officereminder": Naming(_of_round, _round_url, IN_ROUND),
    "policy.answerlink": Naming(_of_round, _round_url, IN_ROUND),
    "policy.uploadedpaper": Naming(str, lambda row: reverse("policy:paper", args=[row.pk])),
    "publishing.report": Naming(str, lambda row: reverse("publishing:write", args=[row.pk])),
    "publishing.chapter": Naming(
        lambda row: f"{row.title}, {row.report.title}",
        lambda row: reverse("publishing:write", args=[row.report_id]),
        ("report",),
    ),
    "publishing.frozenedition": Naming(
        lambda row: row.title, lambda row: reverse("publishing:edition", args=[row.pk])
    ),
    "surveys.questionnaire": Naming(
        str, lambda row: reverse("surveys:questionnaire", args=[row.pk])
    ),
    "surveys.version": Naming(
        str,
        lambda row: reverse("surveys:version", args=[row.questionnaire_id, row.number]),
        ("questionnaire",),
    ),
    "surveys.wave": Naming(str, lambda row: reverse("surveys:wave", args=[row.pk])),
}
"""Table → how its rows are named. Whoever may read the log may open these pages."""


def named(lines: Iterable[History]) -> dict[UUID, Named]:
    """Record → its name, for the lines whose record still stands; one query a table."""
    wanted: dict[str, set[UUID]] = {}
    for line in lines:
        if line.table in NAMINGS:
            wanted.setdefault(line.table, set()).add(line.record_id)
    return {pk: told for table, keys in wanted.items() for pk, told in _rows(table, keys)}


def _rows(table: str, keys: set[UUID]) -> Iterable[tuple[UUID, Named]]:
    naming = NAMINGS[table]
    rows = apps.get_model(table)._default_manager.owned().filter(pk__in=keys)
    for row in rows.select_related(*naming.needs) if naming.needs else rows:
        yield row.pk, Named(naming.name(row), naming.url(row))
