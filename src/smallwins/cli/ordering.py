"""Choosing and ordering the wins of a draft by hand in the terminal; every change is a version that undo takes back."""

from collections.abc import Iterator
from typing import NamedTuple

from smallwins.bootstrap import now
from smallwins.cli.text import hang, one_line
from smallwins.journal.drafts import ChangeDraft, MoveStory, change_draft, move_story
from smallwins.journal.ports import Journal
from smallwins.language import _
from smallwins.method.telling.draft import Draft


class Ordering(NamedTuple):
    """What is to be done with the wins of a draft, as the options named them."""

    wins: tuple[str, ...] = ()  # these and no others, in this order
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything is to be done."""
        return any(self)


def ordered(journal: Journal, draft: Draft, ordering: Ordering) -> Draft:
    """Choose the wins of a draft and move their stories, in the order of the options."""
    wins, also, without, up, down = (tuple(journal.wins.find(name).win.id for name in names) for names in ordering)
    chosen = [win for win in (wins or draft.chosen) if win not in without]
    chosen += [win for win in also if win not in chosen]
    draft = change_draft(journal, ChangeDraft(draft.id, now(), chosen=tuple(dict.fromkeys(chosen))))
    for names, by in ((up, -1), (down, 1)):
        for win in names:
            draft = move_story(journal, MoveStory(draft.id, now(), win, by))
    return draft


def chosen_lines(journal: Journal, draft: Draft, width: int) -> Iterator[str]:
    """Return the wins of a draft as text, in their order."""
    found = journal.wins.several(draft.chosen)
    for place, win in enumerate((found[one].win for one in draft.chosen if one in found), 1):
        lead = f"{place:>3}  {_('win {number}', number=win.number)}  {win.happened_on}  "
        yield from hang(lead, one_line(win.title), width)
