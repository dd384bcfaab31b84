"""The guide: the method in three short screens, and what each of its words means."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smallwins.method.guide import GLOSSARY, SCREENS
from smallwins.web.page import page

NAMES = tuple(screen.name for screen in SCREENS)


@require_safe
def guide(request: HttpRequest, name: str = NAMES[0]) -> HttpResponse:
    """Show one screen of the guide, with the ways to the one before and the one after."""
    if name not in NAMES:
        raise Http404
    place = NAMES.index(name)
    return page(
        request,
        "pages/guide.html",
        here="guide",
        screen=SCREENS[place],
        place=place + 1,
        number=len(SCREENS),
        before=NAMES[place - 1] if place else "",
        after=NAMES[place + 1] if place + 1 < len(NAMES) else "",
    )


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Show all words of the method, each in a sentence."""
    return page(request, "pages/glossary.html", here="guide", glossary=GLOSSARY)
