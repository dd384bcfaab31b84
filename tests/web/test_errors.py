"""Every error of the family becomes a page that says what to do."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from smallwins.method import errors
from smallwins.server.urls import handler404, handler500  # noqa: F401 - read by Django
from smallwins.web.urls import urlpatterns as of_the_product

SENTENCE = "The journal says <what is wrong> and what to do."
EXPECTED: dict[type[errors.SmallwinsError], int] = {
    errors.RefusedError: 422,
    errors.InputError: 422,
    errors.ImportFileError: 422,
    errors.DoorError: 422,
    errors.ChampagneTooEarlyError: 422,
    errors.ReusedKeyError: 422,
    errors.StaleEditError: 422,
    errors.NothingToUndoError: 422,
    errors.TooOftenError: 429,
    errors.NotFoundError: 404,
    errors.JournalError: 500,
    errors.JournalMissingError: 500,
    errors.JournalForeignError: 500,
    errors.JournalDamagedError: 500,
    errors.JournalNewerError: 500,
    errors.JournalLockedError: 500,
    errors.StorageError: 503,
    errors.JournalBusyError: 503,
    errors.JournalFullError: 507,
    errors.JournalReadOnlyError: 503,
}
RAISED: list[errors.SmallwinsError] = []


def fails(request: HttpRequest) -> HttpResponse:
    raise RAISED[-1]


urlpatterns = [path("fails", fails), *of_the_product]


def _family(root: type[errors.SmallwinsError]) -> set[type[errors.SmallwinsError]]:
    return {kind for child in root.__subclasses__() for kind in {child, *_family(child)}}


def test_every_error_of_the_family_has_its_status() -> None:
    assert set(EXPECTED) == {one for one in _family(errors.SmallwinsError) if one.__module__ == errors.__name__}


@pytest.mark.parametrize("kind", EXPECTED, ids=lambda kind: kind.__name__)
def test_an_error_becomes_a_page_that_keeps_what_was_typed(
    ada: Client, settings: Settings, kind: type[errors.SmallwinsError]
) -> None:
    settings.ROOT_URLCONF = __name__
    error = kind.__new__(kind)
    error.args = (SENTENCE,)
    RAISED.append(error)
    response = ada.post("/fails", {"title": "Coffee with <Priya>"})
    said = response.content.decode()
    assert response.status_code == EXPECTED[kind]
    assert "The journal says &lt;what is wrong&gt; and what to do." in said
    assert "Coffee with &lt;Priya&gt;" in said
    assert ("Retry-After" in response.headers) == (kind in {errors.JournalBusyError, errors.TooOftenError})
