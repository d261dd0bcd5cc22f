"""Pages of the front desk."""

from django.urls import path

from favn.centre import views

app_name = "centre"
urlpatterns = [
    path("i-dag/", views.today, name="today"),
    path("i-dag/tael/", views.count, name="count"),
    path("i-dag/fortryd/", views.undo, name="undo"),
    path("i-dag/andet-hold/", views.other_session, name="other-session"),
    path("vejledning/", views.guidance, name="guidance"),
    path("indtastninger/", views.entries, name="entries"),
    path("indtastninger/<str:logbook>/<uuid:pk>/", views.entry, name="entry"),
]
