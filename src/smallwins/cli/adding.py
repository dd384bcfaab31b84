"""`smallwins add`: what it takes, as one table for click and for the fast path, and what it does."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from smallwins.bootstrap import new_id
from smallwins.cli.call import Call, begin, from_stdin
from smallwins.cli.errors import DONE, UsageError
from smallwins.cli.options import Option
from smallwins.cli.text import hang, one_line
from smallwins.cli.words import VERDICTS
from smallwins.journal.new_win import AddWin
from smallwins.journal.wins import add_win
from smallwins.language import _, told
from smallwins.method.saying import say
from smallwins.method.win import GUTS, KINDS

if TYPE_CHECKING:  # types only: what is loaded here, each `smallwins add` waits for
    from smallwins.journal.ports import Journal
    from smallwins.method.verdict import JudgedWin


LOOKS = ("0", "1", "2", "3", "4")
OPTIONS = (
    Option("--on", "on", "DATE", say("The day it happened: a date, yesterday, friday, -3d. Today unless told.")),
    Option("--story", "story", "TEXT", say("More about it, in Markdown; - reads standard input.")),
    Option("--kind", "kind", "KIND", say("What kind of win it is."), choices=KINDS),
    Option("--tag", "tag", "TAG", say("A tag; may be given more than once."), many=True),
    Option("--goal", "goal", "GOAL", say("A goal it points toward; may be given more than once."), many=True),
    Option(
        "--from",
        "opener",
        "WIN",
        say("An earlier win that opened the door to it; may be given more than once."),
        many=True,
    ),
    Option(
        "--looks",
        "looks",
        "0-4",
        say("How impressive it looks to others. It never changes a verdict."),
        choices=LOOKS,
    ),
    Option("--gut", "gut", "CALL", say("Your call today, kept and compared later."), choices=GUTS),
)


class Asked(NamedTuple):
    """What was asked of add."""

    title: tuple[str, ...] = ()
    on: str | None = None
    story: str | None = None
    kind: str | None = None
    tag: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    opener: tuple[str, ...] = ()
    looks: str | None = None
    gut: str | None = None
    journal: str | None = None
    json: bool = False


def run(asked: Asked) -> int:
    """Write the win down and say its number."""
    call = begin(asked.journal, json=asked.json)
    title, story = _words(asked)
    with call.open() as journal:
        judged = add_win(journal, _command(call, journal, asked, title, story))
        shape = _shape(call, journal, judged) if asked.json else ""
    print(shape or _line(call, judged))  # after the commit: what is shown as written down is
    return DONE


def _words(asked: Asked) -> tuple[str, str | None]:
    """Return title and story, from wherever they come."""
    story = asked.story
    if asked.title:
        return " ".join(asked.title), from_stdin() if story == "-" else story
    if story == "-":
        raise UsageError(say("Without a title, standard input is title and story already; leave --story out."))
    text = from_stdin() if not sys.stdin.isatty() else _from_editor()
    title, _end, rest = text.strip().partition("\n")
    if not title.strip():
        raise UsageError(say("Nothing was written, so nothing was kept. The first line is the title."))
    return title.strip(), story if story is not None else rest.strip() or None


def _from_editor() -> str:
    from smallwins.cli.editor import write  # noqa: PLC0415 - only without a title

    return write("", (_("First line: what happened. The rest, if any: the story."),))


def _command(call: Call, journal: "Journal", asked: Asked, title: str, story: str | None) -> AddWin:
    return AddWin(
        id=new_id(),
        at=call.at,
        title=title,
        happened_on=call.day(journal, asked.on, "--on") or call.today(journal),
        story=story,
        kind=asked.kind,  # type: ignore[arg-type]  # the parser let only kinds through, and the method checks again
        tags=asked.tag,
        goals=tuple(journal.goals.find(goal).id for goal in asked.goal),
        opened_by=tuple(journal.wins.find(win).win.id for win in asked.opener),
        looks=None if asked.looks is None else int(asked.looks),
        gut=asked.gut,  # type: ignore[arg-type]  # as kind
    )


def _shape(call: Call, journal: "Journal", judged: "JudgedWin") -> str:
    from smallwins.cli.shapes import text_of, win_shape  # noqa: PLC0415 - only programs need it

    return text_of(win_shape(journal, judged, call.today(journal)))


def _line(call: Call, judged: "JudgedWin") -> str:
    win, terminal = judged.win, call.terminal
    words = told(VERDICTS[judged.verdict])
    lines = hang(f"{win.number}  ", f"{one_line(win.title)}  {words}", terminal.table_width)
    if lines[-1].endswith(words):
        lines[-1] = lines[-1].removesuffix(words) + terminal.tone(words, judged.verdict)
    following = _("Next: smallwins judge {number}", number=win.number)
    return "\n".join((*lines, terminal.tone(following, "faint")))
