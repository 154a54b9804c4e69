"""Cases of the tally that share out: rounding, splits, grids, levels, rationing."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from kechuang.engines import tally
from tests.proof.policy_money import drawing
from tests.proof.policy_money.kinds import Inputs, Kind
from tests.proof.policy_money.second import dividing as second
from tests.proof.policy_money.second.rounding import rounded


def round_it(numerator: int, denominator: int, rounding: str) -> int:
    return getattr(tally, rounding)(numerator, denominator)


def draw_quotient(random: Random) -> Inputs:
    if random.random() < 0.4:
        base, rate_bp = drawing.halves(random)
        return base * rate_bp, drawing.WHOLE_BP, drawing.rounding(random)
    denominator = random.choice((0, 2, 4, 100, 10_000, random.randint(1, 10**7)))
    return drawing.any_fen(random), denominator, drawing.rounding(random)


def draw_sides(random: Random) -> Inputs:
    rows = tuple(drawing.fen(random) for _ in range(random.randint(1, 6)))
    cuts = sorted(random.choices(range(sum(rows) + 1), k=random.randint(0, 5)))
    bounds = [0, *cuts, sum(rows) + (random.random() < 0.02)]
    return rows, tuple(high - low for low, high in pairwise(bounds))


def draw_queue(random: Random) -> Inputs:
    asked = tuple(drawing.fen(random) for _ in range(random.randint(0, 9)))
    return drawing.about(random, sum(asked[: random.randint(0, 9)])), asked, random.random() < 0.5


def first_come(budget: int, asked: tuple[int, ...], is_last_in_part: bool) -> tuple[int, ...]:
    rations = tally.first_come(budget, _requests(asked), is_last_in_part=is_last_in_part)
    return tuple(ration.granted_fen for ration in rations)


def pro_rata(budget: int, asked: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(ration.granted_fen for ration in tally.pro_rata(budget, _requests(asked)))


def _requests(asked: tuple[int, ...]) -> list[tally.Request]:
    return [tally.Request(str(number), fen) for number, fen in enumerate(asked)]


def sums_to_total(inputs: Inputs, parts: tuple[int, ...]) -> bool:
    return sum(parts) == inputs[0]


def keeps_rows(inputs: Inputs, matrix: tuple[tuple[int, ...], ...]) -> bool:
    is_positive = all(cell >= 0 for row in matrix for cell in row)
    return is_positive and tuple(map(sum, matrix)) == inputs[0]


def keeps_both_sides(inputs: Inputs, matrix: tuple[tuple[int, ...], ...]) -> bool:
    columns = tuple(map(sum, zip(*matrix, strict=True)))
    return keeps_rows(inputs, matrix) and columns == inputs[1]


def stays_in_budget(inputs: Inputs, granted: tuple[int, ...]) -> bool:
    return sum(granted) <= inputs[0] and all(map(int.__le__, granted, inputs[1]))


def uses_budget(inputs: Inputs, granted: tuple[int, ...]) -> bool:
    return stays_in_budget(inputs, granted) and sum(granted) == min(inputs[0], sum(inputs[1]))


KINDS = (
    Kind("rounding", draw_quotient, round_it, rounded),
    Kind(
        "split",
        lambda random: (drawing.any_fen(random), drawing.weights(random)),
        lambda *inputs: tally.split(*inputs),
        second.parts,
        sums_to_total,
    ),
    Kind(
        "levels",
        lambda random: (drawing.fen(random), drawing.shares_bp(random)),
        lambda *inputs: tally.split_by_level(*inputs),
        second.by_level,
        sums_to_total,
    ),
    Kind(
        "grid",
        lambda random: (draw_sides(random)[0], drawing.weights(random)),
        lambda *inputs: tally.split_grid(*inputs),
        second.grid,
        keeps_rows,
    ),
    Kind(
        "spread",
        draw_sides,
        lambda *inputs: tally.spread(*inputs),
        second.table,
        keeps_both_sides,
    ),
    Kind("first come", draw_queue, first_come, second.in_order, stays_in_budget),
    Kind(
        "pro rata",
        lambda random: draw_queue(random)[:2],
        pro_rata,
        second.in_proportion,
        uses_budget,
    ),
)
