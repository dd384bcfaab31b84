"""What waited in a browser, or may have to wait: its id, and the mark of what it left, kept with what it wrote."""

from datetime import datetime
from hashlib import blake2b

from django.http import QueryDict

from smallwins.journal.ports import Journal
from smallwins.method.errors import InputError, ReusedKeyError
from smallwins.method.saying import say
from smallwins.web import forms

AS, TO, STOOD, STAGE = "waited_as", "waited_to", "waited_stood", "waited_stage"
OF_THE_SENDING = ("csrfmiddlewaretoken", "whose", AS, TO, STOOD, STAGE)
MINE = "*"
"""Stands where the mark would: its person has seen what stands now, and means their own answer all the same."""


def note(journal: Journal, form: QueryDict, to: str, left: str, at: datetime) -> None:
    """Keep the id of what was just carried out; sent again, because the answer was lost, it then changes nothing."""
    if form.get(AS):
        journal.keys.keep(_key(form), f"{_said(form, to)} {left}", at)


def came_before(journal: Journal, form: QueryDict, to: str) -> bool:
    """Tell whether this was carried out already: its page sent it, and so did another tab, or the worker."""
    return AS in form and left_before(journal, form, to) is not None


def left_before(journal: Journal, form: QueryDict, to: str) -> str | None:
    """Return the mark of what it left when it was carried out, or None where it was not yet."""
    key = _key(form)
    known = journal.keys.fingerprint(key)
    if known is None:
        return None
    said, _, left = known.partition(" ")
    if said != _said(form, to):
        raise ReusedKeyError(key)
    return left


def _key(form: QueryDict) -> str:
    made = forms.text(form, AS)
    if not 8 <= len(made) <= 64 or not made.isascii():
        raise InputError(AS, say("is not an id"))
    return f"answer {made}"


def _said(form: QueryDict, to: str) -> str:
    said = sorted((name, form.getlist(name)) for name in form if name not in OF_THE_SENDING)
    return blake2b(repr((to, said)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
