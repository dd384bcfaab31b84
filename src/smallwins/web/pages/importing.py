"""Bringing something in: a journal of ours comes in whole; a file of another program is looked at first."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smallwins import bootstrap
from smallwins.formats.archives import IN_PARTS
from smallwins.formats.candidate import TAG_SYMBOLS
from smallwins.formats.encrypted import decrypted, is_encrypted
from smallwins.formats.registry import FORMATS, own_in
from smallwins.formats.source import Source
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import LARGEST, ImportReport, import_journal
from smallwins.journal.foreign import ColumnsToSay, ForeignReport, check_foreign, columns_to_say, import_foreign
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.weeks import in_rearview
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.web import session, words
from smallwins.web.forms import Form, beside, typed
from smallwins.web.journals import journal_of
from smallwins.web.page import page, wants_part
from smallwins.web.places import see

TOO_LARGE = say(
    "This file is larger than 20 MB, which is the most. Nothing was taken in. {IN_PARTS}", IN_PARTS=IN_PARTS
)
NAMED_AT_MOST = 12
COLUMN = "column-"  # before the name of a field that says which column of a table is which
TAKE = "take"
ASKED = "asked"
SYMBOLS = "tag_symbols"
CALLED = {"applied": say("applied on"), "moved": say("status since"), "saved": say("saved on"), "details": "notes"}


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Ask for a file; a POST looks at it, and takes it in when that is what was pressed."""
    if request.method != "POST":
        return _shown(request, Form({}))
    asked = None
    try:
        source = _uploaded(request)
        if own := own_in(source):
            with journal_of(request) as journal:
                taken = import_journal(journal, ImportJournal(bootstrap.now(), own.text))
            session.say(request, _said(taken, own.beside))
            return _go_on(request, f"{reverse('settings')}#travel")
        asked = _asked(request.POST, source)
        if request.POST.get("act") == TAKE:
            with journal_of(request) as journal:
                report = import_foreign(journal, asked)
                session.say_done(request, journal, _went_in(report), "inbox")
            return _go_on(request, reverse("inbox"))
        with journal_of(request, reading=True) as journal:
            report = check_foreign(journal, asked)
    except InputError as error:
        return _asked_again(request, error, columns_to_say(asked) if asked else None)
    return _shown(request, Form(typed(request.POST)), report, columns_to_say(asked) if report.columns else None)


def _asked_again(request: HttpRequest, error: InputError, to_say: ColumnsToSay | None) -> HttpResponse:
    """Ask what only the person can say of the file, or say why it was refused."""
    sent = typed(request.POST)
    if error.field == "passphrase":
        problem = ASKED if error.problem == ASKED else beside(error.problem)
        return _shown(request, Form(sent, {"passphrase": problem}), status=200 if problem == ASKED else 422)
    if error.field == SYMBOLS:
        return _shown(request, Form(sent, {SYMBOLS: f"{error.problem}."}), status=422)
    if error.field == "day_first":
        return _shown(request, Form(sent, {"order": error.problem.partition(";")[0] + "."}), to_say=to_say)
    if to_say and error.field in to_say.fields:
        return _shown(request, Form(sent, {"columns": f"{error.field}: {error.problem}."}), to_say=to_say)
    return _shown(request, Form(sent, {"file": _refused(error)}), status=422)


def _shown(
    request: HttpRequest,
    form: Form,
    report: ForeignReport | None = None,
    to_say: ColumnsToSay | None = None,
    status: int = 200,
) -> HttpResponse:
    with journal_of(request, reading=True) as journal:
        rearview, waiting = in_rearview(journal), journal.inbox.count()
    return page(
        request,
        "pages/import.html",
        here="settings",
        rearview=rearview,
        status=status,
        form=form,
        report=report,
        formats=[(one.name, one.called) for one in FORMATS],
        waiting=waiting,
        to_say=to_say,
        fields=[(field, CALLED.get(field, field)) for field in to_say.fields] if to_say else [],
        column_of=COLUMN,
        symbols=TAG_SYMBOLS,
    )


def _asked(sent: QueryDict, source: Source) -> ImportForeign:
    columns = {name.removeprefix(COLUMN): str(sent[name]) for name in sent if name.startswith(COLUMN)}
    order = {"day": True, "month": False}.get(sent.get("order", ""))
    return ImportForeign(
        bootstrap.now(), source, sent.get("format") or None, columns, order, sent.get(SYMBOLS, TAG_SYMBOLS).strip()
    )


def _go_on(request: HttpRequest, where: str) -> HttpResponse:
    """Go on at another page, also where a script sent the form and would put the answer into this one."""
    if wants_part(request):
        return HttpResponse(headers={"HX-Redirect": where})
    return see(where)


def _went_in(report: ForeignReport) -> str:
    if not report.brings_something:
        return _("Nothing new was in this file.")
    goals = f"{words.spelled(report.goals, 'goal')} came in." if report.goals else ""
    things = f"{words.spelled(report.new, 'thing')} went into the inbox." if report.new else ""
    return " ".join(part for part in (things, goals) if part)


def _uploaded(request: HttpRequest) -> Source:
    sent = request.FILES.get("file")
    if sent is None and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise InputError("", TOO_LARGE)
    if sent is None:
        raise InputError("", _("Choose a file first."))
    if sent.size is None or sent.size > LARGEST:
        raise InputError("", TOO_LARGE)
    data, passphrase = bytes(sent.read()), request.POST.get("passphrase", "")
    if is_encrypted(data):
        if not passphrase:
            raise InputError("passphrase", ASKED)
        data = decrypted(data, passphrase)
    return bootstrap.source_of(sent.name or "", data)


def _refused(error: InputError) -> str:
    if not error.field:
        return error.problem
    if error.field == "file":
        return _("This file {rstrip}. Nothing was taken in.", rstrip=error.problem.rstrip("."))
    end = "" if error.problem.endswith("?") else "."
    return _(
        "{field}: {rstrip}{end} Nothing was taken in.", field=error.field, rstrip=error.problem.rstrip("."), end=end
    )


def _said(report: ImportReport, beside: Sequence[str] = ()) -> str:
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
    said = _("Taken in: {join}.", join=", ".join(parts)) if parts else _("Nothing new was in this file.")
    if report.known:
        said += f" {words.spelled(report.known, 'win')} {'was' if report.known == 1 else 'were'} here already."
    if report.differing:
        numbers = ", ".join(map(str, report.differing[:NAMED_AT_MOST]))
        more = _(" and more") if len(report.differing) > NAMED_AT_MOST else ""
        said += _(" Here with other words, and left as they are: {numbers}{more}.", numbers=numbers, more=more)
    if beside:
        more = _(" and more") if len(beside) > NAMED_AT_MOST else ""
        said += _(" Left out, beside the journal: {join}{more}.", join=", ".join(beside[:NAMED_AT_MOST]), more=more)
    return said
