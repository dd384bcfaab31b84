"""Sessions kept as files in the data folder, named by the hash of their key, so that the folder holds no key."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends import file


class SessionStore(file.SessionStore):
    """Django's file sessions, with a name on disk from which nobody can make the cookie."""

    @classmethod
    def _get_storage_path(cls) -> str:
        folder: Path = settings.SMALLWINS.home / "sessions"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return str(folder)

    def _key_to_file(self, session_key: str | None = None) -> str:
        key = session_key if session_key is not None else self._get_or_create_session_key()  # type: ignore[attr-defined]  # the stubs leave it out
        return str(Path(self.storage_path) / hashlib.sha256(key.encode()).hexdigest())
