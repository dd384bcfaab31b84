"""The form that asks how a decision turned out: the same on the page of a crossroads and in the weekly review."""

from datetime import date, datetime

from django.http import QueryDict

from smallwins.journal.crossroads import look_back, put_off_looking_back
from smallwins.journal.crossroads_commands import LookBack, PutOffLookingBack
from smallwins.journal.ports import Journal
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.web import forms


def looked_back(journal: Journal, crossroads: str, sent: QueryDict, at: datetime, today: date) -> str:
    """Keep how it turned out, or another day to look back; return what was done in a sentence."""
    if sent.get("act") != "put-off":
        look_back(journal, LookBack(crossroads, at, forms.text(sent, "outcome")))
        return _("Kept, beside what you thought then.")
    day = forms.day(sent, "look_back_on")
    if day is None:
        raise InputError("look_back_on", "choose a day")
    put_off_looking_back(journal, PutOffLookingBack(crossroads, at, today, day))
    return _("Kept for later.")
