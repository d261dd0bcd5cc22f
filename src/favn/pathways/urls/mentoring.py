"""Mentoring: the staff's pages under `makkerskab`, the public's under `mentor` and `makker`."""

from django.urls import path

from favn.pathways.views import (
    evaluation,
    mending,
    networks,
    outcomes,
    own,
    pairs,
    people,
    plans,
    public,
    running,
    signups,
    table,
    unanswered,
)

urlpatterns = [
    path("makkerskab/", table.table, name="table"),
    path("makkerskab/tilmeldinger/", signups.signups, name="signups"),
    path("makkerskab/tilmeldinger/<uuid:pk>/", signups.signup, name="signup"),
    path("makkerskab/deltagere/", people.participants, name="participants"),
    path("makkerskab/deltagere/<uuid:pk>/", people.participant, name="participant"),
    path("makkerskab/deltagere/<uuid:pk>/samtale/", people.talk, name="talk"),
    path("makkerskab/person/<uuid:pk>/", people.enter, name="enter"),
    path("makkerskab/planer/<uuid:pk>/", plans.plan, name="plan"),
    path("makkerskab/planer/<uuid:pk>/regnes/", running.running, name="running"),
    path("makkerskab/planer/<uuid:pk>/<uuid:mentee>/", plans.choices, name="choices"),
    path("makkerskab/vaegte/", plans.weights, name="weights"),
    path("makkerskab/udbytte/<int:year>/", outcomes.outcomes, name="outcomes"),
    path("makkerskab/spoergsmaal/", outcomes.questions, name="questions"),
    path("makkerskab/svar/", unanswered.unanswered, name="unanswered"),
    path("makkerskab/svar/<uuid:pk>/", unanswered.by_phone, name="by-phone"),
    path("makkerskab/par/", pairs.pair_list, name="pairs"),
    path("makkerskab/par/<uuid:pk>/", pairs.pair, name="pair"),
    path("makkerskab/par/<uuid:pk>/begynd/", pairs.begin, name="begin"),
    path("makkerskab/par/<uuid:pk>/slutdag/", mending.mend, name="mend"),
    path("makkerskab/netvaerk/", networks.network_list, name="networks"),
    path("makkerskab/netvaerk/<uuid:pk>/", networks.network, name="network"),
    path("mentor/<slug:organisation>/", public.start, name="public"),
    path("mentor/<slug:organisation>/tak/", public.thanks, name="thanks"),
    path("mentor/<slug:organisation>/<slug:network>/<slug:side>/", public.join, name="join"),
    path("makker/<slug:organisation>/<str:token>/", own.own, name="own"),
    path(
        "makker/<slug:organisation>/<str:token>/udbytte/", evaluation.evaluation, name="evaluation"
    ),
]
