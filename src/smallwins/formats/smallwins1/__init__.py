"""The interchange file smallwins/1: `reading.read` takes one in, `writing.write` gives one out.

`plain.py` turns values into JSON-ready ones and loads nothing but the method, so that `--json` in the terminal stays
cheap. The other way goes text → `parsing` → `shapes` → one `*_reading` file a noun → `relations` → Document.
"""

FORMAT = "smallwins/1"
