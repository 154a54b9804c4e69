"""The measures of a challenge as a pack: listing score, duplicates, affiliation, honesty, review.

No source sets them, so a pack must say of itself that it is an example (示例).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kechuang.engines.packfile import Located, read_yaml, text_of
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text

FILE = Path("national") / "scorecards" / "challenge-measures.yaml"
FULL_MARKS, WHOLE_BP = 100, 10_000
KEYS = frozenset(
    (
        "id",
        "title",
        "version",
        "is_example",
        "listing",
        "duplicates",
        "affiliation",
        "honesty",
        "reservation",
        "review",
        "stages",
    )
)


@dataclass(frozen=True)
class Criterion:
    """One line of the listing score sheet: marks 0…``most``."""

    id: str
    label: Text
    look_for: Text
    most: int


@dataclass(frozen=True)
class ReviewCriterion:
    id: str
    label: Text
    weight_bp: int


@dataclass(frozen=True)
class HonestyFact:
    """A flag of the fact catalogue; ``years``: how many past years are read, 0 if timeless."""

    name: str
    years: int


@dataclass(frozen=True)
class AffiliationMeasure:
    """Shares in basis points: from ``influence_bp`` on significant influence, above
    ``control_above_bp`` control; common control is looked for up to ``most_steps`` steps."""

    influence_bp: int
    control_above_bp: int
    most_steps: int


@dataclass(frozen=True)
class Measures:
    """``digest`` is the SHA-256 of the content; ``source`` alone reads it again.

    ``stages``: by what experts judge milestones and lanes; packs from before have none.
    """

    id: str
    title: Text
    version: str
    least_sheets: int
    criteria: tuple[Criterion, ...]
    most_shown: int
    least_share_bp: int
    affiliation: AffiliationMeasure
    honesty: tuple[HonestyFact, ...]
    reservation_days: int
    review: tuple[ReviewCriterion, ...]
    stages: tuple[ReviewCriterion, ...]
    digest: str
    source: str


def measures_in(folder: Path) -> Measures:
    """The measures of a folder of packs."""
    return read_measures(text_of(folder / FILE), name=FILE.as_posix())


@lru_cache(maxsize=32)
def read_measures(text: str, *, name: str) -> Measures:
    """The pack in ``text``; PackError names file, line and mend."""
    root = read_yaml(text, name=name)
    root.only(KEYS)
    _refuse_law(root.need("is_example"))
    listing, duplicates = root.need("listing"), root.need("duplicates")
    return Measures(
        id=root.need("id").text(),
        title=root.need("title").both(),
        version=root.need("version").text(),
        least_sheets=_least(listing.need("least_sheets"), 2),
        criteria=_criteria(listing.need("criteria")),
        most_shown=_least(duplicates.need("most_shown"), 1),
        least_share_bp=_share(duplicates.need("least_share_bp")),
        affiliation=_affiliation(root.need("affiliation")),
        honesty=tuple(map(_honesty_fact, root.need("honesty").some)),
        reservation_days=_least(root.need("reservation").need("days"), 1),
        review=_review(root.need("review")),
        stages=_review(stages) if (stages := root.get("stages")) else (),
        digest=digest(root.plain()),
        source=text,
    )


def _refuse_law(flag: Located) -> None:
    if not flag.flag():
        flag.refuse(
            Text("没有来源规定这些尺度", "no source sets these measures"),
            Text("请写 is_example: true", "write is_example: true"),
        )


def _least(number: Located, least: int) -> int:
    if number.whole() < least:
        number.refuse(
            Text(f"少于{least}", f"is less than {least}"),
            Text(f"请写{least}或更大的整数", f"write {least} or more"),
        )
    return number.whole()


def _share(number: Located) -> int:
    if not 0 <= number.whole() <= WHOLE_BP:
        number.refuse(
            Text("应在0至10000之间", "is not between 0 and 10,000"),
            Text("请写万分比", "write basis points"),
        )
    return number.whole()


def _criteria(listed: Located) -> tuple[Criterion, ...]:
    found = tuple(
        Criterion(
            one.need("id").text(),
            Text(one.need("zh").text(), one.need("en").text()),
            one.need("look_for").both(),
            _least(one.need("most"), 1),
        )
        for one in listed.some
    )
    _refuse_other_sum(listed, sum(one.most for one in found), FULL_MARKS)
    return found


def _review(listed: Located) -> tuple[ReviewCriterion, ...]:
    found = tuple(
        ReviewCriterion(
            one.need("id").text(),
            Text(one.need("zh").text(), one.need("en").text()),
            _share(one.need("weight_bp")),
        )
        for one in listed.some
    )
    _refuse_other_sum(listed, sum(one.weight_bp for one in found), WHOLE_BP)
    return found


def _refuse_other_sum(listed: Located, total: int, whole: int) -> None:
    if total != whole:
        listed.refuse(
            Text(f"合计{total}，应为{whole}", f"they sum to {total}, not {whole}"),
            Text("请调整各项", "change the entries"),
        )


def _affiliation(part: Located) -> AffiliationMeasure:
    return AffiliationMeasure(
        _share(part.need("influence_bp")),
        _share(part.need("control_above_bp")),
        _least(part.need("most_steps"), 1),
    )


def _honesty_fact(part: Located) -> HonestyFact:
    years = part.get("years")
    return HonestyFact(part.need("fact").text(), years.whole() if years else 0)
