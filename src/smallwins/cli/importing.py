"""A file of another program, in the terminal: what it would bring, what could not be read, and into the inbox."""

import sys
from collections.abc import Iterator, Mapping, Sequence

from smallwins.cli.call import Call
from smallwins.cli.conversation import Choice, Turn, talk
from smallwins.cli.errors import UsageError
from smallwins.cli.shapes import text_of
from smallwins.cli.text import hang, one_line
from smallwins.journal.foreign import ColumnsToSay, ForeignReport, check_foreign, columns_to_say, import_foreign
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.inbox_shapes import foreign_shape
from smallwins.language import _, _n, told
from smallwins.method.errors import InputError
from smallwins.method.saying import say, say_number

REJECTS_SHOWN = 20
GO_ON = say("smallwins inbox goes through it: one key each. smallwins undo takes all of it out again.")
ONLY_GOALS = say("smallwins goals shows them. smallwins undo takes them out again.")
KEYS = "123456789acdefghijklmnoprtuvwxyz"  # b, q and s have a meaning everywhere


def columns_said(columns: Sequence[str]) -> Mapping[str, str]:
    """Read --map FIELD=COLUMN."""
    said = {}
    for one in columns:
        field, has_column, column = one.partition("=")
        if not has_column:
            raise UsageError(say("--map {given}: write it as FIELD=COLUMN, such as title=Accomplishment.", given=one))
        said[field.strip()] = column.strip()
    return said


def order_said(order: str | None) -> bool | None:
    """Read --day-first and --month-first."""
    return None if order is None else order == "day"


def take_in_foreign(call: Call, asked: ImportForeign, *, dry_run: bool) -> None:
    """Look at the file, and unless this is a dry run put what is new into the inbox; a person is asked before."""
    first_look = dry_run or call.asks
    try:
        report = _taken_in(call, asked, dry_run=first_look)
    except InputError as error:
        if error.field == "day_first":
            asked = asked._replace(day_first=_order(call, error))
        elif (to_say := columns_to_say(asked)) and error.field in to_say.fields:
            asked = asked._replace(columns=_mapped(call, asked, to_say, error))
        else:
            raise
        take_in_foreign(call, asked, dry_run=dry_run)
        return
    if call.json:
        print(text_of(foreign_shape(report, dry_run=dry_run)))
        return
    call.put(_lines(call, report, dry_run=first_look))
    if report.brings_something and first_look and not dry_run:
        if not _agreed(call, report):
            print(_("Nothing was taken in."))
            return
        call.put(_went_in(_taken_in(call, asked, dry_run=False)))


def _agreed(call: Call, report: ForeignReport) -> bool:
    into_inbox = _n("Put it into the inbox?", "Put them into the inbox?", report.new)
    question = _("Take it in?") if report.goals else into_inbox
    with talk(call.terminal) as conversation:
        return conversation.agree(question) is True


def _taken_in(call: Call, asked: ImportForeign, *, dry_run: bool) -> ForeignReport:
    shows = sys.stderr.isatty()
    progress = _progress if shows else _silent
    if dry_run:
        with call.read() as journal:
            report = check_foreign(journal, asked, progress)
    else:
        with call.open() as journal:
            report = import_foreign(journal, asked, progress)
    if shows:
        print("\r\x1b[K", end="", file=sys.stderr)
    return report


def _order(call: Call, error: InputError) -> bool:
    if not call.asks:
        raise UsageError(say("{problem}: --day-first or --month-first.", problem=error.problem))
    with talk(call.terminal) as conversation:
        answer = conversation.choose(
            _("In this file, which comes first?"),
            (
                Choice("d", _("the day: 03/04 is 3 April"), value=True),
                Choice("m", _("the month: 03/04 is 4 March"), value=False),
            ),
        )
    if isinstance(answer, Turn):
        raise UsageError(say("Nothing was taken in."))
    return answer


def _mapped(call: Call, asked: ImportForeign, to_say: ColumnsToSay, error: InputError) -> Mapping[str, str]:
    """Ask which column is the one that is needed and not known."""
    if not call.asks:
        words = {"problem": error.problem, "field": error.field}
        raise InputError(error.field, say("{problem}. Say it with --map {field}=COLUMN", **words)) from None
    with talk(call.terminal) as conversation:
        answer = conversation.choose(
            _("This is {format}. Which of its columns is “{field}”?", format=to_say.called, field=error.field),
            [
                *(Choice(key, one_line(column), column) for key, column in zip(KEYS, to_say.header, strict=False)),
                Choice("0", _("none of them"), ""),
            ],
        )
    if isinstance(answer, Turn):
        raise UsageError(say("Nothing was taken in."))
    return {**asked.columns, error.field: answer}


