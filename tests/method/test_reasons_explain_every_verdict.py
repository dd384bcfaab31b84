"""The Explained law, checked by brute force: reason, next question and counterfactual of every case there is."""

from datetime import date
from itertools import combinations, product

import pytest

from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED, Answers
from smallwins.method.counterfactual import Counterfactual, counterfactuals
from smallwins.method.questions import BY_FIELD
from smallwins.method.reasons import deciding, explain, next_question
from smallwins.method.signals import NO_FACTS, Facts
from smallwins.method.signals.reading import READINGS, SIGNAL_NAMES, Reading, SignalName, Signals
from smallwins.method.verdict import decide, judge
from smallwins.method.win import Overrule
from tests.strategies import judged_of_ada

TODAY = date(2026, 11, 22)
ALL_SIGNALS = [Signals(*readings) for readings in product(READINGS, repeat=4)]
FIELD_VALUES: dict[str, tuple[object, ...]] = {
    "direction": DIRECTIONS,
    "motive": MOTIVES,
    "opened": OPENED,
    "stretch": (0, 1, 2, 3, 4),
    "gains": ((), ("confidence",)),
}
ALL_ANSWERS = [
    Answers(**dict(zip(FIELD_VALUES, values, strict=True)))
    for values in product(*((None, *each) for each in (DIRECTIONS, MOTIVES, OPENED, (0, 1, 2), ((), ("clarity",)))))
]
STEP_DONE = Facts(step_done=True)
A_DOOR = Facts(opened_a_win=True)


def applied(given: Answers, change: Counterfactual) -> Answers:
    return given._replace(**dict(change.answers))  # type: ignore[arg-type]  # each field has its own values


def verdicts_within(given: Answers, facts: Facts, fields: tuple[str, ...]) -> set[str]:
    """Try every value of these fields, with the real judge."""
    return {
        judge(given._replace(**dict(zip(fields, values, strict=True))), facts).computed  # type: ignore[arg-type]
        for values in product(*(FIELD_VALUES[field] for field in fields))
    }


@pytest.mark.parametrize("facts", [NO_FACTS, STEP_DONE])
def test_counterfactuals_are_correct_minimal_and_never_missing_for_any_answers(facts: Facts) -> None:
    for given in ALL_ANSWERS:
        now = judge(given, facts).computed
        found = counterfactuals(given, facts)
        assert found
        size = len(found[0].answers)
        for change in found:
            assert len(change.answers) == size
            assert change.verdict == judge(applied(given, change), facts).computed != now
            assert all(getattr(given, field) != value for field, value in change.answers)
        for fields in combinations(FIELD_VALUES, size - 1):
            assert verdicts_within(given, facts, fields) == {now}, "a smaller set changes it"


def test_counterfactuals_leave_out_nothing_that_open_answers_could_change() -> None:
    for given in ALL_ANSWERS:
        judgement = judge(given)
        found = counterfactuals(given)
        size = len(found[0].answers)
        reached = {(tuple(field for field, _ in change.answers), change.verdict) for change in found}
        expected = {
            (fields, verdict)
            for fields in combinations(FIELD_VALUES, size)
            for verdict in verdicts_within(given, NO_FACTS, fields) - {judgement.computed}
        }
        only_open = {
            (fields, verdict)
            for fields, verdict in expected
            if all(getattr(judgement.signals, BY_FIELD[field].signal) == "open" for field in fields)
        }
        assert reached == (only_open or expected)
        assert len(reached) == len(found), "the same change is named twice"


def test_what_would_raise_the_verdict_is_named_first() -> None:
    rank = {"shiny": 0, "early": 1, "real": 2}
    for given in ALL_ANSWERS:
        ranks = [rank[change.verdict] for change in counterfactuals(given)]
        assert ranks == sorted(ranks, reverse=True)


def test_a_fact_cannot_be_argued_away_by_an_answer() -> None:
    for facts in (STEP_DONE, A_DOOR):
        found = counterfactuals(Answers("toward", (), "meaningful", "not_yet", None, None, 2, ("clarity",)), facts)
        assert all(field != "opened" for change in found for field, _ in change.answers)


