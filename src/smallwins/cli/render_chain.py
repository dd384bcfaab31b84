"""A chain as text: one win a line, with the ways from win to win drawn beside, branching and coming back."""

from collections.abc import Mapping, Sequence

from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, one_line, wrap
from smallwins.cli.words import SHORT
from smallwins.journal.chains import ChainLine, ChainStory
from smallwins.language import _, _n, told
from smallwins.method.chain import Door
from smallwins.method.chain_lanes import PAUSE_DAYS, Plan, Stop, plan
from smallwins.method.chain_story import ends_of, span_words, tell
from smallwins.method.days import full_day, short_day
from smallwins.method.saying import say, say_n
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin

MOST_NUMBERS, ENDS = 12, 4  # a way longer than that is told by its two ends
ROOM_FOR_WORDS = 24  # columns; where the ways would leave fewer, they are told by numbers
ASCII = str.maketrans("│─├┤┬┴┼╮╯╰┄", "|-++++++++.")


def chain_lines(story: ChainStory, terminal: Terminal) -> list[str]:
    """Draw every win that doors connect with one."""
    stops = [Stop(judged.win.id, judged.win.happened_on) for judged in story.wins]
    planned = plan(stops, story.doors, [judged.win.id for judged in story.longest])
    drawing = _Drawing(story, planned, terminal)
    for stop in planned.stops:
        drawing.put(stop)
    return [*drawing.lines, "", *_foot(story, terminal)]


def story_lines(story: ChainStory, terminal: Terminal) -> list[str]:
    """Read a chain out: what came first, what each win led to, and where it stands."""
    verdicts = {judged.win.id: judged.verdict for judged in story.wins}
    wins = [judged.win for judged in story.wins]
    lines: list[str] = []
    for passage in tell(wins, story.doors):
        after = f" {told(passage.after)}" if passage.after else ""
        sign = terminal.tone(terminal.sign(verdicts[passage.win.id]), verdicts[passage.win.id])
        lines.extend(wrap(one_line(told(passage.before)), terminal.width))
        verdict = told(SHORT[verdicts[passage.win.id]])
        words = f"{one_line(passage.win.title)} ({passage.win.number}, {verdict}).{after}"
        first, *others = hang("  x ", words, terminal.width)
        lines.extend([f"  {sign} {first[4:]}", *others])
    lines.append("")
    for end in ends_of(wins, story.doors)[:ENDS]:
        stands = _("It stands at “{title}”, since {day}.", title=one_line(end.title), day=full_day(end.happened_on))
        lines.extend(wrap(stands, terminal.width))
    steps = [step for steps in story.steps.values() for step in steps]
    lines.extend(line for step in steps for line in wrap(_("Next: {step}.", step=_step(step)), terminal.width))
    if not steps:
        lines.append(_("No next step is open."))
    return [*lines, *_more(story, terminal)]


def chain_row(line: ChainLine, terminal: Terminal) -> list[str]:
    """Say of a chain in a list how long it is, from when to when, and its two ends."""
    first, last = line.first.win, line.last.win
    days = {"first": full_day(first.happened_on), "last": full_day(last.happened_on)}
    doors, beside = say_n("{n} door", "{n} doors", line.length - 1), line.size - line.length
    wins = say_n("{n} win beside it", "{n} wins beside it", beside)
    head = (
        _("{doors}, {wins}: {first} – {last}", doors=doors, wins=wins, **days)
        if beside > 0
        else _("{doors}: {first} – {last}", doors=doors, **days)
    )
    rows = [terminal.tone(row, "strong") for row in wrap(head, terminal.width)]
    arrow = "→" if terminal.unicode else ">"
    rows.extend(hang(f"  {first.number}  ", one_line(first.title), terminal.width))
    return [*rows, *hang(f"  {arrow} {last.number}  ", one_line(last.title), terminal.width)]


