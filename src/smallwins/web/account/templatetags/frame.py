"""The frame around every page, for allauth's pages: drawn by the same template as all others."""

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from smallwins.web.page import frame

register = template.Library()


class Framed(template.Node):
    """A page: its title, and what stands in the frame."""

    child_nodelists = ("title", "content")

    def __init__(self, title: template.NodeList, content: template.NodeList) -> None:
        self.title, self.content = title, content

    def render(self, context: Context) -> SafeString:
        """Draw the page with the house's own template."""
        content, title = self.content.render(context), self.title.render(context)
        values = frame(context["request"], here="you") | {"content": content, "title": title.strip()}
        return mark_safe(render_to_string("pages/framed.html", values, context["request"]))  # noqa: S308 - drawn with autoescape


@register.simple_tag
def takes_nobody() -> bool:
    """Tell whether no account is made here at all, not even by an invitation."""
    shared = settings.SMALLWINS_SHARED
    return shared is not None and shared.sign_up == "closed"


@register.tag
def framed(parser: Parser, _token: Token) -> Framed:
    """Read `{% framed %}title{% content %}what is shown{% endframed %}`."""
    title = parser.parse(("content",))
    parser.delete_first_token()
    content = parser.parse(("endframed",))
    parser.delete_first_token()
    return Framed(title, content)
