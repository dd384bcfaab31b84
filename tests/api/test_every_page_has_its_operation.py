"""Everything that a page can do, the API can, or says why not: a new page without either makes this fail."""

import re
from pathlib import Path

from tests.api.operations import every_operation
from tests.server.routes import every_route

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")

OPERATIONS: dict[str, str] = {
    "week": "get_this_week add_win get_momentum list_weeks",
    "past-week": "get_week",
    "wins": "list_wins list_tags",
    "win": "get_win list_remarks",
    "chain": "get_chain",
    "edit-win": "edit_win",
    "celebrate": "celebrate_win",
    "own-call": "overrule_win take_back_own_call",
    "delete-win": "delete_win",
    "answer": "answer_win list_to_look_again",
    "doors": "open_door",
    "close-door": "close_door",
    "steps": "add_step list_steps",
    "step": "move_step get_step",
    "chains": "list_chains",
    "stories": "list_stories add_story compose",
    "draft": "get_story",
    "choose-for-draft": "edit_story",
    "change-draft": "edit_story write_section",
    "delete-draft": "delete_story",
    "share-draft": "get_story_text",
    "goals": "list_goals add_goal",
    "goal": "get_goal edit_goal",
    "goal-possible": "edit_goal",
    "goal-status": "edit_goal",
    "crossroads": "list_crossroads add_crossroads",
    "one-crossroads": "get_crossroads",
    "change-crossroads": "rename_crossroads reopen_a_crossroads put_off_crossroads",
    "delete-crossroads": "delete_crossroads",
    "new-option": "add_option",
    "option": "edit_option remove_option",
    "answer-option": "answer_option",
    "decision": "decide_crossroads",
    "outcome": "look_back_on_crossroads",
    "taken-as-win": "take_as_win link_crossroads_to_win",
    "answer-remark": "get_remark answer_to_remark",
    "remove-remark": "delete_remark",
    "review-now": "get_review_due",
    "review": "get_review answer_review skip_in_review close_the_review pause_the_week reopen_the_review",
    "questions": "list_questions list_offers",
    "question": "get_question edit_question",
    "add-question": "add_own_question",
    "move-question": "edit_question",
    "answer-offer": "answer_to_offer",
    "propose": "offer_to_client list_offers_to_client",
    "insights": "get_insights",
    "look-again-after": "change_settings",
    "rearview": "get_rearview",
    "settings": "get_settings change_settings",
    "sample-load": "get_sample put_sample_in",
    "sample-remove": "take_sample_out",
    "export": "export",
    "take-out": "export",
    "import": "take_in take_file_in list_formats",
    "inbox": "list_inbox get_inbox_item keep_inbox_item merge_inbox_item let_go_inbox_item",
    "undo": "get_last_change undo_change",
    "sharing": "list_coaches list_links",
    "invite-coach": "invite_coach",
    "change-coach": "get_coach change_coach",
    "wins-for-coach": "show_win_to_coach hide_win_from_coach",
    "revoke-coach": "revoke_coach",
    "new-link": "preview_link make_link",
    "revoke-link": "get_link revoke_link",
    "looks": "list_looks",
    "win-readers": "list_coaches",
    "become-coach": "look_at_invitation accept_invitation decline_invitation",
    "clients": "list_clients",
    "client": "get_client",
    "leave-client": "leave_client",
    "client-week": "get_clients_week",
    "say-of-week": "say_of_clients_week",
    "client-win": "get_clients_win",
    "say-of-win": "say_of_clients_win",
    "client-goals": "get_clients_goals",
    "client-insights": "get_clients_insights",
    "reminders": "get_reminders change_reminders",
    "new-calendar": "make_calendar",
    "wins-in-calendar": "change_calendar",
    "revoke-calendar": "revoke_calendar",
    "you-name": "get_account change_account",
}
"""The name of a page's route → the operations that do what it does."""

PAGE_ONLY: dict[str, str] = {
    "the account": r"you|end-session|end-other-sessions|take-everything|leave|stay|mfa_.*|account_.*"
    r"|socialaccount_.*|openid_connect_.*|email-agree",
    "ways in": r"invited|account_.*|openid_connect_.*|mfa_.*",
    "tokens": r"tokens|revoke-token",
    "a link": r"opened",
    "the calendar": r"calendar|stop-mails",
    "the app": r"outbox|worker|manifest|no-network",
    "the guide": r"guide|guide-screen|glossary",
    "the document": r"api-document",
}
"""Why a page has no operation, in the words by which docs/api.md says it → the names of such routes."""


def test_every_page_has_its_operation_or_a_reason() -> None:
    known = {operation.id for operation in every_operation()}
    for route in every_route():
        if route.address.startswith("^api"):
            continue
        if route.name in OPERATIONS:
            assert set(OPERATIONS[route.name].split()) <= known, (route.name, sorted(known))
        else:
            assert [why for why, names in PAGE_ONLY.items() if re.fullmatch(names, route.name)], (
                f"{route.name} has no operation of the API: add one, or say why here and in docs/api.md"
            )


def test_every_operation_does_what_some_page_does() -> None:
    done = {operation for operations in OPERATIONS.values() for operation in operations.split()}
    assert {operation.id for operation in every_operation()} == done


def test_the_guide_says_why_some_pages_have_none() -> None:
    section = GUIDE.partition("## What pages alone do")[2].partition("\n## ")[0]
    for why in PAGE_ONLY:
        assert f"**{why}**" in section.lower(), why
