"""The public directory for machines."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from favn.associations.queries.standard import organizations
from favn.associations.views.doors import for_all
from favn.kit.kept import keep
from favn.people.organisations.models import Organisation


@for_all
def hsds(request: HttpRequest, house: Organisation) -> HttpResponse:
    """Every association that said yes to be shown, as a page of the standard's API."""
    address = request.build_absolute_uri(reverse("associations:public", args=[house.slug]))
    rows = organizations(house.name, address)
    told = {
        "total_items": len(rows), "total_pages": 1, "page_number": 1, "size": len(rows),
        "first_page": True, "last_page": True, "empty": not rows, "contents": rows,
    }  # fmt: skip
    return keep(JsonResponse(told, json_dumps_params={"ensure_ascii": False}), house.pk)
