"""Every route, by name, in the order in which a person meets them."""

from django.urls import path

from smallwins.web.pages import (
    answering,
    chains,
    changing,
    crossroads,
    crossroads_moves,
    doors,
    goals,
    guide,
    importing,
    inbox,
    insights,
    lock,
    offline,
    questions,
    questions_moves,
    rearview,
    remarks,
    review,
    sample,
    settings,
    steps,
    stories,
    stories_moves,
    travel,
    undoing,
    week,
    win,
    wins,
)
from smallwins.web.pages.open import follow, open_journal
from smallwins.web.rules import anybody, each, own

pages = [
    path("", week.week, name="week"),
    path("weeks/<str:name>", week.past_week, name="past-week"),
    path("wins", wins.wins, name="wins"),
    path("wins/<int:number>", win.win, name="win"),
    path("wins/<int:number>/chain", chains.chain, name="chain"),
    path("wins/<int:number>/edit", changing.edit, name="edit-win"),
    path("wins/<int:number>/celebrate", changing.celebrate, name="celebrate"),
    path("wins/<int:number>/own-call", changing.own_call, name="own-call"),
    path("wins/<int:number>/delete", changing.delete, name="delete-win"),
    path("wins/<int:number>/answer", answering.answer, name="answer"),
    path("wins/<int:number>/doors", doors.open_door, name="doors"),
    path("wins/<int:number>/doors/close", doors.close_door, name="close-door"),
    path("wins/<int:number>/steps", steps.plan, name="steps"),
    path("steps/<int:number>", steps.move, name="step"),
    path("chains", chains.chains, name="chains"),
    path("stories", stories.stories, name="stories"),
    path("stories/<str:name>", stories.draft, name="draft"),
    path("stories/<str:name>/choose", stories_moves.choose, name="choose-for-draft"),
    path("stories/<str:name>/change", stories_moves.change, name="change-draft"),
    path("stories/<str:name>/delete", stories_moves.delete, name="delete-draft"),
    path("stories/<str:name>/share", stories.share, name="share-draft"),
    path("goals", goals.goals, name="goals"),
    path("goals/<int:number>", goals.goal, name="goal"),
    path("goals/<int:number>/possible", goals.goal_possible, name="goal-possible"),
    path("goals/<int:number>/status", goals.goal_status, name="goal-status"),
    path("crossroads", crossroads.crossroads, name="crossroads"),
    path("crossroads/<str:name>", crossroads.one_crossroads, name="one-crossroads"),
    path("crossroads/<str:name>/change", crossroads_moves.change, name="change-crossroads"),
    path("crossroads/<str:name>/delete", crossroads_moves.delete, name="delete-crossroads"),
    path("crossroads/<str:name>/options", crossroads_moves.new_option, name="new-option"),
    path("crossroads/<str:name>/options/<str:option>", crossroads_moves.change_option, name="option"),
    path("crossroads/<str:name>/options/<str:option>/answer", crossroads_moves.answer, name="answer-option"),
    path("crossroads/<str:name>/decision", crossroads_moves.decision, name="decision"),
    path("crossroads/<str:name>/outcome", crossroads_moves.outcome, name="outcome"),
    path("crossroads/<str:name>/win", crossroads_moves.win, name="taken-as-win"),
    path("remarks/<str:remark>/answer", remarks.answer, name="answer-remark"),
    path("remarks/<str:remark>/remove", remarks.remove, name="remove-remark"),
    path("review", review.review_now, name="review-now"),
    path("review/<str:week>", review.review, name="review"),
    path("questions", questions.questions, name="questions"),
    path("questions/add", questions_moves.add, name="add-question"),
    path("questions/offers/<str:offer>", questions_moves.answer_offer, name="answer-offer"),
    path("questions/<str:key>", questions.question, name="question"),
    path("questions/<str:key>/move", questions_moves.move, name="move-question"),
    path("insights", insights.insights, name="insights"),
    path("insights/look-again", insights.look_again, name="look-again-after"),
    path("rearview", rearview.rearview, name="rearview"),
    path("guide", guide.guide, name="guide"),
    path("guide/words", guide.glossary, name="glossary"),
    path("guide/<str:name>", guide.guide, name="guide-screen"),
    path("settings", settings.settings, name="settings"),
    path("sample/load", sample.load, name="sample-load"),
    path("sample/remove", sample.remove, name="sample-remove"),
    path("export", travel.export, name="export"),
    path("import", importing.bring_in, name="import"),
    path("inbox", inbox.inbox, name="inbox"),
    path("outbox", offline.outbox, name="outbox"),
    path("undo", undoing.undo_last, name="undo"),
]
"""What a person does with their journal, on their own machine and on a shared server alike."""

way_in = [
    path("open", open_journal, name="open"),
    path("open/<str:token>", follow, name="follow"),
    path("lock", lock.lock, name="lock"),
]
"""How a person comes in on their own machine; a shared server has accounts instead."""

app = [
    path("worker.js", offline.worker, name="worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("no-network", offline.no_network, name="no-network"),
]
"""What makes the pages an app that can be installed: the same for everybody, and nothing of anybody's."""

urlpatterns = each(own, pages) + each(anybody, way_in + app)
