"""The weekly review as a conversation: six steps in order; where one stands is kept at every step."""

from collections.abc import Callable, Mapping

from smallwins.bootstrap import new_id, now
from smallwins.cli.asking import ask
from smallwins.cli.call import Call
from smallwins.cli.conversation import BACK, QUIT, SKIP, Choice, Conversation, Turn
from smallwins.cli.deciding_inbox import decide_each
from smallwins.cli.render_list import win_line, win_lines
from smallwins.cli.render_week import momentum_line, picture, trend_lines, week_title
from smallwins.cli.reviewing_pulse import ask_pulse
from smallwins.cli.reviewing_remarks import ask_remarks
from smallwins.cli.reviewing_step import ask_one_step
from smallwins.cli.text import one_line
from smallwins.cli.weighing import ask_look_back
from smallwins.journal.commands import AddWin, AnswerPulse, CloseReview, MoveReview, SkipQuestion
from smallwins.journal.reviews import answer_pulse, close_review, move_review, skip_question
from smallwins.journal.weekly import WeekReview, review_of
from smallwins.journal.wins import add_win
from smallwins.language import _, _n, told
from smallwins.method.days import short_day
from smallwins.method.questions import BY_FIELD, OPENED, VERDICT_WORDS
from smallwins.method.review import STAGES, Stage, after, before
from smallwins.method.saying import say
from smallwins.method.week import Week

TITLES: Mapping[Stage, str] = {
    "doors": say("Doors"),
    "wins": say("Wins"),
    "questions": say("The questions"),
    "pulse": say("Pulse"),
    "step": say("One step"),
    "close": say("Close"),
}


def hold_review(call: Call, talk: Conversation, week: Week) -> None:
    """Go through the review from where it stands; quitting keeps everything, closing ends it."""
    stage = look(call, week).review.stage
    talk.head(_("The review of {week}", week=week_title(week)))
    talk.say(_("About five minutes. Everything is kept at once; q goes on later."))
    while True:
        with call.open() as journal:
            move_review(journal, MoveReview(week, now(), stage))
        place = _("{place} of {all}", place=STAGES.index(stage) + 1, all=len(STAGES))
        talk.head(f"{place}  {told(TITLES[stage])}")
        turn = STEPS[stage](call, talk, week)
        if turn == QUIT:
            talk.say(_("All of it is kept. To go on: smallwins review --week {week}", week=str(week)))
            return
        if stage == "close" and turn != BACK:
            return
        stage = before(stage) if turn == BACK else after(stage)


def look(call: Call, week: Week) -> WeekReview:
    """Read the review as it stands."""
    with call.read() as journal:
        return review_of(journal, week, call.today(journal))


def _doors(call: Call, talk: Conversation, week: Week) -> Turn | None:
    view = look(call, week)
    if view.road_behind:
        judged = view.road_behind.judged
        talk.say(_("The road behind, about a quarter ago:"))
        talk.put(win_line(judged, talk.terminal))
        led_to = view.road_behind.led_to
        talk.say(_("It has opened since:") if led_to else _("It has opened no door that is written down."))
        talk.put([line for later in led_to for line in win_line(later, talk.terminal)])
    for crossroads in view.crossroads_due:
        turn = ask_look_back(call, talk, crossroads)
        if turn in (BACK, QUIT):
            return turn
    asked = [(win_id, OPENED.field) for win_id in view.left.doors]
    none = "" if view.crossroads_due else _("No door is waiting to be asked about.")
    return _ask_each(call, talk, week, asked, none)


def _wins(call: Call, talk: Conversation, week: Week) -> Turn | None:
    turn = _from_elsewhere(call, talk, week)
    if turn is not None:
        return turn
    while True:
        view = look(call, week)
        wins = [line.judged for line in view.wins]
        talk.put(win_lines(wins, talk.terminal))
        title = talk.text(_brought(view), hint=_("One line writes a win down. Enter alone goes on"))
        if title == SKIP:
            return None
        if isinstance(title, Turn):
            return title
        with call.open() as journal:
            happened_on = min(call.today(journal), week.sunday)
            add_win(journal, AddWin(new_id(), now(), title, happened_on))


def _brought(view: WeekReview) -> str:
    """Ask the three things of the second step at once, as long as the method's words hold."""
    three = [one for one in view.words if one.key.startswith("brought-")]
    if not any(one.reworded for one in three):
        return _("What this week brought clarity? Confidence? A real step?")
    return " ".join(one_line(told(one.text)) for one in three)


def own_words(view: WeekReview, key: str, usual: str) -> str:
    """Return the person's own words where there are any."""
    return next((one_line(one.text) for one in view.words if one.key == key and one.reworded), usual)


