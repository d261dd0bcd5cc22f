"""Addresses: the staff's under `arrangementer`, everybody's under `tag-del`.

Words that are pages of their own are never given to a gathering (`queries.events.RESERVED`).
"""

from django.urls import path

from favn.gatherings import views

app_name = "gatherings"
SIGNUPS = "arrangementer/<uuid:gathering>/tilmeldte/"
PUBLIC = "tag-del/<slug:organisation>"
urlpatterns = [
    path("arrangementer/", views.listing, name="list"),
    path("arrangementer/ny/", views.new, name="new"),
    path("arrangementer/slags/", views.kinds, name="kinds"),
    path("arrangementer/opkald/", views.calls, name="calls"),
    path("arrangementer/opkald/<uuid:call>/", views.call, name="call"),
    path("arrangementer/kurser/", views.courses, name="courses"),
    path("arrangementer/kurser/<uuid:course>/", views.course, name="course"),
    path("arrangementer/hold/<uuid:run>/", views.run, name="run"),
    path("arrangementer/deltager/<uuid:taking>/", views.taking, name="taking"),
    path("arrangementer/deltager/<uuid:taking>/<uuid:subject>/", views.complete, name="complete"),
    path("arrangementer/gang/<uuid:meeting>/", views.door, name="door"),
    path("arrangementer/gang/<uuid:meeting>/liste/", views.paper, name="paper"),
    path("arrangementer/gang/<uuid:meeting>/ret/", views.change_meeting, name="change-meeting"),
    path("arrangementer/gang/<uuid:meeting>/udeblevne/", views.missing, name="missing"),
    path("arrangementer/<uuid:gathering>/", views.gathering, name="gathering"),
    path("arrangementer/<uuid:gathering>/ret/", views.change, name="change"),
    path("arrangementer/<uuid:gathering>/igen/", views.again, name="again"),
    path("arrangementer/<uuid:gathering>/aflys/", views.cancel, name="cancel"),
    path("arrangementer/<uuid:gathering>/gange/", views.meetings, name="meetings"),
    path(SIGNUPS, views.signups, name="signups"),
    path(f"{SIGNUPS}<uuid:signup>/forening/", views.party, name="party"),
    path("arrangementer/<uuid:gathering>/tilmeldte.xlsx", views.workbook, name="workbook"),
    path("arrangementer/<uuid:gathering>/invitationer/", views.invitations, name="invitations"),
    path(f"{PUBLIC}/", views.whats_on, name="public"),
    path(f"{PUBLIC}/kalender.ics", views.feed, name="feed"),
    path(f"{PUBLIC}/min/", views.own_door, name="own-door"),
    path(f"{PUBLIC}/min/<str:token>/", views.own, name="own"),
    path(f"{PUBLIC}/min/<str:token>/arrangement.ics", views.own_file, name="own-file"),
    path(f"{PUBLIC}/svar/<str:token>/", views.answer, name="answer"),
    path(f"{PUBLIC}/<slug:slug>/", views.public_page, name="page"),
    path(f"{PUBLIC}/<slug:slug>/tilmeld/", views.join, name="join"),
    path(f"{PUBLIC}/<slug:slug>/arrangement.ics", views.file, name="file"),
]
