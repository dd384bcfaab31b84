"""What the forms of a crossroads ask for: an answer about an option, another option, the decision, what came of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.crossroads import (
    add_option,
    answer_option,
    decide,
    delete_crossroads,
    edit_option,
    find_crossroads,
    remove_option,
    rename_crossroads,
    reopen_crossroads,
)
from smallwins.journal.crossroads_commands import (
    AddOption,
    AnswerOption,
    Decide,
    DeleteCrossroads,
    EditOption,
    LinkToWin,
    RemoveOption,
    RenameCrossroads,
    ReopenCrossroads,
    TakeAsWin,
)
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.journal.settings import today_of
from smallwins.journal.taking import link_to_win, taken_as_win
from smallwins.language import _
from smallwins.method.crossroads import Crossroads, option_of, option_word
from smallwins.method.errors import InputError
from smallwins.method.questions import BY_FIELD
from smallwins.web import forms, session
from smallwins.web.answered import answers_sent
from smallwins.web.journals import journal_of
from smallwins.web.looking_back import looked_back
from smallwins.web.places import address, go_on, see, shown_again

FOLLOWED_BY = {"direction": {"toward": "goals"}, "opened": {"door": "note"}}
Act = Callable[[Journal, Crossroads, QueryDict], str]


@require_POST
def answer(request: HttpRequest, name: str, option: str) -> HttpResponse:
    """Take one answer about an option, and go on with the next question."""
    sent, field, skip = request.POST, request.POST.get("field", ""), request.POST.get("skip", "")
    with journal_of(request, reading=True) as journal:
        found = find_crossroads(journal, name)
        place = str(found.options.index(option_of(found, option)) + 1)
    if sent.get("answer") == "skip":
        skipped = dict.fromkeys(one for one in (*skip.split(","), field) if one in BY_FIELD)
        return go_on(request, ask=place, skip=",".join(skipped))
    try:
        with journal_of(request) as journal:
            before = option_of(journal.crossroads.get(found.id), option)
            after = option_of(_answered(journal, found, option, sent), option)
            turned = option_word(after) != option_word(before)
            session.say_done(
                request, journal, _("Now {option_word}.", option_word=option_word(after)) if turned else _("Kept.")
            )
            several = sum(goal.status == "active" for goal in journal.goals.all()) > 1
    except InputError as error:
        following = {"goals": "goals", "door_note": "note"}.get(field, "")
        form = forms.shown_again(sent, error)
        asking = field if field in BY_FIELD else ""
        return shown_again(request, form, ask=place, question=asking, then=following, skip=skip)
    then = FOLLOWED_BY.get(field, {}).get(sent.get("answer", ""), "")
    return go_on(request, ask=place, then=then if then != "goals" or several else "", skip=skip)


def _answered(journal: Journal, found: Crossroads, option: str, sent: QueryDict) -> Crossroads:
    """Keep an answer; with one goal it is clear which one is meant, with several it is asked."""
    told = answers_sent(sent, sent.get("field", ""))
    active = [goal.id for goal in journal.goals.all() if goal.status == "active"]
    goals = option_of(found, option).answers.goals
    if told.get("direction") == "toward" and (goals or len(active) == 1):
        told["goals"] = goals or tuple(active)
    return answer_option(journal, AnswerOption(found.id, option, bootstrap.now())._replace(**told))


@require_POST
def change_option(request: HttpRequest, name: str, option: str) -> HttpResponse:
    """Rename an option, say how good it would look, or take it out."""

    def act(journal: Journal, found: Crossroads, sent: QueryDict) -> str:
        now = bootstrap.now()
        if sent.get("act") == "remove":
            remove_option(journal, RemoveOption(found.id, option, now))
            return _("Taken out.")
        command = EditOption(found.id, option, now)
        if "looks" in sent:
            edit_option(journal, command._replace(looks=forms.number(sent, "looks")))
            return _("Kept. Looks never change what an option is.")
        edit_option(journal, command._replace(title=forms.text(sent, "called")))
        return _("Changed.")

    return _moved(request, name, act, options="called", title="called")


@require_POST
def new_option(request: HttpRequest, name: str) -> HttpResponse:
    """Put another option beside the others."""

    def act(journal: Journal, found: Crossroads, sent: QueryDict) -> str:
        made = forms.text(sent, "id") or bootstrap.new_id()
        add_option(journal, AddOption(made, found.id, bootstrap.now(), forms.text(sent, "new_option")))
        return _("Put beside the others.")

    return _moved(request, name, act, options="new_option", title="new_option")


@require_POST
def change(request: HttpRequest, name: str) -> HttpResponse:
    """Rename a crossroads, or take its decision up again."""

    def act(journal: Journal, found: Crossroads, sent: QueryDict) -> str:
        if sent.get("act") == "reopen":
            reopen_crossroads(journal, ReopenCrossroads(found.id, bootstrap.now()))
            return _("Open again. What you wrote is still here.")
        rename_crossroads(journal, RenameCrossroads(found.id, bootstrap.now(), forms.text(sent, "title")))
        return _("Changed.")

    return _moved(request, name, act)


@require_POST
def delete(request: HttpRequest, name: str) -> HttpResponse:
    """Take a crossroads out."""
    with journal_of(request) as journal:
        found = find_crossroads(journal, name)
        delete_crossroads(journal, DeleteCrossroads(found.id, bootstrap.now()))
        session.say_done(request, journal, _("Deleted."), "crossroads")
    return see(reverse("crossroads"))


@require_POST
def decision(request: HttpRequest, name: str) -> HttpResponse:
    """Write down which option is taken, why, and when to look back."""

    def act(journal: Journal, found: Crossroads, sent: QueryDict) -> str:
        now, option = bootstrap.now(), forms.text(sent, "option")
        if not option:
            raise InputError("option", _("choose the one you take"))
        day = forms.day(sent, "look_back_on")
        decide(journal, Decide(found.id, option, now, today_of(journal, now), forms.text(sent, "reason"), day))
        return _("Decided, and kept with its reason.")

    return _moved(request, name, act)


@require_POST
def outcome(request: HttpRequest, name: str) -> HttpResponse:
    """Write down how it turned out, or choose another day to look back."""

    def act(journal: Journal, found: Crossroads, sent: QueryDict) -> str:
        now = bootstrap.now()
        return looked_back(journal, found.id, sent, now, today_of(journal, now))

    return _moved(request, name, act)


@require_POST
def win(request: HttpRequest, name: str) -> HttpResponse:
    """Make a win of the option taken, or say which win it is."""

    def act(journal: Journal, found: Crossroads, sent: QueryDict) -> str:
        now = bootstrap.now()
        if "win" in sent:
            link_to_win(journal, LinkToWin(found.id, find_win(journal, forms.text(sent, "win")).win.id, now))
            return _("Linked. Its history says where it came from.")
        day = forms.day(sent, "happened_on") or today_of(journal, now)
        made = forms.text(sent, "id") or bootstrap.new_id()
        taken_as_win(journal, TakeAsWin(made, found.id, now, day, forms.text(sent, "win_title")))
        return _("A win, with the answers you gave before. The door is asked about later.")

    return _moved(request, name, act, title="win_title")


def _moved(request: HttpRequest, name: str, act: Act, **renamed: str) -> HttpResponse:
    """Carry out what a form asks for and go back to the crossroads; what was refused is shown beside its field."""
    place = f"one-crossroads:{name}"
    try:
        with journal_of(request) as journal:
            sentence = act(journal, find_crossroads(journal, name), request.POST)
            session.say_done(request, journal, sentence, place)
    except InputError as error:
        return shown_again(request, forms.shown_again(request.POST, error, **renamed), place)
    return see(address(place))
