"""What allauth refuses in words of ours: said once, told to each in their own language."""

from typing import Any

from smallwins.language import told
from smallwins.method.saying import Said


class Refusals(dict[str, Any]):
    """allauth's own messages, with ours in place of some; those are told as soon as they are looked up."""

    def __getitem__(self, code: str) -> Any:  # noqa: ANN401 - allauth's are lazy, ours are said
        found = super().__getitem__(code)
        return told(found) if isinstance(found, Said) else found
