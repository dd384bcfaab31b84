"""Coming in: by e-mail and password, and no other way for a stranger."""

from tests.shared import Shared


def test_who_signs_up_confirms_the_address_and_is_in(one_server: Shared) -> None:
    ada = one_server.visitor()

    assert ada.get("/").place == "/sign-in"
    ada.sign_up("ada@example.org")

    assert "This week" in ada.get("/").text


def test_what_ada_writes_ben_does_not_see(one_server: Shared) -> None:
    ada = one_server.visitor().sign_up("ada.two@example.org")
    ben = one_server.visitor().sign_up("ben@example.org")

    ada.post("/wins", {"title": "Ada's own"}, page="/")

    assert "own" in ada.get("/wins").text
    assert ben.get("/wins/1").status == 404
