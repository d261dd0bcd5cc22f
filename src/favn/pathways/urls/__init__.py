"""Addresses of the room; each part has a list of its own."""

from favn.pathways.urls import mentoring, programme, schemes

app_name = "pathways"
urlpatterns = [*mentoring.urlpatterns, *programme.urlpatterns, *schemes.urlpatterns]
