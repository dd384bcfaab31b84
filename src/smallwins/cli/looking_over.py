"""What `smallwins doctor` says around its findings; and the journals of a server, looked over one by one."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from smallwins import __version__, bootstrap
from smallwins.cli.call import Call
from smallwins.cli.errors import DONE, FAILED
from smallwins.cli.operating import shared_server
from smallwins.cli.shapes import text_of
from smallwins.cli.text import pad, width_of, wrap
from smallwins.journal.looking_over import Finding, look_over, mend_verdicts
from smallwins.language import _, _n, told
from smallwins.method.errors import JournalDamagedError
from smallwins.method.saying import say

Facts = Mapping[str, Any]


def facts_of(place: str) -> Facts:
    """Return what is so about a journal that lies in a file."""
    last = bootstrap.last_backup(place)
    return {
        "smallwins": __version__,
        "journal": str(Path(place).absolute()),
        "bytes": Path(place).stat().st_size,
        **bootstrap.how_kept(place),
        "last_backup": last and {**last._asdict(), "at": last.at.isoformat()},
    }


def in_words(facts: Facts) -> Iterator[str]:
    """Say the facts for a person, a line each."""
    last = facts["last_backup"]
    encrypted, modes = facts["encrypted"] == "yes", {"mode": facts["journal_mode"], "level": facts["synchronous"]}
    rows = {
        _("Journal"): facts["journal"],
        "smallwins": _("{version}, journal version {schema}", version=facts["smallwins"], schema=facts["schema"]),
        "SQLite": _("{version}, encrypted", version=facts["sqlite"]) if encrypted else facts["sqlite"],
        _("Commits"): _("{mode}, synchronous {level}", **modes),
        _("Backup"): _last_backup(last) if last else _("none is known of; make one with smallwins backup FILE"),
    }
    widest = max(map(width_of, rows))
    return (f"{pad(name, widest)}  {fact}" for name, fact in rows.items())


def _last_backup(last: Facts) -> str:
    words = {"day": last["at"][:10], "file": last["file"]}
    if last["still_there"]:
        return _("{day}, checked when it was written: {file}", **words)
    return _("{day}, checked when it was written: {file}; it is not there any more, or not as it was", **words)


def look_over_server(call: Call, *, mending: bool) -> int:
    """Hold everybody's journal on a server to the method's laws; whether its tables are whole, PostgreSQL knows."""
    shared = shared_server()
    from smallwins.accounts.people import all_accounts  # noqa: PLC0415 - loaded once the settings are

    journals = bootstrap.server_journals(shared.database, None)
    findings: list[Finding] = []
    mended = 0
    owners = [account.number for account in all_accounts()]
    for owner in owners:
        try:
            with journals.journal_of(owner, reading=not mending) as journal:
                mended += mend_verdicts(journal, call.at) if mending else 0
                found = look_over(journal)
        except JournalDamagedError as error:
            found = [Finding(error.args[0], mends=False)]
        findings += [finding._replace(sentence=_of_account(owner, finding.sentence)) for finding in found]
    said = [finding.sentence for finding in findings]
    if call.json:
        print(text_of({"smallwins": __version__, "journals": len(owners), "findings": said, "mended": mended}))
        return FAILED if findings else DONE
    if mended:
        print(
            _n(
                "{n} verdicts were judged again; their history says so.",
                "{n} verdicts were judged again; their history says so.",
                mended,
            )
        )
    call.put(line for each in said for line in wrap(f"- {told(each)}", call.terminal.width))
    number = len(owners)
    if findings:
        print(
            _n(
                "{n} journals were looked over; not all are well.",
                "{n} journals were looked over; not all are well.",
                number,
            )
        )
        call.say(_("What is kept as it should not be, smallwins doctor --mend judges again; the rest needs a backup."))
        return FAILED
    print(_n("{n} journals were looked over; all are well.", "{n} journals were looked over; all are well.", number))
    return DONE


def _of_account(owner: int, finding: str) -> str:
    return say("account {number}, {finding}", number=owner, finding=finding)
