"""What a command says after it changed a win: what was done, and how the win stands now."""

from smallwins.cli.call import Call
from smallwins.cli.render_list import win_line
from smallwins.cli.text import one_line, wrap
from smallwins.cli.words import VERDICTS
from smallwins.journal.ports import Journal
from smallwins.language import told
from smallwins.method.verdict import JudgedWin


def after_change(call: Call, journal: Journal, judged: JudgedWin, lead: str, *, short: bool = False) -> list[str]:
    """Return the lines to print once the change is kept."""
    if call.json:
        from smallwins.cli.shapes import text_of, win_shape  # noqa: PLC0415 - only programs need it

        return [text_of(win_shape(journal, judged, call.today(journal)))]
    lines = [*wrap(one_line(lead), call.terminal.width), *win_line(judged, call.terminal)]
    return lines if short else [*lines, _verdict(call, judged)]


def _verdict(call: Call, judged: JudgedWin) -> str:
    verdict = call.terminal.tone(told(VERDICTS[judged.verdict]), judged.verdict)
    return f"{call.terminal.sign(judged.verdict)} {verdict}"
