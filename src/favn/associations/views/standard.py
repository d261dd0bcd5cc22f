"""The public directory for machines."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from favn.associations.queries.standard import page_of_organizations
from favn.associations.views.doors import for_all
from favn.kit.kept import keep
from favn.people.organisations.models import Organisation


@for_all
def hsds(request: HttpRequest, house: Organisation) -> HttpResponse:
    """Every association that said yes to be shown, as a page of the standard's API."""
    address = request.build_absolute_uri(reverse("associations:public", args=[house.slug]))
    told = page_of_organizations(house.name, address, request.GET.get("page", ""))
    return keep(JsonResponse(told, json_dumps_params={"ensure_ascii": False}), house.pk)
