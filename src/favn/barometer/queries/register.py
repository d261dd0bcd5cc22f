"""The register of indicators, one of them with its corrections and words, and what forms offer."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import slugify

from favn.barometer.models import CommitteeWord, Indicator, Observation, Scheme

FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})

RESERVED = {"ny", "inddelinger", "filer", "maaling", "ord", "reglen"}
"""Words that stand in the addresses of other pages."""


def indicators(*, is_public: bool = False) -> QuerySet[Indicator]:
    """Every indicator in order, with its goal; to the public only the published ones."""
    rows = Indicator.objects.owned().select_related("goal__plan", "scheme")
    return rows.filter(published_at__isnull=False) if is_public else rows


def indicator_with(slug: str, *, is_public: bool = False) -> Indicator | None:
    """One by its address."""
    return indicators(is_public=is_public).filter(slug=slug).first()


def observation_with(pk: UUID) -> Observation | None:
    """A value that stands, with what it is a value of."""
    rows = Observation.objects.owned().filter(superseded_at=None)
    return rows.select_related("definition__indicator__goal__plan", "group").filter(pk=pk).first()


def corrections(indicator: Indicator) -> list[Observation]:
    """Every value that was corrected or struck, newest first, with what took its place."""
    rows = Observation.objects.owned().filter(
        definition__indicator=indicator, superseded_at__isnull=False
    )
    return list(
        rows.select_related("group", "definition")
        .prefetch_related("corrections")
        .order_by("-superseded_at")
    )


def committees_words(indicator: Indicator) -> list[CommitteeWord]:
    """What committees have said about it, newest first."""
    return list(CommitteeWord.objects.owned().filter(indicator=indicator).select_related("unit"))


def word_with(pk: UUID) -> CommitteeWord | None:
    """One committee's word."""
    rows = CommitteeWord.objects.owned().select_related("unit", "indicator")
    return rows.filter(pk=pk).first()


def schemes() -> list[Scheme]:
    """Every way to divide, with its groups."""
    return list(Scheme.objects.owned().prefetch_related("groups"))


def scheme_with(pk: UUID) -> Scheme | None:
    """One way to divide."""
    return Scheme.objects.owned().filter(pk=pk).first()


def slug_for(title: str) -> str:
    """An address no other indicator has, out of a title."""
    stem = slugify(title.translate(FOLDED))[:50].strip("-") or "indikator"
    taken = {*RESERVED, *Indicator.objects.owned().values_list("slug", flat=True)}
    numbered = (f"{stem}-{n}" for n in range(2, 10_000))
    return stem if stem not in taken else next(s for s in numbered if s not in taken)
