"""Who may sit where: links of associations, the offices a role may sit for, and what they know."""

from favn.associations.choices.starting import OWN, STANDPOINT, Known, Point
from favn.associations.models import Entry, Finding, SeatLink
from favn.associations.queries.sameness import family
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level, Scope
from favn.people.organisations.models import Unit
from favn.people.organisations.queries import offices


def seat_link_of(entry: Entry) -> SeatLink | None:
    """The newest link an association was sent, or None."""
    return SeatLink.objects.owned().filter(entry=entry).first()


def seats_of(membership: Membership) -> list[Unit]:
    """The offices a role may speak for: its own, or every one of the house."""
    scope = membership.kind.scope(Area.COOPERATION, Level.WRITE)
    if scope == Scope.ORGANISATION:
        return offices()
    if scope != Scope.UNIT or membership.unit_id is None:
        return []
    # Asked for anew: a membership is read before the house is known, and its office then hides.
    return list(Unit.objects.owned().filter(pk=membership.unit_id))


def findings_about(
    points: tuple[Point, ...], *, unit: Unit | None = None, entry: Entry | None = None
) -> list[tuple[Point, Finding | None]]:
    """Each point with what was found out last, about an association under every name it had."""
    rows = Finding.objects.owned().filter(unit=unit)
    rows = rows.filter(entry__in=family(entry)) if entry else rows.filter(entry=None)
    newest: dict[str, Finding] = {}
    for row in rows.order_by("at"):
        newest[row.point] = row
    return [(point, newest.get(point.key)) for point in points]


def unknown_points(unit: Unit, entry: Entry | None) -> list[Point]:
    """What an office has not cleared up before it begins with an association."""
    found = findings_about(OWN, unit=unit)
    found += findings_about(STANDPOINT, entry=entry) if entry else []
    return [point for point, row in found if row is None or row.known == Known.NO]


def mails_of(unit: Unit) -> list[str]:
    """Whom to write to at an office: its own people who may answer for it, else those who may
    answer for every office; by address, only accounts in use.
    """
    rows = Membership.objects.owned().filter(account__is_active=True).select_related("account")
    able = [m for m in rows if unit in seats_of(m)]
    own = [m for m in able if m.unit_id == unit.pk]
    return sorted({m.account.email for m in own or able})
