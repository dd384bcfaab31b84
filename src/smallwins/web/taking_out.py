"""Handing a file of somebody's words out: encrypted first; plain where that is said."""

from django.http import HttpRequest, HttpResponse, QueryDict

from smallwins import bootstrap
from smallwins.formats.encrypted import checked
from smallwins.method.errors import InputError
from smallwins.web import forms
from smallwins.web.forms import Form
from smallwins.web.page import page

MEDIA_TYPES = {"json": "application/json", "zip": "application/zip"}


def ask(request: HttpRequest, what: str, back: str, error: InputError | None = None) -> HttpResponse:
    """Ask for a passphrase; what was typed of one is not sent back."""
    form = Form({}, {error.field: forms.beside(error.problem)} if error else {})
    return page(
        request,
        "pages/take_out.html",
        here="settings",
        status=422 if error else 200,
        what=what,
        back=back,
        form=form,
    )


def passphrase_in(sent: QueryDict) -> str | None:
    """Read a passphrase that was typed twice; None where a plain file was asked for outright."""
    if sent.get("plain") == "yes":
        return None
    return checked(sent.get("passphrase", ""), sent.get("again", ""))


def hand_out(content: bytes, name: str, ending: str, passphrase: str | None) -> HttpResponse:
    """Answer with a file, under a plain name: it stands in the list of downloads, where others may see it."""
    if passphrase is not None:
        content, ending = bootstrap.encrypted(content, passphrase), "encrypted"
    response = HttpResponse(content, content_type=MEDIA_TYPES.get(ending, "application/octet-stream"))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
