"""`smallwins` alone: this week in short, and the one thing to do next."""

from smallwins.cli.call import Call
from smallwins.cli.render_list import step_lines, win_lines
from smallwins.cli.render_week import momentum_line, picture, trend_lines, week_title
from smallwins.cli.text import hang, one_line, width_of, wrap
from smallwins.journal.weekly import review_due
from smallwins.journal.weeks import ThisWeek, this_week
from smallwins.language import _, _n, told
from smallwins.method.saying import say

EMPTY = (
    say("Nothing is written down yet."),
    say("A win is a step that you count as one: a mail sent, a talk given, a no that taught you something."),
    say("smallwins asks four questions about it, and tells what moves you from what only shines."),
    "",
    say('The first one: smallwins add "What happened"'),
    say("To look around first: smallwins sample load"),
)


def show_this_week(call: Call) -> int:
    """Show this week in short."""
    with call.read() as journal:
        week = this_week(journal, call.today(journal))
        offered = review_due(journal, week.today)
        if call.json:
            from smallwins.cli.shapes import goal_shape, momentum_shape, step_shape, text_of, win_shapes  # noqa: PLC0415
            from smallwins.formats.smallwins1.plain import crossroads_json  # noqa: PLC0415

            known = journal.wins.several(step.win_id for step, _ in week.steps)
            shape = {
                "week": str(week.week),
                "today": week.today.isoformat(),
                "wins": win_shapes(journal, [line.judged for line in week.wins], week.today),
                "ask": week.ask and week.ask.judged.win.number,
                "momentum": momentum_shape(week.momentum),
                "goals": [goal_shape(stack.goal, stack) for stack in week.goals],
                "steps": [step_shape(step, known[step.win_id].win.number) for step, _ in week.steps],
                "review": None if offered is None else str(offered),
                "weeks_kept": week.weeks_kept,
                "in_rearview": week.in_rearview,
                "look_back": [{**crossroads_json(due.crossroads), "place": due.place} for due in week.look_back],
            }
            answer = [text_of(shape)]
        else:
            answer = _lines(call, week)
            answer.extend(_next(call, week, None if offered is None else str(offered)))
    call.put(answer)
    return 0


def _lines(call: Call, week: ThisWeek) -> list[str]:
    terminal = call.terminal
    if week.empty:
        return [line for text in EMPTY for line in wrap(told(text), terminal.width)]
    wins = [line.judged for line in week.wins]
    title = _("This week, {week}", week=week_title(week.week))
    lines = [terminal.tone(title, "strong"), *picture(wins, terminal)]
    lines.extend(["", *win_lines(wins, terminal)] if wins else [])
    momentum = week.momentum.momentum
    lines.extend(["", momentum_line(momentum, terminal)] if any(row.momentum for row in momentum.weeks) else [""])
    lines.extend(trend_lines(momentum, terminal, stuck=week.momentum.stuck))
    if week.steps:
        lines.extend(["", terminal.tone(_("Next steps"), "strong")])
        lines.extend(step_lines([step for step, _ in week.steps], {}, terminal, week.today))
    for due in week.look_back:
        words = _("The day to look back on “{title}” has come:", title=one_line(due.crossroads.title))
        command = f"smallwins crossroads look-back {due.place}"  # unsaid: as it is typed
        lines.extend(["", *wrap(words, terminal.width), f"  {command}"])
    kept = _n("{n} week kept", "{n} weeks kept", week.weeks_kept) if week.weeks_kept else ""
    behind = _n("{n} in the rearview", "{n} in the rearview", week.in_rearview) if week.in_rearview else ""
    if kept or behind:
        lines.extend(["", terminal.tone(", ".join(part for part in (kept, behind) if part), "faint")])
    return lines


def _next(call: Call, week: ThisWeek, review: str | None) -> list[str]:
    """Say the one thing to do next, and how."""
    if week.empty:
        return []
    unanswered = next((line.judged.win for line in week.wins if line.judged.win.answers.direction is None), None)
    if week.ask is not None:
        win = week.ask.judged.win
        words, do = _("“{title}”: what door did it open?", title=one_line(win.title)), f"judge {win.number}"
    elif review is not None:
        words, do = _("The review of {week} is ready; about five minutes.", week=review), "review"
        do += "" if review == str(week.week) else f" --week {review}"
    elif unanswered is not None:
        words = _("Put “{title}” to the questions.", title=one_line(unanswered.title))
        do = f"judge {unanswered.number}"
    else:
        words, do = _("What happened since?"), 'add "…"'
    lead = f"{_('Next')}  "
    return ["", *hang(lead, words, call.terminal.width), f"{' ' * width_of(lead)}smallwins {do}"]
