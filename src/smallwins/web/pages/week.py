"""The first page: this week."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smallwins.web.page import page


@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """Show this week."""
    return page(request, "pages/week.html", here="week")
