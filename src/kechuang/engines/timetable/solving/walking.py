"""The steps of the search from above, compiled: meetings trade two slots along a chain, or stay.

The meetings of two slots form paths and loops by the people they share. One wants to move; whoever
is in its way moves back, and so on, so that nobody is twice in a slot. Only the two people at the
ends of a path are busy in another slot than before. Slots, absences and precedences hold at every
step; full tables and fairness may be overdrawn on the way, at a price.
"""

from __future__ import annotations

import math

import numpy as np

from kechuang.engines.compiled import (
    BOOL,
    BYTE,
    INT,
    KEY,
    LONG,
    NOTHING,
    REAL,
    Bytes,
    Ints,
    Keys,
    Longs,
    changed,
    compiled,
    read,
)

GIVEN, GRID, ROW = read(INT, 2), changed(INT, 2), changed(INT)
NOBODY = -1
FIRST, LAST, BROKEN = 0, 1, 2
BREAKS, CROWDED, UNFAIR, BEST = 0, 1, 2, 3
OF_IDLE, OF_CROWDED, OF_UNFAIR = 0.03, 0.5, 1.5
FINE, RARELY = 1 << 30, 16


@compiled(LONG, changed(KEY), LONG, is_inlined=True)
def draw(state: Keys, number: int) -> int:
    """A whole number below ``number`` (xorshift64*; the state is never 0)."""
    bits = state[0]
    bits ^= bits >> np.uint64(12)
    bits ^= bits << np.uint64(25)
    bits ^= bits >> np.uint64(27)
    state[0] = bits
    bits = (bits * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33)
    return int((bits * np.uint64(number)) >> np.uint64(31))


@compiled(LONG, GIVEN, read(BYTE, 2), GRID, LONG, LONG, LONG, ROW, GRID, is_inlined=True)
def follow(
    pairs: Ints,
    allowed: Bytes,
    seats: Ints,
    first: int,
    here: int,
    there: int,
    chain: Ints,
    ends: Ints,
) -> int:
    """How many meetings must trade for ``first`` to come from ``here`` to ``there``; 0: forbidden.

    Into ``chain``: the meetings; into ``ends``: the people at both ends, and the slots they leave.
    """
    chain[0], count = first, 1
    ends[0, 0] = ends[1, 0] = NOBODY
    for side in range(2):
        person, left, taken = pairs[first, side], here, there
        other = seats[person, taken]
        while other not in (NOBODY, first):
            if not allowed[other, left]:
                return 0
            chain[count] = other
            count += 1
            person = pairs[other, 0] + pairs[other, 1] - person
            left, taken = taken, left
            other = seats[person, taken]
        if other == first:
            break
        ends[side, 0], ends[side, 1] = person, left
    return count


@compiled(BOOL, read(LONG), GIVEN, ROW, ROW, LONG, LONG, is_inlined=True)
def keeps_order(
    begins: Longs, order: Ints, slots: Ints, chain: Ints, count: int, both: int
) -> bool:
    """Whether precedences hold after the trade; ``both``: the two slots, added.

    A row of ``order``: another meeting, and 1 where it must be later, -1 where earlier.
    """
    for at in range(count if len(order) else 0):
        for row in range(begins[chain[at]], begins[chain[at] + 1]):
            other, slot = order[row, 0], slots[order[row, 0]]
            for place in range(count):
                if chain[place] == other:
                    slot = both - slot
            if (slot - (both - slots[chain[at]])) * order[row, 1] <= 0:
                return False
    return True


@compiled(LONG, GRID, LONG, LONG, LONG, is_inlined=True)
def more_breaks(seats: Ints, person: int, left: int, taken: int) -> int:
    """How many more breaks a person has who moves a meeting to a slot that was idle."""
    more = int(seats[person, left - 1] != NOBODY) + int(seats[person, left + 1] != NOBODY)
    more -= int(seats[person, taken - 1] != NOBODY and taken - 1 != left)
    more -= int(seats[person, taken + 1] != NOBODY and taken + 1 != left)
    return more


@compiled(BOOL, GRID, LONG, LONG, LONG, is_inlined=True)
def is_dear(seats: Ints, person: int, left: int, taken: int) -> bool:
    """Whether a chain does not end with this person, or ends with more breaks for them."""
    return seats[person, taken] != NOBODY or more_breaks(seats, person, left, taken) > 0


@compiled(NOTHING, GRID, GRID, LONG, LONG, LONG, GRID, LONG, is_inlined=True)
def stand(
    seats: Ints, people: Ints, person: int, left: int, taken: int, after: Ints, side: int
) -> None:
    """Into ``after``: first and last busy slot and breaks of a person who moves one meeting."""
    first, last = people[person, FIRST], people[person, LAST]
    while first <= last and (first == left or seats[person, first] == NOBODY):
        first += 1
    while last >= first and (last == left or seats[person, last] == NOBODY):
        last -= 1
    is_only = first > last
    after[side, FIRST] = taken if is_only else min(first, taken)
    after[side, LAST] = taken if is_only else max(last, taken)
    after[side, BROKEN] = people[person, BROKEN] + more_breaks(seats, person, left, taken)


@compiled(LONG, ROW, LONG, LONG, LONG, LONG, is_inlined=True)
def crowding(held: Ints, tables: int, here: int, there: int, more: int) -> int:
    """How many more meetings are without a table once ``more`` of them have moved."""
    before = max(0, held[here] - tables) + max(0, held[there] - tables)
    moved = max(0, held[here] - more - tables) + max(0, held[there] + more - tables)
    return int(moved - before)


