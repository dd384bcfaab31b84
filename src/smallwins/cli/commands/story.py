"""`smallwins story`: a brag document, interview stories, résumé lines, or the year, out of real wins."""

import sys
from pathlib import Path

import click

from smallwins.bootstrap import new_id, print_fonts
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.errors import FAILED, UsageError
from smallwins.cli.files import write_new
from smallwins.cli.ordering import Ordering, chosen_lines, ordered
from smallwins.cli.shapes import text_of
from smallwins.cli.text import one_line, shown
from smallwins.formats.telling import ENDINGS, FORMS, Form
from smallwins.formats.telling.writing import written
from smallwins.journal.drafts import NewDraft, find_draft, new_draft
from smallwins.journal.ports import Journal
from smallwins.journal.story_shapes import draft_shape, told_shape
from smallwins.journal.telling import Tell, Told, tell, tell_draft, year_until
from smallwins.language import _, _n, told
from smallwins.method.saying import say
from smallwins.method.telling import TELLING_KINDS, TellingKind
from smallwins.method.telling.private import Warned


@entry(
    "story",
    examples=(
        "smallwins story brag",
        "smallwins story brag --since 2026-01-01 brag.pdf",
        "smallwins story interview --goal 1 --as markdown",
        "smallwins story lines --win 41 --win 69 lines.md",
        "smallwins story year --keep “For myself”",
        "smallwins story drafts",
        "smallwins story brag --draft 1 --up 41 --without 7",
        "smallwins story brag --draft 1 brag.html",
    ),
)
@click.argument("kind", type=click.Choice([*TELLING_KINDS, "drafts"]))
@click.argument("file", metavar="[FILE]", required=False)
@click.option("--since", metavar="DATE", help=say("From this day on; a year ago unless told."))
@click.option("--until", metavar="DATE", help=say("Up to this day; today unless told."))
@click.option("--goal", metavar="GOAL", help=say("Only wins that point toward this goal."))
@click.option(
    "--win", "wins", metavar="WIN", multiple=True, help=say("These wins and no others, in this order; repeat.")
)
@click.option(
    "--also", metavar="WIN", multiple=True, help=say("This one besides: an early or a shiny one, too; repeat.")
)
@click.option("--without", metavar="WIN", multiple=True, help=say("Leave this one out; repeat."))
@click.option("--up", metavar="WIN", multiple=True, help=say("With --draft: move the story of this win up; repeat."))
@click.option(
    "--down", metavar="WIN", multiple=True, help=say("With --draft: move the story of this win down; repeat.")
)
@click.option(
    "--as", "form", type=click.Choice(FORMS), help=say("The format; the end of FILE tells it, else Markdown.")
)
@click.option("--keep", metavar="TITLE", help=say("Keep it as a draft, to be ordered and, in the browser, written on."))
@click.option(
    "--draft",
    metavar="DRAFT",
    help=say("A draft that was kept; --win, --also, --without, --up and --down order it anew."),
)
@click.option("--yes", is_flag=True, help=say("Write FILE without asking about what is private in it."))
def command(
    call: Call,
    kind: str,
    file: str | None,
    since: str | None,
    until: str | None,
    goal: str | None,
    wins: tuple[str, ...],
    also: tuple[str, ...],
    without: tuple[str, ...],
    up: tuple[str, ...],
    down: tuple[str, ...],
    form: Form | None,
    keep: str | None,
    draft: str | None,
    yes: bool,
) -> int | None:
    """Tell your real wins: KIND is brag (goals and skills, then chains as stories), interview (situation, task, action,
    result, with blanks for what only you know), lines (for a résumé), year (the year in review), or drafts (what was
    kept).

    Nothing is invented: each sentence is your own, or says plainly what the journal holds. Early wins and shiny objects
    are told only where you put them in.
    """  # noqa: D205 - the first paragraph of a help page
    if kind == "drafts":
        _list_drafts(call, draft)
        return None
    chosen = _form(file, form)
    ordering = Ordering(wins, also, without, up, down)
    if draft is None and (up or down):
        raise UsageError(say("Only a draft can be ordered: name it with --draft, or keep one with --keep TITLE."))
    with call.open() if keep is not None or (draft is not None and ordering.asks) else call.read() as journal:
        if draft is not None:
            found = find_draft(journal, draft)
            if found.kind != kind:
                other = say(
                    "That draft is of another kind: smallwins story {kind} --draft {draft}",
                    kind=found.kind,
                    draft=draft,
                )
                raise UsageError(other)
            given = tell_draft(journal, ordered(journal, found, ordering) if ordering.asks else found)
        else:
            asked = _asked(call, journal, kind, since, until, goal, wins, also, without)  # type: ignore[arg-type]
            given = tell(journal, asked)
            if keep is not None:
                new_draft(journal, NewDraft(new_id(), call.at, title=keep, **asked._asdict()))
    return _give(call, given, file, chosen, yes=yes)


