"""Who gets the newsletter: how many, and how far a newsletter that was sent has come.

Nobody in the house reads the addresses; a letter is written to them and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from favn.kit.models import EditionName
from favn.people.accounts import links
from favn.people.accounts.choices import Post
from favn.people.organisations.models import Organisation
from favn.publishing.choices import ABOUT, About, News, ReportKind
from favn.publishing.models import FrozenEdition, NewsLetter, NewsReader
from favn.publishing.queries.reports import editions_for_all
from favn.publishing.rules.news import WITHIN


def newsletters_for_all() -> QuerySet[FrozenEdition]:
    """What the present tenant has published of newsletters; without one, none is asked for."""
    return editions_for_all().filter(report__kind=ReportKind.LETTER)


def offered() -> list[About]:
    """What one may choose: the newsletter, and reports where the house has published one."""
    kinds = set(editions_for_all().values_list("report__kind", flat=True))
    return [about for about in About if about in {ABOUT.get(kind) for kind in kinds}]


def readers(about: About) -> QuerySet[NewsReader]:
    """Those who are written to about it."""
    rows = NewsReader.objects.owned().filter(ended_at=None, **{about.value: True})
    return rows.exclude(confirmed_at=None)


def known_by(house: Organisation, email: str) -> str:
    """What an address is recognised by in one house, whatever its capitals."""
    return links.derived(f"publishing|news|{email.strip().casefold()}", house.pk)


def reader_with(house: Organisation, email: str) -> NewsReader | None:
    """Whoever asked with this address and has not said no."""
    return NewsReader.objects.owned().filter(known_by=known_by(house, email)).first()


def asked_lately(at: datetime) -> int:
    """How many addresses asked within a few minutes."""
    return NewsReader.objects.owned().filter(asked_at__gt=at - WITHIN).count()


@dataclass(frozen=True, slots=True)
class Sent:
    """How far one newsletter has come: to how many, what waits, and to whom it is new."""

    sent: int
    waiting: int
    failed: int
    left: int
    """Readers who have not been written to about it."""


def sent_of(edition: FrozenEdition) -> Sent:
    """What became of the letters about one newsletter."""
    rows = NewsLetter.objects.owned().filter(edition=edition, why=News.OUT)
    states = list(rows.values_list("state", flat=True))
    told = rows.exclude(reader=None).values("reader")
    return Sent(
        states.count(Post.SENT), states.count(Post.WAITING), states.count(Post.FAILED),
        readers(ABOUT[edition.report.kind]).exclude(pk__in=told).count(),
    )  # fmt: skip


def is_newest(edition: FrozenEdition) -> bool:
    """Whether no later public edition of the same newsletter stands."""
    rows = FrozenEdition.objects.owned().filter(report=edition.report_id, number__gt=edition.number)
    return not rows.filter(edition=EditionName.PUBLIC).exists()
