"""The form that answers a coach: the same on the page of a win and in the weekly review."""

from datetime import datetime

from django.http import QueryDict

from smallwins.journal.ports import Journal
from smallwins.journal.sharing import AnswerRemark, answer_remark
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.web import forms


def answered(journal: Journal, remark: str, sent: QueryDict, at: datetime) -> str:
    """Keep the answer, or leave it at that; return what was done in a sentence."""
    if sent.get("act") == "leave":
        answer_remark(journal, AnswerRemark(remark, at))
        return _("Left at that.")
    text = forms.text(sent, "answer")
    if not text:
        raise InputError("answer", _("is empty; write an answer, or leave it at that"))
    kept = answer_remark(journal, AnswerRemark(remark, at, text))
    return _("Answered {author_name}.", author_name=kept.author_name)
