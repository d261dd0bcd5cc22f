"""The verbs of the newsletter: ask for it, say yes by the link, say no again, send one.

A letter says that a newsletter is out and leads to its page; it never carries a story's words, so
that what somebody takes back is gone there too. Plain text in Danish, read when it leaves.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.models import EditionName
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.people.accounts import links
from favn.people.accounts.choices import Post
from favn.people.accounts.posting import AT_ONCE, post
from favn.people.organisations.models import Organisation
from favn.publishing.choices import ABOUT, About, News
from favn.publishing.models import FrozenEdition, NewsLetter, NewsReader
from favn.publishing.queries import news as queries
from favn.publishing.rules import news as rules

SUBJECTS: dict[str, str] = {News.ASK: "Vil du have nyhedsbrevet?", News.OUT: "Nyt nyhedsbrev"}


@transaction.atomic
def ask(
    *, house: Organisation, email: str, at: datetime, wants: Collection[str] = (About.LETTERS,)
) -> NewsReader:
    """Somebody asks for it with an address; its owner gets a letter, at most one a day.

    `wants`: values of About. Who has said yes chooses anew by the link and not here, where anybody
    may type the address. Nothing is told of whether it was known, and the house stops everybody
    alike. Raises Refused.
    """
    must(rules.why_not_choose(wants) or rules.why_not_ask(queries.asked_lately(at)))
    row = queries.reader_with(house, email) or written_down(house, email, at)
    if row.confirmed_at is None:
        waiting = NewsReader.objects.owned().filter(pk=row.pk, confirmed_at=None)
        waiting.update(until=at + rules.WAITS, **_chosen(wants))
    _write(row, News.ASK, at, once=f"ask/{row.pk.hex}/{at:%Y-%m-%d}")
    return row


def written_down(house: Organisation, email: str, at: datetime) -> NewsReader:
    """A row for an address that is not known; where another request was first, theirs."""
    row = NewsReader(organisation_id=current(), email=email.strip(), asked_at=at)
    row.known_by, row.until = queries.known_by(house, email), at + rules.WAITS
    links.lock(row, row.code)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return NewsReader.objects.owned().get(known_by=row.known_by)
    history.note("ask", row, by=row, at=at)
    return row


@transaction.atomic
def say_yes(*, reader: NewsReader, at: datetime) -> None:
    """It is sent to them from now on; twice is once."""
    rows = NewsReader.objects.owned().filter(pk=reader.pk, confirmed_at=None, ended_at=None)
    if rows.update(confirmed_at=at, until=None):
        history.note("consent", reader, by=reader, at=at)


@transaction.atomic
def choose(*, reader: NewsReader, wants: Collection[str], at: datetime) -> None:
    """They are written to about these from now on, values of About. Raises Refused."""
    must(rules.why_not_choose(wants))
    row = NewsReader.objects.owned().select_for_update().get(pk=reader.pk)
    before, after = {about.value: about in row.chosen for about in About}, _chosen(wants)
    if row.is_reading and before != after:
        NewsReader.objects.owned().filter(pk=row.pk).update(**after)
        changes = {name: [before[name], after[name]] for name in after}
        history.note("choose", row, by=reader, at=at, changes=changes)


def _chosen(wants: Collection[str]) -> dict[str, bool]:
    return {about.value: about.value in wants for about in About}


@transaction.atomic
def say_no(*, reader: NewsReader, by: Actor, at: datetime) -> None:
    """Their address goes at once, and no letter that waits leaves; twice is once."""
    row = NewsReader.objects.owned().select_for_update().get(pk=reader.pk)
    if row.ended_at is not None:
        return
    row.email, row.known_by, row.ended_at, row.until = "", "", at, at + rules.FORGOTTEN
    row.save(update_fields=["email", "known_by", "ended_at", "until"])
    history.note("withdraw", row, by=by, at=at)


@transaction.atomic
def send(*, edition: FrozenEdition, by: Actor, at: datetime) -> int:
    """Tell those who chose it, once for each edition, that it is out; how many. Raises Refused."""
    about = ABOUT.get(edition.report.kind)
    must(
        rules.why_not_send(
            is_for_all=about is not None,
            is_public=edition.edition == EditionName.PUBLIC,
            is_newest=queries.is_newest(edition),
        )
    )
    rows = list(queries.readers(about)) if about else []
    new = [r for r in rows if _write(r, News.OUT, at, edition, f"{edition.pk.hex}/{r.pk.hex}")]
    if new:
        history.note("send", edition, by=by, at=at, changes={"letters": [0, len(new)]})
    return len(new)


def _write(
    reader: NewsReader, why: News, at: datetime, edition: FrozenEdition | None = None,
    once: str = "",
) -> bool:  # fmt: skip
    """Whether the letter is new."""
    _row, is_new = NewsLetter.objects.owned().get_or_create(
        once=once,
        defaults={
            "organisation_id": current(), "reader": reader, "edition": edition, "why": why,
            "decided_at": at, "state": Post.WAITING,
        },
    )  # fmt: skip
    return bool(is_new)


# As they leave


def post_letters(*, site: str, at: datetime, most: int = AT_ONCE) -> tuple[int, int]:
    """Send what waits, at most so many; how many left, and how many a server did not take."""

    def message(letter: NewsLetter, server: BaseEmailBackend) -> EmailMessage | None:
        reader = letter.reader
        return _message(letter, reader, site, server) if reader and reader.email else None

    return post(NewsLetter, message, at=at, most=most, is_due=lambda row: _is_due(row, at))


def _is_due(letter: NewsLetter, at: datetime) -> bool:
    """Nobody is written to who said no or chose it away, or asked what they have answered."""
    reader = letter.reader
    if reader is None:
        return False
    if letter.why == News.ASK:
        return reader.waits_at(at)
    about = ABOUT.get(letter.edition.report.kind) if letter.edition else None
    return reader.is_reading and about in reader.chosen


def _message(letter: NewsLetter, reader: NewsReader, site: str, server: Any) -> EmailMessage:
    house, edition = letter.organisation, letter.edition
    own = site + reverse("publishing:news-reader", args=[house.slug, reader.code])
    words = {"house": house, "own": own, "edition": edition, "address": "", "contents": []}
    subject = f"{SUBJECTS[letter.why]} – {house.name}"
    if edition is not None:
        where = [house.slug, edition.report.slug, edition.number]
        words["address"] = site + reverse("publishing:public-edition", args=where)
        words["contents"] = [c["title"] for c in edition.chapters if not c.get("story")]
        subject = f"{edition.title} – {house.name}"
    with translation.override("da"):
        text = render_to_string(f"publishing/letters/{letter.why}.txt", words)
    headers = {"List-Unsubscribe": f"<{own}>"}
    return EmailMessage(subject, text, to=[reader.email], connection=server, headers=headers)
