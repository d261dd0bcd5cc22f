"""The campaigns of a plan: what runs today, what is ahead, and what ran, year by year.

A campaign belongs to the year it begins in and is counted there alone, also where it runs over
New Year. Everybody with the plan in their role sees all of it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from favn.policy.models import Campaign, Initiative, Plan


@dataclass(frozen=True, slots=True)
class Running:
    """A campaign as it stands on a day."""

    row: Campaign
    today: date

    @property
    def is_called_off(self) -> bool:
        """Whether it did not run to its end."""
        return self.row.called_off_on is not None

    @property
    def is_on(self) -> bool:
        """Whether it is seen today."""
        return not self.is_called_off and self.row.first_day <= self.today <= self.row.last_day

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come."""
        return not self.is_called_off and self.row.first_day > self.today

    @property
    def has_run(self) -> bool:
        """Whether it ran to its last day."""
        return not self.is_called_off and self.row.last_day < self.today


@dataclass(frozen=True, slots=True)
class CampaignYear:
    """The campaigns that begin in one year, oldest first; `carried` began before and still ran."""

    year: int
    own: tuple[Running, ...]
    carried: tuple[Running, ...]

    @property
    def ran(self) -> int:
        """How many have begun and were not called off before."""
        return sum(one.is_on or one.has_run for one in self.own)

    @property
    def ahead(self) -> int:
        """How many are still to come."""
        return sum(one.is_ahead for one in self.own)

    @property
    def called_off(self) -> int:
        """How many were called off."""
        return sum(one.is_called_off for one in self.own)


def campaigns_of(plan: Plan, today: date) -> list[Running]:
    """Every campaign of a plan, oldest first, without those that were struck."""
    rows = Campaign.objects.owned().filter(initiative__plan=plan, struck_on=None)
    return [Running(row, today) for row in rows.select_related("initiative", "partner")]


def campaigns_about(initiative: Initiative, today: date) -> list[Running]:
    """The campaigns of one initiative, the newest first."""
    rows = Campaign.objects.owned().filter(initiative=initiative, struck_on=None)
    newest = rows.select_related("initiative", "partner").order_by("-first_day", "message")
    return [Running(row, today) for row in newest]


def campaign_years(found: list[Running], plan: Plan, today: date) -> list[int]:
    """The years one may choose: those that have campaigns, and the present one of the plan."""
    years = {one.row.first_day.year for one in found}
    return sorted(years | {min(max(today.year, plan.first_year), plan.last_year)})


def campaign_year(found: list[Running], year: int) -> CampaignYear:
    """One year's campaigns, and those that ran into it from the year before."""
    own = tuple(one for one in found if one.row.first_day.year == year)
    carried = tuple(one for one in found if one.row.first_day.year < year <= _until(one).year)
    return CampaignYear(year, own, carried)


def _until(one: Running) -> date:
    """The last day it was seen."""
    return min(filter(None, (one.row.last_day, one.row.called_off_on)))


def campaign_with(pk: UUID) -> Campaign | None:
    """A campaign by its id, or None."""
    rows = Campaign.objects.owned().filter(pk=pk, struck_on=None)
    return rows.select_related("initiative", "initiative__plan", "partner").first()
