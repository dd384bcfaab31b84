"""Documents out of real wins: composed, kept as drafts, ordered and written on, and taken along."""

from collections.abc import Callable
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from smallwins import bootstrap
from smallwins.api import cursors, etags
from smallwins.api.allowances import KIND
from smallwins.api.calls import Call, reading, writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import Day, Id, Paged
from smallwins.api.shapes.stories import (
    STORY,
    Document,
    EditedSection,
    EditedStory,
    NewStory,
    ShownStory,
    Stories,
    draft,
    story,
    told,
)
from smallwins.formats.telling import MEDIA, Form
from smallwins.formats.telling.writing import written
from smallwins.journal.drafts import (
    ChangeDraft,
    DeleteDraft,
    EditSection,
    NewDraft,
    change_draft,
    delete_draft,
    edit_section,
    new_draft,
)
from smallwins.journal.shapes import Shape
from smallwins.journal.story_shapes import draft_shape, told_shape
from smallwins.journal.telling import Tell, tell, tell_draft, year_until
from smallwins.journal.undo import last_change
from smallwins.method.errors import InputError
from smallwins.method.telling import TellingKind
from smallwins.method.telling.draft import Draft

router = Router(tags=["stories"])
WRITTEN: dict[Form, str] = {
    "markdown": "# What I did, November 2025 to November 2026\n\nRecruiter at Northwind replied.\n",
    "html": "<!doctype html><title>What I did</title><h1>What I did</h1><p>Recruiter at Northwind replied.</p>",
    "pdf": "%PDF-1.7 …",
}
"""Examples of what a document is written as."""
StoryId = Annotated[Id, Path(description="The id of a draft.", example=STORY)]


class What(BaseModel):
    """What to tell of."""

    kind: TellingKind = Field("brag", examples=["interview"])
    since: Day | None = Field(None, description="A year before `until`, unless told.", examples=["2025-11-22"])
    until: Day | None = Field(None, description="Today, unless told.", examples=["2026-11-22"])
    goal: Id | None = Field(None, description="Only wins that point toward this goal.", examples=[examples.GOAL])


class Written(BaseModel):
    """In which form."""

    form: Form = Field("markdown", examples=["pdf"])


@operation(router.get, "/compose", scope="read", shows=Document, also=(404,), tagged=True, example=told)
def compose(request: HttpRequest, what: Query[What]) -> HttpResponse:
    """Compose a document out of the real wins of a span, without keeping it; nothing in it is invented."""
    with reading(request, heavy=True) as call:
        until = what.until or call.today
        since = what.since or year_until(until)
        if since > until:
            raise InputError("query.until", "lies before the day on which the span begins")
        if what.goal is not None:
            call.journal.goals.get(what.goal)
        found = tell(call.journal, Tell(what.kind, since, until, what.goal))
    return etags.shown(request, told_shape(found))


@operation(
    router.get,
    "/stories",
    scope="read",
    shows=Stories,
    tagged=True,
    example={"stories": [draft], "next": cursors.place_written(("2026-11-20T09:00:00.000000+00:00", STORY))},
)
def list_stories(request: HttpRequest, which: Query[Paged]) -> HttpResponse:
    """List the drafts, the one written last first."""
    with reading(request, heavy=True) as call:
        drafts = call.journal.drafts.all()
    page = cursors.part(drafts, cursors.Order(_place, ("", ""), last_first=True), which.cursor, which.limit)
    return etags.shown(request, {"stories": [draft_shape(one) for one in page.rows], "next": page.next})


def _place(draft: Draft) -> cursors.Place:
    assert draft.at is not None  # only a draft that was never kept has no time
    return cursors.moment(draft.at), draft.id


