"""Brag documents, interview stories, résumé lines and years: the person's own words, dates and counts, nothing else."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given as given_any
from hypothesis import settings
from hypothesis import strategies as st

from smallwins.method.answers import Answers
from smallwins.method.chain import Door
from smallwins.method.goal import Goal, Possible
from smallwins.method.step import NextStep
from smallwins.method.telling import TELLING_KINDS, Record, TellingKind
from smallwins.method.telling.composing import compose, in_order
from smallwins.method.telling.days import MONTHS
from smallwins.method.telling.paths import paths_of
from smallwins.method.telling.story import happened
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.win import KINDS
from tests.strategies import win_of_ada

# Words of the person are made of these letters alone, so that they can be told from the program's.
own = st.lists(st.text("zqxj", min_size=3, max_size=6), min_size=1, max_size=6).map(" ".join)
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
# All that the program says of its own accord: no verb among them claims more than the record says.
FRAME = """
a action after also am an and are asked at away besides better between both built by came can clarity comes confidence
day days did do done door doors down each early eight eleven felt five for found four from gave get go goal got had
hard have here how i if in interview is it know later led left let lines longest lot made many me months most moved
much my need needs next nine no not number of often on one opened or out point points possible result review résumé
same sentence set seven short situation six so step steps stood stories task tell ten that the them then there these
this those three to together told too took toward twelve two upon very want wanted was way week weeks were what when
where which win wins with work wrote year you your yourself zero
"""


@st.composite
def records(draw: st.DrawFn) -> Record:
    goals = tuple(
        Goal(
            id=f"goal-{at}",
            number=at + 1,
            title=draw(own),
            why=draw(st.none() | own),
            skills=tuple(draw(st.lists(own, max_size=2, unique=True))),
            status=draw(st.sampled_from(("active", "reached", "let_go"))),
            created_on=date(2025, 1, 1),
            possible=tuple(sorted(draw(st.lists(st.builds(Possible, days, st.integers(0, 10)), max_size=3)))),
        )
        for at in range(draw(st.integers(0, 2)))
    )
    skills = [f"skill:{skill}" for goal in goals for skill in goal.skills]
    wins = [
        draw(judged_wins(at + 1, tuple(goal.id for goal in goals), skills)) for at in range(draw(st.integers(0, 7)))
    ]
    pairs = [(a, b) for a in wins for b in wins if a.win.happened_on < b.win.happened_on]
    some = draw(st.lists(st.sampled_from(pairs), max_size=8, unique_by=str)) if pairs else []
    doors = tuple(Door(a.win.id, b.win.id) for a, b in some)
    steps = {
        judged.win.id: (NextStep(f"step-{judged.win.id}", 1, judged.win.id, draw(own), draw(st.none() | days)),)
        for judged in wins
        if draw(st.booleans())
    }
    return Record(tuple(wins), doors, goals, steps, date(2025, 1, 1), date(2026, 12, 31))


@st.composite
def judged_wins(draw: st.DrawFn, number: int, goals: tuple[str, ...], skills: list[str]) -> JudgedWin:
    answers = Answers(
        direction="toward",
        goals=tuple(goal for goal in goals if draw(st.booleans())),
        motive="meaningful",
        opened=draw(st.sampled_from(("door", "not_yet", None))),
        door_note=draw(st.none() | own),
        stretch=draw(st.none() | st.integers(0, 4)),
        gains=tuple(draw(st.lists(st.sampled_from(["clarity", "confidence", *skills]), max_size=3, unique=True))),
    )
    win = win_of_ada(
        number,
        draw(days),
        title=draw(own | own.map(lambda words: f"Told the {words}") | own.map(lambda words: f"{words}: {words}")),
        story=draw(st.none() | own.map(lambda words: f"{words}. {words.title()}.\n\n- {words}")),
        kind=draw(st.sampled_from(KINDS)),
        answers=answers,
    )
    return JudgedWin(win, judge(answers))


def text_of(record: Record, kind: TellingKind) -> str:
    record = record._replace(wins=in_order(kind, record.wins, record))
    telling = compose(kind, record)
    return "\n".join([telling.title, *(f"{section.heading}\n{section.text}" for section in telling.sections)])


def dates_of(record: Record) -> set[date]:
    due = {step.due_on for steps in record.steps.values() for step in steps if step.due_on}
    felt = {felt.on for goal in record.goals for felt in goal.possible}
    return {record.since, record.until, *due, *felt, *(judged.win.happened_on for judged in record.wins)}


@pytest.mark.parametrize("kind", TELLING_KINDS)
@settings(max_examples=25, deadline=None)
@given_any(record=records())
def test_every_word_is_the_persons_own_or_frames_a_fact(kind: TellingKind, record: Record) -> None:
    text = text_of(record, kind)
    written = " ".join(
        [
            *(" ".join(filter(None, (j.win.title, j.win.story, j.win.answers.door_note))) for j in record.wins),
            *(" ".join((goal.title, goal.why or "", *goal.skills)) for goal in record.goals),
            *(step.text for steps in record.steps.values() for step in steps),
        ]
    ).casefold()
    months = {month.casefold() for month in MONTHS}

    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}

    assert words - set(re.findall(r"[^\W\d_]+", written)) - set(FRAME.split()) - months == set()


@pytest.mark.parametrize("kind", TELLING_KINDS)
@settings(max_examples=25, deadline=None)
@given_any(record=records())
def test_every_date_and_figure_is_in_the_record(kind: TellingKind, record: Record) -> None:
    text = text_of(record, kind)
    known = dates_of(record)
    month = "|".join(MONTHS)

    said = {(int(d), m, y) for d, m, y in re.findall(rf"\b(\d+) ({month})\b(?: (\d{{4}}))?", text)}
    assert all(
        any((on.day, MONTHS[on.month - 1]) == (d, m) and y in ("", str(on.year)) for on in known) for d, m, y in said
    )
    for m, y in re.findall(rf"({month}) (\d{{4}})", text):
        assert any((MONTHS[on.month - 1], str(on.year)) == (m, y) for on in known)
    figures = {int(figure) for figure in re.findall(r"\d+", text)}
    values = {felt.value for goal in record.goals for felt in goal.possible} | {10}
    numbers = {judged.win.number for judged in record.wins}
    assert figures <= values | numbers | {part for on in known for part in (on.day, on.year)}


@pytest.mark.parametrize("kind", TELLING_KINDS)
@settings(max_examples=15, deadline=None)
@given_any(record=records())
def test_the_same_record_gives_the_same_text_and_no_section_is_empty(kind: TellingKind, record: Record) -> None:
    shuffled = record._replace(wins=record.wins[::-1], doors=record.doors[::-1])

    assert text_of(record, kind) == text_of(shuffled, kind)
    assert all(section.text.strip() for section in compose(kind, record).sections)


@settings(max_examples=25, deadline=None)
@given_any(record=records())
def test_every_chosen_win_is_told_once_and_only_doors_join_them(record: Record) -> None:
    paths = paths_of(record.wins, record.doors)

    assert sorted(j.win.id for path in paths for j in path.wins) == sorted(j.win.id for j in record.wins)
    for path in paths:
        for earlier, later in pairwise(path.wins):
            assert Door(earlier.win.id, later.win.id) in record.doors


def a_chain(*titles: str, **answers: Any) -> Record:
    given = Answers(**answers)
    wins = tuple(
        JudgedWin(win_of_ada(at + 1, date(2026, 3, 2) + timedelta(7 * at), title=title, answers=given), judge(given))
        for at, title in enumerate(titles)
    )
    doors = tuple(Door(a.win.id, b.win.id) for a, b in pairwise(wins))
    return Record(wins, doors, (), {}, date(2026, 1, 1), date(2026, 12, 31))


def test_a_chain_reads_as_a_story() -> None:
    record = a_chain(
        "Wrote to the recruiter", "Hanneke rang back", "Second call: no slides", stretch=3, gains=("clarity",)
    )

    (story,) = compose("brag", record).sections

    assert story.heading == "Second call: no slides"
    assert story.text == (
        "*2 to 16 March 2026*\n\n"
        "On 2 March 2026 I wrote to the recruiter. It was hard. A week later, Hanneke rang back. "
        "On 16 March, the second call: no slides. I came away with clarity."
    )


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Customer day: twelve minutes", "On 9 March, customer day: twelve minutes."),
        ("Reading group: I said nothing", "Reading group, on 9 March: I said nothing."),
        ("Not me: Petr has it", "On 9 March, not me: Petr has it."),
        ("Sales want the story", "On 9 March: sales want the story."),
        ("First interview on my own", "On 9 March, the first interview on my own."),
        ("Called Yara, who gave it back", "On 9 March I called Yara, who gave it back."),
        ("Sent Priya two pages", "On 9 March I sent Priya two pages."),
        ("Called a genius by three people", "On 9 March, called a genius by three people."),
        ("Ends at 15:10", "On 9 March, Ends at 15:10."),
    ],
)
def test_every_title_is_told_with_its_day_in_a_sentence(title: str, told: str) -> None:
    (judged,) = a_chain(title).wins

    assert happened(judged.win, "on 9 March") == told


def changed(record: Record, at: int, **told: Any) -> Record:
    wins = list(record.wins)
    wins[at] = wins[at]._replace(win=wins[at].win._replace(**told))
    return record._replace(wins=tuple(wins))


def led(record: Record, *pairs: tuple[int, int]) -> Record:
    return record._replace(doors=tuple(Door(record.wins[a].win.id, record.wins[b].win.id) for a, b in pairs))


def test_a_document_names_a_goal_once() -> None:
    record = a_chain("Wrote to Sam", "Sam rang", "Applied for the lead", direction="toward", goals=("goal",))
    record = led(changed(record, 2, story="It rained."), (0, 1))
    goal = Goal("goal", 1, "Lead a team", None, (), "active", date(2026, 1, 1), ())

    told = compose("brag", record._replace(goals=(goal,)))

    text = "\n".join(section.text for section in told.sections)
    assert text.count("toward “Lead a team”") == 1
    assert text.count("It rained.") == 1


@pytest.mark.parametrize(
    ("story", "middle", "beside"),
    [
        (None, "On 2 March 2026 I kept one page. A week later, Sam rang. On 16 March, it rained.", []),
        ("He was glad.", "On 2 March 2026 I kept one page. Two weeks later, it rained.", ["Sam rang"]),
    ],
)
def test_what_else_led_there_is_told_at_its_day_and_once_in_the_document(
    story: str | None, middle: str, beside: list[str]
) -> None:
    record = led(a_chain("Kept one page", "Sam rang", "It rained", "Wrote to Hanneke"), (0, 2), (1, 3), (2, 3))
    record = changed(record, 1, story=story)

    sections = compose("brag", record).sections

    assert sections[0].text.endswith(f"{middle} And so, a week later, I wrote to Hanneke.")
    assert [section.heading for section in sections[1:]] == beside
    assert sorted(win for section in sections for win in section.wins) == sorted(j.win.id for j in record.wins)


def test_a_story_has_its_heading_from_the_win_that_it_tells_most_of() -> None:
    record = a_chain("Wrote to Hanneke", "Hanneke rang", "Turned down", "Booked a room")
    headed = [
        record,
        changed(record, 1, story="We laughed."),
        changed(record, 2, story="It was short.", kind="setback"),
        changed(record, 0, story="It was short."),
    ]

    assert [compose("brag", one).sections[0].heading for one in headed] == [
        "Booked a room", "Hanneke rang", "Booked a room", "Booked a room",
    ]  # fmt: skip


def test_stories_do_not_all_end_with_what_they_built_nor_all_say_how_hard_it_was() -> None:
    pairs = [name for at in range(6) for name in (f"Wrote to number {at}", f"Rang number {at}")]
    record = a_chain(*pairs, gains=("skill:coaching",))
    record = led(record, *((at, at + 1) for at in range(0, 12, 2)))

    def told(stretch: int) -> list[str]:
        wins = [one._replace(win=one.win._replace(answers=Answers(stretch=stretch, gains=("skill:coaching",))))
                for one in record.wins]  # fmt: skip
        return [section.text for section in compose("brag", record._replace(wins=tuple(wins))).sections]

    assert ["coaching" in text for text in told(0)] == [True, False, False, True, False, False]
    assert told(2) == told(0)
    assert ["hard" in text for text in told(3)] == [True, False, True, False, True, False]
    assert all(" was a lot" in text for text in told(4))


@pytest.mark.parametrize(
    ("gains", "told"),
    [
        ((), "It needs hiring, coaching and planning."),
        (("hiring",), "It needs hiring, coaching and planning, and I got better at hiring."),
        (
            ("coaching", "hiring", "coaching"),
            "It needs hiring, coaching and planning, and I got better at hiring and coaching, most often at coaching.",
        ),
        (
            ("planning", "coaching", "hiring"),
            "It needs hiring, coaching and planning, and I got better at each.",
        ),
    ],
)
def test_a_goal_says_which_of_its_skills_were_built_and_which_most_often(gains: tuple[str, ...], told: str) -> None:
    answers = [Answers(direction="toward", goals=("goal",), gains=(f"skill:{skill}",)) for skill in gains]
    record = a_chain(*(f"Win {at}" for at in range(len(gains) or 1)), direction="toward", goals=("goal",))
    for at, given in enumerate(answers):
        record = changed(record, at, answers=given)
    goal = Goal("goal", 1, "Lead a team", None, ("hiring", "coaching", "planning"), "active", date(2026, 1, 1), ())

    first = compose("brag", record._replace(goals=(goal, goal))).sections[0]

    in_turns = told.replace(", and I", "; I").replace(", most often at coaching", ", at coaching most often")
    assert first.text == f"**Lead a team.** {told}\n\n**Lead a team.** {in_turns}"


@pytest.mark.parametrize(
    ("felt", "told"),
    [
        ([(date(2026, 1, 2), 3), (date(2026, 11, 2), 6)],
         " In January 2026 it felt three out of ten possible; by November, six."),
        ([(date(2026, 3, 2), 0), (date(2026, 3, 20), 10)],
         " On 2 March 2026 it felt zero out of ten possible; by 20 March, ten."),
        ([(date(2026, 1, 2), 6), (date(2026, 11, 2), 3)], ""),
    ],
)  # fmt: skip
def test_a_goal_says_how_possible_it_felt_in_words(felt: list[tuple[date, int]], told: str) -> None:
    possible = tuple(Possible(on, value) for on, value in felt)
    goal = Goal("goal", 1, "Lead a team", None, (), "active", date(2026, 1, 1), possible)
    record = a_chain("Wrote to Sam", direction="toward", goals=("goal",))._replace(goals=(goal,))

    assert compose("brag", record).sections[0].text == f"**Lead a team.**{told}"


def test_an_interview_story_leaves_blanks_for_what_only_the_person_knows() -> None:
    (story,) = compose("interview", a_chain("Wrote to the recruiter", "Hanneke rang back", "Signed")).sections

    assert "[what you were asked to do" in story.text.replace("\\", "")
    assert "(win 1)" in story.text
    assert "(win 3)" in story.text
    assert [line.partition(".")[0] for line in story.text.split("\n\n")] == [
        "**Situation", "**Task", "**Action", "**Result",
    ]  # fmt: skip


def test_a_win_that_is_told_alone_does_not_repeat_its_heading() -> None:
    record = a_chain("Mock interview: nine minutes about a cactus", stretch=3, gains=("skill:storytelling",))
    (one,) = record.wins
    alone = record._replace(wins=(one._replace(win=one.win._replace(story="She stopped the clock.")),))

    (story,) = compose("brag", alone).sections

    assert story.text == "*2 March 2026*\n\nShe stopped the clock. It was hard."


def test_an_empty_record_tells_nothing() -> None:
    assert all(compose(kind, a_chain()).blank() for kind in TELLING_KINDS)
