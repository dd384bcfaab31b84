"""Text as a terminal shows it."""

from hypothesis import given
from hypothesis import strategies as st

from smallwins.cli.text import hang, one_line, pad, shown, width_of, wrap

TEXTS = st.text(st.characters(codec="utf-8"), max_size=80)


@given(TEXTS, st.integers(8, 60))
def test_no_wrapped_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    assert all(width_of(line) <= width for line in wrap(one_line(text), width))


@given(TEXTS, st.integers(8, 60))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(TEXTS)
def test_what_is_shown_holds_no_order_to_the_terminal(text: str) -> None:
    for char in shown(text):
        assert char == "\n" or char.isprintable() or ord(char) > 0x9F
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_wide_signs_take_two_columns_and_combining_ones_none() -> None:
    assert width_of("王芳") == 4
    assert width_of("e\u0301") == 1
    assert pad("王", 4) == "王  "


def test_a_hanging_text_goes_on_below_its_first_word() -> None:
    assert hang("42  ", "one two three", 11) == ["42  one two", "    three"]
