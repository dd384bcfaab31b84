"""What the API refuses before any use case is asked."""

from collections.abc import Iterable


class ApiError(Exception):
    """A refusal with its status, the name of its kind, a sentence for people, and the places that are meant."""

    def __init__(
        self,
        status: int,
        name: str,
        detail: str,
        errors: Iterable[tuple[str, str]] = (),
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.name = name
        self.detail = detail
        self.errors = errors
        self.headers = headers
