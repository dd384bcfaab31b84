"""Write down how wide each letter of the two typefaces is: `python tools/type_widths.py`.

Pictures are laid out on the server, which cannot measure text. What comes out is committed, as the fonts are.
"""

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEB = Path(__file__).resolve().parents[1] / "src/smallwins/web"
FAMILIES = {"SERIF": ("newsreader", "newsreader-ext"), "SANS": ("instrument-sans", "instrument-sans-ext")}
WEIGHT = 400
STEP = 10  # thousandths of an em: letters of nearly the same width share a line, and none is called narrower than it is
LINE = 100


def widths(names: tuple[str, ...]) -> dict[int, list[int]]:
    """Return the letters of each width, in thousandths of an em."""
    found: dict[int, list[int]] = {}
    seen: set[int] = set()
    for name in names:
        font = instancer.instantiateVariableFont(TTFont(WEB / f"static/fonts/{name}.woff2"), {"wght": WEIGHT})
        em = font["head"].unitsPerEm
        for letter, glyph in sorted(font.getBestCmap().items()):
            if letter not in seen:
                seen.add(letter)
                width = -(-1000 * font["hmtx"][glyph][0] // em // STEP) * STEP
                found.setdefault(width, []).append(letter)
    return dict(sorted(found.items()))


def ranges(letters: list[int]) -> str:
    """Write letters as ranges of their numbers: 41-5a 61."""
    runs: list[list[int]] = []
    for letter in sorted(letters):
        if runs and letter == runs[-1][1] + 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    return " ".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in runs)


def main() -> None:
    """Write the table."""
    lines = ['"""How wide each letter is, in thousandths of an em; written by tools/type_widths.py."""', ""]
    for family, names in FAMILIES.items():
        lines.append(f"{family} = {{")
        for width, letters in widths(names).items():
            words, parts = ranges(letters).split(" "), [""]
            for word in words:
                if len(parts[-1]) + len(word) > LINE:
                    parts[-1] += " "
                    parts.append("")
                parts[-1] += (" " if parts[-1] else "") + word
            if len(parts) == 1:
                lines.append(f'    {width}: "{parts[0]}",')
            else:
                lines += [f"    {width}: (", *(f'        "{part}"' for part in parts), "    ),"]
        lines += ["}", ""]
    (WEB / "type_widths.py").write_text("\n".join(lines[:-1]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