class _Drawing:
    """Lines that grow downwards, with what runs on beside them."""

    def __init__(self, story: ChainStory, planned: Plan, terminal: Terminal) -> None:
        self.lines: list[str] = []
        self._story, self._plan, self._terminal = story, planned, terminal
        self._wins = {judged.win.id: judged for judged in story.wins}
        self._running: set[Door] = set()
        self._narrow = terminal.width - 2 * planned.lanes < ROOM_FOR_WORDS
        self._columns = 0 if self._narrow else 2 * planned.lanes
        self._last: Stop | None = None
        self._openers: dict[str, list[Door]] = {}
        self._opened: dict[str, list[Door]] = {}
        for door in story.doors:
            self._openers.setdefault(door.later, []).append(door)
            self._opened.setdefault(door.earlier, []).append(door)

    def put(self, stop: Stop) -> None:
        """Draw a win below what is drawn."""
        lane, coming, going = self._plan.lane[stop.id], self._openers.get(stop.id, []), self._opened.get(stop.id, [])
        if self._last is not None and (days := (stop.on - self._last.on).days) >= PAUSE_DAYS:
            self._line(self._ways(), self._terminal.tone(told(span_words(days)), "faint"))
        elif self._last is not None and self._seems_joined(self._last, stop):
            self._line(self._ways())
        self._last = stop
        tracks = {self._plan.track[door] for door in coming}
        self._running.difference_update(coming)
        still = self._lanes()
        if tracks - {lane}:
            self._line(_joined(lane, tracks - {lane}, still | (tracks & {lane}), tracks - still, "╯┴"))
        self._running.update(going)
        self._win(stop, lane, still)
        out = {self._plan.track[door] for door in going}
        if out - {lane}:
            goes_on = out & {lane}
            self._line(_joined(lane, out - {lane}, still | goes_on, out - still, "╮┬", turns="├" if goes_on else "╰"))

    def _seems_joined(self, above: Stop, stop: Stop) -> bool:
        """Tell whether a win would stand right below another that did not lead to it."""
        same = self._plan.lane[above.id] == self._plan.lane[stop.id]
        return same and above.id not in (door.earlier for door in self._openers.get(stop.id, ()))

    def _win(self, stop: Stop, lane: int, still: set[int]) -> None:
        judged = self._wins[stop.id]
        win, sign = judged.win, self._terminal.sign(judged.verdict)
        asked = win.id == self._story.win.win.id
        here = ("  ◀" if self._terminal.unicode else "  <") if asked else ""
        title, day = one_line(win.title), told(short_day(win.happened_on))
        head = f"{sign + ' ' if self._narrow else ''}{win.number}  "
        words = f"{title}  ({told(SHORT[judged.verdict])}, {day}){here}{self._told(stop.id)}"
        first, *others = hang(head, words, max(self._terminal.width - self._columns, ROOM_FOR_WORDS))
        if asked:
            first = first.replace(title, self._terminal.tone(title, "strong"), 1)
        if self._narrow:
            self._line("", first.replace(sign, self._terminal.tone(sign, judged.verdict), 1))
        else:
            self._line(_ways(still | {lane}, lane, sign), first, (sign, judged))
        steps, goes_on = self._steps(stop.id), stop.id in self._opened
        below = _ways(still | {lane} if goes_on else still - {lane})
        turning = _ways(still | {lane})
        for line in others:
            self._line(turning if steps else below, line)
        for left, (first, *rest) in zip(range(len(steps) - 1, -1, -1), steps, strict=True):
            self._line(_stub(still, lane, self._columns, goes_on=goes_on or left > 0), first)
            for line in rest:
                self._line(turning if left else below, line)

    def _steps(self, win: str) -> list[list[str]]:
        """Say the open next steps of a win, each in lines of which the first begins with the end of its dotted way."""
        room = max(self._terminal.width - self._columns, ROOM_FOR_WORDS)
        lead = "┄ " if self._terminal.unicode else ".. "
        return [
            [self._terminal.tone(line, "early") for line in hang(lead, _("next: {step}", step=_step(step)), room)]
            for step in self._story.steps.get(win, ())
        ]

    def _told(self, win: str) -> str:
        """Say in numbers what led here, where there is no room to draw it."""
        openers = [self._wins[door.earlier].win.number for door in self._openers.get(win, ())]
        if not self._narrow or not openers:
            return ""
        return f"  {_('out of {numbers}', numbers=', '.join(map(str, sorted(openers))))}"

    def _lanes(self) -> set[int]:
        return {self._plan.track[door] for door in self._running}

    def _ways(self) -> str:
        return _ways(self._lanes())

    def _line(self, ways: str, words: str = "", sign: tuple[str, JudgedWin] | None = None) -> None:
        if self._narrow and not words:
            return
        drawn = "" if self._narrow else ways.ljust(self._columns) if words else ways
        if not self._terminal.unicode:
            drawn = drawn.translate(ASCII)
        if sign:
            drawn = drawn.replace(sign[0], self._terminal.tone(sign[0], sign[1].verdict), 1)
        self.lines.append((drawn + words).rstrip())


