"""Ids that sort by the time they were made: UUIDv7 (RFC 9562)."""


def new_id(milliseconds: int, randomness: bytes) -> str:
    """Make a UUIDv7, lower case, from the time in Unix milliseconds and at least ten random bytes."""
    tail = int.from_bytes(randomness[:10], "big")
    number = (
        (milliseconds & (1 << 48) - 1) << 80
        | 0x7 << 76
        | (tail >> 62 & 0xFFF) << 64
        | 0b10 << 62
        | tail & (1 << 62) - 1
    )
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
