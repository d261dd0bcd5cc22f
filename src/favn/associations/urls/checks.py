"""Resource checks: the office's own pages, and one association's for all three who keep it."""

from django.urls import path

from favn.associations.urls.own import LINK, OFFICE, PARTY, Page, paths
from favn.associations.views import checks, mirror
from favn.associations.views.keepers import by_link, by_office, by_party

TJEK = "ressourcetjek/"
PAGES: tuple[Page, ...] = (
    ("tjek/", mirror.checks, "checks"),
    ("tjek/<uuid:check>/", mirror.mirror, "mirror"),
    ("tjek/<uuid:check>/spejl.pdf", mirror.mirror_paper, "mirror-paper"),
    ("tjek/<uuid:check>/kort/", mirror.network_map, "map"),
    ("skridt/<uuid:step>/", mirror.step, "step"),
)

urlpatterns = [
    path(TJEK, checks.checks, name="checks"),
    path(f"{TJEK}ny/", checks.start, name="start-check"),
    path(f"{TJEK}skridt/", checks.all_steps, name="all-steps"),
    path(f"{TJEK}<uuid:pk>/", checks.check_round, name="check-round"),
    path(f"{TJEK}<uuid:pk>/kort/", checks.gaps, name="gaps"),
    *paths(LINK, by_link, "link", PAGES),
    *paths(PARTY, by_party, "party", PAGES),
    *paths(OFFICE, by_office, "office", PAGES),
]