def _silent(what: str, done: int, of: int) -> None:
    """Show nothing."""


def _progress(what: str, done: int, of: int) -> None:
    words = {"done": say_number(done), "things": told(what)}
    so_far = _("{done} of {all} {things}", all=say_number(of), **words) if of else _("{done} {things}", **words)
    print(f"\r\x1b[K{so_far}", end="", file=sys.stderr, flush=True)


def _lines(call: Call, report: ForeignReport, *, dry_run: bool) -> Iterator[str]:
    yield _("This is {format}.", format=report.called)
    if report.columns:
        yield _("Check the columns (--map FIELD=COLUMN changes one):")
        widest = max(map(len, report.columns))
        yield from (f"  {field:{widest}}  {one_line(column)}" for field, column in report.columns.items())
    if report.new or not report.goals:
        yield _would_go(report.new) if dry_run else _went(report.new)
    yield from _sample(call, report)
    yield from _goals(call, report, dry_run=dry_run)
    for note, number in report.notes.items():
        yield _n("Of these, {n}: {note}.", "Of these, {n}: {note}.", number, note=one_line(told(note)))
    if report.known:
        yield _n("Here already: {n}. They stay as they are.", "Here already: {n}. They stay as they are.", report.known)
    if report.differing:
        yield _n(
            "Of these, {n} say something else in the file than here.",
            "Of these, {n} say something else in the file than here.",
            report.differing,
        )
    yield from _left_out(call, report)
    yield from _rejects(call, report)
    for words in report.advice:
        yield from hang("", one_line(told(words)), call.terminal.table_width)
    if report.brings_something and not dry_run:
        yield told(GO_ON if report.new else ONLY_GOALS)


def _would_go(number: int) -> str:
    return _n("{n} thing would go into the inbox.", "{n} things would go into the inbox.", number)


def _went(number: int) -> str:
    return _n("{n} thing went into the inbox.", "{n} things went into the inbox.", number)


def _more(number: int) -> str:
    return f"  {_n('and {n} more', 'and {n} more', number)}"


def _went_in(report: ForeignReport) -> Iterator[str]:
    things = [_went(report.new)] if report.new else []
    goals = [_n("{n} goal came in.", "{n} goals came in.", report.goals)] if report.goals else []
    yield " ".join([*things, *goals])
    yield told(GO_ON if report.new else ONLY_GOALS)


def _goals(call: Call, report: ForeignReport, *, dry_run: bool) -> Iterator[str]:
    if report.goals:
        would_come = _n("{n} goal would come in as it is:", "{n} goals would come in as they are:", report.goals)
        yield would_come if dry_run else _n("{n} goal came in:", "{n} goals came in:", report.goals)
        for title in report.goal_titles:
            yield from hang("  ", one_line(title), call.terminal.table_width)
        if report.goals > len(report.goal_titles):
            yield _more(report.goals - len(report.goal_titles))
    if report.goals_known:
        yield _n("{n} goal here already.", "{n} goals here already.", report.goals_known)


def _sample(call: Call, report: ForeignReport) -> Iterator[str]:
    for candidate in report.sample:
        yield from hang(f"  {candidate.happened_on}  ", one_line(candidate.title), call.terminal.table_width)
        if candidate.notes:
            yield call.terminal.tone(f"{' ' * 14}({'; '.join(map(told, candidate.notes))})", "faint")
    if report.new > len(report.sample):
        yield _more(report.new - len(report.sample))


def _left_out(call: Call, report: ForeignReport) -> Iterator[str]:
    for reason, number in report.left_out.items():
        places = [one_line(place) for place in report.left_out_at[reason] if place]
        why = one_line(told(reason))
        at = f"{', '.join(places)}{' …' if number > len(places) else ''}"
        line = (
            _n("Left out: {n} ({why}): {places}.", "Left out: {n} ({why}): {places}.", number, why=why, places=at)
            if places
            else _n("Left out: {n} ({why}).", "Left out: {n} ({why}).", number, why=why)
        )
        yield from hang("", line, call.terminal.table_width)


def _rejects(call: Call, report: ForeignReport) -> Iterator[str]:
    if not report.rejected:
        return
    yield _n(
        "Could not be read: {n}. The others are not touched by that.",
        "Could not be read: {n}. The others are not touched by that.",
        report.rejected,
    )
    for reject in report.rejects[:REJECTS_SHOWN]:
        place = one_line(told(reject.place))
        yield from hang(f"  {place}: ", one_line(told(reject.reason)), call.terminal.table_width)
    if report.rejected > REJECTS_SHOWN:
        more = _n("and {n} more; --json names them", "and {n} more; --json names them", report.rejected - REJECTS_SHOWN)
        yield f"  {more}"
