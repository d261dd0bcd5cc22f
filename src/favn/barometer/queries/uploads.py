"""Files that were read for the barometer, and what stands where one of them would be taken."""

from collections.abc import Iterable
from uuid import UUID

from favn.barometer.models import Definition, Group, Indicator, Mapping, Observation, Upload


def uploads() -> list[Upload]:
    """Every file, the newest first, without its cells."""
    rows = Upload.objects.owned().defer("table").select_related("definition__indicator")
    return list(rows)


def upload_with(pk: UUID) -> Upload | None:
    """One file with its cells."""
    rows = Upload.objects.owned().select_related("definition__indicator__scheme")
    return rows.filter(pk=pk).first()


def upload_of(sha256: str) -> Upload | None:
    """The file that was read before, if it was."""
    return Upload.objects.owned().defer("table").filter(sha256=sha256).first()


def takes_files() -> list[Indicator]:
    """Indicators that say how they are counted."""
    rows = Indicator.objects.owned().filter(definitions__isnull=False).distinct()
    return list(rows.select_related("scheme"))


def last_definition(indicator: Indicator) -> Definition | None:
    """The one that counts now."""
    rows = Definition.objects.owned().filter(indicator=indicator)
    return rows.select_related("indicator__scheme").last()


def definitions_of(indicator: Indicator) -> list[Definition]:
    """Every version, the oldest first."""
    return list(Definition.objects.owned().filter(indicator=indicator))


def groups_of(indicator: Indicator) -> list[Group]:
    """The groups of its scheme; none where it has no scheme."""
    return (
        list(Group.objects.owned().filter(scheme=indicator.scheme_id))
        if indicator.scheme_id
        else []
    )


def standing(definition: Definition) -> Iterable[Observation]:
    """The values that stand."""
    return Observation.objects.owned().filter(definition=definition, superseded_at=None)


def mapping_of(source: str, indicator: Indicator) -> Mapping | None:
    """How a source was read the last time."""
    return Mapping.objects.owned().filter(source=source, indicator=indicator).first()