@operation(
    router.post,
    "/stories",
    scope="write",
    shows=ShownStory,
    status=201,
    creates=True,
    also=(404,),
    sends={"kind": "brag", "title": "For the review"},
    example=story,
)
def add_story(request: HttpRequest, story: NewStory) -> HttpResponse:
    """Begin a document and keep it as a draft."""
    with writing(request) as call:
        until = story.until or call.today
        if story.goal is not None:
            call.journal.goals.get(story.goal)
        for win in story.wins:
            call.journal.wins.get(win)
        begun = once(
            request,
            call,
            story.id,
            lambda new: new_draft(
                call.journal,
                NewDraft(
                    new,
                    call.at,
                    story.kind,
                    story.since or year_until(until),
                    until,
                    story.title,
                    story.goal,
                    tuple(story.wins),
                ),
            ),
            call.journal.drafts.get,
        )
        shape = _as_shown(call, begun.id)
    return etags.made(request, shape, f"stories/{begun.id}")


@operation(router.get, "/stories/{story}", scope="read", shows=ShownStory, tagged=True, example=story)
def get_story(request: HttpRequest, story: StoryId) -> HttpResponse:
    """Look at a draft: the document, what it is made of, and what is private in it."""
    with reading(request) as call:
        shape = _as_shown(call, story)
    return etags.shown(request, shape)


@operation(
    router.patch,
    "/stories/{story}",
    scope="write",
    shows=ShownStory,
    checks=True,
    sends={"title": "For the review", "wins": [examples.WIN]},
    example=story,
)
def edit_story(request: HttpRequest, story: StoryId, edit: EditedStory) -> HttpResponse:
    """Give a draft another title or span, or put wins in, leave them out and order them."""
    given = edit.given("title", "since", "until")
    chosen = edit.given("wins")["wins"]
    if isinstance(chosen, list):
        given["chosen"] = tuple(chosen)
    return _changed(request, story, lambda call: change_draft(call.journal, ChangeDraft(story, call.at, **given)))


@operation(
    router.put,
    "/stories/{story}/section",
    scope="write",
    shows=ShownStory,
    checks=True,
    sends={"key": "story:42", "text": "Northwind found me through the talk."},
    example={**story, "version": 2, "edited": ["story:42"]},
)
def write_section(request: HttpRequest, story: StoryId, section: EditedSection) -> HttpResponse:
    """Write a part of a document in words of one's own, or bring back what was composed."""
    return _changed(
        request,
        story,
        lambda call: edit_section(call.journal, EditSection(story, call.at, section.key, section.text)),
    )


@operation(
    router.delete,
    "/stories/{story}",
    scope="write",
    shows=dict[str, str | None],
    checks=True,
    example={"deleted": STORY, "undo": "threw a draft away"},
)
def delete_story(request: HttpRequest, story: StoryId) -> HttpResponse:
    """Throw a draft away; undo brings it back."""
    with writing(request) as call:
        etags.check(request, lambda: _as_shown(call, story))
        delete_draft(call.journal, DeleteDraft(story, call.at))
        change = last_change(call.journal)
    return etags.shown(request, {"deleted": story, "undo": change.summary if change else None})


@operation(
    router.get,
    "/stories/{story}/text",
    scope="read",
    media={MEDIA[form].partition(";")[0]: WRITTEN[form] for form in MEDIA},
)
def get_story_text(request: HttpRequest, story: StoryId, how: Query[Written]) -> HttpResponse:
    """Take a document along: as Markdown, as HTML for a printer, or as PDF.

    What is private in it is named by `GET /stories/{story}`; look at it before the document leaves.
    """
    with reading(request) as call:
        found = tell_draft(call.journal, call.journal.drafts.get(story))
    return HttpResponse(written(found.telling, how.form, bootstrap.print_fonts), content_type=MEDIA[how.form])


setattr(get_story_text, KIND, "exports")


def _changed(request: HttpRequest, story: str, act: Callable[[Call], object]) -> HttpResponse:
    with writing(request) as call:
        call.journal.drafts.get(story)
        etags.check(request, lambda: _as_shown(call, story))
        act(call)
        shape = _as_shown(call, story)
    return etags.shown(request, shape)


def _as_shown(call: Call, story: str) -> Shape:
    found = call.journal.drafts.get(story)
    return {
        "id": found.id,
        "version": found.version,
        "chosen": list(found.chosen),
        "edited": [edit.key for edit in found.edits],
        **told_shape(tell_draft(call.journal, found)),
    }
