"""Nothing of Ada's ever reaches Ben: every route there is, asked for as Ben with each of Ada's ids."""

from tests.server.routes import every_route


def test_every_route_says_who_may_ask_for_it() -> None:
    assert len(every_route()) > 60
    assert [route for route in every_route() if route.rule is None] == []
