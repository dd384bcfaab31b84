"""What is sent where a form, an address, a query or a file is expected: each is there for a reason of its own.

docs/security.md says how many of each kind there are; tests/house/test_security_docs.py counts.
"""

import gzip
import marshal
import pickle
from collections import OrderedDict
from urllib.parse import quote

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
YAML = "application/yaml"
XML = "application/xml"
FILES = "multipart/form-data; boundary=x"
PART = b"--x\r\nContent-Disposition: form-data; name="
END = b"\r\n--x--\r\n"

_OF_FORMS: list[tuple[str, bytes]] = [
    # Nothing, or nearly
    (FORM, b""), (FORM, b"="), (FORM, b"&&&&"), (FORM, b"title"), (FORM, b"=title"), (FORM, b"?title=a"),
    # Signs that are cut short, too long, or none
    (FORM, b"title=%"), (FORM, b"title=%4"), (FORM, b"title=%u0041"), (FORM, b"title=%00"), (FORM, b"title=a\0b"),
    (FORM, b"title=%ff%fe"), (FORM, b"\xff\xfe"), (FORM, b"title=%c0%80"), (FORM, b"title=%ed%a0%80"),
    (FORM, b"title=%f4%90%80%80"), (FORM, b"title=\xfc"), (FORM, b"\xef\xbb\xbftitle=a"),
    # One name, several meanings
    (FORM, b"title=a&title=b"), (FORM, b"%74itle=a"), (FORM, b"title=a;title=b"), (FORM, b"title[]=a"),
    (FORM, b"title[x]=a"), (FORM, b"title.x=a"), (FORM, b"title=a\r\nX-A: b"), (FORM, b"_method=DELETE&title=a"),
    (FORM, b"csrfmiddlewaretoken=%00&title=a"), (FORM, b"n" * 70_000 + b"=a"),
    # In another encoding than it says, or in one that there is not
    (FORM, "title=\ud83d".encode("utf-16", "surrogatepass")), (FORM, gzip.compress(b"title=a", mtime=0)),
    (FORM + "; charset=utf-16", "title=x".encode("utf-16")), (FORM + "; charset=utf-7", b"title=+ADw-"),
    (FORM + "; charset=none-such", b"title=x"), (FORM + "; charset=\xff", b"title=x"),
]  # fmt: skip
_OF_JSON: list[tuple[str, bytes]] = [
    (JSON, b'{"title": "x", "title": "y"}'), (JSON, b"[" * 50_000), (JSON, b'{"a":' * 20_000),
    (JSON, b'{"__proto__": {}}'), (JSON, b'{"constructor": {"prototype": {"title": "x"}}}'),
    (JSON, b'{"title": NaN}'), (JSON, b'{"title": 1e400}'), (JSON, b'{"title": ' + b"9" * 5_000 + b"}"),
    (JSON, b'{"title": "\\ud800"}'), (JSON, b'{"title": "\xff"}'), (JSON, b'\xef\xbb\xbf{"title": "x"}'),
    (JSON, '{"title": "x"}'.encode("utf-16")), (JSON, '{"title": "x"}'.encode("utf-32")),
    (JSON, b'{"title": "x"}{"title": "y"}'), (JSON, b'{"title": "x", /* so */}'), (JSON, b"null"),
    (JSON + "; charset=utf-16", b'{"title": "x"}'), ("application/x-ndjson", b'{"title": "x"}\n{"title": "y"}'),
]  # fmt: skip
_OF_OBJECTS: list[tuple[str, bytes]] = [
    # What would be made into an object, or run, by a reader that builds
    ("application/x-python-pickle", b"\x80\x04cos\nsystem\n(S'id'\ntR."),
    ("application/x-python-pickle", pickle.dumps(OrderedDict(title="x"), 4)),
    ("application/octet-stream", marshal.dumps({"title": "x"})),
    ("application/vnd.php.serialized", b'O:8:"stdClass":1:{s:5:"title";s:1:"x";}'),
    ("application/x-java-serialized-object", b"\xac\xed\x00\x05sr\x00\x11java.util.HashMap"),
    (YAML, b"!!python/object/apply:os.system ['id']"), (YAML, b"!!python/name:os.system"),
    (YAML, b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]"),
    (XML, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    (XML, b"<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;'><!ENTITY d '&c;&c;&c;'>]><a>&d;</a>"),
    (XML, b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    (XML, b"<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://canary.example/x.dtd'> %b;]><a/>"),
    (XML, b"<a xmlns:x='http://www.w3.org/2001/XInclude'><x:include href='/etc/passwd' parse='text'/></a>"),
]  # fmt: skip
_OF_FILES: list[tuple[str, bytes]] = [
    # Boundaries that are not there, or that nobody could keep to
    ("multipart/form-data", b"title=x"), ("multipart/form-data; boundary=", b"--\r\n\r\n"),
    ("multipart/form-data; boundary=" + "x" * 300, b"--x--"), ('multipart/form-data; boundary="x y"', b"--x y--"),
    ("multipart/form-data; boundary=x; boundary=y", PART + b'"title"\r\n\r\na\r\n--y--'),
    (FILES, b""), (FILES, b"--x"), (FILES, b"--x\r\n\r\n\r\n--x--"), (FILES, b"--y\r\n\r\na\r\n--y--"),
    (FILES, PART.replace(b"\r\n", b"\n") + b'"title"\n\na\n--x--'), (FILES, PART + b'"title"\r\n\r\nnever ends'),
    # Parts whose heads say too much, too little, or something else
    (FILES, b"--x\r\nno colon\r\n\r\na" + END), (FILES, b"--x\r\nContent-Disposition: form-data\r\n\r\na" + END),
    (FILES, b"--x\r\nX-A: " + b"a" * 70_000 + b"\r\n\r\na" + END), (FILES, PART + b'"\0"\r\n\r\na' + END),
    (FILES, PART + b'"title"; filename="../../x"\r\n\r\na' + END),
    (FILES, PART + b'"file"; filename="x\0.json"\r\n\r\n{}' + END),
    (FILES, PART + b"\"file\"; filename*=UTF-8''%2e%2e%2fx.json\r\n\r\n{}" + END),
    (FILES, PART + b"\"file\"; filename*=none-such'x'%ff\r\n\r\n{}" + END),
    (FILES, PART + b'"file"; filename="' + b"n" * 5_000 + b'.json"\r\n\r\n{}' + END),
    (FILES, PART + b'"csrfmiddlewaretoken"; filename="x"\r\n\r\na' + END),
    # Parts in another encoding, within another, or very many
    (FILES, PART + b'"a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!' + END),
    (FILES, PART + b'"file"; filename="x.json"\r\nContent-Length: 9999999999\r\n\r\n{}' + END),
    (FILES, PART + b'"file"; filename="x.csv"\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y--' + END),
    (FILES, b"".join([PART + b'"a"\r\n\r\n\r\n'] * 1_200) + b"--x--"), ("multipart/mixed; boundary=x", b"--x--"),
]  # fmt: skip
_OF_OTHER_KINDS: list[tuple[str, bytes]] = [
    ("text/plain", b"title=x"), ("text/html", b"<form>"), ("", b"title=x"), ("/", b"title=x"), (";;;", b"title=x"),
    ("*/*", b"title=x"),
]  # fmt: skip
BODIES = [*_OF_FORMS, *_OF_JSON, *_OF_OBJECTS, *_OF_FILES, *_OF_OTHER_KINDS]
"""What stands for a form, as (content type, bytes)."""

DATES = [
    # Days that there are not, or only at the edge of what can be said
    "0", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "-0001-01-01", "2026-13-01", "2026-02-30",
    "2025-02-29", "2026-00-10", "2026-11-00",
    # In other notations
    "2026-1-1", "20261122", "2026-W47", "2026-W47-1", "2026-W54", "2026-326", "2026-11-22T00:00:00Z", "22.11.2026",
    "11/22/2026", "now", "today", "1e3", "NaN",
    # With signs that look alike, or like nothing
    "２０２６-11-22", "٢٠٢٦-١١-٢٢", "2026‐11‐22", "2026-11-22\0", " ", "%00", "\u202e2026-11-22",
    # What is no day at all
    "'; DROP TABLE win;--", "9" * 400, "{{7*7}}", "../..", "2026-11-22 -- x",
]  # fmt: skip
ZONES = [
    "", "UTC", "../../etc/passwd", "/etc/localtime", "Europe/../Europe/Berlin", "Europe/Berlin\0", "posix/UTC",
    "localtime", "GMT+25", "EST5EDT,M3", "Berlin", "europe/berlin", "a" * 5_000, "Europe\\Berlin", "🦉", "None",
    "Etc/GMT-14", "%2e%2e", "Europe/Berlin;id", "posixrules", "tzdata.zi",
]  # fmt: skip
NUMBERS = [
    "0", "-1", "1.5", "1e9", "٣", "99999999999999999999", "9223372036854775808", "2147483648", "0x1", "1 OR 1=1",
    "null", "NaN", "", "00000001", "1;id", "９", "²", "1_000", "+1", "%31",
]  # fmt: skip
UUID = "01990a3c-5b1e-7c3d-8f21-0123456789ab"
IDS = [
    *NUMBERS,
    # Nearly the form that ids have
    UUID.upper(), UUID.replace("-", ""), "{" + UUID + "}", "urn:uuid:" + UUID, UUID[:-1], UUID + "0", UUID + "\0",
    UUID.replace("7c", "4c"), "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    # What stands for something else elsewhere
    "..", "%2e%2e%2f1", "*", "self", "\u202e" + UUID, "a" * 3_000,
]  # fmt: skip
"""What stands where the number or the id of something is expected."""
QUERIES = [
    # Nothing, or nearly; and the same again and again
    "", "?", "=", "&", "a=" + "&a=" * 400, "%ff=%ff", "words=a&words=b", "words[]=a", "words%00=a", "Words=a",
    # Words to look for, in the languages of a database and of its index
    "words=", "words=" + quote("' OR 1=1 --"), "words=%00", "words=%ff", "words=" + "a" * 8_000, "words=%25",
    "words=_", "words=*", "words=" + quote('"'), "words=NEAR(a%20b)", "words=" + quote("a AND NOT"),
    "words=" + quote("title:x"), "words=" + quote("a & !b | c <-> d"), "words=" + quote("\\"), "words=%ed%a0%80",
    "words=" + quote("٣ 漢 🦉"),
    # Where to go on, how many, in which order
    "before=x", "before=%00", "before=999999999999999999999", "after=-1", "after=1", "after=2026-11-22.x", "page=-1",
    "page=1e9", "place=x", "order=none-such", "weeks=99999999999", "since=x",
    # Which ones
    "verdict=none-such", "verdict=real&verdict=none-such", "goal=999999999999", "goal=-1", "goal=" + UUID, "tag=%00",
    "tag=" + "t" * 3_000, "kind=x", "skill=" + "(" * 500, "looks=9", "ask=1&question=none-such", "ask=-1&then=door",
    # From when, to when
    "from=2026-13-01", "to=%00", "from=0001-01-01", "to=9999-12-31", "from=9999-12-31&to=0001-01-01", "year=0",
    "year=-5", "year=99999", "week=2026-W99",
    # As what, and where to then
    "as=none-such", "as=../x", "format=../../etc/passwd", "next=//evil.example", "callback=alert", "debug=1",
]  # fmt: skip
"""What stands behind the question mark of a page's address."""


def addresses(port: int) -> list[str]:
    """Return addresses that a server could be made to call: with a port where our own listener hears it."""
    here = [
        # This machine, in eight notations
        "127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]",
        "0.0.0.0", "127.0.0.1.nip.io", "localhost.",
        # Behind the name of somebody else
        "example.org@127.0.0.1", "example.org:80@127.0.0.1", "127.0.0.1#@example.org", "127.0.0.1\\@example.org",
        "１２７.0.0.1",
    ]  # fmt: skip
    return [
        *(f"http://{host}:{port}/canary" for host in here),
        f"https://127.0.0.1:{port}/", f"HTTP://127.0.0.1:{port}/", f"//127.0.0.1:{port}/", f"gopher://127.0.0.1:{port}/_x",
        f"dict://127.0.0.1:{port}/x", f"ftp://127.0.0.1:{port}/x", f"ldap://127.0.0.1:{port}/x",
        "file:///etc/passwd", "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/latest/meta-data/",
        "http://metadata.google.internal/computeMetadata/v1/",
    ]  # fmt: skip
