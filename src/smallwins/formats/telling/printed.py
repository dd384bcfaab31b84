"""A document as one HTML file that loads nothing from anywhere, laid out for paper."""

from base64 import b64encode
from collections.abc import Mapping
from html import escape

from smallwins.formats.prose import prose
from smallwins.method.telling import BLANKS, Telling

NEWSREADER, INSTRUMENT = "Newsreader", "Instrument"  # unsaid: names of fonts
# family, style and the signs that each of our fonts draws
FACES = {
    "newsreader": (NEWSREADER, "normal", "U+20-17F, U+2C6-2DC, U+2000-206F, U+20AC, U+2122, U+2212"),
    "newsreader-italic": (NEWSREADER, "italic", "U+20-FF, U+131, U+152-153, U+2C6-2DC, U+2000-206F, U+20AC, U+2122"),
    "newsreader-ext": (NEWSREADER, "normal", "U+180-24F, U+1E00-1EFF, U+20A0-20AB, U+20AD-20C0"),
    "newsreader-italic-ext": (NEWSREADER, "italic", "U+100-130, U+132-151, U+154-24F, U+1E00-1EFF"),
    "instrument-sans": (INSTRUMENT, "normal", "U+20-FF, U+131, U+152-153, U+2C6-2DC, U+2000-206F, U+20AC, U+2122"),
}
STYLE = """
:root { color-scheme: light; }
@page {
  size: A4; margin: 22mm 24mm 20mm;
  @bottom-center { content: counter(page); font: 8.5pt Instrument, sans-serif; color: #5f666c; }
}
html { background: #faf7f1; }
body {
  max-width: 40rem; margin: 3rem auto; padding: 0 1.25rem; color: #20252b;
  font: 1.06rem/1.55 Newsreader, Georgia, serif; overflow-wrap: break-word;
}
h1 { font-size: 2rem; line-height: 1.15; font-weight: 500; margin: 0 0 2rem; }
h2 { font-size: 1.3rem; line-height: 1.25; font-weight: 500; margin: 2.2rem 0 .5rem; }
h3, h4, h5, h6 { font-size: 1.08rem; font-weight: 600; margin: 1.4rem 0 .4rem; }
p { margin: 0 0 .7rem; }
strong { font-weight: 600; }
h2 + p > em:only-child { font-style: normal; font: .84rem/1.4 Instrument, system-ui, sans-serif; color: #5f666c; }
ul, ol { margin: 0 0 .7rem; padding-left: 1.2rem; }
li { margin-bottom: .3rem; }
blockquote { margin: .8rem 0; padding-left: 1rem; border-left: 2px solid #e4ddd0; }
a { color: inherit; }
mark { background: #f3ead2; color: inherit; padding: 0 .15em; }
@media print {
  html { background: none; }
  /* No kerning in running text: across a space it makes a word not fit on paper that fitted when it was measured. */
  body { max-width: none; margin: 0; padding: 0; font-size: 11pt; line-height: 1.5; font-kerning: none; }
  h1, h2, h3, h4 { font-kerning: normal; }
  h1 { font-size: 22pt; } h2 { font-size: 14pt; }
  h1, h2, h3, h4 { break-after: avoid; } p, li { orphans: 3; widows: 3; } li { break-inside: avoid; }
  h2 + p { break-after: avoid; }
}
"""  # unsaid: a style


def to_html(telling: Telling, fonts: Mapping[str, bytes]) -> str:
    """Write a document as one HTML file; fonts are woff2 files by their names in FACES."""
    faces = "\n".join(_face(name, fonts[name]) for name in FACES if name in fonts)
    parts = [f"<h1>{escape(telling.title)}</h1>"]
    for section in telling.sections:
        heading = f"<h2>{escape(section.heading)}</h2>\n" if section.heading else ""
        parts.append(f"<section>\n{heading}{_blanks_marked(prose(section.text))}</section>")
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        'font-src data:">\n'
        f"<title>{escape(telling.title)}</title>\n<style>\n{faces}\n{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"  # unsaid: HTML
    )


def _blanks_marked(html: str) -> str:
    """Mark what is still to be written, so that no blank is overlooked on paper."""
    for blank in BLANKS:
        html = html.replace(f"[{blank}]", f"<mark>[{blank}]</mark>")
    return html


def _face(name: str, font: bytes) -> str:
    family, style, signs = FACES[name]
    data = b64encode(font).decode()
    return (
        f"@font-face {{ font-family: {family}; font-style: {style}; font-weight: 400 600; unicode-range: {signs}; "
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'  # unsaid: a style
    )
