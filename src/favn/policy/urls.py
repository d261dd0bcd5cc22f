"""Pages of the plan and its counts. Both sides of a count share its address."""

from django.urls import path

from favn.policy import views

app_name = "policy"
urlpatterns = [
    path("optaellinger/", views.counts, name="counts"),
    path("optaellinger/<uuid:duty>/<str:quarter>/", views.count, name="count"),
    path("planen/", views.plan, name="plan"),
    path("planen/forvaltninger/", views.offices, name="offices"),
    path("planen/ny/", views.new_initiative, name="new-initiative"),
    path("planen/runden/", views.rounds, name="rounds"),
    path("planen/runden/<int:year>/", views.round_page, name="round"),
    path("planen/runden/<int:year>/<int:number>/", views.answer, name="answer"),
    path("planen/runden/<int:year>/udvalg/<uuid:unit>/", views.statement, name="statement"),
    path("planen/status/<int:year>/", views.status_draft, name="status-draft"),
    path("planen/<int:number>/", views.initiative, name="initiative"),
    path("planen/<int:number>/ret/", views.change_initiative, name="change-initiative"),
    path("planen/<int:number>/bed-om-optaelling/", views.ask, name="ask"),
    path("svar/<slug:slug>/<str:token>/", views.answer_link, name="answer-link"),
    path("svar/<slug:slug>/<str:token>/<int:number>/", views.answer_by_link, name="answer-by-link"),
]
