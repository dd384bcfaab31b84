"""Lanes of a drawn chain: the longest way runs straight on the first, branches leave it downwards and come back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from smallwins.method.chain import Door, earliest_first

RADIUS = 9  # of a station
LEAD = 20  # from a station to the upright part of a way that leaves its lane, or comes into it
TURN = 32  # from a station to where such a way runs level again
APART = 16  # between words, and between words and lines
STEP_LEAD = TURN + 14  # from a station to the words of its open next step
NEXT_STATION = 26
UPRIGHTS_APART = 9
PAUSE_DAYS = 60  # from so many days on, time is drawn much shorter than it was, and its length said in words
PAUSE_ROOM = 104
TO_SCALE = 28  # days


class Stop(NamedTuple):
    """A win to draw: its day, how large its label is, and how wide the words of its open next step are."""

    id: str
    on: date
    label: float = 0
    height: float = 0
    step: float = 0


class Plan(NamedTuple):
    """Where everything runs: stops in time, the lane and place of each, the lane of each door and dotted way."""

    stops: tuple[Stop, ...]
    lane: Mapping[str, int]
    x: Mapping[str, float]
    track: Mapping[Door, int]
    step: Mapping[str, int]

    @property
    def lanes(self) -> int:
        """How many lanes there are."""
        return 1 + max([*self.lane.values(), *self.track.values(), *self.step.values()], default=0)


def plan(stops: Iterable[Stop], doors: Iterable[Door], main: Sequence[str]) -> Plan:
    """Give every win a lane and a place in time, and every door a lane to run on.

    Ways change lanes only close to a station, where no words stand: so no label lies over another or over a line.
    """
    known = {stop.id: stop for stop in stops}
    kept = [door for door in dict.fromkeys(doors) if door.earlier in known and door.later in known]
    order = earliest_first({stop.id: stop.on for stop in known.values()}, kept)
    drawing = _Drawing([known[win] for win in order], kept, main)
    for place in range(len(order)):
        drawing.put(place)
    return Plan(tuple(drawing.stops), drawing.lane, drawing.x, drawing.track, drawing.step)


def room_for(days: int) -> float:
    """Return how much room time takes: to scale for four weeks, then less and less."""
    return NEXT_STATION + 2 * min(days, TO_SCALE) + 6 * sqrt(max(days - TO_SCALE, 0))


class _Lane:
    """What a lane holds so far."""

    def __init__(self, leads_to: str | None = None) -> None:
        self.leads_to = leads_to  # the win that it is kept free for
        self.free = 0.0  # from here on it has no words
        self.words_from = 0.0  # from here on it may have words


class _Drawing:
    """A drawing that grows in time, one win after the other."""

    def __init__(self, stops: Sequence[Stop], doors: Sequence[Door], main: Sequence[str]) -> None:
        self.stops = stops
        self.lane: dict[str, int] = {}
        self.x: dict[str, float] = {}
        self.track: dict[Door, int] = {}
        self.step: dict[str, int] = {}
        self._main = set(main)
        self._straight = set(pairwise(main))
        self._lanes = [_Lane("")]
        self._uprights: list[tuple[float, int, int]] = []
        self._openers: dict[str, list[Door]] = {stop.id: [] for stop in stops}
        self._opened: dict[str, list[Door]] = {stop.id: [] for stop in stops}
        place = {stop.id: at for at, stop in enumerate(stops)}
        # What comes back to the straight lane stays above what does not, so that it has less to cross.
        for door in sorted(doors, key=lambda door: (door.later not in self._main, place[door.later])):
            self._openers[door.later].append(door)
            self._opened[door.earlier].append(door)

    def put(self, place: int) -> None:
        """Put the next win on its lane, behind all that came before it, and begin the ways that leave it."""
        stop = self.stops[place]
        x = self._earliest(place)
        lane = self._lane_for(stop, x)
        x = max(x, self._where_words_fit(stop, lane), *self._where_ways_come_in(stop, lane))
        for held in self._lanes[1:]:
            if held.leads_to == stop.id:
                held.leads_to = None
        if lane:
            self._lanes[lane].leads_to = stop.id
        leaving = self._begin_ways(stop, lane, x)
        x = max([x, *(self._lanes[k].free for below in leaving for k in range(lane + 1, below + 1))])
        x = self._beside_uprights(stop, lane, x)
        self.lane[stop.id], self.x[stop.id] = lane, x
        self._occupy(stop, lane, leaving, x)

    def _earliest(self, place: int) -> float:
        if not place:
            return RADIUS
        before, now = self.stops[place - 1], self.stops[place]
        days = (now.on - before.on).days
        room = room_for(days)
        return self.x[before.id] + (max(room, PAUSE_ROOM) if days >= PAUSE_DAYS else room)

    def _lane_for(self, stop: Stop, x: float) -> int:
        if stop.id in self._main:
            return 0
        coming = [self.track[door] for door in self._openers[stop.id]]
        return min(coming) if coming else self._cheapest(0, x, crossing=False)

    def _where_words_fit(self, stop: Stop, lane: int) -> float:
        held = self._lanes[lane]
        return max(held.free, held.words_from) + RADIUS if stop.label else 0

    def _where_ways_come_in(self, stop: Stop, lane: int) -> list[float]:
        least = []
        for door in self._openers[stop.id]:
            track, start = self.track[door], self.x[door.earlier]
            begun = start + (TURN if track != self.lane[door.earlier] else RADIUS)
            least.append(begun + (TURN if track != lane else RADIUS + 4))
            crossed = range(min(track, lane) + 1, max(track, lane) + 1)
            least.extend(self._lanes[k].free + TURN for k in crossed)
        return least

    def _begin_ways(self, stop: Stop, lane: int, x: float) -> list[int]:
        """Give every door of a win its lane; return the lanes that its ways go down to."""
        leaving = []
        goes_on = lane == 0
        for door in self._opened[stop.id]:
            if door in self._straight:
                self.track[door] = 0
                continue
            joined = self._lane_toward(door.later, lane)
            if not goes_on and joined is None:
                self.track[door], goes_on = lane, True
                self._lanes[lane].leads_to = door.later
                continue
            track = self._cheapest(lane, x) if joined is None else joined
            self._lanes[track].leads_to = door.later
            self.track[door] = track
            leaving.append(track)
        if stop.step:
            self.step[stop.id] = self._cheapest(lane, x)
            leaving.append(self.step[stop.id])
        if not goes_on:
            self._lanes[lane].leads_to = None
        return leaving

    def _lane_toward(self, win: str, above: int) -> int | None:
        return next((k for k in range(above + 1, len(self._lanes)) if self._lanes[k].leads_to == win), None)

    def _cheapest(self, lane: int, x: float, *, crossing: bool = True) -> int:
        """Choose a free lane below: near, with no words in the way, and with few lanes to cross."""
        best, price = len(self._lanes), 0.0
        wait = crossed = 0.0
        for k in range(lane + 1, len(self._lanes) + 1):
            held = self._lanes[k] if k < len(self._lanes) else _Lane()
            wait = max(wait if crossing else 0, held.free - x, held.words_from - x)
            cost = wait + 30 * (k - lane) + (45 * crossed if crossing else 0) + (40 if k == len(self._lanes) else 0)
            if held.leads_to is None and (not price or cost < price):
                best, price = k, cost
            crossed += held.leads_to is not None
        if best == len(self._lanes):
            self._lanes.append(_Lane())
        return best

    def _beside_uprights(self, stop: Stop, lane: int, x: float) -> float:
        """Move a win on until no way comes into it on top of another that goes up or down there."""
        spans = [
            (min(track, lane), max(track, lane))
            for door in self._openers[stop.id]
            if (track := self.track[door]) != lane
        ]
        if not spans:
            return x
        low, high = min(span[0] for span in spans), max(span[1] for span in spans)
        for upright, top, bottom in self._uprights:  # in order of x
            if abs(x - LEAD - upright) < UPRIGHTS_APART and top < high and low < bottom:
                x = upright + LEAD + UPRIGHTS_APART
        return x

    def _occupy(self, stop: Stop, lane: int, leaving: Sequence[int], x: float) -> None:
        for below in leaving:
            for k in range(lane + 1, below + 1):
                self._lanes[k].words_from = max(self._lanes[k].words_from, x + TURN + APART / 2)
        coming = [self.track[door] for door in self._openers[stop.id]]
        if any(track != lane for track in coming):
            self._uprights.append((x - LEAD, min(lane, *coming), max(lane, *coming)))
        if leaving:
            self._uprights.append((x + LEAD, lane, max(leaving)))
        self._uprights = sorted(self._uprights)[-8:]
        if stop.label:
            self._lanes[lane].free = x - RADIUS + stop.label + APART
        if stop.step:
            self._lanes[self.step[stop.id]].free = x + STEP_LEAD + stop.step + APART
