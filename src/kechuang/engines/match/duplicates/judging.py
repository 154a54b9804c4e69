"""Whether two texts say the same: shared words, the same numbers, the same models and subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kechuang.engines.match.duplicates.profile import Profile
from kechuang.engines.match.duplicates.swapping import Swap, swaps
from kechuang.engines.wording import Text

WHOLE_BP = 10_000


class Limits(NamedTuple):
    """Measured on planted duplicates and on look-alikes; configuration (示例)."""

    contained_bp: int = 6000
    containing_bp: int = 2500
    marks_bp: int = 6000
    heeds_titles: bool = True


class Likeness(NamedTuple):
    """``contained_bp``: how much of the text that is held most the other one says, weighed by
    rarity; ``containing_bp``: the reverse. ``numbers`` and ``models``: how many of the fewer ones
    the other text has, out of how many."""

    contained_bp: int
    containing_bp: int
    numbers: tuple[int, int]
    models: tuple[int, int]
    swaps: tuple[Swap, ...]

    def is_same(self, limits: Limits = Limits()) -> bool:  # noqa: B008
        """Whether a person should be asked if the two are one."""
        return (
            self.contained_bp >= limits.contained_bp
            and self.containing_bp >= limits.containing_bp
            and all(_agree(marks, limits.marks_bp) for marks in (self.numbers, self.models))
            and not (limits.heeds_titles and self.swaps)
        )

    def reasons(self) -> Iterator[Text]:
        """What was looked at, in words."""
        shares = self.contained_bp // 100, self.containing_bp // 100
        yield Text(
            "用词的{}%与对方相同（反向{}%）".format(*shares),
            "{}% of the words are the other's ({}% the other way)".format(*shares),
        )
        for zh, en, (shared, count) in (
            ("数值", "numbers", self.numbers),
            ("型号", "models", self.models),
        ):
            if count:
                yield Text(f"{count}个{zh}中{shared}个相同", f"{shared} of {count} {en} agree")
        for said, instead in self.swaps:
            yield Text(
                f"题名一处写“{said}”，另一处写“{instead}”",
                f"one title says “{said}” where the other says “{instead}”",
            )


def compare(one: Profile, other: Profile) -> Likeness:
    """The same whichever comes first, but for the order within a swap."""
    shared = sum(worth for key, worth in one.worths.items() if key in other.worths)
    shares = sorted(_share(shared, sum(each.worths.values())) for each in (one, other))
    return Likeness(
        shares[1],
        shares[0],
        _common(one.quantities, other.quantities),
        _common(one.models, other.models),
        swaps(one, other),
    )


def _share(part: int, whole: int) -> int:
    return WHOLE_BP * part // whole if whole else 0


def _common(one: frozenset[object], other: frozenset[object]) -> tuple[int, int]:
    return len(one & other), min(len(one), len(other))


def _agree(marks: tuple[int, int], least_bp: int) -> bool:
    shared, count = marks
    return WHOLE_BP * shared >= least_bp * count
