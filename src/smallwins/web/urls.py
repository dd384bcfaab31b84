"""Every route, by name, in the order in which a person meets them."""

from django.urls import path

from smallwins.web.pages import (
    answering,
    changing,
    doors,
    goals,
    lock,
    rearview,
    review,
    sample,
    settings,
    steps,
    travel,
    undoing,
    week,
    win,
    wins,
)
from smallwins.web.pages.open import follow, open_journal

urlpatterns = [
    path("", week.week, name="week"),
    path("weeks/<str:name>", week.past_week, name="past-week"),
    path("wins", wins.wins, name="wins"),
    path("wins/<int:number>", win.win, name="win"),
    path("wins/<int:number>/edit", changing.edit, name="edit-win"),
    path("wins/<int:number>/celebrate", changing.celebrate, name="celebrate"),
    path("wins/<int:number>/own-call", changing.own_call, name="own-call"),
    path("wins/<int:number>/delete", changing.delete, name="delete-win"),
    path("wins/<int:number>/answer", answering.answer, name="answer"),
    path("wins/<int:number>/doors", doors.open_door, name="doors"),
    path("wins/<int:number>/doors/close", doors.close_door, name="close-door"),
    path("wins/<int:number>/steps", steps.plan, name="steps"),
    path("steps/<int:number>", steps.move, name="step"),
    path("goals", goals.goals, name="goals"),
    path("goals/<int:number>", goals.goal, name="goal"),
    path("goals/<int:number>/possible", goals.goal_possible, name="goal-possible"),
    path("goals/<int:number>/status", goals.goal_status, name="goal-status"),
    path("review", review.review_now, name="review-now"),
    path("review/<str:week>", review.review, name="review"),
    path("rearview", rearview.rearview, name="rearview"),
    path("settings", settings.settings, name="settings"),
    path("sample/load", sample.load, name="sample-load"),
    path("sample/remove", sample.remove, name="sample-remove"),
    path("export", travel.export, name="export"),
    path("import", travel.take_in, name="import"),
    path("undo", undoing.undo_last, name="undo"),
    path("open", open_journal, name="open"),
    path("open/<str:token>", follow, name="follow"),
    path("lock", lock.lock, name="lock"),
]
