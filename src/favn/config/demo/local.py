"""A local network in Sundhavn: four associations, a meeting that was held, one to come, and plans.

Everything is invented and written through the room's own verbs on days before today.
"""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from favn.associations.actions import local
from favn.associations.actions.inviting import Planned
from favn.associations.actions.local import Circle, Plan
from favn.associations.choices.local import VentureKind
from favn.associations.models import Entry, LocalNetwork, Venture
from favn.associations.queries.local import ventures_of
from favn.config.demo.fixed import known_id, moment
from favn.config.demo.people import FREJA
from favn.config.demo.places import account_of
from favn.gatherings import actions as gatherings
from favn.gatherings.choices import Answer
from favn.gatherings.models import Gathering, Invitation
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import unit_named

NAMES = ("Medborgerhuset", "Systuen i Vest", "Trommelyd", "Kvinder Mødes")


def write(city: Organisation) -> str:
    """The network; a line that tells what was written."""
    with acting_for(city.pk):
        row = World().fill()
        return f"a local network of {row.members.count()} associations"


class World:
    """Who keeps it, and the moments things happened."""

    def __init__(self) -> None:
        self.by, self.today = account_of(FREJA), clock.today()
        found = Entry.objects.present().filter(name__in=NAMES)
        self.entries = sorted(found, key=lambda entry: NAMES.index(entry.name))

    def ago(self, days: int) -> datetime:
        """Some days before today, in the afternoon."""
        return moment(self.today - timedelta(days=days), 14)

    def fill(self) -> LocalNetwork:
        """One meeting held and told of, one to come, a festival, and money from a fund."""
        unit = unit_named("Kulturforvaltningen")
        assert unit is not None
        circle = Circle("Havnens foreninger", "Stå stærkere sammen, og bliv set i byen.", unit,
                        self.by)  # fmt: skip
        row = local.begin_network(
            id=known_id("local", "network"), circle=circle, on=self.ago(200).date(), by=self.by,
            at=self.ago(200),
        )  # fmt: skip
        local.join(
            network=row, entries=self.entries, on=self.ago(190).date(), by=self.by, at=self.ago(190)
        )
        self._course(row)
        self._plans(row)
        self._meet(row, "netvaerksmoede", "Vinterens møde", self.today + timedelta(days=12), 3)
        return row

    def _course(self, row: LocalNetwork) -> None:
        """A course by one association, held, and told of at the next meeting."""
        plan = Plan(VentureKind.COURSE, "Nabo og demokrati", self.entries[1], "Fire aftener om,"
                    " hvordan man får sin sag frem.", self.ago(80).date())  # fmt: skip
        course = self._venture(row, plan, 120)
        day = self.ago(80).date()
        self._held(self._meet(row, "kursus", "Nabo og demokrati", day, 100, course), 11)
        told = self._held(self._meet(row, "netvaerksmoede", "Efterårets møde",
                                     self.ago(45).date(), 60), 14)  # fmt: skip
        stands = next(one for one in ventures_of(row) if one.pk == course.pk)
        local.change_venture(
            venture=stands, version=stands.version, by=self.by, at=self.ago(44),
            plan=Plan(plan.kind, plan.title, plan.entry, plan.plan, plan.planned_on,
                      gathering=stands.gathering, shared_at=told,
                      came_of_it="11 kom hver gang. To sidder nu i en bestyrelse."),
        )  # fmt: skip

    def _plans(self, row: LocalNetwork) -> None:
        money = Plan(
            VentureKind.FUNDING, "Instrumenter til gadefesten", self.entries[2], "Ti trommer.",
            fund="Havnefonden", asked_kroner=40_000, applied_on=self.ago(70).date(),
            got_kroner=25_000,
        )  # fmt: skip
        self._venture(row, money, 69)
        feast = Plan(VentureKind.FESTIVAL, "Gadefest", None, "Kommunen er tovholder. Hver forening"
                     " kommer med mad eller musik.", self.today + timedelta(days=200))  # fmt: skip
        self._venture(row, feast, 20)

    def _venture(self, row: LocalNetwork, plan: Plan, days: int) -> Venture:
        return local.add_venture(
            id=known_id("venture", plan.title), network=row, plan=plan, by=self.by,
            said_by=plan.entry.name if plan.entry else self.by.name, at=self.ago(days),
        )  # fmt: skip

    def _meet(
        self, row: LocalNetwork, kind: str, title: str, on: date, days: int,
        venture: Venture | None = None,
    ) -> Gathering:  # fmt: skip
        planned = Planned(on, time(17), time(19), place="Kulturhuset, Havnegade 1")
        key: UUID = known_id("local gathering", title)
        return local.meet(
            id=key, network=row, kind=kind, title=title, planned=planned, venture=venture,
            by=self.by, at=self.ago(days),
        )  # fmt: skip

    def _held(self, row: Gathering, heads: int) -> Gathering:
        """Two said yes and came; the others came with them."""
        meeting = row.meetings.get()
        before, after = meeting.starts_at - timedelta(days=3), meeting.starts_at
        said = [
            gatherings.answer(
                invitation=asked, said=Answer.YES, who_comes="", persons=2, version=asked.version,
                at=before,
            )
            for asked in Invitation.objects.owned().filter(gathering=row)[:2]
        ]  # fmt: skip
        for signup in (asked.signup for asked in said):
            assert signup is not None
            gatherings.came(meeting=meeting, signup=signup, heads=2, by=self.by, at=after)
        gatherings.count_walk_ins(meeting=meeting, heads=heads - 4, shown=0, by=self.by, at=after)
        return row
