"""The centre's year, the living figure, and reports."""

from django.urls import path, register_converter

from favn.publishing import views
from favn.publishing.views import funders, news, stories


class AddressConverter:
    """figure@organisation/period, as the figure's address is written everywhere."""

    regex = r"[a-z_]+\.[a-z0-9_]+@[a-z0-9-]+/\d{4}(?:-Q\d|-\d\d)?"

    def to_python(self, value: str) -> str:
        """Parsed by the view, which answers a wrong one with a sentence."""
        return value

    def to_url(self, value: object) -> str:
        """An Address or its text, without the breakdown, which stands in the query."""
        return str(value).split("?", maxsplit=1)[0]


register_converter(AddressConverter, "figure")

app_name = "publishing"
PUBLIC = "rapport/<slug:organisation>/<slug:slug>/<int:number>"
"""Where a frozen public edition stays."""
urlpatterns = [
    path("aar/", views.year_now, name="year-now"),
    path("aar/<int:number>/", views.year, name="year"),
    path("rapporter/", views.reports, name="reports"),
    path("rapporter/ny/", views.new_report, name="new-report"),
    path("rapporter/<uuid:pk>/", views.write, name="write"),
    path("rapporter/<uuid:pk>/kapitel/<uuid:key>/", views.chapter, name="chapter"),
    path("rapporter/<uuid:pk>/kapitel/<uuid:key>/tal/", views.place, name="place"),
    path("rapporter/<uuid:pk>/kapitel/<uuid:key>/aarets-tal/", views.numbers, name="numbers"),
    path("rapporter/<uuid:pk>/se/", views.preview, name="preview"),
    path("rapporter/<uuid:pk>/tjek/", views.claims, name="claims"),
    path("rapporter/<uuid:pk>/kladde.pdf", views.draft_pdf, name="draft-pdf"),
    path("rapporter/<uuid:pk>/kladde.docx", views.draft_docx, name="draft-docx"),
    path("rapporter/udgave/<uuid:pk>/", views.edition, name="edition"),
    path("rapporter/udgave/<uuid:pk>/trykt/", views.compared_edition, name="compared"),
    path("rapporter/udgave/<uuid:pk>/trykt.pdf", views.compared_pdf, name="compared-pdf"),
    path("rapporter/udgave/<uuid:pk>/send/", news.send_news, name="send-news"),
    path("rapporter/udgave/<uuid:pk>/afmeld/", news.end_news, name="end-news"),
    path("rapporter/udgave/<uuid:pk>.pdf", views.edition_pdf, name="edition-pdf"),
    path("rapporter/udgave/<uuid:pk>.docx", views.edition_docx, name="edition-docx"),
    path(
        "rapporter/<uuid:pk>/billede/<uuid:key>.jpg", stories.report_picture, name="report-picture"
    ),
    path("bevillinger/", funders.fundings, name="fundings"),
    path("bevillinger/ny/", funders.new_funding, name="new-funding"),
    path("bevillinger/<uuid:pk>/", funders.funding, name="funding"),
    path("bevillinger/<uuid:pk>/ret/", funders.change_funding, name="change-funding"),
    path("bevillinger/svar/", funders.shared, name="shared"),
    path("bevillinger/svar/<uuid:pk>/<int:year>/", funders.shared_answer, name="shared-answer"),
    path("historier/", stories.stories, name="stories"),
    path("historier/<uuid:pk>/", stories.story, name="story"),
    path("historier/<uuid:pk>/billede.jpg", stories.picture, name="picture"),
    path("historier/<slug:organisation>/", stories.public_stories, name="public-stories"),
    path(
        "historier/<slug:organisation>/<uuid:pk>.jpg", stories.public_picture, name="public-picture"
    ),
    path("samtykke/<slug:organisation>/<str:token>/", stories.own_consent, name="own-consent"),
    path("nyhedsbrev/<slug:organisation>/", news.news, name="news"),
    path("nyhedsbrev/<slug:organisation>/<str:token>/", news.news_reader, name="news-reader"),
    path("rapport/<slug:organisation>/", views.public_reports, name="public-reports"),
    path(f"{PUBLIC}/", views.public_edition, name="public-edition"),
    path(f"{PUBLIC}/trykt/", views.public_compared, name="public-compared"),
    path(f"{PUBLIC}/trykt.pdf", views.public_compared_pdf, name="public-compared-pdf"),
    path(f"{PUBLIC}.pdf", views.public_pdf, name="public-pdf"),
    path(f"{PUBLIC}.docx", views.public_docx, name="public-docx"),
    path(f"{PUBLIC}/<uuid:key>.jpg", views.edition_picture, name="edition-picture"),
    path("om-tallene/", views.about_figures, name="about-figures"),
    path("tal/<figure:address>/", views.figure, name="figure"),
    path("tal/<figure:address>/indtastninger/", views.figure_rows, name="figure-rows"),
    path("tal/<figure:address>.csv", views.figure_csv, name="figure-csv"),
    path("tal/<figure:address>.json", views.figure_json, name="figure-json"),
]
