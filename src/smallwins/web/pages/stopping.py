"""Stopping the mails: by one press in a mail program, or by a button on a page; nobody has to sign in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from smallwins.accounts import reminders
from smallwins.web.page import page


@csrf_exempt  # a mail program has no form of ours; the sign in the address says whose mails these are
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, sign: str) -> HttpResponse:
    """Show a button, because mail programs follow links by themselves; a POST stops the mails."""
    if request.method == "POST":
        reminders.stop(sign)
    else:
        reminders.person_to_stop(sign)
    return page(request, "pages/stop_mails.html", stopped=request.method == "POST")
