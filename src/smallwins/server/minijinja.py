"""A Django template backend for MiniJinja: one compiled environment, autoescape on, undefined names are errors."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import TemplateDoesNotExist
from django.template.backends.base import BaseEngine
from django.templatetags.static import static
from django.urls import reverse
from minijinja import Environment, escape, load_from_path, safe

from smallwins import language
from smallwins.language import _, _in, _n
from smallwins.method.saying import Said

_FIELD = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'  # unsaid: no words


class MiniJinja(BaseEngine):
    """Loads templates from the folders named in settings, and words (filters, globals) from the module named there."""

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        params = params.copy()
        words = import_module(params.pop("OPTIONS")["words"])
        super().__init__(params)
        self.load = load_from_path([str(folder) for folder in self.dirs])
        self.known: set[str] = set()
        self.environment = Environment(
            loader=self.load,
            filters={name: _on_values(word) for name, word in words.FILTERS.items()},
            globals={name: _on_values(word) for name, word in words.GLOBALS.items()}
            | {"_": _told, "_n": _told_n, "_in": _told_in}
            | {"static": cache(lambda name: safe(static(name))), "url": lambda name, *args: reverse(name, args=args)},
            undefined_behavior="strict",
            auto_escape_callback=lambda _name: True,
            debug=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def get_template(self, template_name: str) -> "Template":
        """Find a template by its path below the templates folder."""
        if template_name not in self.known:
            if self.load(template_name) is None:
                raise TemplateDoesNotExist(template_name, backend=self)
            self.known.add(template_name)
        return Template(self.environment, template_name)

    def from_string(self, template_code: str) -> "Template":
        """Refuse: a template is a file."""
        raise NotImplementedError(template_code)


class Template:
    """One template, ready to be filled."""

    def __init__(self, environment: Environment, name: str) -> None:
        self.environment = environment
        self.name = name

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        """Fill the template; with a request, `csrf_token()` and `csrf_field()` are at hand.

        They are functions, called by the pages that need them: only then does a session come to be.
        """
        values = {name: _shown(value) for name, value in (context or {}).items()}
        if request is not None:
            values["request"] = request
            token = cache(lambda: get_token(request))  # one mask a page is enough, and a mask is dear
            values["csrf_token"] = token
            values["csrf_field"] = lambda: safe(_FIELD.format(token()))
        return self.environment.render_template(self.name, **values)


class _Value:
    """A named tuple as templates see it: MiniJinja would take it for a bare list and lose its names."""

    __slots__ = ("_bare",)

    def __init__(self, bare: Any) -> None:  # noqa: ANN401 - any value of the method
        self._bare = bare

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the value holds
        found = getattr(self._bare, name)
        return _on_values(found) if callable(found) else _shown(found)

    def __eq__(self, other: object) -> bool:
        return bool(self._bare == _bare(other))

    def __hash__(self) -> int:
        return hash(self._bare)

    def __str__(self) -> str:
        return str(self._bare)


def _shown(value: Any) -> Any:  # noqa: ANN401 - any value of the method
    if isinstance(value, tuple):
        return _Value(value) if hasattr(value, "_fields") else [_shown(one) for one in value]
    if isinstance(value, Said):
        return language.told(value)
    if isinstance(value, list):
        return [_shown(one) for one in value]
    if isinstance(value, dict):
        return {_bare(key): _shown(one) for key, one in value.items()}
    return value


def _told(template: str, /, **values: Any) -> str:  # noqa: ANN401 - whatever a sentence speaks of
    """Tell a sentence, which may hold markup; its values may not, unless they are markup already."""
    return safe(_(template, **_harmless(values)))


def _told_n(one: str, many: str, n: int, /, **values: Any) -> str:  # noqa: ANN401 - as above
    return safe(_n(one, many, n, **_harmless(values)))


def _told_in(context: str, template: str, /, **values: Any) -> str:  # noqa: ANN401 - as above
    return safe(_in(context, template, **_harmless(values)))


def _harmless(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: one if isinstance(one, int | float) or hasattr(one, "__html__") else escape(str(one))
        for name, one in values.items()
    }


def _bare(value: Any) -> Any:  # noqa: ANN401 - any value of the method
    return value._bare if isinstance(value, _Value) else value  # noqa: SLF001 - our own wrapping


def _on_values(word: Callable[..., Any]) -> Callable[..., Any]:
    def called(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - any function of the words
        return _shown(word(*map(_bare, args), **{name: _bare(one) for name, one in named.items()}))

    return called
