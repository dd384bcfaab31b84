"""Sessions kept as files in the data folder, named by the hash of their key, so that the folder holds no key."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends import file


class SessionStore(file.SessionStore):
    """Django's file sessions, with a name on disk from which nobody can make the cookie."""

    @classmethod
    def _get_storage_path(cls) -> str:
        return f"{settings.SMALLWINS.home}/sessions"

    def save(self, must_create: bool = False) -> None:
        """Save as Django does, in a folder that is its owner's alone."""
        try:
            Path(self.storage_path).mkdir(mode=0o700, parents=True, exist_ok=True)
            super().save(must_create)
        except OSError:
            # On a folder that can no longer be written, pages can still be read: only a new session needs the file.
            if must_create:
                raise

    def _key_to_file(self, session_key: str | None = None) -> str:
        key = session_key if session_key is not None else self._get_or_create_session_key()  # type: ignore[attr-defined]  # the stubs leave it out
        return f"{self.storage_path}/{hashlib.sha256(key.encode()).hexdigest()}"
