"""Secrets that travel in a link or a header: made here, shown once, kept as a hash."""

import hashlib
import secrets as system


def new_secret(prefix: str) -> str:
    """Make a secret of 256 bits, with a prefix by which scanners of leaked secrets know it."""
    return prefix + system.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; it has 256 bits of its own, so that a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
