"""Secrets that travel in links: 256 bits with a prefix that scanners know; only their hash is kept."""

import hashlib
import secrets


def new_secret(prefix: str) -> tuple[str, str]:
    """Make a secret, and the hash to keep of it."""
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
