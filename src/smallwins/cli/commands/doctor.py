"""`smallwins doctor`: see whether the journal is well, and mend what can be mended."""

import click

from smallwins.bootstrap import local_journal, look_over, mend
from smallwins.cli.call import Call, ask_passphrase
from smallwins.cli.entry import entry
from smallwins.cli.errors import DONE, FAILED
from smallwins.cli.looking_over import facts_of, in_words, look_over_server, server_facts, server_in_words
from smallwins.cli.operating import NOT_A_FILE, file_of, serves_many
from smallwins.cli.shapes import text_of
from smallwins.cli.text import wrap
from smallwins.journal.looking_over import Finding
from smallwins.language import _, told
from smallwins.method.saying import say

OFFER = say("smallwins doctor --mend mends what can be made anew from your own words, after a checked backup.")
WAY_BACK = say("Bring back a backup with smallwins restore FILE; until then, export what can be read.")


@entry("doctor", examples=("smallwins doctor", "smallwins doctor --mend", "smallwins doctor --json"))
@click.option("--mend", "mending", is_flag=True, help=say("Mend what can be mended; never a word of yours."))
def command(call: Call, mending: bool) -> int:
    """Look the whole journal over: the file, the verdicts, the doors, the search, the rights, the backups.

    Nothing is changed unless you say --mend: then verdicts, search, numbers and rights are made anew from what you
    wrote, after a checked backup, and history says so. Exit 1 where something is wrong and stays so.

    With DATABASE_URL set, the journals of the whole server are looked over, for whoever runs it.
    """
    place = file_of(call)
    if place == NOT_A_FILE:
        return look_over_server(call, mending=mending)
    with local_journal(place, reading=True, ask=ask_passphrase):
        pass  # a journal that cannot be opened safely is refused here, with its own words
    if not mending:
        return _told(call, place, look_over(place), [], None)
    mended = mend(place)
    return _told(call, place, list(mended.left), [finding.sentence for finding in mended.mended], mended.backup)


def _told(call: Call, place: str, findings: list[Finding], mended: list[str], backup: str | None) -> int:
    facts = facts_of(place)
    of_server = server_facts() if serves_many(place) else {}
    code = FAILED if findings else DONE
    if call.json:
        said = {
            **facts,
            **of_server,
            "findings": [finding.sentence for finding in findings],
            "can_be_mended": [finding.sentence for finding in findings if finding.mends],
            "mended": mended,
            "backup": backup,
        }
        print(text_of(said))
        return code
    call.put(in_words(facts))
    if of_server:
        call.put(server_in_words(of_server))
    print()
    for title, lines in ((_("Mended:"), mended), (_("Not well:"), [finding.sentence for finding in findings])):
        if lines:
            print(title)
            call.put(line for each in lines for line in wrap(f"- {told(each)}", call.terminal.width))
    if backup:
        call.put(wrap(_("As it was before, the journal is kept in {file}.", file=backup), call.terminal.width))
    if not findings:
        print(_("The journal is well."))
    elif any(finding.mends for finding in findings):
        call.say(told(OFFER))
    if any(not finding.mends and not finding.sentence.startswith("disk:") for finding in findings):
        call.say(told(WAY_BACK))
    return code
