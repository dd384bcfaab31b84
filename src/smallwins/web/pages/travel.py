"""Taking the journal along: export as one smallwins/1 file, import of one."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from smallwins import bootstrap
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import LARGEST, ImportReport, export_journal, import_journal
from smallwins.journal.settings import today_of
from smallwins.method.errors import InputError
from smallwins.web import session, words
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.pages.settings import shown
from smallwins.web.places import see

TOO_LARGE = "This file is larger than 20 MB, which is the most. Nothing was taken in."
NAMED_AT_MOST = 12


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


@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a file in, all of it or nothing."""
    try:
        text = _uploaded(request)
        with journal_of(request) as journal:
            report = import_journal(journal, ImportJournal(bootstrap.now(), text))
    except InputError as error:
        return shown(request, Form({}, {"file": _refused(error)}), status=422)
    session.say(request, _said(report))
    return see(f"{reverse('settings')}#travel")


def _uploaded(request: HttpRequest) -> bytes:
    sent = request.FILES.get("file")
    if sent is None and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise InputError("", TOO_LARGE)
    if sent is None:
        raise InputError("", "Choose a file first: one that smallwins exported.")
    if sent.size is None or sent.size > LARGEST:
        raise InputError("", TOO_LARGE)
    return bytes(sent.read())


def _refused(error: InputError) -> str:
    if not error.field:
        return error.problem
    return f"{error.field}: {error.problem.rstrip('.')}. Nothing was taken in."


def _said(report: ImportReport) -> str:
    parts = [
        words.count(number, one, many)
        for number, one, many in (
            (report.wins, "win", "wins"),
            (report.goals, "goal", "goals"),
            (report.reviews, "review", "reviews"),
            (report.crossroads, "crossroads", "crossroads"),
        )
        if number
    ]
    said = f"Taken in: {', '.join(parts)}." if parts else "Nothing new was in this file."
    if report.known:
        said += f" {words.spelled(report.known, 'win')} {'was' if report.known == 1 else 'were'} here already."
    if report.differing:
        numbers = ", ".join(map(str, report.differing[:NAMED_AT_MOST]))
        more = " and more" if len(report.differing) > NAMED_AT_MOST else ""
        said += f" Here with other words, and left as they are: {numbers}{more}."
    return said
