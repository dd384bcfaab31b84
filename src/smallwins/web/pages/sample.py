"""The sample journal, put beside the person's own wins or taken out again."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.sample import has_sample, load_sample, remove_sample
from smallwins.journal.settings import today_of
from smallwins.web import session, words
from smallwins.web.journals import journal_of
from smallwins.web.places import see


@require_POST
def load(request: HttpRequest) -> HttpResponse:
    """Put the sample in; twice is once."""
    now = bootstrap.now()
    with journal_of(request) as journal:
        if not has_sample(journal):
            load_sample(journal, now, today_of(journal, now))
    session.say(request, "The sample journal is here: a year of somebody's wins. Settings take it out again.")
    return see(reverse("week"))


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Take the sample out; nothing of the person's own goes with it."""
    with journal_of(request) as journal:
        went = remove_sample(journal, bootstrap.now())
    session.say(request, f"{words.count(went, 'sample win')} went. What you wrote yourself is untouched.")
    return see(reverse("week"))
