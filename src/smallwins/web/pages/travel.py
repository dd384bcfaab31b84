"""Taking the journal along: encrypted, as one smallwins/1 file, or as one that other programs read."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from smallwins import bootstrap
from smallwins.journal.exchange import export_journal
from smallwins.journal.leaving import WAYS, export_as
from smallwins.journal.settings import today_of
from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.web import forms, taking_out
from smallwins.web.journals import journal_of


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Hand out the whole journal as one file."""
    now = bootstrap.now()
    way = forms.word(request.GET, "as", WAYS)
    with journal_of(request, reading=True, heavy=True) as journal:
        today = today_of(journal, now)
        written = export_as(journal, way) if way else export_journal(journal, now)
    ending, media_type = (WAYS[way].ending, WAYS[way].media_type) if way else ("json", "application/json")
    # A plain name: it stands in the list of downloads, where others may see it.
    response = HttpResponse(written, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="journal-{today}.{ending}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest) -> HttpResponse:
    """Ask for a passphrase, and hand the whole journal out encrypted by it; or plain, where that is said."""
    what = say("Everything you wrote and answered, as one file.")
    back, now = f"{reverse('settings')}#travel", bootstrap.now()
    try:
        passphrase = taking_out.passphrase_in(request.POST) if request.method == "POST" else None
    except InputError as error:
        return taking_out.ask(request, what, back, error)
    if request.method != "POST":
        return taking_out.ask(request, what, back)
    with journal_of(request, reading=True, heavy=True) as journal:
        today, written = today_of(journal, now), export_journal(journal, now)
    return taking_out.hand_out(written, f"journal-{today}", "json", passphrase)
