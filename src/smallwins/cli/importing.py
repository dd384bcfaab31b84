"""A file of another program, in the terminal: what it would bring, what could not be read, and into the inbox."""

import sys
from collections.abc import Iterator, Mapping, Sequence

from smallwins.cli.call import Call
from smallwins.cli.conversation import Choice, Turn, talk
from smallwins.cli.errors import UsageError
from smallwins.cli.shapes import text_of
from smallwins.cli.text import hang, one_line
from smallwins.cli.words import counted
from smallwins.journal.foreign import ColumnsToSay, ForeignReport, check_foreign, columns_to_say, import_foreign
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.inbox_shapes import foreign_shape
from smallwins.method.errors import InputError

REJECTS_SHOWN = 20
GO_ON = "smallwins inbox goes through it: one key each. smallwins undo takes all of it out again."
ONLY_GOALS = "smallwins goals shows them. smallwins undo takes them out again."
KEYS = "123456789acdefghijklmnoprtuvwxyz"  # b, q and s have a meaning everywhere


def columns_said(columns: Sequence[str]) -> Mapping[str, str]:
    """Read --map FIELD=COLUMN."""
    said = {}
    for one in columns:
        field, has_column, column = one.partition("=")
        if not has_column:
            raise UsageError(f"--map {one}: write it as FIELD=COLUMN, such as title=Accomplishment.")
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
            print("Nothing was taken in.")
            return
        call.put(_went_in(_taken_in(call, asked, dry_run=False)))


def _agreed(call: Call, report: ForeignReport) -> bool:
    question = f"Put {'it' if report.new == 1 else 'them'} into the inbox?" if not report.goals else "Take it in?"
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
        raise UsageError(f"{error.problem}: --day-first or --month-first.")
    with talk(call.terminal) as conversation:
        answer = conversation.choose(
            "In this file, which comes first?",
            (
                Choice("d", "the day: 03/04 is 3 April", value=True),
                Choice("m", "the month: 03/04 is 4 March", value=False),
            ),
        )
    if isinstance(answer, Turn):
        raise UsageError("Nothing was taken in.")
    return answer


def _mapped(call: Call, asked: ImportForeign, to_say: ColumnsToSay, error: InputError) -> Mapping[str, str]:
    """Ask which column is the one that is needed and not known."""
    if not call.asks:
        raise InputError(error.field, f"{error.problem}. Say it with --map {error.field}=COLUMN") from None
    with talk(call.terminal) as conversation:
        answer = conversation.choose(
            f"This is {to_say.called}. Which of its columns is “{error.field}”?",
            [
                *(Choice(key, one_line(column), column) for key, column in zip(KEYS, to_say.header, strict=False)),
                Choice("0", "none of them", ""),
            ],
        )
    if isinstance(answer, Turn):
        raise UsageError("Nothing was taken in.")
    return {**asked.columns, error.field: answer}


def _silent(what: str, done: int, of: int) -> None:
    """Show nothing."""


def _progress(what: str, done: int, of: int) -> None:
    so_far = f"{done:,} of {of:,}" if of else f"{done:,}"
    print(f"\r\x1b[K{so_far} {what}", end="", file=sys.stderr, flush=True)


def _lines(call: Call, report: ForeignReport, *, dry_run: bool) -> Iterator[str]:
    yield f"This is {report.called}."
    if report.columns:
        yield "Check the columns (--map FIELD=COLUMN changes one):"
        widest = max(map(len, report.columns))
        yield from (f"  {field:{widest}}  {one_line(column)}" for field, column in report.columns.items())
    things = counted(report.new, "thing")
    if report.new or not report.goals:
        yield f"{things} would go into the inbox." if dry_run else f"{things} went into the inbox."
    yield from _sample(call, report)
    yield from _goals(call, report, dry_run=dry_run)
    yield from (f"Of these, {number:,}: {one_line(note)}." for note, number in report.notes.items())
    if report.known:
        yield f"Here already: {report.known:,}. They stay as they are."
    if report.differing:
        yield f"Of these, {report.differing:,} say something else in the file than here."
    yield from _left_out(call, report)
    yield from _rejects(call, report)
    for words in report.advice:
        yield from hang("", one_line(words), call.terminal.table_width)
    if report.brings_something and not dry_run:
        yield GO_ON if report.new else ONLY_GOALS


def _went_in(report: ForeignReport) -> Iterator[str]:
    things = [f"{counted(report.new, 'thing')} went into the inbox."] if report.new else []
    goals = [f"{counted(report.goals, 'goal')} came in."] if report.goals else []
    yield " ".join([*things, *goals])
    yield GO_ON if report.new else ONLY_GOALS


def _goals(call: Call, report: ForeignReport, *, dry_run: bool) -> Iterator[str]:
    if report.goals:
        goals = counted(report.goals, "goal")
        yield (
            f"{goals} would come in as {'it is' if report.goals == 1 else 'they are'}:"
            if dry_run
            else f"{goals} came in:"
        )
        for title in report.goal_titles:
            yield from hang("  ", one_line(title), call.terminal.table_width)
        if report.goals > len(report.goal_titles):
            yield f"  and {report.goals - len(report.goal_titles):,} more"
    if report.goals_known:
        yield f"{counted(report.goals_known, 'goal')} here already."


def _sample(call: Call, report: ForeignReport) -> Iterator[str]:
    for candidate in report.sample:
        yield from hang(f"  {candidate.happened_on}  ", one_line(candidate.title), call.terminal.table_width)
        if candidate.notes:
            yield call.terminal.tone(f"{' ' * 14}({'; '.join(candidate.notes)})", "faint")
    if report.new > len(report.sample):
        yield f"  and {report.new - len(report.sample):,} more"


def _left_out(call: Call, report: ForeignReport) -> Iterator[str]:
    for reason, number in report.left_out.items():
        places = [one_line(place) for place in report.left_out_at[reason] if place]
        at = f": {', '.join(places)}{' …' if number > len(places) else ''}" if places else ""
        yield from hang("", f"Left out: {number:,} ({one_line(reason)}){at}.", call.terminal.table_width)


def _rejects(call: Call, report: ForeignReport) -> Iterator[str]:
    if not report.rejected:
        return
    yield f"Could not be read: {report.rejected:,}. The others are not touched by that."
    for reject in report.rejects[:REJECTS_SHOWN]:
        yield from hang(f"  {one_line(reject.place)}: ", one_line(reject.reason), call.terminal.table_width)
    if report.rejected > REJECTS_SHOWN:
        yield f"  and {report.rejected - REJECTS_SHOWN:,} more; --json names them"
