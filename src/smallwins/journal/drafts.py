"""Drafts: choose and order wins by hand, write sections anew; every version is kept, and every change can be undone."""

import json
from datetime import date, datetime
from typing import NamedTuple

from smallwins.journal.commands import UNSET, Unset
from smallwins.journal.keys import repeated
from smallwins.journal.ports import Journal
from smallwins.journal.telling import Tell, record_of, tell_draft
from smallwins.method.errors import InputError, NotFoundError, StaleEditError
from smallwins.method.saying import say, say_in
from smallwins.method.telling import TellingKind
from smallwins.method.telling.composing import moved
from smallwins.method.telling.draft import Draft, checked, edited

SHORTEST = 4  # signs of an id or a title that name a draft


class NewDraft(NamedTuple):
    """Keep a document as a draft, with the wins that it would begin with."""

    id: str
    at: datetime
    kind: TellingKind
    since: date
    until: date
    title: str = ""
    goal: str | None = None
    wins: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class ChangeDraft(NamedTuple):
    """Give a draft another title, another span, or other wins."""

    draft: str
    at: datetime
    title: str | Unset = UNSET
    since: date | Unset = UNSET
    until: date | Unset = UNSET
    chosen: tuple[str, ...] | Unset = UNSET  # ids of wins, in order
    expects: int | None = None  # the version that was read; another one is refused as stale


class EditSection(NamedTuple):
    """Write a section of a draft anew; None brings back what was composed."""

    draft: str
    at: datetime
    key: str
    text: str | None
    expects: int | None = None


class MoveStory(NamedTuple):
    """Move the story that a win stands in up (−1) or down (+1)."""

    draft: str
    at: datetime
    win: str
    by: int
    expects: int | None = None


class DeleteDraft(NamedTuple):
    """Throw a draft away; undo brings it back."""

    draft: str
    at: datetime


def find_draft(journal: Journal, name: str) -> Draft:
    """Find a draft by its place in the list, its id, or a unique beginning of its id or title."""
    standing, called = journal.drafts.all(), name.strip()
    if called.isascii() and called.isdecimal() and 0 < int(called[:9]) <= len(standing):
        return standing[int(called[:9]) - 1]
    found = [draft for draft in standing if len(called) >= SHORTEST and _is_called(draft, called)]
    if len(found) > 1:
        raise InputError("draft", say("several begin with {called}; give more of it", called=called))
    if not found:
        raise NotFoundError("draft", called)
    return found[0]


def _is_called(draft: Draft, name: str) -> bool:
    return draft.id.startswith(name) or draft.title.casefold().startswith(name.casefold())


def new_draft(journal: Journal, command: NewDraft) -> Draft:
    """Keep a document as a draft; sent twice, it is kept once."""
    if repeated(journal, command):
        return journal.drafts.get(command.id)
    tell = Tell(command.kind, command.since, command.until, command.goal, command.wins, command.also, command.without)
    chosen = tuple(judged.win.id for judged in record_of(journal, tell).wins)
    draft = Draft(command.id, command.kind, command.title.strip(), command.since, command.until, chosen, at=command.at)
    journal.drafts.append(checked(draft))
    _remember(journal, command.at, "kept a draft", command.id, None)
    return draft


def change_draft(journal: Journal, command: ChangeDraft) -> Draft:
    """Change what a draft is made of."""
    before = _read(journal, command.draft, command.expects)
    fields = {
        name: value
        for name, value in (("since", command.since), ("until", command.until), ("chosen", command.chosen))
        if not isinstance(value, Unset)
    }
    title = before.title if isinstance(command.title, Unset) else command.title.strip()
    after = before._replace(title=title, **fields)  # type: ignore[arg-type]  # each field has its own type above
    unknown = set(after.chosen) - set(before.chosen)
    missing = unknown - journal.wins.several(unknown).keys()
    if missing:
        raise NotFoundError("win", min(missing))
    return _kept(journal, before, checked(after), command.at)


def edit_section(journal: Journal, command: EditSection) -> Draft:
    """Write a section of a draft anew."""
    before = _read(journal, command.draft, command.expects)
    return _kept(journal, before, edited(before, command.key, command.text), command.at)


def move_story(journal: Journal, command: MoveStory) -> Draft:
    """Move a story of a draft."""
    before = _read(journal, command.draft, command.expects)
    after = moved(before, tell_draft(journal, before).record, command.win, command.by)
    return _kept(journal, before, after, command.at)


def delete_draft(journal: Journal, command: DeleteDraft) -> None:
    """Throw a draft away; its versions stay, so that undo can bring it back."""
    before = journal.drafts.get(command.draft)
    _remember(journal, command.at, say_in("history", "threw a draft away"), before.id, before.version)
    journal.drafts.append(before._replace(version=before.version + 1, at=command.at, gone=True))


def _read(journal: Journal, draft_id: str, expects: int | None) -> Draft:
    draft = journal.drafts.get(draft_id)
    if expects is not None and draft.version != expects:
        raise StaleEditError
    return draft


def _kept(journal: Journal, before: Draft, after: Draft, at: datetime) -> Draft:
    if after == before:
        return before
    after = after._replace(version=before.version + 1, at=at)
    _remember(journal, at, "changed a draft", before.id, before.version)
    journal.drafts.append(after)
    return after


def _remember(journal: Journal, at: datetime, summary: str, draft_id: str, version: int | None) -> None:
    journal.changes.append(at, summary, json.dumps({"drafts": {draft_id: version}}))
