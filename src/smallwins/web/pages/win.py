"""A win's own page: its story, its questions, the verdict and why, its doors, steps and history."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smallwins import bootstrap
from smallwins.journal.chains import doors_through
from smallwins.journal.judging import look_again_after
from smallwins.journal.queries import find_win, later_wins, may_have_opened
from smallwins.journal.settings import settings_of, today_of, zone_of
from smallwins.journal.sharing import Said
from smallwins.journal.stories import WinStory, win_story
from smallwins.journal.weeks import in_rearview
from smallwins.method.counterfactual import listed
from smallwins.method.days import full_day
from smallwins.method.questions import (
    CAUTION_WORDS,
    KIND_WORDS,
    LOOKS_WORDS,
    UNANSWERED,
    VERDICT_WORDS,
    questions_left,
    signal_labels,
)
from smallwins.method.saying import say
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Win
from smallwins.web import showing, telling
from smallwins.web.asking import AGAIN, Asking, ask, asked
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.markdown import story
from smallwins.web.page import page
from smallwins.web.pages.changing import as_read
from smallwins.web.places import form_of

GUT_WORDS = {
    ("real", "real"): say("On the day you called it real. It was."),
    ("real", "shiny"): say("On the day you called it real; it turned out to be a shiny object."),
    ("shiny", "shiny"): say("On the day you called it shiny. It was."),
    ("shiny", "real"): say("On the day you called it shiny; it turned out to be a real win."),
}

LOOKED_AGAIN = {
    "real": say("It is a real win now, and it has left the rearview."),
    "early": say("It is too early to tell now, and it has left the rearview."),
    "shiny": say("By your answers it is a shiny object, as before. It stays in the rearview, and nothing is lost."),
}

OWN_CALL_STAYS = say("It is a shiny object by your own call, which stands until you take it back.")


class LookedAgain(NamedTuple):
    """A win of the rearview put to the questions anew."""

    shone: str  # what made it shine
    before: str  # the answer until now
    verdict: str  # how it ends


@require_safe
def win(request: HttpRequest, number: int) -> HttpResponse:
    """Show a win."""
    to_ask = asked(request)._replace(win=number)
    with journal_of(request, reading=True) as journal:
        judged = find_win(journal, str(number))
        today = today_of(journal, bootstrap.now())
        told = win_story(journal, judged.win.id, today)
        goals = [goal for goal in journal.goals.all() if goal.status == "active"]
        zone = zone_of(settings_of(journal))
        later = later_wins(journal, judged, to_ask.words) if to_ask.then == "door" else ()
        adds = request.GET.get("add") == "earlier"
        earlier = may_have_opened(journal, judged, to_ask.words) if adds else ()
        in_chain = doors_through(journal, judged.win.id) if told.line.opened_by or told.line.led_to else 0
        rearview = in_rearview(journal)
        after = look_again_after(journal)
    form = form_of(request)
    kept = judged.win
    answers = telling.answers(kept.answers, told.line.goals)
    asking = ask(judged, goals, f"win:{number}", to_ask, today, form, after)
    return page(
        request,
        "pages/win.html",
        here="wins",
        rearview=rearview,
        win=kept,
        judged=judged,
        row=showing.row(told.line, full_day),
        line=told.line,
        in_chain=in_chain,
        story=story(kept.story) if kept.story else "",
        form=_edit_form(kept, form),
        editing=form is not None and "version" in form.typed,
        stale=form is not None and bool(form.problem("version")),
        new_step=bootstrap.new_id(),
        typed=form or Form({}),
        asking=asking,
        again=_again(judged, answers, asking) if to_ask.again else None,
        left=len(questions_left(judged)),
        found=[one.win for one in (later or earlier)],
        words=to_ask.words,
        adds=adds,
        rose=to_ask.rose,
        look_again=f"?ask={number}&skip={AGAIN}" if judged.verdict == "shiny" else "",
        cheers=request.GET.get("cheers") == "1",
        why=_why(told),
        answers=answers,
        history=telling.history(told.history, zone),
        gut=GUT_WORDS.get((judged.gut_shown or "", judged.verdict), ""),
        looks=LOOKS_WORDS[kept.looks] if kept.looks is not None else "",
        kinds=list(KIND_WORDS.items()),
        kind=KIND_WORDS[kept.kind].label if kept.kind else "",
        aligned=kept.answers.direction is not None and kept.answers.motive is not None,
        today=today,
        remarks=[Said(remark, None) for remark in told.remarks],
    )


def _again(judged: JudgedWin, answers: tuple[telling.Answered, ...], asking: Asking | None) -> LookedAgain:
    """Say how a look again stands: why it shines, and what was answered until now to the question that is asked."""
    before = [one.answer for one in answers if asking and asking.step == "question" and one.field == asking.field]
    shone = telling.shone_by(judged.win.answers) if judged.verdict == "shiny" else []
    ends = OWN_CALL_STAYS if judged.verdict == "shiny" and judged.win.overrule else LOOKED_AGAIN[judged.verdict]
    return LookedAgain(listed(shone), "".join(before), ends)


def _why(told: WinStory) -> dict[str, object]:
    """Say the reason of the computed verdict."""
    reason, line = told.reason, told.line
    labels = {signal: label for signal, _, label in signal_labels(line.judged, showing.facts_of(line))}
    decided = [labels[signal] for signal in reason.decided]
    word = VERDICT_WORDS[reason.verdict]
    return {
        "computed": reason.verdict,
        "label": word.label,
        "sentence": reason.sentence,
        # What was not answered decides nothing; the sentence says already that it is missing.
        "decided": "" if any(labels[signal] == UNANSWERED[signal] for signal in reason.decided) else listed(decided),
        "cautions": [CAUTION_WORDS[caution] for caution in reason.cautions],
        "changes": [change.sentence for change in reason.counterfactual],
    }


def _edit_form(kept: Win, refused: Form | None) -> Form:
    if refused is not None and "version" in refused.typed:
        return Form({**refused.typed, "version": as_read(kept)}, refused.problems)
    return Form(
        {
            "version": as_read(kept),
            "title": kept.title,
            "happened_on": kept.happened_on.isoformat(),
            "kind": kept.kind or "",
            "tags": ", ".join(kept.tags),
            "looks": "" if kept.looks is None else str(kept.looks),
            "story": kept.story or "",
        }
    )
