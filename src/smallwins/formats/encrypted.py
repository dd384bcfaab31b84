"""A file that a passphrase locks: an export on its way, the same wherever it was made, and opened whole or not at all.

One line that names the form and its version, sixteen bytes of salt, twelve of a nonce, and AES-256-GCM of what is
inside, with sixteen bytes that prove it. The key is scrypt of passphrase and salt; line, salt and nonce are proved too.
"""

import unicodedata
from typing import TYPE_CHECKING

from smallwins.method.errors import InputError
from smallwins.method.saying import say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HEAD = b"smallwins-encrypted/1\n"
SALT, NONCE = 16, 12  # bytes
SHORTEST = 8  # signs of a passphrase
_ANY_HEAD = b"smallwins-encrypted/"
_PROOF = 16
_COST = {"n": 2**15, "r": 8, "p": 3}
"""Of scrypt: part of version 1. A file never says how dear it is to open, so that none can ask for all memory."""


def is_encrypted(data: bytes) -> bool:
    """Tell whether a file is one of these, of whichever version."""
    return data.startswith(_ANY_HEAD)


def checked(passphrase: str, again: str) -> str:
    """Return a new passphrase that was typed twice in the same way and is long enough."""
    if len(passphrase) < SHORTEST:
        raise InputError(
            "passphrase",
            say("needs {number} signs or more; a few words that only you would put together", number=SHORTEST),
        )
    if again != passphrase:
        raise InputError("again", say("is not the same as the first"))
    return passphrase


def encrypted(content: bytes, passphrase: str, salt: bytes, nonce: bytes) -> bytes:
    """Lock a file; salt and nonce are random, and of this file alone."""
    head = HEAD + salt + nonce
    return head + _box(passphrase, salt).encrypt(nonce, content, head)


def decrypted(data: bytes, passphrase: str) -> bytes:
    """Open a file by its passphrase, or refuse it: one that was changed in any bit gives nothing at all."""
    if not data.startswith(HEAD):
        raise InputError("file", say("is encrypted by a later smallwins; bring it in with that one"))
    start = len(HEAD) + SALT + NONCE
    if len(data) < start + _PROOF:
        raise InputError("file", say("is encrypted, and ends too early; take it from where it came once more"))
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - few files are encrypted

    salt, nonce = data[len(HEAD) : start - NONCE], data[start - NONCE : start]
    try:
        return _box(passphrase, salt).decrypt(nonce, data[start:], data[:start])
    except InvalidTag:
        raise InputError(
            "passphrase", say("does not open this file: it is another, or the file was changed on its way")
        ) from None


def _box(passphrase: str, salt: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415 - as above

    # The same letters typed on another machine are the same passphrase.
    return AESGCM(Scrypt(salt=salt, length=32, **_COST).derive(unicodedata.normalize("NFC", passphrase).encode()))
