"""Taking the journal along: export as one smallwins/1 file, or as one that other programs read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smallwins import bootstrap
from smallwins.journal.exchange import export_journal
from smallwins.journal.leaving import WAYS, export_as
from smallwins.journal.settings import today_of
from smallwins.web import forms
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
