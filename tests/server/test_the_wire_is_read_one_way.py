"""What is sent by hand over a bare socket: no second request hides in the first, and nothing is told of the server."""

import re
import socket

import pytest

from tests.shared import PASSWORD, Shared

HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: HOST\r\n\r\n"
POST = b"POST /sign-in HTTP/1.1\r\nHost: HOST\r\nOrigin: ORIGIN\r\n"
GET = b"GET /sign-in HTTP/1.1\r\nHost: HOST\r\n"
ENDS = b"Connection: close\r\n"

SMUGGLED = {
    "a length and chunks": POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
    "chunks and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 64\r\n\r\n0\r\n\r\n" + HIDDEN,
    "two lengths": POST + b"Content-Length: 0\r\nContent-Length: 46\r\n\r\n" + HIDDEN,
    "a list of lengths": POST + b"Content-Length: 0, 46\r\n\r\n" + HIDDEN,
    "a length with a sign": POST + b"Content-Length: +0\r\n\r\n" + HIDDEN,
    "a length below nothing": POST + b"Content-Length: -1\r\n\r\n" + HIDDEN,
    "a length in another notation": POST + b"Content-Length: 0x0\r\n\r\n" + HIDDEN,
    "a chunk in another notation": POST + b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n" + HIDDEN,
    "a chunk below nothing": POST + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + HIDDEN,
    "a chunk of more than there can be": POST + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF1\r\n\r\n" + HIDDEN,
    "a chunk with half a line end": POST + b"Transfer-Encoding: chunked\r\n\r\n0;a\n\r\n" + HIDDEN,
    "chunks of another make": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + HIDDEN,
    "chunks that are none": POST + b"Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n" + HIDDEN,
    "chunks and then not": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + HIDDEN,
    "chunks told twice": POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + HIDDEN,
    "a space before the colon": POST + b"Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + HIDDEN,
    "a folded encoding": POST + b"Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + HIDDEN,
}


PLACES = [
    "/static/", "/.git/config", "/.env", "/admin/", "/debug", "/__debug__/", "/server-status", "/metrics", "/docs",
    "/counters.db", "/shared.db", "/secret.key", "/api/v1/", "/favicon.ico/",
]  # fmt: skip


def said(shared: Shared, sent: bytes) -> bytes:
    """Send the bytes as they stand, and return all that comes back until the other end says no more."""
    filled = sent.replace(b"HOST", f"localhost:{shared.port}".encode()).replace(b"ORIGIN", shared.url.encode())
    heard = b""
    with socket.create_connection(("127.0.0.1", shared.port), timeout=10) as wire:
        wire.sendall(filled)
        try:
            while piece := wire.recv(65536):
                heard += piece
        except ConnectionResetError:
            pass
    return heard


def statuses(heard: bytes) -> list[int]:
    return [int(one) for one in re.findall(rb"HTTP/1\.[01] (\d{3}) ", heard)]


@pytest.mark.parametrize("name", SMUGGLED)
def test_no_second_request_hides_in_the_first(one_file: Shared, name: str) -> None:
    heard = said(one_file, SMUGGLED[name])

    assert len(statuses(heard)) == 1, heard[:2000]
    assert statuses(heard)[0] in {400, 403}
    assert b"/hidden" not in heard


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (GET + b"X-A: b\r\n c\r\n" + ENDS + b"\r\n", {400}),
        (GET + b"X-A: b\0c\r\n" + ENDS + b"\r\n", {400}),
        (GET + b"X\0A: b\r\n" + ENDS + b"\r\n", {400}),
        (GET + b"X-A: b\rY: c\r\n" + ENDS + b"\r\n", {400}),
        (b"GET /sign-in\0 HTTP/1.1\r\nHost: HOST\r\n" + ENDS + b"\r\n", {400}),
        (b"GET /sign-in%00 HTTP/1.1\r\nHost: HOST\r\n" + ENDS + b"\r\n", {404}),
        (b"GET /%ff%fe HTTP/1.1\r\nHost: HOST\r\n" + ENDS + b"\r\n", {404}),
        (b"GET /sign-in HTTP/1.1\r\n" + ENDS + b"\r\n", {421}),
        (GET + b"Host: elsewhere.example\r\n" + ENDS + b"\r\n", {400, 421}),
        (GET + b"Cookie: __Host-s=\xff\xfe\x01\r\n" + ENDS + b"\r\n", {400}),
        (GET + b"X: " + b"a" * 500_000 + b"\r\n" + ENDS + b"\r\n", {200, 431}),
        (GET + b"X: a\r\n" * 2_000 + ENDS + b"\r\n", {431}),
        (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: HOST\r\n" + ENDS + b"\r\n", {414}),
        (b"GET /\r\n\r\n", {400}),
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused_in_few_words(one_file: Shared, sent: bytes, expected: set[int]) -> None:
    heard = said(one_file, sent)

    assert set(statuses(heard)) <= expected
    assert statuses(heard)
    assert b"Traceback" not in heard
    assert b"a" * 1000 not in heard


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG", "PROPFIND", "OPTIONS", "PUT", "DELETE"])
def test_no_method_mirrors_what_was_sent_or_lists_what_there_is(one_file: Shared, method: str) -> None:
    heard = said(
        one_file,
        f"{method} /sign-in HTTP/1.1\r\nHost: HOST\r\nOrigin: ORIGIN\r\nX-Told: sent-by-me\r\n".encode()
        + ENDS
        + b"\r\n",
    )

    assert statuses(heard)[0] in ({200} if method == "OPTIONS" else {403, 404, 405})
    assert b"sent-by-me" not in heard
    assert b"access-control" not in heard


def test_no_answer_tells_a_version_and_nothing_lists_a_folder(one_file: Shared) -> None:
    home = said(one_file, GET + ENDS + b"\r\n")
    folder = re.search(rb'"(/static/[^/"]+/)', home)
    assert folder
    for place in (folder[1].decode(), *PLACES):
        heard = said(one_file, f"GET {place} HTTP/1.1\r\nHost: HOST\r\n".encode() + ENDS + b"\r\n")
        assert statuses(heard) == [404], place
        assert not re.search(
            rb"(?i)granian/|django|python/\d|x-powered-by|\d+\.\d+\.\d+", heard.partition(b"\r\n\r\n")[0]
        )
        assert not re.search(rb"(?i)django|urlconf|traceback|settings\.py", heard)


def test_an_address_told_by_the_sender_counts_for_nothing_beside_the_proxys(one_file: Shared) -> None:
    """The proxy writes the last address; what stands before it came from outside."""
    one_file.visitor().sign_up("from@example.org")
    visitor = one_file.visitor(**{"X-Forwarded-For": "192.0.2.1, 203.0.113.7"})
    visitor.sign_in("from@example.org", PASSWORD)

    ((address,),) = one_file.sql("SELECT ip FROM usersessions_usersession ORDER BY id DESC LIMIT 1")
    assert address == "203.0.113.7"


def test_a_body_too_large_is_refused_before_it_is_read_and_nobody_is_told_that_something_broke(
    one_file: Shared,
) -> None:
    form, files = b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x"
    for kind, length in ((form, b"900000000"), (files, b"900000000"), (files, b"9" * 40)):
        sent = POST + b"Content-Type: " + kind + b"\r\nContent-Length: " + length + b"\r\n" + ENDS + b"\r\na=b"
        heard = said(one_file, sent)

        assert statuses(heard) == [413] or (len(length) > 20 and statuses(heard) == [400])
        assert b"content-security-policy" in heard or statuses(heard) == [400]
