"""`smallwins doctor`: see whether the journal is well."""

from pathlib import Path

from smallwins import __version__
from smallwins.bootstrap import check, how_kept
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.errors import DONE, FAILED
from smallwins.cli.shapes import text_of
from smallwins.cli.text import wrap


@entry("doctor", examples=("smallwins doctor",))
def command(call: Call) -> int:
    """Look the whole journal over: is the file whole, and does what is kept twice say the same twice?

    Nothing is changed. Exit 1 where something is wrong.
    """
    with call.read():
        pass  # a journal that cannot be opened safely is refused here, with its own words
    findings = check(call.place)
    kept = how_kept()
    place = str(Path(call.place).absolute())
    if call.json:
        print(text_of({"smallwins": __version__, "journal": place, **kept, "findings": findings}))
        return FAILED if findings else DONE
    facts = {"Journal": place, "smallwins": __version__, "SQLite": kept["sqlite"]}
    facts["Commits"] = f"{kept['journal_mode']}, synchronous {kept['synchronous']}"
    call.put(f"{name:9}  {fact}" for name, fact in facts.items())
    print()
    if not findings:
        print("The journal is well.")
    call.put(line for finding in findings for line in wrap(finding, call.terminal.width))
    if findings:
        call.say("Bring back a backup with smallwins restore FILE; until then, export what can be read.")
    return FAILED if findings else DONE
