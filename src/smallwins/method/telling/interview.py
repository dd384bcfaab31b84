"""Interview stories: situation, task, action and result, each tied to its wins, with blanks for what only I know."""

from collections.abc import Sequence

from smallwins.method.telling import BLANKS, Record, Section, Telling
from smallwins.method.telling.paths import Path, paths_of
from smallwins.method.telling.story import goals_of, happened, hardest_of, left_me_with, own_words, stretched, when
from smallwins.method.telling.titles import ended
from smallwins.method.telling.words import plain
from smallwins.method.verdict import JudgedWin

MOST_STORIES = 12  # what one can know by heart
WHERE, ASKED, DID, CAME = (rf"\[{blank}\]" for blank in (BLANKS.where, BLANKS.asked, BLANKS.did, BLANKS.came))


def interview_stories(record: Record) -> Telling:
    """Tell the chosen wins as stories for an interview, the first dozen of them."""
    paths = [path for path in paths_of(record.wins, record.doors) if len(path.wins) > 1 or path.first.win.story]
    sections = [_story(path, turn, record) for turn, path in enumerate(paths[:MOST_STORIES])]
    return Telling("interview", "Stories for an interview", tuple(sections))


def _story(path: Path, turn: int, record: Record) -> Section:
    situation, action, result = _parts(path.wins)
    hardest = hardest_of(path.wins)
    aims = [plain(goal.title) for goal in goals_of(path.wins, record.goals)]
    wanted = f" What I wanted: “{'” and “'.join(aims)}”." if aims else ""
    lines = [
        f"**Situation.** {_told(situation, None, turn, hardest) if situation else WHERE}",
        f"**Task.** {ASKED}{wanted}",
        f"**Action.** {_told(action, situation[-1] if situation else None, turn + 1, hardest) or DID}",
        f"**Result.** {_result(result, action, path, turn)}",
    ]
    wins = tuple(judged.win.id for judged in path.wins)
    return Section(f"story:{path.first.win.id}", path.last.win.title, "\n\n".join(lines), wins)


def _parts(
    wins: Sequence[JudgedWin],
) -> tuple[Sequence[JudgedWin], Sequence[JudgedWin], Sequence[JudgedWin]]:
    """Sort wins into where it began, what was done, and where it came to; a short chain leaves more to be filled in."""
    if len(wins) == 1:
        return (), wins, ()
    if len(wins) == 2:
        return (), wins[:1], wins[1:]
    return wins[:1], wins[1:-1], wins[-1:]


def _result(result: Sequence[JudgedWin], action: Sequence[JudgedWin], path: Path, turn: int) -> str:
    told = _told(result, action[-1] if action else None, turn, hardest_of(path.wins))
    return " ".join(part for part in (told, CAME, *left_me_with(path.wins, turn)) if part)


def _told(wins: Sequence[JudgedWin], before: JudgedWin | None, turn: int, hardest: JudgedWin | None) -> str:
    """Tell wins one after the other, each with its number behind it."""
    told, last, lead = [], before and before.win, ""
    for at, judged in enumerate(wins):
        win = judged.win
        lead = when(win, last, turn + at, lead)
        sentences = [ended(f"{happened(win, lead).removesuffix('.')} (win {win.number})")]
        if judged is hardest:
            sentences.append(stretched(win.answers.stretch or 0, turn))
        told.append(" ".join([*sentences, *(words.replace("\n\n", " ") for words in own_words(win))]))
        last = win
    return " ".join(told)
