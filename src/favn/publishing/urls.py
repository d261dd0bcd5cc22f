"""The centre's year and the living figure."""

from django.urls import path, register_converter

from favn.publishing import views


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
urlpatterns = [
    path("aar/", views.year_now, name="year-now"),
    path("aar/<int:number>/", views.year, name="year"),
    path("om-tallene/", views.about_figures, name="about-figures"),
    path("tal/<figure:address>/", views.figure, name="figure"),
    path("tal/<figure:address>/indtastninger/", views.figure_rows, name="figure-rows"),
    path("tal/<figure:address>.csv", views.figure_csv, name="figure-csv"),
    path("tal/<figure:address>.json", views.figure_json, name="figure-json"),
]
