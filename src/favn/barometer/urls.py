"""Addresses of the barometer: the house's own under `barometer`, the public's under `barometeret`.

Names that are words of the house's own pages are never given to an indicator (`RESERVED`).
"""

from django.urls import path

from favn.barometer import views

app_name = "barometer"
PUBLIC = "barometeret/<slug:organisation>"
urlpatterns = [
    path("barometer/", views.register, name="register"),
    path("barometer/ny/", views.new_indicator, name="new-indicator"),
    path("barometer/inddelinger/", views.schemes, name="schemes"),
    path("barometer/filer/", views.uploads, name="uploads"),
    path("barometer/filer/<uuid:upload>/", views.upload, name="upload"),
    path("barometer/maaling/<uuid:observation>/", views.correct, name="correct"),
    path("barometer/ord/<uuid:word>/", views.word, name="word"),
    path("barometer/<slug:slug>/", views.indicator, name="indicator"),
    path("barometer/<slug:slug>/ret/", views.change_indicator, name="change-indicator"),
    path("barometer/<slug:slug>/definition/", views.define, name="define"),
    path("barometer/<slug:slug>/maaling/", views.observe, name="observe"),
    path("barometer/<slug:slug>/maal/", views.target, name="target"),
    path("barometer/<slug:slug>/ord/", views.say, name="say"),
    path("barometer/<slug:slug>/trykt/", views.claim, name="claim"),
    path(f"{PUBLIC}/", views.public_barometer, name="public"),
    path(f"{PUBLIC}/reglen/", views.public_rule, name="public-rule"),
    path(f"{PUBLIC}/<slug:slug>/", views.public_indicator, name="public-indicator"),
    path(f"{PUBLIC}/<slug:slug>.csv", views.public_csv, name="public-csv"),
    path(f"{PUBLIC}/<slug:slug>.json", views.public_json, name="public-json"),
]
