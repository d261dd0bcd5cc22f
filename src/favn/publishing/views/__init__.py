"""Pages of figures, and of the reports they are placed in."""

from favn.publishing.views.claims import claims
from favn.publishing.views.compared import (
    compared_edition,
    compared_pdf,
    public_compared,
    public_compared_pdf,
)
from favn.publishing.views.editions import (
    edition,
    edition_docx,
    edition_pdf,
    edition_picture,
    public_docx,
    public_edition,
    public_pdf,
    public_reports,
)
from favn.publishing.views.figures import (
    about_figures,
    figure,
    figure_csv,
    figure_json,
    figure_rows,
    year,
    year_now,
)
from favn.publishing.views.placing import numbers, place
from favn.publishing.views.reports import draft_docx, draft_pdf, new_report, preview, reports
from favn.publishing.views.writing import chapter, write

__all__ = [
    "about_figures",
    "chapter",
    "claims",
    "compared_edition",
    "compared_pdf",
    "draft_docx",
    "draft_pdf",
    "edition",
    "edition_docx",
    "edition_pdf",
    "edition_picture",
    "figure",
    "figure_csv",
    "figure_json",
    "figure_rows",
    "new_report",
    "numbers",
    "place",
    "preview",
    "public_compared",
    "public_compared_pdf",
    "public_docx",
    "public_edition",
    "public_pdf",
    "public_reports",
    "reports",
    "write",
    "year",
    "year_now",
]
