"""The same `_`, `_n` and `_in` for Django's templates: `{% _ "Sign in with {name}" name=provider.name %}`."""

from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from smallwins import language
from smallwins.language import _, _in, _n
from smallwins.language.choosing import by_choice
from smallwins.method.saying import Said

register = template.Library()


@register.simple_tag(name="_", takes_context=True)
def told(context: Context, words: str, /, **values: Any) -> SafeString:  # noqa: ANN401 - whatever a sentence speaks of
    """Tell a sentence, which may hold markup; its values may not, unless they are markup already."""
    return mark_safe(_(words, **_harmless(context, values)))  # noqa: S308 - ours, and its values are escaped


@register.simple_tag(name="_n", takes_context=True)
def told_n(context: Context, one: str, many: str, n: int, /, **values: Any) -> SafeString:  # noqa: ANN401 - as above
    """Tell a sentence about a number of things."""
    return mark_safe(_n(one, many, n, **_harmless(context, values)))  # noqa: S308 - as above


@register.simple_tag(name="_in", takes_context=True)
def told_in(context: Context, about: str, words: str, /, **values: Any) -> SafeString:  # noqa: ANN401 - as above
    """Tell a sentence that means something else elsewhere."""
    return mark_safe(_in(about, words, **_harmless(context, values)))  # noqa: S308 - as above


@register.filter
def said(words: Any) -> Any:  # noqa: ANN401 - whatever a template holds
    """Tell what Python has said; what a person wrote stays as it is."""
    return language.told(words) if isinstance(words, Said) else words


class Speaking(template.Node):
    """A part that is told in the language of whoever gets it: a mail, whoever had it sent."""

    def __init__(self, reader: FilterExpression, nodelist: template.NodeList) -> None:
        self.reader, self.nodelist = reader, nodelist

    def render(self, context: Context) -> SafeString:
        """Tell it; `language` says within it which one it is."""
        code = by_choice(self.reader.resolve(context)) or language.ENGLISH
        with language.speaking(code), context.push(language={"code": code, "direction": language.direction()}):
            return self.nodelist.render(context)


@register.tag
def speaking(parser: Parser, token: Token) -> Speaking:
    """Read `{% speaking reader %}…{% endspeaking %}`, where `reader` is the code of a language."""
    reader = parser.compile_filter(token.split_contents()[1])
    nodelist = parser.parse(("endspeaking",))
    parser.delete_first_token()
    return Speaking(reader, nodelist)


def _harmless(context: Context, values: dict[str, Any]) -> dict[str, Any]:
    """Make values harmless where the template does so; a plain text, as of a mail, keeps them as they are."""
    told = {name: said(one) for name, one in values.items()}
    return {name: conditional_escape(one) for name, one in told.items()} if context.autoescape else told
