"""Pages about one's own access, and about who looked at whom."""

from django.urls import path

from favn.people.accounts.views import screen, steps

app_name = "accounts"
urlpatterns = [
    path("konto/to-trin/", steps.second_factor, name="second-factor"),
    path("laas/", screen.lock, name="lock"),
    path("laas/kladde/", screen.held, name="held"),
]
