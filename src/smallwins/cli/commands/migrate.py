"""`smallwins migrate`: the tables of a shared server, before its processes start."""

from smallwins import bootstrap
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.operating import shared_server
from smallwins.language import _


@entry("migrate", json=False, examples=("smallwins migrate",))
def command(call: Call) -> None:  # noqa: ARG001 - the tables are those of DATABASE_URL, not of a journal file
    """Bring the tables of a shared server to their newest form.

    `smallwins serve` does it too; this is for whoever wants it done before.
    """
    shared = shared_server()
    from smallwins.accounts import tables  # noqa: PLC0415 - loaded once the settings are

    with bootstrap.turn_to_migrate(shared.database):
        bootstrap.migrate(shared.database)
        tables.migrate()
    print(_("The tables are up to date."))