@compiled(LONG, changed(LONG), LONG, is_inlined=True)
def unfairness(numbers: Longs, fairness: int) -> int:
    """By how much the breaks of two people differ too much; ``numbers``: people by their breaks."""
    least, most = 0, len(numbers) - 1
    while numbers[least] == 0:
        least += 1
    while numbers[most] == 0:
        most -= 1
    return max(0, most - least - fairness)


@compiled(REAL, GRID, GRID, GRID, LONG, GRID, is_inlined=True)
def weigh(seats: Ints, people: Ints, ends: Ints, both: int, after: Ints) -> float:
    """What breaks and idle slots between change by the trade; into ``after``: people's new days."""
    change = 0.0
    for side in range(2):
        person, left = ends[side, 0], ends[side, 1]
        if person == NOBODY:
            continue
        stand(seats, people, person, left, both - left, after, side)
        change += after[side, BROKEN] - people[person, BROKEN]
        width = after[side, LAST] - after[side, FIRST]
        change += OF_IDLE * (width - people[person, LAST] + people[person, FIRST])
    return change


@compiled(NOTHING, changed(LONG), GRID, GRID, GRID, LONG, is_inlined=True)
def count_people(numbers: Longs, people: Ints, ends: Ints, after: Ints, one: int) -> None:
    """People by their breaks once the trade is made; with ``one`` of -1, before it."""
    for side in range(2):
        if ends[side, 0] != NOBODY:
            numbers[people[ends[side, 0], BROKEN]] -= one
            numbers[after[side, BROKEN]] += one


@compiled(LONG, ROW, ROW, LONG, LONG, is_inlined=True)
def balance(slots: Ints, chain: Ints, count: int, here: int) -> int:
    """How many more meetings go from ``here`` than come to it."""
    more = 0
    for at in range(count):
        more += 1 if slots[chain[at]] == here else -1
    return more


@compiled(NOTHING, GIVEN, GRID, ROW, ROW, LONG, LONG, is_inlined=True)
def trade(pairs: Ints, seats: Ints, slots: Ints, chain: Ints, count: int, both: int) -> None:
    """Every meeting of the chain gets the other one of two slots."""
    for at in range(count):
        for side in range(2):
            seats[pairs[chain[at], side], slots[chain[at]]] = NOBODY
    for at in range(count):
        meeting = chain[at]
        slots[meeting] = both - slots[meeting]
        for side in range(2):
            seats[pairs[meeting, side], slots[meeting]] = meeting


@compiled(NOTHING, GRID, GRID, GRID, changed(LONG), is_inlined=True)
def settle(people: Ints, ends: Ints, after: Ints, sums: Longs) -> None:
    """The people at both ends have their new days."""
    for side in range(2):
        person = ends[side, 0]
        if person != NOBODY:
            sums[BREAKS] += after[side, BROKEN] - people[person, BROKEN]
            for what in range(3):
                people[person, what] = after[side, what]


@compiled(NOTHING, changed(LONG), ROW, ROW, is_inlined=True)
def keep_best(sums: Longs, slots: Ints, best: Ints) -> None:
    """Into ``best``: these slots, if they keep every rule with fewer breaks than before."""
    if sums[CROWDED] == 0 and sums[UNFAIR] == 0 and sums[BREAKS] < sums[BEST]:
        sums[BEST] = sums[BREAKS]
        best[:] = slots


@compiled(
    NOTHING,
    GIVEN,
    GIVEN,
    read(BYTE, 2),
    read(LONG),
    GIVEN,
    LONG,
    LONG,
    GRID,
    ROW,
    ROW,
    GRID,
    changed(LONG),
    changed(LONG),
    ROW,
    changed(KEY),
    LONG,
    REAL,
)
def walk(
    pairs: Ints,
    moves: Ints,
    allowed: Bytes,
    begins: Longs,
    order: Ints,
    tables: int,
    fairness: int,
    seats: Ints,
    slots: Ints,
    held: Ints,
    people: Ints,
    numbers: Longs,
    sums: Longs,
    best: Ints,
    state: Keys,
    steps: int,
    heat: float,
) -> None:
    """So many steps at one heat, each taken as Metropolis would; ``best`` is kept on the way.

    A chain that costs whom it was drawn for a break is tried ``RARELY``: one in so many.
    """
    chain = np.empty(len(slots), dtype=np.int32)
    ends, after = np.empty((2, 2), dtype=np.int32), np.empty((2, 3), dtype=np.int32)
    for _ in range(steps):
        move = draw(state, len(moves))
        first, there = moves[move, 0], moves[move, 1]
        here = slots[first]
        lot = draw(state, 2 * RARELY)
        if here == there or (lot > 1 and is_dear(seats, pairs[first, lot % 2], here, there)):
            continue
        most = -heat * math.log((draw(state, FINE) + 1) / FINE)
        both = here + there
        count = follow(pairs, allowed, seats, first, here, there, chain, ends)
        if count == 0 or not keeps_order(begins, order, slots, chain, count, both):
            continue
        more = balance(slots, chain, count, here)
        crowded = crowding(held, tables, here, there, more)
        change = weigh(seats, people, ends, both, after) + OF_CROWDED * crowded
        if change - OF_UNFAIR * sums[UNFAIR] > most:
            continue
        count_people(numbers, people, ends, after, 1)
        unfair = unfairness(numbers, fairness)
        if change + OF_UNFAIR * (unfair - sums[UNFAIR]) > most:
            count_people(numbers, people, ends, after, -1)
            continue
        trade(pairs, seats, slots, chain, count, both)
        settle(people, ends, after, sums)
        held[here] -= more
        held[there] += more
        sums[CROWDED] += crowded
        sums[UNFAIR] = unfair
        keep_best(sums, slots, best)
