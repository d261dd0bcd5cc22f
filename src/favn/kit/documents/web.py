"""A document on a web page, in the classes of the kit's components."""

from django.utils.safestring import SafeString

from favn.kit.documents.model import Document


def html(document: Document) -> SafeString:
    """The blocks as HTML, chapters as h2; the title is the page's own heading and left out."""
    raise NotImplementedError
