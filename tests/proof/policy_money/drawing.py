"""Random numbers as public money has them: often round, often at a limit, sometimes wrong."""

from __future__ import annotations

from itertools import pairwise
from random import Random

WHOLE_BP = 10_000
USUAL_RATES = (5_000, 3_000, 2_500, 1_000, 500, 50, 30, 365, 345, 6_667, 10_000)
ROUNDINGS = ("half_up", "half_up", "floor", "ceiling")


def fen(random: Random) -> int:
    """From nothing to a hundred thousand million yuan, every size as often as the others."""
    size = 10 ** random.randint(0, 12)
    return random.choice((1, 5, 100, 1_000_000)) * random.randrange(size)


def any_fen(random: Random) -> int:
    """Sometimes a loss."""
    return -fen(random) if random.random() < 0.04 else fen(random)


def rate_bp(random: Random) -> int:
    is_usual = random.random() < 0.7
    return random.choice(USUAL_RATES) if is_usual else random.randint(0, 12_000)


def halves(random: Random) -> tuple[int, int]:
    """A base and a rate whose product ends in exactly half a fen."""
    return 2 * fen(random) + 1, 5_000


def rounding(random: Random) -> str:
    return random.choice(ROUNDINGS)


def limits(random: Random, expected: int) -> tuple[int, int, int | None]:
    """Least, floor and cap around what is expected, so that each of them decides often."""
    least = about(random, expected) if random.random() < 0.3 else 0
    floor = about(random, expected) if random.random() < 0.2 else 0
    cap = about(random, expected) if random.random() < 0.4 else None
    is_sound = cap is None or floor <= cap or random.random() < 0.05
    return (least, floor, cap) if is_sound else (least, cap, floor)


def about(random: Random, expected: int) -> int:
    """Within two fen of it, or anywhere up to twice of it."""
    near = expected + random.randint(-2, 2)
    return max(random.choice((near, random.randint(0, 2 * abs(expected) + 1))), 0)


def weights(random: Random) -> tuple[int, ...]:
    """Percentages, equal weights, some zeros; rarely none or one below zero."""
    size = random.choice((10, 100, 10_000, 10**9))
    drawn = [random.randrange(size) for _ in range(random.randint(1, 8))]
    if random.random() < 0.3:
        drawn = [drawn[0] or 1] * len(drawn)
    if random.random() < 0.02:
        drawn[0] = -1
    return tuple(drawn) if random.random() < 0.99 else ()


def shares_bp(random: Random) -> tuple[int, ...]:
    """What levels of government bear; one in twenty does not add up."""
    cuts = sorted(random.choices(range(WHOLE_BP + 1), k=random.randint(0, 4)))
    bounds = [0, *cuts, WHOLE_BP + (random.random() < 0.05)]
    return tuple(upper - lower for lower, upper in pairwise(bounds))


def tops(random: Random) -> tuple[int, ...]:
    drawn = tuple(sorted({fen(random) + 1 for _ in range(random.randint(0, 4))}))
    return drawn if random.random() < 0.98 else drawn[::-1]


def with_zeros(random: Random) -> int:
    """Fen whose figures are zero more often than not, to beyond what the rule covers."""
    figures = (random.choice("0000123456789") for _ in range(random.randint(1, 19)))
    return int("".join(figures)) * random.choice((1, 1, 100))
