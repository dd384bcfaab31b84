"""The routes of the product, and the gallery beside them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from smallwins.server.urls import handler400, handler403, handler404, handler500
from smallwins.web.page import page
from smallwins.web.urls import urlpatterns as of_the_product

from .values import WEEK


def week(request: HttpRequest) -> HttpResponse:
    return page(request, "gallery_week.html", here="week", rearview=6, **WEEK)


def question(request: HttpRequest) -> HttpResponse:
    return page(request, "gallery_question.html", here="wins", rearview=1234, **WEEK)


urlpatterns = [path("gallery/week", week), path("gallery/question", question), *of_the_product]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
