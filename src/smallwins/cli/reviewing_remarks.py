"""What a coach asked or said, met in the review: answered in a line, left at that, or left for another time."""

from smallwins.bootstrap import now
from smallwins.cli.call import Call
from smallwins.cli.conversation import BACK, QUIT, SKIP, Conversation, Turn
from smallwins.cli.text import one_line, shown
from smallwins.journal.sharing import AnswerRemark, Said, answer_remark
from smallwins.journal.weekly import review_of
from smallwins.language import _
from smallwins.method.week import Week

LEAVE = "-"


def ask_remarks(call: Call, talk: Conversation, week: Week) -> Turn | None:
    """Show what waits, one after another, and keep each answer at once."""
    with call.read() as journal:
        waiting = review_of(journal, week, call.today(journal)).waiting
    for said in waiting:
        turn = _ask(call, talk, said)
        if turn in (BACK, QUIT):
            return turn
    return None


def _ask(call: Call, talk: Conversation, said: Said) -> Turn | None:
    remark = said.remark
    about = f"{said.about.win.number}  {one_line(said.about.win.title)}" if said.about else str(remark.week)
    words = {"name": one_line(remark.author_name), "what": about}
    talk.head(_("{name} asks about {what}", **words) if remark.asks else _("{name} wrote about {what}", **words))
    for earlier in said.before:
        talk.say(*(f"  {_('earlier: {words}', words=shown(line))}" for line in earlier.text.splitlines()))
        if earlier.answer:
            talk.say(*(f"  {_('you answered: {words}', words=shown(line))}" for line in earlier.answer.splitlines()))
    talk.say(*(shown(line) for line in remark.text.splitlines()))
    told = talk.text(_("Your answer?"), hint=_("One line answers; {sign} leaves it at that", sign=LEAVE))
    if isinstance(told, Turn):
        return None if told == SKIP else told
    with call.open() as journal:
        answer_remark(journal, AnswerRemark(remark.id, now(), None if told == LEAVE else told))
    return None
