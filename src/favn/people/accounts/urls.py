"""Pages about one's own access, and about who looked at whom."""

from django.urls import path

from favn.people.accounts.views import (
    addresses,
    beyond,
    lookups,
    pins,
    screen,
    staff,
    steps,
    teams,
    welcome,
)

app_name = "accounts"
urlpatterns = [
    path("konto/to-trin/", steps.second_factor, name="second-factor"),
    path("laas/", screen.lock, name="lock"),
    path("laas/kladde/", screen.held, name="held"),
    path("laas/kode/", screen.open_with_pin, name="open-with-pin"),
    path("konto/skaermkode/", pins.own_pin, name="own-pin"),
    path("konto/skaermlaas/", pins.minutes, name="screens"),
    path("konto/adresse/", addresses.own_address, name="own-address"),
    path(
        "konto/adresse/<slug:organisation>/<str:token>/", addresses.new_address, name="new-address"
    ),
    path("konto/medarbejdere/", staff.staff, name="staff"),
    path("konto/medarbejdere/inviter/", staff.invite, name="invite"),
    path("velkommen/<slug:organisation>/<str:token>/", welcome.welcome, name="welcome"),
    path("konto/medarbejdere/<uuid:pk>/", staff.leaver, name="leaver"),
    path("konto/teams/", teams.teams, name="teams"),
    path("konto/teams/<uuid:pk>/", teams.team, name="team"),
    path("opslag/", lookups.log, name="lookups"),
    path("opslag/uge/", lookups.week, name="lookups-week"),
    path("opslag/uden-for-adgang/", lookups.beyond, name="lookups-beyond"),
    path("opslag/<uuid:pk>/", lookups.lookup, name="lookup"),
    path("adgang/<uuid:person>/", beyond.beyond, name="open-beyond"),
]
