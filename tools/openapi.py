"""Write docs/openapi.json anew from the operations of the API; a test fails while it is behind."""

import json
import os
import sys
from pathlib import Path

KEPT = Path(__file__).resolve().parents[1] / "docs" / "openapi.json"


def written() -> str:
    """Return the document as it stands in docs/."""
    from smallwins.api.document import document  # noqa: PLC0415 - after Django has its settings
    from smallwins.api.urls import api  # noqa: PLC0415 - as above

    return json.dumps(document(api), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "smallwins.server.shared"
    os.environ.setdefault("DATABASE_URL", "sqlite:////nowhere/journal.db")
    import django

    django.setup()
    KEPT.write_text(written(), "utf-8")
    print(f"{KEPT.name} written", file=sys.stderr)
