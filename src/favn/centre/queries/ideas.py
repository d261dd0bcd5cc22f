"""Ideas: what the house has to answer, for those with ideas in their role; what all may see."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from favn.centre.choices import IdeaState
from favn.centre.models import Idea, IdeaBox
from favn.kit import clock

KEPT_MONTHS = 36


def boxes_for_all() -> QuerySet[IdeaBox]:
    """The present tenant's box, where it is open."""
    return IdeaBox.objects.owned().filter(is_open=True)


def is_open() -> bool:
    """Whether everybody may write to the present tenant."""
    return boxes_for_all().exists()


def shown() -> list[Idea]:
    """What became of the ideas that everybody may read about, the latest answer first."""
    rows = Idea.objects.owned().filter(is_shown=True, removed_at=None)
    return list(rows.defer("words").order_by("-answered_on", "title"))


def ideas(state: str = "") -> QuerySet[Idea]:
    """Every idea that stands, those without an answer first; of one state where it is named."""
    rows = Idea.objects.owned().filter(removed_at=None)
    return rows.filter(state=state) if state else rows


def waiting() -> int:
    """How many nobody has answered."""
    return ideas(IdeaState.NEW).count()


def idea_with(key: UUID) -> Idea | None:
    """One of the house's own ideas that stands, or None."""
    return Idea.objects.owned().filter(pk=key, removed_at=None).first()


def old(at: datetime) -> QuerySet[Idea]:
    """Ideas whose three years are over."""
    return Idea.objects.owned().filter(
        came_on__lt=clock.months_before(clock.day_of(at), KEPT_MONTHS)
    )
