"""Red controls: mistakes planted in the engines, each of which the comparison must see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple
from unittest.mock import patch

from tests.proof.policy_money import mistakes, packs
from tests.proof.policy_money import mistakes_of_rules as of_rules

TALLY, RULES = "kechuang.engines.tally", "kechuang.engines.rulebook.rules"
READING = "kechuang.engines.rulebook.reading.formulas"
TOGETHER = "kechuang.engines.rulebook.together"
HALF_UP = (f"{TALLY}.half_up", f"{RULES}.amounts.half_up")
SETTLE = (f"{TALLY}.terms.settle", f"{RULES}.amounts.settle")
SLICES = (f"{TALLY}.terms.slices", f"{RULES}.formulas.slices")
SPREAD = (f"{TALLY}.spread", f"{TALLY}.shares.spread")
FAVOURED = (f"{TALLY}.shares.favoured",)
PAID = ("rate", "brackets", "interest", "rulebook")
SHARED = ("split", "levels", "grid", "pro rata")


class Mutant(NamedTuple):
    """One mistake, every place in which the engines would make it, and the cases it touches."""

    name: str
    places: tuple[str, ...]
    mistake: object
    kinds: tuple[str, ...]


def _mutants_of(
    kind: str, package: str, planted: tuple[tuple[str, str, object], ...]
) -> tuple[Mutant, ...]:
    """Mistakes in one package, each by its name and place, all touching the same cases."""
    return tuple(
        Mutant(f"{kind}: {name}", (f"{package}.{place}",), mistake, (kind,))
        for name, place, mistake in planted
    )


MUTANTS = (
    Mutant("half-even", HALF_UP, mistakes.half_even, ("rounding", *PAID)),
    Mutant("half towards zero", HALF_UP, mistakes.half_down, ("rounding", *PAID)),
    Mutant("cap forgotten", SETTLE, mistakes.without_cap, PAID),
    Mutant("floor forgotten", SETTLE, mistakes.without_floor, PAID),
    Mutant("least forgotten", SETTLE, mistakes.without_least, PAID),
    Mutant("rounded before the limits", SETTLE, mistakes.rounded_before_limits, ("rate",)),
    Mutant("ties to the later part", FAVOURED, mistakes.later_first, SHARED),
    Mutant("left-over fen by position", FAVOURED, mistakes.in_position, SHARED),
    Mutant("left-over fen lost", FAVOURED, mistakes.nobody, SHARED),
    Mutant("columns not drawn down", SPREAD, mistakes.by_original_columns, ("grid", "spread")),
    Mutant("shares made to fit", (f"{TALLY}.split_by_level",), mistakes.made_to_fit, ("levels",)),
    Mutant("queue overtaken", (f"{TALLY}.first_come",), mistakes.overtaken, ("first come",)),
    Mutant("pro rata cut down", (f"{TALLY}.rationing.split",), mistakes.cut_down, ("pro rata",)),
    Mutant("rate of the whole amount", SLICES, mistakes.whole_amount, ("brackets", "rulebook")),
    Mutant("begun steps count", (f"{TALLY}.terms.floor",), mistakes.begun, ("full steps",)),
    Mutant("one year late", (f"{TALLY}.by_year",), mistakes.one_year_late, ("by year",)),
    Mutant("always 365 days", (f"{TALLY}.interest",), mistakes.on_365_days, ("interest",)),
    Mutant("paid twice", (f"{TALLY}.top_up",), mistakes.paid_twice, ("top up",)),
    Mutant(
        "sum not capped", (f"{RULES}.amounts.AmountRule._capped",), mistakes.uncapped, ("rulebook",)
    ),
    Mutant("零 left out", (f"{TALLY}.in_capital_figures",), mistakes.without_zero, ("capitals",)),
    *_mutants_of(
        "rulebook",
        RULES,
        (
            ("begun steps count", "formulas.floor", of_rules.begun),
            ("begun steps lost", "formulas.ceiling", of_rules.full_only),
            ("one year late", "formulas.ByYear.compute", of_rules.next_years_rate),
            ("unit of rounding", "roundings.RoundTo.__call__", of_rules.to_whole_fen),
            ("way of rounding", "roundings.RoundTo.__call__", of_rules.half_up_always),
            ("rounded past a limit", "amounts.AmountItem._inside", of_rules.past_the_limits),
            ("due in every case", "amounts.AmountItem.compute", of_rules.due_always),
            ("paid twice", "amounts.less_earlier", of_rules.nothing_paid_before),
            ("highest added up", "amounts.AmountRule._capped", of_rules.added_up),
            ("first level pays all", "amounts.shares_of", of_rules.first_level_pays),
        ),
    ),
    Mutant(
        "whole interest", (f"{READING}._read_interest",), of_rules.whole_interest, ("rulebook",)
    ),
    *_mutants_of(
        "together",
        TOGETHER,
        (
            ("all of a group", "limits.HighestRule._kept", of_rules.all_kept),
            ("once and again", "limits.OnceRule.apply", of_rules.paid_again),
            ("history forgotten", "limits.CapRule._counted", of_rules.history_forgotten),
            ("any year counts", "limits.CapRule._counted", of_rules.any_year),
            ("served as claimed", "limits.CapRule.apply", of_rules.served_as_claimed),
            ("rules as written", "settling._place", of_rules.as_written),
        ),
    ),
)


@contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    """A mistake of reading needs packs read anew, before it and after."""
    is_read = any(place.startswith(READING) for place in mutant.places)
    with ExitStack() as stack:
        for place in mutant.places:
            stack.enter_context(patch(place, mutant.mistake))
        if is_read:
            packs.pack_of.cache_clear()
            stack.callback(packs.pack_of.cache_clear)
        yield
