"""Ids: UUIDv7 (RFC 9562), so that what is written later also sorts later."""

from datetime import UTC, datetime, timedelta

RANDOM_BYTES = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def new_id(at: datetime, randomness: bytes) -> str:
    """Make an id of a time and ten random bytes."""
    moment = (at - _EPOCH) // _MILLISECOND
    chance = int.from_bytes(randomness[:RANDOM_BYTES], "big")
    number = (moment & 0xFFFF_FFFF_FFFF) << 80 | chance
    number = number & ~(0xF << 76) | 0x7 << 76  # the version
    number = number & ~(0x3 << 62) | 0x2 << 62  # the variant
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
