"""Needs, sheets and agreements: from the house, from an association's account, and by its link."""

from django.urls import path

from favn.associations.views import (
    agreements,
    cooperations,
    counted,
    matches,
    meetings,
    reviews,
    sheets,
    starting,
    together,
    wishes,
)

HOUSE = "samarbejder/"
urlpatterns = [
    path("foreningerne/<slug:organisation>/behov/", wishes.public_needs, name="public-needs"),
    path(HOUSE, cooperations.cooperations, name="cooperations"),
    path(HOUSE, cooperations.cooperations, name="house-list"),
    path(f"{HOUSE}ny/", cooperations.new_cooperation, name="new-cooperation"),
    path(f"{HOUSE}behov/", wishes.needs_list, name="needs"),
    path(f"{HOUSE}behov/", wishes.needs_list, name="house-needs-list"),
    path(f"{HOUSE}forslag/", matches.suggested, name="suggestions"),
    path(f"{HOUSE}forslag/", matches.suggested, name="house-suggestions"),
    path(f"{HOUSE}kort/", together.working_together, name="together"),
    path(f"{HOUSE}slags/", wishes.kinds, name="kinds"),
    path(f"{HOUSE}talt/<int:year>/", counted.counted, name="house-counted"),
    path(f"{HOUSE}talt/planen/", counted.tell_plan, name="tell-plan"),
    path(f"{HOUSE}klar/<uuid:unit>/", starting.ready, name="house-ready"),
    path(f"{HOUSE}kender/<uuid:entry>/", starting.standpoint, name="house-standpoint"),
    path("vores/", cooperations.our_places, name="our-places"),
    *wishes.home.paths("plads/", "place"),
    *wishes.network.paths("netvaerk/", "network"),
    *wishes.new_wish.paths("behov/nyt/", "new-wish"),
    *wishes.wish.paths("behov/<uuid:pk>/", "wish"),
    *matches.match.paths("forslag/<uuid:pk>/", "match"),
    *cooperations.cooperation.paths("<uuid:pk>/", "cooperation"),
    *meetings.match_file.paths("forslag/<uuid:pk>/moede/<uuid:meet>.ics", "match-file"),
    *meetings.cooperation_file.paths("<uuid:pk>/moede/<uuid:meet>.ics", "cooperation-file"),
    *sheets.sheet.paths("<uuid:pk>/ark/", "sheet"),
    *sheets.aligned.paths("<uuid:pk>/afstemt/", "aligned"),
    *agreements.agreement.paths("<uuid:pk>/aftale/", "agreement"),
    *agreements.agreement_pdf.paths("<uuid:pk>/aftale.pdf", "agreement-pdf"),
    *agreements.propose.paths("<uuid:pk>/aftale/ny/", "propose"),
    *reviews.review.paths("<uuid:pk>/opfoelgning/<uuid:key>/", "review"),
]
"""Words stand before keys: by a link every key is a plain word."""
