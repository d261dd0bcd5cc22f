"""Pages about persons under /personer/, and a person's own page under /min-side/."""

from django.urls import path

from favn.people.register.views import (
    across,
    around,
    cards,
    consents,
    erasing,
    merging,
    own_page,
    papers,
    persons,
    referrals,
    search,
    telling,
)

app_name = "register"
urlpatterns = [
    path("personer/", search.persons, name="persons"),
    path("personer/ny/", persons.new_person, name="new-person"),
    path("personer/frister/", erasing.due, name="due"),
    path("personer/<uuid:pk>/", persons.person, name="person"),
    path("personer/<uuid:pk>/ret/", persons.revise, name="revise"),
    path("personer/<uuid:pk>/trin/", persons.step, name="step"),
    path("personer/<uuid:pk>/adresse/", persons.address, name="address"),
    path("personer/<uuid:pk>/familie/", around.around, name="around"),
    path("personer/<uuid:pk>/kort/", cards.cards, name="cards"),
    path("personer/<uuid:pk>/samtykke/", consents.consents, name="consents"),
    path("personer/<uuid:pk>/samtykke/<uuid:line>/", consents.receipt, name="receipt"),
    path("personer/<uuid:pk>/saml/<uuid:other>/", merging.merge, name="merge"),
    path("personer/<uuid:pk>/skil/<uuid:merge>/", merging.take_apart, name="take-apart"),
    path("personer/<uuid:pk>/egen-side/", telling.code, name="code"),
    path("personer/<uuid:pk>/udtraek/", telling.extract, name="extract"),
    path("personer/<uuid:pk>/slet/", erasing.erase, name="erase"),
    path("personer/<uuid:pk>/henvis/", referrals.refer, name="refer"),
    path("henvisninger/", referrals.referrals, name="referrals"),
    path("henvisninger/<uuid:pk>/", referrals.referral, name="referral"),
    path("henvisninger/<uuid:pk>/papir/", papers.paper, name="referral-paper"),
    path("overdragelser/<uuid:pk>/", across.hand_over, name="hand-over"),
    path("min-side/<slug:slug>/", own_page.enter, name="own-page"),
    path("min-side/<slug:slug>/side/", own_page.page, name="own-page-inside"),
]
