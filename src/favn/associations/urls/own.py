"""An entry's own pages, the same for the office, for the association's account, and by its link."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from favn.associations.views import errands, own
from favn.associations.views.keepers import by_link, by_office, by_party

View = Callable[..., HttpResponse]
LINK = "foreningerne/<slug:organisation>/link/<str:token>/"
PARTY = "vores-side/<uuid:pk>/"
OFFICE = "foreninger/<slug:slug>/"
Page = tuple[str, View, str]
PAGES: tuple[Page, ...] = (
    ("ret/", own.change, "change"),
    ("bestyrelse/", own.board, "board"),
    ("vedtaegter/", own.statutes, "statutes"),
    ("vedtaegter/<uuid:edition>/", own.statute, "statute"),
)
OWN: tuple[Page, ...] = (
    ("", own.page, "page"),
    ("henvendelse/", errands.errand, "errand"),
    ("henvendelse/<uuid:draft>/", errands.errand, "draft"),
)


def paths(
    start: str, door: Callable[[View], View], kind: str, pages: tuple[Page, ...]
) -> list[URLPattern]:
    """The pages of a subject behind one door."""
    return [path(f"{start}{end}", door(view), name=f"{kind}-{name}") for end, view, name in pages]


urlpatterns = [
    path("vores-side/", own.own_entries, name="own"),
    path(f"{LINK}forkert/", by_link(own.claim), name="link-claim"),
    *paths(LINK, by_link, "link", (*OWN, *PAGES)),
    *paths(PARTY, by_party, "party", (*OWN, *PAGES)),
    *paths(OFFICE, by_office, "office", PAGES),
]
