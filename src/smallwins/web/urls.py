"""Every route, by name, in the order in which a person meets them."""

from django.urls import path

from smallwins.web.pages import lock, week
from smallwins.web.pages.open import follow, open_journal

urlpatterns = [
    path("", week.week, name="week"),
    path("open", open_journal, name="open"),
    path("open/<str:token>", follow, name="follow"),
    path("lock", lock.lock, name="lock"),
]
