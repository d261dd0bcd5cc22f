"""Errands as the office answers them, and the form for whoever has no link."""

from django.urls import path

from favn.associations.views import advice
from favn.associations.views import errands as views

urlpatterns = [
    path("henvendelser/", views.inbox, name="errands"),
    path("henvendelser/<uuid:pk>/", views.answer, name="errand"),
    path("foreninger/raad/<int:year>/", advice.advised, name="advised"),
    path("foreninger/<slug:slug>/raad/", advice.advice, name="advice"),
]
