"""One chain as a story: where I stood, what I did, what stretched me, what door it opened, what it left in me."""

from collections.abc import Sequence
from datetime import date

from smallwins.method.answers import skills_of
from smallwins.method.goal import Goal
from smallwins.method.telling.days import after, day, joined, month, span
from smallwins.method.telling.paths import Path
from smallwins.method.telling.titles import ended, said, upper_first, with_article
from smallwins.method.telling.words import opening, plain
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Win

# What is said again and again is said in turns, each by what the story before it did not use.
_HARD = ("It was hard.", "I found it hard.", "It was hard for me.")
_A_LOT = ("It was a lot.", "That was a lot.", "It was a lot for me.")
_SKILLS = ("I got better at {}.", "It made me better at {}.", "I am better at {} for it.")
_BOTH = (
    "I got better at {}, and came away with {}.",
    "It made me better at {}, and left me with {}.",
    "I am better at {} for it, and it gave me {}.",
)
_FELT = ("I came away with {}.", "It gave me {}.", "It left me with {}.")
_RUN = 4  # sentences of one paragraph that is all facts
_EVERY = 3  # stories of which one says what it built: said after each, it is heard as a formula


def tell(path: Path, turn: int) -> str:
    """Tell a chain in paragraphs."""
    if len(path.wins) == 1:
        return _alone(path.first, turn)
    hardest = hardest_of(path.wins)
    paragraphs: list[list[str]] = [[]]
    last: Win | None = None
    lead = ""
    for at, judged in enumerate(path.wins):
        lead = when(judged.win, last, turn + at, lead)
        so = judged is path.last and len(path.wins) > 2 and turn % 2 == 0
        sentences = [happened(judged.win, lead, so=so)]
        if judged is hardest:
            sentences += _felt(judged, turn)
        own = own_words(judged.win)
        if len(paragraphs[-1]) >= _RUN:
            paragraphs.append([])
        paragraphs[-1] += [*sentences, *own]
        if own and judged is not path.last:
            paragraphs.append([])
        last = judged.win
    paragraphs[-1] += _in_the_end(path.wins, turn, after=() if own else sentences[1:])
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)


def _alone(judged: JudgedWin, turn: int) -> str:
    """Tell one win whose title is the heading already."""
    own = own_words(judged.win) or [happened(judged.win, when(judged.win, None, turn))]
    felt = _felt(judged, turn) if hardest_of([judged]) else []
    return " ".join([*own, *felt, *_in_the_end([judged], turn, after=felt)])


def byline(path: Path, goals: Sequence[Goal], before: Path | None = None) -> str:
    """Say when a story was, and where it points unless the story before it points there too."""
    when = span(path.first.win.happened_on, path.last.win.happened_on)
    aimed = goals_of(path.wins, goals)
    said_before = before is not None and aimed == goals_of(before.wins, goals)
    aims = [] if said_before else [f"“{plain(goal.title)}”" for goal in aimed]
    return f"*{when}{', toward ' + joined(aims) if aims else ''}*"


def goals_of(wins: Sequence[JudgedWin], goals: Sequence[Goal]) -> list[Goal]:
    """Return the goal that most of the wins point toward; more than one where they share that place."""
    counts = {goal.id: sum(1 for judged in wins if goal.id in judged.win.answers.goals) for goal in goals}
    most = max(counts.values(), default=0)
    return [goal for goal in goals if most and counts[goal.id] == most]


def _felt(hardest: JudgedWin, turn: int) -> list[str]:
    """Say how hard it was, and of what was merely hard only in every second story."""
    stretch = hardest.win.answers.stretch or 0
    if stretch > 3:
        return [stretched(stretch, turn)]
    return [] if turn % 2 else [stretched(stretch, turn // 2)]


def _in_the_end(wins: Sequence[JudgedWin], turn: int, *, after: Sequence[str]) -> list[str]:
    """Say what the wins built, now and then, and never in one breath with how hard it was."""
    return [] if after or turn % _EVERY else left_me_with(wins, turn // _EVERY)


def left_me_with(wins: Sequence[JudgedWin], turn: int) -> list[str]:
    """Say what the wins built: the skills, each once, in the order in which they came, then clarity and confidence."""
    gains = [gain for judged in wins for gain in judged.win.answers.gains or ()]
    skills = joined([plain(skill) for skill in dict.fromkeys(skills_of(tuple(gains)))])
    felt = joined([gain for gain in dict.fromkeys(gains) if gain in ("clarity", "confidence")])
    if len(wins) < 3 and not skills:
        return []  # said after every second sentence, it would say nothing
    if skills and felt:
        return [_BOTH[turn % len(_BOTH)].format(skills, felt)]
    words, said_of = (_SKILLS, skills) if skills else (_FELT, felt)
    return [words[turn % len(words)].format(said_of)] if said_of else []


def own_words(win: Win) -> list[str]:
    """Return what the person wrote of a win besides its title: the beginning of its story, the door it opened."""
    note = win.answers.door_note if win.answers.opened == "door" else None
    return [words for words in (opening(win.story), opening(note)) if words]


def when(win: Win, last: Win | None, turn: int, said_before: str = "") -> str:
    """Say when a win was, seen from the one before it, and not twice with the same words."""
    if last is None:
        return f"on {day(win.happened_on)}" if turn % 2 == 0 else f"in {month(win.happened_on)}"
    lead = after(last.happened_on, win.happened_on, turn)
    return f"on {day(win.happened_on, last.happened_on)}" if lead == said_before else lead


def happened(win: Win, lead: str, *, so: bool = False) -> str:
    """Say that a win happened, and when; `so` where doors have led to it and the story ends with it."""
    shape, text = said(win.title)
    text = plain(text)
    if shape in ("did", "sentence"):
        lead = f"and so, {lead}" if so else lead
        return ended(f"{upper_first(lead)}{',' if so or shape == 'sentence' else ''} {text}")
    named, colon, rest = win.title.strip().partition(": ")
    if colon and text[:1] == named[:1]:  # its capital stays, so the sentence begins with it
        return ended(f"{plain(named)}, {lead}: {plain(rest)}")
    after_lead = ":" if shape == "now" and not colon else ","
    return ended(f"{upper_first(lead)}{after_lead} {with_article(text)}")


def stretched(stretch: int, turn: int) -> str:
    """Say how it felt to do."""
    words = _A_LOT if stretch > 3 else _HARD
    return words[turn % len(words)]


def line(win: Win, seen_from: date | None = None) -> str:
    """Return a win as one line with its day."""
    return f"{plain(win.title)} ({day(win.happened_on, seen_from)})"


def hardest_of(wins: Sequence[JudgedWin]) -> JudgedWin | None:
    """Return the win that stretched the person most, the first of several; none where nothing was hard."""
    hardest = max(wins, key=lambda judged: judged.win.answers.stretch or 0)
    return hardest if (hardest.win.answers.stretch or 0) > 2 else None
