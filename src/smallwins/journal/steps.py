"""Next steps: plan one concrete thing because of a win, and say how it went."""

from smallwins.journal.changes import remember, through
from smallwins.journal.commands import AddStep, MoveStep
from smallwins.journal.keys import repeated
from smallwins.journal.ports import Journal
from smallwins.journal.verdicts import reconsider
from smallwins.method.history import Entry
from smallwins.method.saying import say_in
from smallwins.method.step import NextStep, checked


def add_step(journal: Journal, command: AddStep) -> NextStep:
    """Plan a next step; sent twice, it is planned once."""
    if repeated(journal, command):
        return journal.steps.get(command.id)
    win = journal.wins.get(command.win).win
    step = checked(NextStep(command.id, 0, win.id, command.text.strip(), command.due_on))
    remember(
        journal,
        command.at,
        through(say_in("history", "planned a step for {win}", win=win.number), command.via),
        wins=[win.id],
    )
    step = step._replace(number=journal.steps.take_number())
    journal.steps.add([step])
    if command.via:
        verdict = journal.wins.get(win.id).verdict
        planned = through(say_in("history", "a next step was planned"), command.via)
        cause = say_in("history", "{what}: {text}", what=planned, text=step.text)
        journal.history.append([(win.id, Entry(command.at, cause, verdict))])
    return step


def move_step(journal: Journal, command: MoveStep) -> NextStep:
    """Mark a step as done, dropped or open again; a step that is done is momentum (facts beat claims)."""
    step = journal.steps.get(command.step)
    if step.status == command.status:
        return step
    remember(
        journal,
        command.at,
        say_in("history", "step {step} {status}", step=step.number, status=command.status),
        wins=[step.win_id],
    )
    done_on = command.on if command.status == "done" else None
    moved = checked(step._replace(status=command.status, done_on=done_on))
    journal.steps.save(moved)
    words = {
        "done": say_in("history", "a next step is done"),
        "dropped": say_in("history", "a next step was dropped"),
        "open": say_in("history", "a next step is open again"),
    }
    reconsider(
        journal,
        [step.win_id],
        command.at,
        say_in("history", "{what}: {text}", what=words[command.status], text=step.text),
        always=True,
    )
    return moved
