"""Pages of the plan and its counts. Both sides of a count share its address."""

from django.urls import path

from favn.policy import views
from favn.policy.views import papers

app_name = "policy"
urlpatterns = [
    path("optaellinger/", views.counts, name="counts"),
    path("optaellinger/<uuid:duty>/<str:quarter>/", views.count, name="count"),
    path("planen/", views.plan, name="plan"),
    path("planen/forvaltninger/", views.offices, name="offices"),
    path("planen/ny/", views.new_initiative, name="new-initiative"),
    path("planen/papirer/", papers.papers, name="papers"),
    path("planen/papirer/<uuid:paper>/", papers.paper, name="paper"),
    path("planen/status/<int:year>/", views.status_draft, name="status-draft"),
    path("planen/<int:number>/", views.initiative, name="initiative"),
    path("planen/<int:number>/ret/", views.change_initiative, name="change-initiative"),
    path("planen/<int:number>/bed-om-optaelling/", views.ask, name="ask"),
]
