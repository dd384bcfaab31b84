"""What has to be right between the parts of one file: each id once, goals that exist, doors that METHOD allows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from smallwins.formats.smallwins1.places import check_id, check_once, inside
from smallwins.method.chain import check_door
from smallwins.method.crossroads import Crossroads
from smallwins.method.document import Document, WinRecord
from smallwins.method.errors import DoorError, ImportFileError
from smallwins.method.review import Review
from smallwins.method.saying import say
from smallwins.method.wording import Wording, is_added, key_of


def check_relations(document: Document, known_goals: Collection[str]) -> None:
    """Raise ImportFileError for the first part of a file that does not fit with another."""
    _check_ids(document)
    goals = {goal.id for goal in document.goals}.union(known_goals)
    _check_questions(document)
    _check_goals(document.wins, goals)
    _check_review_goals(document.reviews, goals)
    _check_option_goals(document.crossroads, goals)
    _check_doors(document.wins)


def _check_ids(document: Document) -> None:
    check_once((f"goals[{place}].id", goal.id) for place, goal in enumerate(document.goals))
    check_once((f"wins[{place}].id", record.win.id) for place, record in enumerate(document.wins))
    check_once(
        (f"wins[{place}].steps[{nth}].id", step.id)
        for place, record in enumerate(document.wins)
        for nth, step in enumerate(record.steps)
    )
    check_once((f"reviews[{place}].week", str(review.week)) for place, review in enumerate(document.reviews))
    check_once((f"crossroads[{place}].id", crossroads.id) for place, crossroads in enumerate(document.crossroads))
    check_once((f"remarks[{place}].id", remark.id) for place, remark in enumerate(document.remarks))
    check_once(
        (f"crossroads[{place}].options[{nth}].id", option.id)
        for place, crossroads in enumerate(document.crossroads)
        for nth, option in enumerate(crossroads.options)
    )


def _check_questions(document: Document) -> None:
    """Check that the first version of an added question gives it its key, and that answers are to some question."""
    check_once((f"questions[{place}].id", one.id) for place, one in enumerate(document.questions))
    first: dict[str, Wording] = {}
    for place, one in enumerate(document.questions):
        begun = first.setdefault(one.key, one)
        if is_added(one.key) and begun.id != one.key:
            raise ImportFileError(
                f"questions[{place}].key", say("is no question of the method, and no first id of one")
            )
        if one.kind != begun.kind:
            raise ImportFileError(f"questions[{place}].kind", say("is another than that of the same question before"))
    versions = {one.id: one.key for one in document.questions}
    for place, review in enumerate(document.reviews):
        for key in review.told:
            if key not in first or not is_added(key):
                raise ImportFileError(inside(f"reviews[{place}].told", key), say("no question of the file has this id"))
        for at, version in review.worded.items():
            if versions.get(version) != key_of(at):
                raise ImportFileError(
                    inside(f"reviews[{place}].worded", at), say("no wording of this question has this id")
                )


def _check_goals(wins: Sequence[WinRecord], goals: Collection[str]) -> None:
    for place, record in enumerate(wins):
        for nth, goal in enumerate(record.win.answers.goals):
            if goal not in goals:
                raise ImportFileError(f"wins[{place}].answers.goals[{nth}]", _no_goal(goal))


def _check_review_goals(reviews: Sequence[Review], goals: Collection[str]) -> None:
    for place, review in enumerate(reviews):
        for field, names in (("possible", review.possible), ("checks", review.checks)):
            for goal in names:
                if goal not in goals:
                    raise ImportFileError(inside(f"reviews[{place}].{field}", goal), _no_goal(goal))


def _check_option_goals(several: Sequence[Crossroads], goals: Collection[str]) -> None:
    for place, crossroads in enumerate(several):
        for nth, option in enumerate(crossroads.options):
            for named, goal in enumerate(option.answers.goals):
                if goal not in goals:
                    at = f"crossroads[{place}].options[{nth}].answers.goals[{named}]"
                    raise ImportFileError(at, _no_goal(goal))


def _no_goal(name: str) -> str:
    return say("there is no goal {name}, in the file or in the journal", name=repr(name[:64]))


def _check_doors(wins: Sequence[WinRecord]) -> None:
    """Check every door between wins of the file; those to wins that are not in it are for the journal to check."""
    days = {record.win.id: record.win.happened_on for record in wins}
    same_day: dict[str, list[str]] = {}  # a circle can only run through wins of one day
    for place, (win, opened_by, _, _) in enumerate(wins):
        for nth, opener in enumerate(opened_by):
            day = days.get(opener)
            if day is None:
                check_id(opener, f"wins[{place}]", f"opened_by[{nth}]")
            elif day >= win.happened_on:
                if day > win.happened_on or opener == win.id:
                    raise _bad_door(wins, place, nth, {}, days)
                same_day.setdefault(win.id, []).append(opener)
        if len(set(opened_by)) < len(opened_by):
            check_once((f"wins[{place}].opened_by[{nth}]", opener) for nth, opener in enumerate(opened_by))
    if circling := _in_circles(same_day):
        place, nth = _last_door_of_a_circle(wins, same_day, circling)
        raise _bad_door(wins, place, nth, same_day, days)


def _in_circles(openers: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the wins that stay when those that no win opened are taken away, again and again."""
    waiting_for = {win: len(opened_by) for win, opened_by in openers.items()}
    later: dict[str, list[str]] = {}
    for win, opened_by in openers.items():
        for opener in opened_by:
            later.setdefault(opener, []).append(win)
    ready = [opener for opener in later if opener not in waiting_for]
    while ready:
        for win in later.get(ready.pop(), ()):
            waiting_for[win] -= 1
            if not waiting_for[win]:
                ready.append(win)
    return {win for win, count in waiting_for.items() if count}


def _last_door_of_a_circle(
    wins: Sequence[WinRecord], openers: Mapping[str, Sequence[str]], circling: set[str]
) -> tuple[int, int]:
    """Follow the doors back from the first of these wins until a win comes again; return a door of that circle."""
    places = {record.win.id: place for place, record in enumerate(wins) if record.win.id in circling}
    win, walked = min(circling, key=places.__getitem__), dict[str, str]()
    while win not in walked:
        walked[win] = next(opener for opener in openers[win] if opener in circling)
        win = walked[win]
    circle = [win]
    while (win := walked[win]) != circle[0]:
        circle.append(win)
    first = min(circle, key=places.__getitem__)
    return places[first], wins[places[first]].opened_by.index(walked[first])


def _bad_door(
    wins: Sequence[WinRecord], place: int, nth: int, openers: Mapping[str, Sequence[str]], days: Mapping[str, date]
) -> ImportFileError:
    """Say what the method says of a door."""
    record = wins[place]
    opener = next(other.win for other in wins if other.win.id == record.opened_by[nth])
    later: dict[str, list[str]] = {}
    for win, opened_by in openers.items():
        for name in opened_by:
            later.setdefault(name, []).append(win)
    problem = say("A door that METHOD does not allow.")
    try:
        check_door(opener, record.win, lambda win: later.get(win, ()), days.__getitem__)
    except DoorError as error:
        problem = error.args[0]
    return ImportFileError(f"wins[{place}].opened_by[{nth}]", problem)
