"""The routes of the product, and the gallery beside them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from smallwins.server.urls import handler400, handler403, handler404, handler500
from smallwins.web.page import page, wants_part
from smallwins.web.session import say
from smallwins.web.urls import urlpatterns as of_the_product

from .values import WEEK


def week(request: HttpRequest) -> HttpResponse:
    return page(request, "gallery_week.html", here="week", rearview=6, **WEEK)


def question(request: HttpRequest) -> HttpResponse:
    """Show one question; an answer is said on the next page, or alone where htmx asks."""
    if request.method == "POST":
        answer = request.POST.get("direction", "nothing")
        if wants_part(request):
            return HttpResponse(f'<p id="answered" tabindex="-1" data-focus>htmx: {answer}</p>')
        say(request, f"Answered: {answer}")
        return HttpResponseRedirect("/gallery/question")
    return page(request, "gallery_question.html", here="wins", rearview=1234, **WEEK)


urlpatterns = [path("gallery/week", week), path("gallery/question", question), *of_the_product]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
