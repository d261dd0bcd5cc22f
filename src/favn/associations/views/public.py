"""What everybody may read of the directory."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from favn.associations import queries
from favn.associations.choices import Audience
from favn.associations.views.doors import for_all
from favn.associations.views.listing import listed
from favn.kit.attempts import found
from favn.kit.kept import keep
from favn.people.organisations.models import Organisation


@for_all
def public_directory(request: HttpRequest, house: Organisation) -> HttpResponse:
    """Associations that said yes to be shown."""
    context = listed(request, only_public=True) | {"house": house}
    return keep(render(request, "associations/public_directory.html", context), house.pk)


@for_all
def public_entry(request: HttpRequest, house: Organisation, slug: str) -> HttpResponse:
    """One of them, with what everybody may see."""
    row = found(queries.public_entries().filter(slug=slug).first())
    context = {"house": house, "entry": row, "facts": queries.facts_of(row, Audience.PUBLIC)}
    return keep(render(request, "associations/public_entry.html", context), house.pk)
