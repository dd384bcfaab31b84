"""Taking the journal along: export as one smallwins/1 file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smallwins import bootstrap
from smallwins.journal.exchange import export_journal
from smallwins.journal.settings import today_of
from smallwins.web.journals import journal_of


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Hand out the whole journal as one file."""
    now = bootstrap.now()
    with journal_of(request, reading=True) as journal:
        written, today = export_journal(journal, now), today_of(journal, now)
    # A plain name: it stands in the list of downloads, where others may see it.
    response = HttpResponse(written, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="journal-{today}.json"'
    return response
