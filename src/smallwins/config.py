"""Where a person's data is kept, as the environment says."""

import os


def data_folder() -> str:
    """Return the folder of the journal: `SMALLWINS_HOME`, else the platform's own place for a person's data."""
    told = os.environ.get("SMALLWINS_HOME")
    if told:
        return os.path.expanduser(told)
    # Imported here: who names the folder need not wait for what finds it.
    from platformdirs import user_data_dir  # noqa: PLC0415

    return user_data_dir("smallwins", appauthor=False)


def journal_path() -> str:
    """Return the journal file: `SMALLWINS_JOURNAL`, else `journal.db` in the data folder."""
    told = os.environ.get("SMALLWINS_JOURNAL")
    return os.path.expanduser(told) if told else os.path.join(data_folder(), "journal.db")
