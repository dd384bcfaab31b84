"""Every route, by name, in the order in which a person meets them."""

from django.urls import path

from smallwins.web.pages import answering, doors, lock, steps, undoing, week
from smallwins.web.pages.open import follow, open_journal

urlpatterns = [
    path("", week.week, name="week"),
    path("weeks/<str:name>", week.past_week, name="past-week"),
    path("wins/<int:number>/answer", answering.answer, name="answer"),
    path("wins/<int:number>/doors", doors.open_door, name="doors"),
    path("wins/<int:number>/doors/close", doors.close_door, name="close-door"),
    path("wins/<int:number>/steps", steps.plan, name="steps"),
    path("steps/<int:number>", steps.move, name="step"),
    path("undo", undoing.undo_last, name="undo"),
    path("open", open_journal, name="open"),
    path("open/<str:token>", follow, name="follow"),
    path("lock", lock.lock, name="lock"),
]
