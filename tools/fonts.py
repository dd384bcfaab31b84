"""Cut the two typefaces down to what the pages use: `python tools/fonts.py FOLDER_OF_NODE_MODULES`.

The folder holds the npm packages `@fontsource-variable/newsreader` and `@fontsource-variable/instrument-sans`.
What comes out is committed, with its licences, so that nobody needs this to run smallwins.
"""

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

OUT = Path(__file__).resolve().parents[1] / "src/smallwins/web/static/fonts"
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x2C6, 0x2DA, 0x2DC]
SIGNS = [*range(0x2010, 0x2028), *range(0x2030, 0x203B), 0x20AC, 0x2122, *range(0x2190, 0x2196), 0x2212, 0x2215]
LATIN_EXT = [*range(0x100, 0x250), *range(0x1E00, 0x1F00), *range(0x20A0, 0x20C1), *range(0x2C60, 0x2C80)]
FEATURES = ["mark", "mkmk", "liga", "ccmp", "locl", "tnum"]
KERNED = [*FEATURES, "kern"]  # half of a file: for the upright serif alone, which is what is set large


class Cut(NamedTuple):
    """One font file to make: from which source, with which weights and letters."""

    source: str
    name: str
    weights: tuple[float, float]
    letters: list[int]


CUTS = [
    Cut("newsreader/files/newsreader-latin-wght-normal", "newsreader", (400, 600), LATIN + SIGNS),
    Cut("newsreader/files/newsreader-latin-wght-italic", "newsreader-italic", (400, 400), LATIN + SIGNS),
    Cut("instrument-sans/files/instrument-sans-latin-wght-normal", "instrument-sans", (400, 600), LATIN + SIGNS),
    Cut("newsreader/files/newsreader-latin-ext-wght-normal", "newsreader-ext", (400, 600), LATIN_EXT),
    Cut("newsreader/files/newsreader-latin-ext-wght-italic", "newsreader-italic-ext", (400, 400), LATIN_EXT),
    Cut("instrument-sans/files/instrument-sans-latin-ext-wght-normal", "instrument-sans-ext", (400, 600), LATIN_EXT),
]


def cut(packages: Path, one: Cut) -> int:
    """Write one cut font and return its size in bytes."""
    font = TTFont(packages / f"{one.source}.woff2")
    low, high = one.weights
    font = instancer.instantiateVariableFont(font, {"wght": low if low == high else (low, high)})
    features = KERNED if one.name in ("newsreader", "newsreader-ext") else FEATURES
    options = subset.Options(layout_features=features, hinting=False, desubroutinize=True, name_IDs=[0, 1, 2, 13, 14])
    options.flavor = "woff2"
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=one.letters)
    cutter.subset(font)
    target = OUT / f"{one.name}.woff2"
    subset.save_font(font, str(target), options)
    return target.stat().st_size


def main() -> None:
    """Cut every font and copy the licences."""
    packages = Path(sys.argv[1]) / "@fontsource-variable"
    OUT.mkdir(parents=True, exist_ok=True)
    for one in CUTS:
        print(f"{one.name}.woff2 {cut(packages, one):,} bytes")
    for family in ("newsreader", "instrument-sans"):
        shutil.copyfile(packages / family / "LICENSE", OUT / f"{family}-OFL.txt")


if __name__ == "__main__":
    main()
