"""An interchange file as a Document: all of it, or a refusal that names the first offending path."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from smallwins.formats.smallwins1.crossroads_reading import crossroads_of
from smallwins.formats.smallwins1.goal_reading import goal_of, settings_of
from smallwins.formats.smallwins1.parsing import parsed
from smallwins.formats.smallwins1.question_reading import question_of
from smallwins.formats.smallwins1.relations import check_relations
from smallwins.formats.smallwins1.remark_reading import remark_of
from smallwins.formats.smallwins1.review_reading import review_of
from smallwins.formats.smallwins1.shapes import WinShape
from smallwins.formats.smallwins1.shaping import utc_or_none
from smallwins.formats.smallwins1.win_reading import win_of
from smallwins.method.document import Document, WinRecord
from smallwins.method.win import NOTHING_EXTRA

Progress = Callable[[int, int], None]  # (wins read so far, wins in all)
STRIDE = 500  # wins between two words of progress


def read(data: bytes, *, progress: Progress | None = None, known_goals: Collection[str] = ()) -> Document:
    """Read a whole interchange file, or raise ImportFileError; known_goals are the ids of the journal's own goals.

    Doors to wins that are not in the file come as they are: whether the journal has those wins is for it to say.
    """
    shape = parsed(data)
    exported_at = utc_or_none(shape.exported_at, "", "exported_at")
    wins = _wins(shape.wins or (), progress)
    day = exported_at.date() if exported_at else _first_day(wins)
    document = Document(
        exported_at=exported_at,
        settings=settings_of(shape.settings) if shape.settings else None,
        goals=tuple(goal_of(goal, f"goals[{place}]", day) for place, goal in enumerate(shape.goals or ())),
        wins=wins,
        reviews=tuple(review_of(review, f"reviews[{place}]") for place, review in enumerate(shape.reviews or ())),
        crossroads=tuple(
            crossroads_of(crossroads, f"crossroads[{place}]") for place, crossroads in enumerate(shape.crossroads or ())
        ),
        extra=shape.extra or NOTHING_EXTRA,
        remarks=tuple(remark_of(remark, f"remarks[{place}]") for place, remark in enumerate(shape.remarks or ())),
        questions=tuple(
            question_of(one, f"questions[{place}]", place + 1) for place, one in enumerate(shape.questions or ())
        ),
    )
    check_relations(document, known_goals)
    return document


def _wins(shapes: Sequence[WinShape], progress: Progress | None) -> tuple[WinRecord, ...]:
    wins = []
    for place, shape in enumerate(shapes):
        wins.append(win_of(shape, f"wins[{place}]"))
        if progress and not len(wins) % STRIDE:
            progress(len(wins), len(shapes))
    if progress:
        progress(len(wins), len(shapes))
    return tuple(wins)


def _first_day(wins: tuple[WinRecord, ...]) -> date | None:
    return min((record.win.happened_on for record in wins), default=None)
