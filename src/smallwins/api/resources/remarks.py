"""What coaches asked and said about one's own wins and weeks: read, answered, taken out."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from smallwins.api import cursors, etags
from smallwins.api.calls import Call, reading, writing
from smallwins.api.operation import operation
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import Id, Paged, WeekName, week_named
from smallwins.api.shapes.remarks import REMARK, GivenAnswer, OwnRemark, Remarks, RemovedRemark, own_remark
from smallwins.journal.shapes import Shape
from smallwins.journal.shared_shapes import said_shape
from smallwins.journal.sharing import AnswerRemark, RemoveRemark, Said, answer_remark, remove_remark
from smallwins.journal.undo import last_change
from smallwins.method.remark import Remark

router = Router(tags=["remarks"])
RemarkId = Annotated[Id, Path(description="The id of what a coach asked or said.", example=REMARK)]


class Which(Paged):
    """Which of what coaches asked and said; all conditions hold together."""

    waiting: bool = Field(False, description="Only what waits for an answer.", examples=[True])
    win: Id | None = Field(None, description="Only what is about this win.", examples=[examples.WIN])
    week: WeekName | None = Field(None, description="Only what is about this week.", examples=["2026-W46"])


@operation(
    router.get,
    "/remarks",
    scope="read",
    shows=Remarks,
    also=(404,),
    tagged=True,
    example={"remarks": [own_remark], "next": cursors.place_written(("2026-11-20T09:00:00.000000+00:00", REMARK))},
)
def list_remarks(request: HttpRequest, which: Query[Which]) -> HttpResponse:
    """List what coaches asked and said, the oldest first."""
    week = week_named(which.week) if which.week else None
    with reading(request, heavy=True) as call:
        if which.win is not None:
            call.journal.wins.get(which.win)
        found = [
            remark
            for remark in (call.journal.remarks.waiting() if which.waiting else call.journal.remarks.all())
            if which.win in (None, remark.win_id) and week in (None, remark.week)
        ]
        page = cursors.part(found, cursors.Order(_place, ("", "")), which.cursor, which.limit)
        wins = call.journal.wins.several({remark.win_id for remark in page.rows if remark.win_id})
        shown = [said_shape(Said(remark, wins.get(remark.win_id or ""))) for remark in page.rows]
    return etags.shown(request, {"remarks": shown, "next": page.next})


@operation(router.get, "/remarks/{remark}", scope="read", shows=OwnRemark, tagged=True, example=own_remark)
def get_remark(request: HttpRequest, remark: RemarkId) -> HttpResponse:
    """Look at what a coach asked or said, and at the answer."""
    with reading(request) as call:
        shape = _as_shown(call, remark)
    return etags.shown(request, shape)


@operation(
    router.put,
    "/remarks/{remark}/answer",
    scope="write",
    shows=OwnRemark,
    checks=True,
    sends={"text": "I had slept on it."},
    example={**own_remark, "answer": "I had slept on it.", "answered_at": "2026-11-21T09:00:00Z"},
)
def answer_to_remark(request: HttpRequest, remark: RemarkId, answer: GivenAnswer) -> HttpResponse:
    """Answer, or leave it at that; an earlier answer gives way."""
    with writing(request) as call:
        etags.check(request, lambda: _as_shown(call, remark))
        answer_remark(call.journal, AnswerRemark(remark, call.at, answer.text))
        shape = _as_shown(call, remark)
    return etags.shown(request, shape)


@operation(
    router.delete,
    "/remarks/{remark}",
    scope="write",
    shows=RemovedRemark,
    checks=True,
    example={"removed": REMARK, "undo": "removed what Cleo wrote"},
)
def delete_remark(request: HttpRequest, remark: RemarkId) -> HttpResponse:
    """Take what a coach wrote out of the journal; undo brings it back."""
    with writing(request) as call:
        etags.check(request, lambda: _as_shown(call, remark))
        remove_remark(call.journal, RemoveRemark(remark, call.at))
        change = last_change(call.journal)
    return etags.shown(request, {"removed": remark, "undo": change.summary if change else None})


def _place(remark: Remark) -> cursors.Place:
    return cursors.moment(remark.at), remark.id


def _as_shown(call: Call, remark: str) -> Shape:
    found = call.journal.remarks.get(remark)
    about = call.journal.wins.several([found.win_id]).get(found.win_id) if found.win_id else None
    return said_shape(Said(found, about))