def _ways(running: set[int], lane: int | None = None, sign: str = "") -> str:
    """Draw the lanes that run on past one line."""
    last = max(running, default=-1)
    return " ".join(sign if k == lane else "│" if k in running else " " for k in range(last + 1))


def _stub(running: set[int], lane: int, columns: int, *, goes_on: bool) -> str:
    """Draw a dotted way that leaves a lane to the right, under those that run on."""
    signs = [sign for k in range(columns // 2) for sign in ("│" if k in running else "┄" if k > lane else " ", "┄")]
    for at in range(2 * lane):
        signs[at] = "│" if at % 2 == 0 and at // 2 in running else " "
    signs[2 * lane] = "├" if goes_on else "╰"
    return "".join(signs)


def _joined(lane: int, ends: set[int], running: set[int], turning: set[int], corners: str, turns: str = "├") -> str:
    """Draw ways that leave a lane to the right, or come back into it."""
    far = max(ends)
    corner, tee = corners[0], corners[1]
    signs: Mapping[bool, Sequence[str]] = {True: (corner, tee), False: ("┤", "┼")}
    drawn = []
    for k in range(max(far, *running, lane) + 1 if running else far + 1):
        if k == lane:
            drawn.append(turns)
        elif k in ends:
            drawn.append(signs[k in turning][0 if k == far else 1])
        else:
            drawn.append("│" if k in running else "─" if lane < k < far else " ")
        drawn.append("─" if lane <= k < far else " ")
    return "".join(drawn).rstrip()


def _foot(story: ChainStory, terminal: Terminal) -> list[str]:
    if len(story.longest) < 2:
        number = story.win.win.number
        words = _(
            "No door joins {number} to another win yet. Once it has led to one: smallwins led {number} LATER",
            number=number,
        )
        return wrap(words, terminal.width)
    arrow = " → " if terminal.unicode else " > "
    numbers = [str(judged.win.number) for judged in story.longest]
    if len(numbers) > MOST_NUMBERS:
        numbers[ENDS:-ENDS] = ["…" if terminal.unicode else "..."]
    way = _n(
        "The longest way through it: {way} ({n} win)",
        "The longest way through it: {way} ({n} wins)",
        len(story.longest),
        way=arrow.join(numbers),
    )
    return [*wrap(way, terminal.width), *_more(story, terminal)]


def _more(story: ChainStory, terminal: Terminal) -> list[str]:
    if not story.more:
        return []
    nearest = _n(
        "These are the {n} nearest; doors lead on to more.",
        "These are the {n} nearest; doors lead on to more.",
        len(story.wins),
    )
    return wrap(nearest, terminal.width)


def _step(step: NextStep) -> str:
    if step.due_on is None:
        return one_line(step.text)
    return say("{step}, by {day}", step=one_line(step.text), day=full_day(step.due_on))
