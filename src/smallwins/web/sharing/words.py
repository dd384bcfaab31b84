"""What the other will see, said exactly, and what was looked at, in words."""

from collections.abc import Mapping

from smallwins.accounts.models import Grant, Look
from smallwins.accounts.models.grant import Weeks
from smallwins.language import _
from smallwins.method.days import full_day, span
from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.week import parse

NEVER = say(
    "Never shown: your crossroads, your rearview, the history of a win, its tags and looks, what anyone else writes to"
    " you, or how many wins you have beyond what is switched on."
)
WEEKS_WORDS: Mapping[Weeks, str] = {
    "": say("No weeks"),
    "since": say("The weeks I close from this one on"),
    "all": say("All weeks I closed, also earlier ones"),
}
LOOKED_AT = {
    "list": say("your weeks in their list of clients"),
    "client": say("their page about you"),
    "goals": say("your goals"),
    "insights": say("your insights"),
}


OF_ONE: Mapping[str, tuple[str, str]] = {
    "win": ("“{}”", say("a win that is gone")),
    "chain": (say("the chain through “{}”"), say("the chain of a win that is gone")),
    "goal": (say("your goal “{}”"), say("a goal that is gone")),
    "story": (say("your document “{}”"), say("a document that is gone")),
}
"""What is about one thing of the journal: with its title, and once it is gone."""


def of_one(kind: str, title: str | None) -> str:
    """Name what is about one thing by the title it has now."""
    named, gone = OF_ONE[kind]
    return gone if title is None else named.format(title)


def seen(grant: Grant, chosen: int) -> list[str]:
    """Return what the coach sees, sentence by sentence; empty where it is nothing."""
    said = []
    if grant.weeks:
        which = (
            _("Every week you closed")
            if grant.weeks == "all"
            else _("The weeks you close, {since}", since=_since(grant))
        )
        said.append(
            _(
                "{which}: confidence, clarity, whether you feel stuck, your note, and how many wins "
                "were real, early or shiny. Also which weeks you paused.",
                which=which,
            )
        )
        if grant.titles:
            said.append(_("The title, day and verdict of every win of those weeks."))
        else:
            said.append(_("Of the wins of those weeks no title, but of those you chose."))
    if chosen:
        wins = (
            _("One win that you chose, whole")
            if chosen == 1
            else _("{chosen} wins that you chose, whole", chosen=chosen)
        )
        said.append(
            f"{wins}: story, verdict and why, your answers, next steps. Doors only between wins you chose"
            + ("." if grant.goals else ", and not which goals they point toward.")
        )
    if grant.goals:
        said.append(_("Your goals: title, why, skills, how possible each felt over time. Not the wins toward them."))
    if grant.insights:
        said.append(
            _("What your insights say, in sentences and counts of all your wins, and your momentum. No title of a win.")
        )
    return said


def looked_at(look: Look, titles: Mapping[str, str]) -> str:
    """Say what was looked at; a win by the title it has now."""
    if look.kind in OF_ONE:
        return of_one(look.kind, titles.get(look.about))
    if look.kind == "week":
        return week_words(look.about)
    if look.kind == "remark":
        return (
            _("wrote about “{titles}”", titles=titles[look.about])
            if look.about in titles
            else _("wrote about {week_words}", week_words=week_words(look.about))
        )
    return LOOKED_AT[look.kind]


def week_words(name: str) -> str:
    """Say which week."""
    try:
        week = parse(name)
    except InputError:
        return _("a win that is gone")
    return _("your week {span}", span=span(week.monday, week.sunday))


def _since(grant: Grant) -> str:
    return f"from {full_day(grant.weeks_since)} on" if grant.weeks_since else _("from now on")
