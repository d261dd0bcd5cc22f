"""Addresses of the whole house. Names that lower floors point up to stand here."""

from django.urls import URLPattern, URLResolver, include, path

from favn.config import log, views
from favn.kit.gallery import gallery
from favn.people.accounts.door import public

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("hjem/", views.home, name="home"),
    path("vaelg/", views.choose, name="choose"),
    path("skift/", views.switch, name="switch"),
    path("haendelser/", log.log, name="log"),
    path("livez", views.alive, name="alive"),
    path("konto/2fa/", include("allauth.mfa.urls")),
    path("konto/sessioner/", include("allauth.usersessions.urls")),
    path("konto/", include("allauth.account.urls")),
    path("sprog/", include("django.conf.urls.i18n")),
    path("kit/", public("Design components, no data")(gallery), name="gallery"),
    path("", include("favn.people.accounts.urls")),
    path("", include("favn.people.register.urls")),
    path("", include("favn.centre.urls")),
    path("", include("favn.policy.urls")),
    path("", include("favn.publishing.urls")),
]