def test_the_contracts_example_comes_out_as_the_contract_has_it() -> None:
    judged = judged_of_ada(
        given=Answers("toward", ("g",), "meaningful", "not_yet", None, date(2026, 11, 1), 2, ("confidence", "skill:x"))
    )
    reason = explain(judged, NO_FACTS, TODAY)

    assert (reason.verdict, reason.rule, reason.cautions) == ("early", 5, ("overdue",))
    assert reason.next_question == "momentum"
    assert [change.shape() for change in reason.counterfactual] == [{"answers": {"opened": "door"}, "verdict": "real"}]
    assert reason.counterfactual[0].sentence == "If it opens a door, it becomes a real win."


def test_the_explicit_nothing_is_an_empty_list_in_the_contracts_shape() -> None:
    easy = Answers("toward", (), None, "door", None, None, 0)

    assert [change.shape() for change in counterfactuals(easy)] == [{"answers": {"gains": []}, "verdict": "early"}]


def test_equal_cases_are_searched_once_whatever_their_words() -> None:
    plain = Answers("toward", (), None, "door", None, None, 2, ("clarity",))
    wordy = plain._replace(
        goals=("g",), door_note="an intro", look_again=TODAY, stretch=4, gains=("skill:a", "skill:b")
    )

    assert counterfactuals(wordy) is counterfactuals(plain)


@pytest.mark.parametrize("signals", ALL_SIGNALS)
def test_the_deciding_signals_give_the_verdict_whatever_the_others_read(signals: Signals) -> None:
    verdict = decide(signals)[0]

    def enough(names: tuple[str, ...]) -> bool:
        return all(
            decide(other)[0] == verdict
            for other in ALL_SIGNALS
            if all(getattr(other, name) == getattr(signals, name) for name in names)
        )

    decided = deciding(signals)
    assert enough(decided)
    assert not any(enough(names) for size in range(len(decided)) for names in combinations(SIGNAL_NAMES, size))


@pytest.mark.parametrize("signals", ALL_SIGNALS)
def test_the_next_question_is_an_open_signal_that_can_change_the_verdict(signals: Signals) -> None:
    verdict = decide(signals)[0]
    still_open = [name for name in SIGNAL_NAMES if getattr(signals, name) == "open"]
    completed = [
        other
        for other in ALL_SIGNALS
        if all(getattr(other, n) == getattr(signals, n) for n in set(SIGNAL_NAMES) - set(still_open))
    ]
    changes = [
        ({name for name in still_open if getattr(other, name) != "open"}, decide(other)[0])
        for other in completed
        if decide(other)[0] != verdict
    ]
    asked = next_question(signals)
    if not changes:
        assert asked is None
        return
    fewest = min(len(names) for names, _ in changes)
    leads_to = {
        name: {then for names, then in changes if name in names and len(names) == fewest} for name in still_open
    }
    most = max(len(verdicts) for verdicts in leads_to.values())
    assert asked == next(name for name in still_open if len(leads_to[name]) == most)


def test_alignment_is_asked_first_of_a_win_nobody_was_asked_about() -> None:
    assert next_question(Signals("open", "open", "open", "open")) == "alignment"


def test_no_question_is_asked_where_no_open_signal_can_change_the_verdict() -> None:
    assert next_question(Signals("no", "open", "open", "open")) is None
    assert next_question(Signals("yes", "yes", "yes", "yes")) is None


def test_momentum_is_asked_before_alignment_where_alignment_alone_changes_nothing() -> None:
    assert next_question(Signals("open", "open", "no", "no")) == "momentum"


READS_ALIKE: dict[SignalName, dict[Reading, dict[str, object]]] = {
    "alignment": {"yes": {"direction": "toward"}, "open": {}, "no": {"direction": "away"}},
    "momentum": {"yes": {"opened": "door"}, "open": {"opened": "not_yet"}, "no": {"opened": "nothing"}},
    "stretch": {"yes": {"stretch": 2}, "open": {"stretch": 1}, "no": {"stretch": 0}},
    "gain": {"yes": {"gains": ("clarity",)}, "open": {}, "no": {"gains": ()}},
}
TOLD: dict[SignalName, dict[Reading, str]] = {
    "alignment": {"yes": "it lines up", "open": "where it points", "no": "it points away"},
    "momentum": {"yes": "it opened a door", "open": "no door has opened yet", "no": "it opened no door"},
    "stretch": {"yes": "it stretched you", "no": "it took no effort"},
    "gain": {"yes": "it built clarity", "no": "it built nothing in you"},
}


