"""A document on its way out: as Markdown, as one HTML file for a printer, as PDF."""

from typing import Literal, get_args

Form = Literal["markdown", "html", "pdf"]
FORMS: tuple[Form, ...] = get_args(Form)
ENDINGS: dict[str, Form] = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".pdf": "pdf"}
MEDIA: dict[Form, str] = {
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}
NAMES: dict[Form, str] = {"markdown": "md", "html": "html", "pdf": "pdf"}
