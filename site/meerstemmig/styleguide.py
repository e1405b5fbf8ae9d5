"""Every component of the design language on one page, from the real templates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def styleguide(request: HttpRequest) -> HttpResponse:
    """The style guide. It makes its own samples and asks the database for nothing."""
    return render(request, "styleguide.html")
