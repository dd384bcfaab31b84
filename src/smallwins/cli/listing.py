"""`smallwins list` and `search`: one page of wins, lines for people, an array for programs."""

from typing import TYPE_CHECKING, NamedTuple

from smallwins.cli.call import Call, begin, one_text
from smallwins.cli.errors import DONE
from smallwins.cli.options import Option
from smallwins.cli.render_list import win_lines
from smallwins.journal.filters import WinFilter
from smallwins.language import _
from smallwins.method.saying import say
from smallwins.method.win import KINDS, VERDICTS, Kind, VerdictName

if TYPE_CHECKING:
    from smallwins.journal.ports import Journal

NEWEST = 50  # wins, unless --limit says otherwise
LIMIT = Option("--limit", "limit", "N", say("How many; 50 unless told."), number=True)
LIST_OPTIONS = (
    Option("--verdict", "verdict", "V", say("Only those with this verdict."), choices=VERDICTS),
    Option("--kind", "kind", "K", say("Only those of this kind."), choices=KINDS),
    Option("--goal", "goal", "GOAL", say("Only those that point toward this goal.")),
    Option("--tag", "tag", "TAG", say("Only those with this tag.")),
    Option("--since", "since", "DATE", say("From this day on: a date, yesterday, monday, -30d.")),
    Option("--until", "until", "DATE", say("Up to this day.")),
    LIMIT,
)
SEARCH_OPTIONS = (LIMIT,)


class Asked(NamedTuple):
    """What was asked of list or search."""

    words: tuple[str, ...] = ()
    verdict: VerdictName | None = None
    kind: Kind | None = None
    goal: str | None = None
    tag: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = NEWEST
    journal: str | None = None
    json: bool = False


def run(asked: Asked) -> int:
    """Show the wins that fit."""
    call = begin(asked.journal, json=asked.json)
    with call.read() as journal:
        which = WinFilter(
            words=one_text(asked.words, "WORDS") if asked.words else "",
            verdict=asked.verdict,
            kind=asked.kind,
            goal=None if asked.goal is None else journal.goals.find(asked.goal).id,
            tag=asked.tag,
            since=call.day(journal, asked.since, "--since"),
            until=call.day(journal, asked.until, "--until"),
            limit=asked.limit,
        )
        answer = _page(call, journal, which)
    call.put(answer)
    return DONE


def _page(call: Call, journal: "Journal", which: WinFilter) -> list[str]:
    """Return what to print; one more win is read than shown, to know whether there are others."""
    limit = which.limit or NEWEST
    found = journal.wins.page(which._replace(limit=limit + 1))
    wins = found[:limit]
    if call.json:
        from smallwins.cli.shapes import text_of, win_shapes  # noqa: PLC0415 - only programs need it

        return [text_of(win_shapes(journal, wins, call.today(journal)))]
    if not wins:
        call.say(_nothing(which))
    elif len(found) > len(wins):
        shown = len(wins)
        call.say(_("These are the newest {shown}. For more: --limit {more}", shown=shown, more=shown * 10))
    return win_lines(wins, call.terminal)


def _nothing(which: WinFilter) -> str:
    if which == WinFilter(limit=which.limit):
        return _('No win is written down yet. The first one: smallwins add "What happened"')
    return _("No win fits. Fewer words or conditions find more.")