def _from_elsewhere(call: Call, talk: Conversation, week: Week) -> Turn | None:
    """Go through what came in from elsewhere and happened in this week: keep it, merge it or let it go."""
    with call.read() as journal:
        waiting = journal.inbox.count(week.monday, week.sunday)
    if not waiting:
        return None
    talk.say(
        _n(
            "From elsewhere: {n} thing of this week. Is it a win of yours?",
            "From elsewhere: {n} things of this week. Is it a win of yours?",
            waiting,
        )
    )
    _, turn = decide_each(call, talk, week)
    return turn


def _questions(call: Call, talk: Conversation, week: Week) -> Turn | None:
    turn = ask_remarks(call, talk, week)
    if turn is not None:
        return turn
    return _ask_each(
        call, talk, week, look(call, week).left.questions, _("Every question is answered, or left for later.")
    )


def _ask_each(
    call: Call, talk: Conversation, week: Week, asked: "list[tuple[str, str]] | tuple[tuple[str, str], ...]", none: str
) -> Turn | None:
    """Ask questions, each with its win; what is skipped is not asked again in this review."""
    if not asked:
        if none:
            talk.say(none)
        return talk.go_on()
    place, about, answered = 0, "", False
    while place < len(asked):
        win_id, field = asked[place]
        with call.read() as journal:
            win = journal.wins.get(win_id).win
        if about != win_id:
            talk.head(f"{win.number}  {one_line(win.title)}  ({told(short_day(win.happened_on))})")
            answered = False
        about = win_id
        turn = ask(call, talk, win_id, BY_FIELD[field])
        if turn == QUIT or (turn == BACK and place == 0):
            return turn
        if turn == SKIP:
            with call.open() as journal:
                skip_question(journal, SkipQuestion(week, now(), win_id, field))
        answered = answered or turn is None
        place += -1 if turn == BACK else 1
        if answered and (place == len(asked) or asked[place][0] != win_id):
            _tell(call, talk, win_id)
    return None


def _tell(call: Call, talk: Conversation, win_id: str) -> None:
    with call.read() as journal:
        judged = journal.wins.get(win_id)
    word = VERDICT_WORDS[judged.verdict]
    talk.say("")
    talk.put([talk.terminal.tone(f"{talk.terminal.sign(judged.verdict)} {told(word.label)}", judged.verdict)])
    talk.say(told(word.sentence))


def _close(call: Call, talk: Conversation, week: Week) -> Turn | None:
    view = look(call, week)
    talk.put(closing_lines(view, talk))
    usual = _("A line about this week, to find again later?")
    note = talk.text(own_words(view, "note", usual), hint=_("Enter alone: none"))
    if note in (BACK, QUIT):
        return note if isinstance(note, Turn) else None
    if not isinstance(note, Turn):
        with call.open() as journal:
            answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), note=note))
    closing = talk.choose(
        _("Close the week?"),
        (Choice("y", _("Yes, close it"), value=True), Choice("n", _("Not yet"), value=False)),
        default=True,
    )
    if closing is not True:
        return closing if closing == BACK else QUIT
    with call.open() as journal:
        close_review(journal, CloseReview(week, now()))
    view = look(call, week)
    kept = view.weeks_kept
    talk.say("", _n("{week} is kept. {n} week kept in all.", "{week} is kept. {n} weeks kept in all.", kept, week=week))
    return None


def closing_lines(view: WeekReview, talk: Conversation) -> list[str]:
    """Return the week in one picture: what it brought, doors, momentum, what goes to the rearview."""
    terminal, wins = talk.terminal, [line.judged for line in view.wins]
    seen = view.picture
    lines = picture(wins, terminal)
    doors = _n("{n} door opened.", "{n} doors opened.", seen.doors_opened)
    lines.append(doors if seen.doors_opened else _("No door opened this week."))
    lines.append(momentum_line(seen.momentum, terminal))
    lines.extend(trend_lines(seen.momentum, terminal, stuck=view.stuck))
    if seen.to_rearview:
        lines.append(_("To the rearview:"))
        lines.extend(win_lines(seen.to_rearview, terminal))
    left = view.left.total
    if not left:
        return lines
    return [*lines, _n("{n} question left open; that is fine.", "{n} questions left open; that is fine.", left)]


STEPS: Mapping[Stage, Callable[[Call, Conversation, Week], Turn | None]] = {
    "doors": _doors,
    "wins": _wins,
    "questions": _questions,
    "pulse": ask_pulse,
    "step": ask_one_step,
    "close": _close,
}