def _asked(
    call: Call,
    journal: Journal,
    kind: TellingKind,
    since: str | None,
    until: str | None,
    goal: str | None,
    wins: tuple[str, ...],
    also: tuple[str, ...],
    without: tuple[str, ...],
) -> Tell:
    last = call.day(journal, until, "--until") or call.today(journal)
    return Tell(
        kind,
        call.day(journal, since, "--since") or year_until(last),
        last,
        journal.goals.find(goal).id if goal else None,
        *(tuple(journal.wins.find(name).win.id for name in names) for names in (wins, also, without)),
    )


def _form(file: str | None, form: Form | None) -> Form:
    ending = ENDINGS.get(Path(file or "").suffix.lower())
    chosen = form or ending or "markdown"
    if chosen == "pdf" and (file is None or file == "-") and sys.stdout.isatty():
        raise UsageError(say("A PDF is nothing for a terminal: name a FILE."))
    return chosen


def _give(call: Call, given: Told, file: str | None, form: Form, *, yes: bool) -> int | None:
    if given.telling.blank():
        call.say(_("There is nothing to tell yet: no real win in that span. Name others with --win or --also."))
    if call.json and file is None:
        call.put([text_of(told_shape(given))])
        return None
    document = written(given.telling, form, print_fonts)
    _warn(call, given.private)
    if file is None or file == "-":
        if form == "markdown" and call.terminal.is_one:
            print(shown(document.decode()), end="")
        else:
            sys.stdout.buffer.write(document)
            sys.stdout.buffer.flush()
        return None
    asks = given.private and call.asks and not yes
    if asks and not click.confirm(_("Write {file}?", file=file), default=True, err=True):
        call.say(_("Nothing was written."))
        return FAILED
    write_new(file, document)
    if call.json:
        print(text_of({**told_shape(given), "file": file, "bytes": len(document)}))
    else:
        call.say(_("Written to {file}.", file=file))
    return None


def _warn(call: Call, private: tuple[Warned, ...]) -> None:
    """Say what is private, on standard error, before anything leaves."""
    if private:
        call.say(_("Before you share this:"))
        for warned in private:
            call.say(f"- {one_line(told(warned.what))}.")


def _list_drafts(call: Call, name: str | None) -> None:
    """List the drafts, or the wins of one of them in their order."""
    with call.read() as journal:
        drafts = journal.drafts.all() if name is None else [find_draft(journal, name)]
        if name is not None and not call.json:
            call.put(chosen_lines(journal, drafts[0], call.terminal.table_width))
            return
    if call.json:
        call.put([text_of([draft_shape(draft) for draft in drafts])])
        return
    if not drafts:
        call.say(_("No draft yet. Keep one: smallwins story brag --keep TITLE"))
    dot = " · " if call.terminal.unicode else ", "
    for place, draft in enumerate(drafts, 1):
        name = one_line(draft.title) or _("(no title)")
        days = _("{since} to {until}", since=draft.since, until=draft.until)
        words = (name, draft.kind, days, _n("{n} wins", "{n} wins", len(draft.chosen)))
        print(f"{place:>3}  {dot.join(words)}")