def answers_that_read(signals: Signals) -> Answers:
    fields = {
        field: value for name in SIGNAL_NAMES for field, value in READS_ALIKE[name][getattr(signals, name)].items()
    }
    return Answers(**fields)  # type: ignore[arg-type]  # each field has its own values


@pytest.mark.parametrize("signals", ALL_SIGNALS)
def test_the_sentence_tells_each_deciding_signal_as_it_reads_and_none_as_it_does_not(signals: Signals) -> None:
    reason = explain(judged_of_ada(given=answers_that_read(signals)), NO_FACTS, TODAY)
    told = reason.sentence.lower()

    for name in SIGNAL_NAMES:
        for reading, words in TOLD[name].items():
            reads_so = getattr(signals, name) == reading
            if reads_so and name in reason.decided and reading != "open" and _speaks_for(reason.verdict, reading):
                assert words in told
            if not reads_so:
                assert words not in told
    assert reason.sentence.endswith(".")
    assert reason.sentence[0].isupper()
    assert "!" not in reason.sentence
    assert told.endswith("too early to tell.") == (reason.verdict == "early")
    assert ("take what was good in it" in told) == (reason.verdict == "shiny")


def _speaks_for(verdict: str, reading: str) -> bool:
    """Only what speaks for a shiny or a real verdict is told; an early one has two sides."""
    return {"real": reading == "yes", "shiny": reading == "no", "early": True}[verdict]


@pytest.mark.parametrize(
    ("given", "facts", "sentence"),
    [
        (
            Answers("toward", (), "meaningful", "door", "Sam called", None, 2, ("confidence",)),
            NO_FACTS,
            "It lines up, it opened a door, and it stretched you.",
        ),
        (
            Answers("toward", opened="nothing", gains=("clarity", "skill:hiring", "confidence")),
            STEP_DONE,
            "It lines up, it moved you to your next step, and it built clarity, confidence, and a skill.",
        ),
        (Answers(), NO_FACTS, "Where it points and what it opened are not answered yet: too early to tell."),
        (Answers("toward"), A_DOOR, "It lines up and it opened a door."),
        (Answers("toward"), Facts(opened_a_win=True, step_done=True), "It lines up and it opened a door."),
        (
            Answers("toward", opened="not_yet"),
            NO_FACTS,
            "It lines up, but no door has opened yet: too early to tell.",
        ),
        (
            Answers("unsure", (), "meaningful", "door"),
            NO_FACTS,
            "It opened a door, but you are not sure yet where it points: too early to tell.",
        ),
        (
            Answers("unsure", (), "available"),
            NO_FACTS,
            (
                "It was just there, and you are not sure it points where you want to go. "
                "Take what was good in it, and keep to your own way."
            ),
        ),
        (
            Answers("toward", opened="nothing", stretch=1, gains=("clarity",)),
            NO_FACTS,
            (
                "It opened no door and it stayed comfortable. "
                "Take what was good in it; if it opens a door after all, it leaves the rearview."
            ),
        ),
        (
            Answers("toward", opened="nothing", stretch=3),
            NO_FACTS,
            (
                "It opened no door and nothing says yet that it built something in you. "
                "Take what was good in it; if it opens a door after all, it leaves the rearview."
            ),
        ),
    ],
)
def test_a_friend_could_have_said_the_sentence(given: Answers, facts: Facts, sentence: str) -> None:
    assert explain(judged_of_ada(given=given, seen=facts), facts, TODAY).sentence == sentence


def test_the_promise_that_a_door_leads_out_of_the_rearview_is_kept() -> None:
    for given in ALL_ANSWERS:
        reason = explain(judged_of_ada(given=given), NO_FACTS, TODAY)
        if "if it opens a door after all" in reason.sentence:
            assert judge(given, A_DOOR).computed != "shiny"


def test_every_counterfactual_can_be_said_as_a_sentence() -> None:
    for given in ALL_ANSWERS:
        for change in counterfactuals(given):
            assert change.sentence.startswith("If ")
            assert change.sentence.endswith(".")


def test_the_computed_verdict_is_explained_even_where_the_person_calls_it_otherwise() -> None:
    judged = judged_of_ada(given=Answers("away"), overrule=Overrule("real", "it changed how I see myself"))

    assert judged.verdict == "real"
    assert explain(judged, NO_FACTS, TODAY).verdict == "shiny"
