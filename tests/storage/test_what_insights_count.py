"""What the insights count of a win is one short text: one sign for each answer, kept true by the database itself."""

import pytest

from smallwins.insights.columns import UNKNOWN
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED
from smallwins.method.signals.reading import READINGS
from smallwins.method.win import GUTS, KINDS, VERDICTS
from smallwins.storage.judged_columns import _SIGNED, _TABLES


def test_no_two_answers_to_a_question_have_the_same_sign() -> None:
    signs = [[str(word)[sign] for word in words] for words, sign in _SIGNED]

    assert all(len(set(each)) == len(each) and "-" not in each for each in signs)


@pytest.mark.parametrize(
    ("words", "place"),
    [(VERDICTS, 0), (READINGS, 1), (KINDS, 2), (MOTIVES, 3), (GUTS, 4), (DIRECTIONS, 7), (OPENED, 8)],
)
def test_each_sign_is_read_as_the_place_of_its_word_and_none_as_not_answered(
    words: tuple[str, ...], place: int
) -> None:
    table, (_, sign) = _TABLES[place], _SIGNED[place]

    assert [int(table[ord(word[sign])]) for word in words] == [*range(len(words))]
    assert int(table[ord("-")]) == UNKNOWN
