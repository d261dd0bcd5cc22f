"""One chapter's words, wherever they are kept. Pure."""

from dataclasses import dataclass
from uuid import UUID

from favn.kit.documents import Picture


@dataclass(frozen=True, slots=True)
class Written:
    """One chapter's words, wherever they are kept."""

    title: str
    text: str
    author: str = ""
    unit: UUID | None = None
    """The office or committee that writes it, in a report that is begun."""
    answer: UUID | None = None
    """The shared answer that its words are, in a report that is begun."""
    story: str = ""
    """The story it is, in an edition: its id, and which version of its words."""
    number: int = 0
    picture: str = ""
    """Which picture stood with it, in an edition: `drawn.mark`."""
    shown: Picture | None = None
    """The picture itself, where everybody on it says yes today. Never kept."""
