"""Numbers and tables of a plan, as a member of its house may place them in a report."""

from difflib import get_close_matches

from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level
from favn.policy.queries.shelf import Shelf
from favn.policy.queries.tables import PlanTable, plan_dimension, plan_table
from favn.policy.rules.tables import PLAN_FIGURES, PlanAddress
from favn.publishing.queries.kept import Part, Placed


def shelf_of(membership: Membership | None) -> Shelf | None:
    """What a reader's plans are read through, once for all the numbers of a report."""
    return None if membership is None else Shelf(membership, clock.today())


def read(text: str, address: PlanAddress, shelf: Shelf | None) -> Placed | None:
    """The number at an address of a plan; None where there is nothing for this reader to see.

    What is wrong with the address is the `problem` of the answer.
    """
    if shelf is None or shelf.membership.organisation.slug != address.organisation:
        return None
    plan = shelf.plan(address.plan) if shelf.membership.may(Area.PLAN, Level.READ) else None
    if plan is None:
        return None
    problem = _problem(address, shelf)
    if not problem and not plan.first_year <= address.year <= plan.last_year:
        problem = _("%(plan)s gælder fra %(first)s til %(last)s. Vælg et af de år.") % {
            "plan": plan.title,
            "first": plan.first_year,
            "last": plan.last_year,
        }
    if problem:
        return Placed(text, problem=problem)
    found = plan_table(address, plan, shelf)
    unit = shelf.units()[address.unit] if address.unit else ""
    return _kept(text, address, found, f"{plan.title}, {address.year}", unit)


def _problem(address: PlanAddress, shelf: Shelf) -> str:
    """What is wrong with an address whose plan exists, in a sentence."""
    figure = PLAN_FIGURES.get(address.figure)
    if figure is None:
        near = get_close_matches(address.figure, PLAN_FIGURES, n=1, cutoff=0.3)
        return _("Der er ikke noget tal, der hedder %(figure)s. Det nærmeste er %(near)s.") % {
            "figure": address.figure,
            "near": (near or list(PLAN_FIGURES))[0],
        }
    if address.by and address.by not in figure.by:
        return _("%(title)s kan ikke deles efter “%(by)s”. Skriv en af disse: %(may)s.") % {
            "title": figure.title,
            "by": address.by,
            "may": ", ".join(figure.by),
        }
    if address.unit and address.unit not in shelf.units():
        return _("Der er ingen forvaltning og intet udvalg, der hedder %(unit)s.") % {
            "unit": address.unit
        }
    return ""


def _kept(text: str, address: PlanAddress, found: PlanTable, period: str, unit: str) -> Placed:
    figure = PLAN_FIGURES[address.figure]
    title = f"{figure.title}: {unit}" if unit else str(figure.title)
    parts = tuple(Part(row.label, row.value, row.withheld, row.words) for row in found.rows)
    return Placed(
        text,
        title=title,
        unit=str(figure.unit),
        period=period,
        by=plan_dimension(address.by) if address.by else "",
        total=found.total,
        parts=parts,
        edition="",
        as_of=clock.now().isoformat(),
        columns=found.columns,
        notes=found.notes,
        about=f"{reverse('publishing:about-figures')}#{figure.id}",
    )
