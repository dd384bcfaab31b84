"""Making a link to one page: what it will show, what is private in that, and then the address, once."""

from datetime import date, timedelta, tzinfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smallwins import bootstrap
from smallwins.accounts import links
from smallwins.journal.settings import settings_of, today_of, zone_of
from smallwins.journal.weeks import in_rearview
from smallwins.method.errors import InputError
from smallwins.web import forms
from smallwins.web.account.you import person_of
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.sharing.handed_out import Asked, handed_out
from smallwins.web.sharing.own import whole_address

USUAL = timedelta(days=14)


@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Make a link to one page; its address is shown now and never again."""
    asked = request.POST if request.method == "POST" else request.GET
    with journal_of(request, reading=True) as journal:
        zone, today = zone_of(settings_of(journal)), today_of(journal, bootstrap.now())
        about = handed_out(journal, asked)
        rearview = in_rearview(journal)
    form = _usual(today)
    if request.method == "POST":
        try:
            return _made(request, about, zone)
        except InputError as error:
            form = forms.shown_again(request.POST, error)
    return page(
        request,
        "sharing/new_link.html",
        here="sharing",
        rearview=rearview,
        status=422 if form.problems else 200,
        words=about.words,
        shows=about.shows,
        asked=about.fields,
        form=form,
    )


def _usual(today: date) -> Form:
    return Form({"until": (today + USUAL).isoformat()})


def _made(request: HttpRequest, about: Asked, zone: tzinfo) -> HttpResponse:
    shows = about.shows
    link, secret = links.make(
        person_of(request).pk,
        shows.kind,
        shows.about,
        forms.day(request.POST, "until"),
        zone,
        label=forms.text(request.POST, "label"),
        password=request.POST.get("password", ""),
        titles="titles" in request.POST,
        wins=shows.wins,
    )
    address = whole_address(reverse("opened", args=[secret]))
    return page(request, "sharing/made_link.html", here="sharing", link=link, words=about.words, address=address)
