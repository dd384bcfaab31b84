"""An encrypted export opens by its passphrase alone, and a single bit that changed gives nothing at all."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins import bootstrap
from smallwins.formats import encrypted as file
from smallwins.method.errors import InputError

PASSPHRASE = "a walk along the river"
CANARY = b"zebra canary asked me to speak, swt_token swl_link swc_calendar"
VERSION_1 = (
    "736d616c6c77696e732d656e637279707465642f310a000102030405060708090a0b0c0d0e0f000102030405060708090a0b"
    "a9b264bf72549776c55406f738112f27a4c479f5a74071316616c63b418accf0c9"
)


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Made as people make it: with the true cost."""
    return bootstrap.encrypted(CANARY * 50, PASSPHRASE)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "_COST", {"n": 2, "r": 1, "p": 1})


def test_it_opens_by_its_passphrase_and_says_nothing_without(whole: bytes) -> None:
    assert file.decrypted(whole, PASSPHRASE) == CANARY * 50
    assert file.is_encrypted(whole)
    for word in (*CANARY.split(), PASSPHRASE.encode()):
        assert word not in whole
    with pytest.raises(InputError, match="does not open this file"):
        file.decrypted(whole, "a walk along the lake")


def test_version_1_opens_for_ever() -> None:
    kept = bytes.fromhex(VERSION_1)

    assert file.encrypted(b"Coffee with Priya", PASSPHRASE, bytes(range(16)), bytes(range(12))) == kept
    assert file.decrypted(kept, PASSPHRASE) == b"Coffee with Priya"


def test_a_thousand_bits_that_flip_are_each_noticed(cheap: None) -> None:
    whole = bootstrap.encrypted(CANARY * 50, PASSPHRASE)
    every = range(len(whole) * 8)
    head = every[: (len(file.HEAD) + file.SALT + file.NONCE) * 8]
    for bit in {*head, *every[-128:], *random.Random(4).sample(every, 600)}:
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(InputError):
            file.decrypted(bytes(flipped), PASSPHRASE)


def test_what_ends_early_or_is_of_a_later_version_is_refused_by_name(cheap: None) -> None:
    whole = bootstrap.encrypted(b"", PASSPHRASE)
    assert file.decrypted(whole, PASSPHRASE) == b""
    for length in range(len(file.HEAD), len(whole)):
        with pytest.raises(InputError, match="ends too early"):
            file.decrypted(whole[:length], PASSPHRASE)
    with pytest.raises(InputError, match="later smallwins"):
        file.decrypted(whole.replace(b"/1\n", b"/2\n", 1), PASSPHRASE)
    with pytest.raises(InputError, match="does not open"):
        file.decrypted(whole + b"x", PASSPHRASE)


@settings(max_examples=40)
@given(content=st.binary(max_size=300), passphrase=st.text(st.characters(exclude_categories=["Cs"]), min_size=8))
def test_whatever_goes_in_comes_out_and_no_two_files_are_alike(content: bytes, passphrase: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file, "_COST", {"n": 2, "r": 1, "p": 1})
        one, two = (bootstrap.encrypted(content, passphrase) for _ in range(2))
        assert one != two
        assert file.decrypted(one, passphrase) == file.decrypted(two, passphrase) == content


@pytest.mark.parametrize(("first", "again", "field"), [("short", "short", "passphrase"), (PASSPHRASE, "x", "again")])
def test_a_new_passphrase_is_long_enough_and_typed_twice(first: str, again: str, field: str) -> None:
    with pytest.raises(InputError) as refused:
        file.checked(first, again)
    assert refused.value.field == field


def test_the_same_letters_of_another_keyboard_are_the_same_passphrase(cheap: None) -> None:
    assert file.decrypted(bootstrap.encrypted(b"x", "café café"), "cafe\u0301 cafe\u0301") == b"x"
