"""Addresses of the whole house. Names that lower floors point up to stand here."""

from allauth.account.urls import urlpatterns as of_accounts
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from favn.config import log, views
from favn.kit.gallery import gallery
from favn.people.accounts.door import public

NOBODYS = ("account_email", "account_confirm_email", "account_email_verification_sent")
"""Pages of the library where somebody could take any address for their own, also a stranger's: one
is who one was invited as."""
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("hjem/", views.home, name="home"),
    path("vaelg/", views.choose, name="choose"),
    path("skift/", views.switch, name="switch"),
    path("haendelser/", log.log, name="log"),
    path("livez", views.alive, name="alive"),
    path("konto/2fa/", include("allauth.mfa.urls")),
    path("konto/sessioner/", include("allauth.usersessions.urls")),
    path("konto/", include([one for one in of_accounts if one.name not in NOBODYS])),
    # Choosing a language changes a cookie of one's own and nothing else. Without a token in its
    # form a page is the same for everybody, so that it can be kept (`kit.kept`).
    path("sprog/setlang/", csrf_exempt(set_language), name="set_language"),
    path("kit/", public("Design components, no data")(gallery), name="gallery"),
    path("", include("favn.people.accounts.urls")),
    path("", include("favn.people.register.urls")),
    path("", include("favn.centre.urls")),
    path("", include("favn.pathways.urls")),
    path("", include("favn.gatherings.urls")),
    path("", include("favn.surveys.urls")),
    path("", include("favn.policy.urls")),
    path("", include("favn.associations.urls")),
    path("", include("favn.barometer.urls")),
    path("", include("favn.publishing.urls")),
]
