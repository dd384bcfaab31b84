"""Words as search sees them: without accents or case, the same with every database and on every machine."""

import unicodedata

_SEPARATE = " "
_DROP = ""
# Scripts written without spaces between words: each sign is a word, and signs that stand together are searched
# as a phrase. Thai, Lao, Khmer and Burmese; jamo, kana, Han and Hangul; the planes with the rarer Han.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1100, 0x11FF),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3031, 0x3035),
    (0x3040, 0x30FF),
    (0x3105, 0x312F),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def fold(text: str) -> str:
    """Return the words of a text, folded; what is not a letter, a digit or a picture parts them.

    Plain ASCII keeps its punctuation here, since the index parts words there by itself.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).translate(_FOLDED)


def words_of(text: str) -> list[str]:
    """Return the words of what a person searches for, each folded; one written word can hold several."""
    folded = fold(text)
    return "".join(sign if sign.isalnum() or not sign.isascii() else _SEPARATE for sign in folded).split()


def is_sign(word: str) -> bool:
    """Tell whether a folded word is one sign that is a word by itself (Han, emoji …)."""
    return len(word) == 1 and not word.isascii() and (_is_unspaced(ord(word)) or not word.isalnum())


def _is_unspaced(sign: int) -> bool:
    return any(first <= sign <= last for first, last in _UNSPACED)


def _fold_sign(number: int) -> str:  # noqa: PLR0911 - one line for each sort of sign
    sign = chr(number)
    category = unicodedata.category(sign)
    if _is_unspaced(number) and category[0] in "LMN":
        return f" {sign} "
    if number < 128:
        return sign.lower() if sign.isalnum() else _SEPARATE
    # Marks above and below letters, signs that only steer others (joiners, directions, variations), skin tones.
    if category in {"Mn", "Me", "Cf"} or 0x1F3FB <= number <= 0x1F3FF:  # unsaid: a name
        return _DROP
    plain = unicodedata.normalize("NFKD", sign)
    if plain != sign:
        return "".join(_FOLDED[ord(part)] for part in plain)
    if category == "Nd":  # unsaid: a name
        return str(unicodedata.decimal(sign))
    if category[0] in "LN" or category == "Mc":  # unsaid: a name
        lower = sign.casefold()
        return lower if lower == sign else "".join(_FOLDED[ord(part)] for part in lower)
    if category[0] == "S":
        return f" {sign} "  # emoji, and other signs that one may look for
    return _SEPARATE


class _Folded(dict[int, str]):
    """What each sign folds to, worked out when it is first met."""

    def __missing__(self, number: int) -> str:
        self[number] = folded = _fold_sign(number)
        return folded


_FOLDED = _Folded()
