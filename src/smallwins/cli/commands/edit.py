"""`smallwins edit`: change what was written down."""

from typing import Any

import click

from smallwins.cli.adding import OPTIONS
from smallwins.cli.answer import after_change
from smallwins.cli.call import Call, from_stdin, one_text
from smallwins.cli.editor import write
from smallwins.cli.entry import Noted, entry
from smallwins.cli.errors import UsageError
from smallwins.cli.from_table import options_of
from smallwins.journal.commands import UNSET, AnswerWin, EditWin, LinkWins
from smallwins.journal.doors import link_wins
from smallwins.journal.editing import edit_win
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.language import _
from smallwins.method.saying import say
from smallwins.method.win import Win


@entry(
    "edit",
    examples=(
        "smallwins edit 42 Recruiter at Northwind called",
        "smallwins edit 42 --on yesterday --kind conversation",
        Noted("smallwins edit 42          ", say("opens your editor")),
    ),
)
@click.argument("win")
@click.argument("title", nargs=-1)
@options_of(OPTIONS)
def command(call: Call, win: str, title: tuple[str, ...], **asked: Any) -> None:  # noqa: ANN401 - the table of add
    """Change WIN: a new TITLE, or any of the options of `add`; tags given take the place of those before.

    With nothing but WIN, your editor opens on title and story. What it said before stays in its history.
    """
    if not title and not any(asked.values()):
        if not call.asks:
            raise UsageError(say("Say what to change: a new TITLE or one of the options (smallwins edit --help)."))
        written: dict[str, Any] = _edited(call, win)
    else:
        written = {"title": one_text(title, "TITLE")} if title else {}
        if asked["story"] is not None:
            written["story"] = (from_stdin() if asked["story"] == "-" else asked["story"]) or None
    with call.open() as journal:
        found = journal.wins.find(win).win
        judged = edit_win(journal, EditWin(found.id, call.at, **written, **_given(call, journal, asked)))
        if asked["goal"]:
            goals = tuple(journal.goals.find(goal).id for goal in asked["goal"])
            judged = answer_win(journal, AnswerWin(found.id, call.at, direction="toward", goals=goals))
        for opener in asked["opener"]:
            link_wins(journal, LinkWins(journal.wins.find(opener).win.id, found.id, call.at))
        answer = after_change(call, journal, judged, _("Changed. smallwins undo takes it back."), short=True)
    call.put(answer)


def _given(call: Call, journal: Journal, asked: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if asked["on"] is not None:
        given["happened_on"] = call.day(journal, asked["on"], "--on")
    if asked["tag"]:
        given["tags"] = tuple(tag for tag in asked["tag"] if tag.strip())
    if asked["looks"] is not None:
        given["looks"] = int(asked["looks"])
    given.update({name: asked[name] for name in ("kind", "gut") if asked[name] is not None})
    return given


def _edited(call: Call, name: str) -> dict[str, Any]:
    with call.read() as journal:
        found = journal.wins.find(name)
    win: Win = found.win
    text = write(
        "\n\n".join(part for part in (win.title, win.story) if part),
        (_("First line: the title. The rest: the story."),),
    )
    title, _cut, story = text.partition("\n")
    if not title.strip():
        raise UsageError(say("The title was empty, so nothing was changed."))
    return {
        "title": title.strip() if title.strip() != win.title else UNSET,
        "story": (story.strip() or None) if story.strip() != (win.story or "").strip() else UNSET,
        "expects": found.version,
    }
