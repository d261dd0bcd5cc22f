"""The parts of the present tenant's own organisation. Never writes."""

from uuid import UUID

from favn.people.organisations.choices import UnitKind
from favn.people.organisations.models import Organisation, Unit


def offices() -> list[Unit]:
    """The present tenant's offices by name; another tenant's are not in view."""
    return list(Unit.objects.owned().filter(kind=UnitKind.OFFICE))


def committees() -> list[Unit]:
    """The present tenant's committees by name."""
    return list(Unit.objects.owned().filter(kind=UnitKind.COMMITTEE))


def teams() -> list[Unit]:
    """The present tenant's teams by name, also those that are closed."""
    return list(Unit.objects.owned().filter(kind=UnitKind.TEAM))


def team_with(pk: UUID) -> Unit | None:
    """One team of the present tenant; foreign, unknown and other parts are None."""
    return Unit.objects.owned().filter(pk=pk, kind=UnitKind.TEAM).first()


def unit_named(name: str) -> Unit | None:
    """The present tenant's part with that name, whatever its letters' size, or None."""
    wanted = name.casefold()
    return next((u for u in Unit.objects.owned() if u.name.casefold() == wanted), None)


def tenant_with(slug: str) -> Organisation | None:
    """The organisation in a public address; anybody may know which organisations exist."""
    return Organisation.objects.filter(slug=slug, is_tenant=True).first()
