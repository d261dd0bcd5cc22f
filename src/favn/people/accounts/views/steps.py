"""The page that leads a role which opens persons to its second factor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from favn.people.accounts.door import Access
from favn.people.accounts.second_factor import is_given


def second_factor(request: HttpRequest) -> HttpResponse:
    """Why there are two steps, and the two ways to make the second."""
    return render(request, "accounts/second_factor.html", {"is_given": is_given(request)})


second_factor.access = Access()  # type: ignore[attr-defined]
