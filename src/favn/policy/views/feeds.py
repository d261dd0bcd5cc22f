"""Atom feeds for those who follow a plan or one initiative: what each closed round published."""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from favn.kit.kept import keep
from favn.people.organisations.models import Organisation
from favn.policy import queries
from favn.policy.choices import Status
from favn.policy.queries import News, PublicLine, Published
from favn.policy.views.public import for_all, the_public_line, the_public_plan


class RoundFeed(Feed):  # type: ignore[type-arg]
    """What was published about a plan, or about one of its initiatives."""

    feed_type = Atom1Feed

    def __init__(self, house: Organisation, shown: Published, line: PublicLine | None) -> None:
        self.house, self.shown, self.line = house, shown, line
        self.language = get_language()

    def title(self) -> str:
        """What is followed, and whose it is."""
        about = self.line.initiative if self.line else self.shown.plan
        return f"{about} – {self.house.name}"

    def link(self) -> str:
        """The page it is about."""
        names = [self.house.slug, self.shown.plan.slug]
        if self.line is None:
            return reverse("policy:public-plan", args=names)
        return reverse("policy:public-initiative", args=[*names, self.line.initiative.number])

    def feed_guid(self) -> str:
        """The same name for ever, whatever number or host it gets."""
        about = self.line.initiative if self.line else self.shown.plan
        return about.pk.urn

    def author_name(self) -> str:
        """The municipality."""
        return self.house.name

    def items(self) -> list[News]:
        """The newest first."""
        return queries.news_of(self.shown.plan, self.line.initiative if self.line else None)

    def item_title(self, item: News) -> str:
        """The year, and how far it was."""
        year = item.round.year
        if item.line is None:
            return _("Status for %(year)s") % {"year": year}
        status = Status(item.line["status"]).label
        return _("Status for %(year)s: %(status)s") % {"year": year, "status": status}

    def item_description(self, item: News) -> str:
        """The words as HTML, for a summary is read as such: no sign in them is markup."""
        return linebreaks(self._said(item), autoescape=True)

    def _said(self, item: News) -> str:
        """What the office said; of a plan how many initiatives stand where."""
        if item.line is None:
            said = [Status(line["status"]) for line in item.round.frozen if line["status"]]
            told = ((status.label, said.count(status)) for status in Status)
            return ". ".join(f"{label}: {n}" for label, n in told if n)
        if item.line["is_inferred"]:
            why = _("Udledt af ældre tekst. Forvaltningen har ikke svaret.")
            return f"{why} {item.line['text']}"
        return f"{item.line['office']}: {item.line['text']}"

    def item_link(self, item: News) -> str:
        """Every round of one thing is read on its page."""
        return self.link()

    def item_guid(self, item: News) -> str:
        """One name for each round of each thing."""
        about = self.feed_guid()
        return uuid5(NAMESPACE_URL, f"{about} {item.key}").urn

    def item_pubdate(self, item: News) -> datetime:
        """When everybody could first read it."""
        return item.at

    item_updateddate = item_pubdate


def _answer(request: HttpRequest, feed: RoundFeed, tenant: UUID) -> HttpResponse:
    page: HttpResponse = feed(request)
    return keep(page, tenant)


@for_all
def plan_feed(request: HttpRequest, house: Organisation, slug: str) -> HttpResponse:
    """Follow a plan."""
    return _answer(request, RoundFeed(house, the_public_plan(slug), None), house.pk)


@for_all
def initiative_feed(
    request: HttpRequest, house: Organisation, slug: str, number: int
) -> HttpResponse:
    """Follow one initiative."""
    shown = the_public_plan(slug)
    if (now := queries.goes_on_as(shown.plan, number)) is not None:
        return redirect("policy:initiative-feed", house.slug, slug, now)
    line = the_public_line(shown, number)
    return _answer(request, RoundFeed(house, shown, line), house.pk)
