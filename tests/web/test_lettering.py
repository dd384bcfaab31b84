"""Words measured without a browser: never less than they need, and cut where there is no room."""

from hypothesis import given
from hypothesis import strategies as st

from smallwins.web.lettering import width_of, wrapped

WORDS = "Forty minutes at the data day in Leipzig, and I ate lunch beforehand"


def test_wide_letters_are_wider_than_narrow_ones() -> None:
    assert width_of("WWW", "serif", 15) > 2 * width_of("iii", "serif", 15)
    assert width_of("王芳", "sans", 12) >= 24
    assert width_of("e\u0301", "sans", 12) == width_of("e", "sans", 12)


def test_words_are_broken_between_words_and_what_is_left_out_is_marked() -> None:
    assert wrapped("Coffee with Priya", "serif", 15, 400, 2) == ("Coffee with Priya",)
    first, second = wrapped(WORDS, "serif", 15, 150, 2)

    assert WORDS.startswith(first + " ")
    assert second.endswith("…")
    assert " ".join([first, second[:-1]]) in WORDS


def test_a_word_without_end_is_cut() -> None:
    (only,) = wrapped("x" * 400, "serif", 15, 100, 1)

    assert only.endswith("x…")
    assert width_of(only, "serif", 15) <= 100


@given(text=st.text(max_size=120), width=st.integers(40, 300), lines=st.integers(1, 4))
def test_no_line_is_wider_than_its_room_and_there_are_never_too_many(text: str, width: int, lines: int) -> None:
    found = wrapped(text, "serif", 15, width, lines)

    assert 1 <= len(found) <= lines
    assert all(width_of(line, "serif", 15) <= width for line in found)
    if not any(line.endswith("…") for line in found):
        assert " ".join(found).split() == text.split()
