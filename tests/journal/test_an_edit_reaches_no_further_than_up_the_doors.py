"""Judging again after an edit touches only the wins whose verdict can change: those that led to the one edited."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.journals import document
from smallwins.bootstrap import LOCAL, memory_journals
from smallwins.journal.commands import AnswerWin, ImportJournal, OverruleWin
from smallwins.journal.exchange import import_journal
from smallwins.journal.judging import answer_win, overrule_win
from smallwins.journal.ports import Journal
from tests.journal.conftest import NOW


def led_here(journal: Journal, win_id: str) -> set[str]:
    """Return every win from which doors lead to this one."""
    found: set[str] = set()
    waiting = [win_id]
    while waiting:
        for opener in journal.doors.openers_of(waiting.pop()):
            if opener not in found:
                found.add(opener)
                waiting.append(opener)
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), edited=st.integers(1, 40), shiny=st.booleans(), overruled=st.booleans())
def test_an_edit_reaches_no_further_than_up_the_doors(seed: int, edited: int, shiny: bool, overruled: bool) -> None:
    with memory_journals().journal_of(LOCAL) as journal:
        import_journal(journal, ImportJournal(NOW, json.dumps(document(40, seed)).encode()))
        win = journal.wins.find(str(edited)).win
        before = {judged.win.id: judged for judged in journal.wins.everything()}
        told = {win_id: len(entries) for win_id, entries in journal.history.of_wins(list(before)).items()}

        if overruled:
            overrule_win(journal, OverruleWin(win.id, NOW, "shiny" if shiny else "real", "I know better"))
        else:
            answer_win(journal, AnswerWin(win.id, NOW, direction="away" if shiny else "toward", opened="door"))

        after = {judged.win.id: judged for judged in journal.wins.everything()}
        history = journal.history.of_wins(list(before))
        touched = {win_id for win_id in before if after[win_id] != before[win_id]}
        touched |= {win_id for win_id in before if len(history[win_id]) != told[win_id]}

        assert touched <= led_here(journal, win.id) | {win.id}
