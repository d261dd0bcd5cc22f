"""Who knows whom."""

from django.urls import path

from favn.associations.views import contacts as views

urlpatterns = [
    path("foreninger/kender/", views.known, name="known"),
    path("foreninger/kender/<uuid:unit>/", views.office, name="office"),
    path("foreninger/kontakt/<uuid:pk>/", views.hand_over, name="hand-over"),
    path("foreninger/<slug:slug>/kender/", views.knows, name="knows"),
]
