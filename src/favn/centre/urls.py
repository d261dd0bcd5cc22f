"""Pages of the front desk, and of the shared tablets under /tavle/."""

from django.urls import path

from favn.centre.views import board, cards, desk, entries, offline, tablets, timetable

app_name = "centre"
urlpatterns = [
    path("i-dag/", desk.today, name="today"),
    path("i-dag/tael/", desk.count, name="count"),
    path("i-dag/fortryd/", desk.undo, name="undo"),
    path("i-dag/andet-hold/", desk.other_session, name="other-session"),
    path("vejledning/", desk.guidance, name="guidance"),
    path("indtastninger/", entries.entries, name="entries"),
    path("indtastninger/<str:logbook>/<uuid:pk>/", entries.entry, name="entry"),
    path("ugeplan/", timetable.timetable, name="timetable"),
    path("ugeplan/<uuid:pk>/", timetable.slot, name="slot"),
    path("kort/", cards.cards, name="cards"),
    path("kort/nyt/", cards.new_card, name="new-card"),
    path("tavler/", tablets.tablets, name="tablets"),
    path("tavler/<uuid:pk>/", tablets.tablet, name="tablet"),
    path("tavle/", board.board, name="board"),
    path("tavle/kode/", board.pin, name="tablet-pin"),
    path("tavle/tael/", board.count, name="board-count"),
    path("tavle/fortryd/", board.undo, name="board-undo"),
    path("tavle/luk/", board.lock, name="board-lock"),
    path("tavle/<slug:slug>/tilmeld/", board.enrol, name="tablet-enrol"),
    path("worker.js", offline.worker, name="worker"),
]
