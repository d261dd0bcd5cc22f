"""Pages of the plans and their counts. Both sides of a count share its address.

Every page of a plan that the house works on has two addresses: under `planen` for the present one,
and under the plan's own name. Records with a key of their own stand under `planen` whatever plan
they belong to. What everybody may read stands under `plan` and the municipality's name.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, path, register_converter

from favn.policy import views
from favn.policy.views import papers


class PaperKind:
    """What a paper can be fetched as."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        """As it stands in the address."""
        return value

    to_url = to_python


register_converter(PaperKind, "paperkind")

app_name = "policy"
PUBLIC = "plan/<slug:organisation>/"
"""Where everybody reads a municipality's plans."""


def in_both(route: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    """One page of the present plan, and of a plan by its name."""
    yield path(f"planen/{route}", view, name=name)
    yield path(f"planer/<slug:slug>/{route}", view, name=name)


urlpatterns = [
    path("optaellinger/", views.counts, name="counts"),
    path("optaellinger/<uuid:duty>/<str:quarter>/", views.count, name="count"),
    path("planer/", views.plans, name="plans"),
    *in_both("", views.plan, "plan"),
    *in_both("ret/", views.change_plan, "change-plan"),
    *in_both("offentlig/", views.public_side, "public-side"),
    *in_both("maal/", views.goals, "goals"),
    *in_both("penge/", views.money, "money"),
    *in_both("beslutninger/", views.decisions, "decisions"),
    *in_both("anbefalinger/", views.recommendations, "recommendations"),
    *in_both("stoette/", views.support, "support"),
    *in_both("kampagner/", views.campaigns, "campaigns"),
    *in_both("foelgegruppe/", views.group, "group"),
    *in_both("ny/", views.new_initiative, "new-initiative"),
    *in_both("<int:number>/", views.initiative, "initiative"),
    *in_both("<int:number>/ret/", views.change_initiative, "change-initiative"),
    *in_both("<int:number>/flyt/", views.turn, "turn"),
    *in_both("<int:number>/loefter/", views.outputs, "outputs"),
    *in_both("<int:number>/parter/", views.parts, "parts"),
    path("planen/forvaltninger/", views.offices, name="offices"),
    path("planen/runden/", views.rounds, name="rounds"),
    path("planen/runden/<int:year>/", views.round_page, name="round"),
    path("planen/runden/<int:year>/<int:number>/", views.answer, name="answer"),
    path("planen/runden/<int:year>/udvalg/<uuid:unit>/", views.statement, name="statement"),
    path("planen/hoering/<uuid:hearing>/", views.hearing, name="hearing"),
    path("planen/moede/<uuid:meeting>/", views.meeting, name="meeting"),
    path("planen/papirer/", papers.papers, name="papers"),
    path("planen/papirer/<uuid:paper>/", papers.paper, name="paper"),
    path("planen/parter/", views.parties, name="parties"),
    path("planen/parter/<uuid:party>/", views.party, name="party"),
    path("planen/kampagne/<uuid:campaign>/", views.campaign, name="campaign"),
    path("planen/beloeb/<uuid:amount>/", views.amount, name="amount"),
    path("planen/loefte/<uuid:output>/", views.output, name="output"),
    path("planen/beslutning/<uuid:decision>/", views.decision, name="decision"),
    path("planen/anbefaling/<uuid:advice>/", views.recommendation, name="recommendation"),
    path("planen/status/<int:year>/", views.status_draft, name="status-draft"),
    path("planen/status/<int:year>.<paperkind:kind>", views.status_file, name="status-file"),
    path("planen/<int:number>/bed-om-optaelling/", views.ask, name="ask"),
    path(PUBLIC, views.public_plan, name="public-plan"),
    path(f"{PUBLIC}<slug:slug>/", views.public_plan, name="public-plan"),
    path(f"{PUBLIC}<slug:slug>/nyt.atom", views.plan_feed, name="plan-feed"),
    path(f"{PUBLIC}<slug:slug>/<int:number>/", views.public_initiative, name="public-initiative"),
    path(
        f"{PUBLIC}<slug:slug>/<int:number>/nyt.atom", views.initiative_feed, name="initiative-feed"
    ),
    path("svar/<slug:organisation>/<str:token>/", views.answer_link, name="answer-link"),
    path(
        "svar/<slug:organisation>/<str:token>/<int:number>/",
        views.answer_by_link,
        name="answer-by-link",
    ),
]
