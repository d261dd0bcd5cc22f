"""A document as a file that a browser fetches."""

from django.http import HttpResponse

from favn.kit import documents
from favn.kit.documents.model import Document

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def attached(document: Document, name: str, kind: str) -> HttpResponse:
    """The answer with the document as `name`.pdf or `name`.docx. Raises DocumentError."""
    content = documents.pdf(document) if kind == "pdf" else documents.docx(document)
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
