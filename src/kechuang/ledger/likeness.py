"""How alike two texts are, and by which measures that counts; the measures are a pack (示例)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from django.conf import settings

from kechuang.engines.packfile import Located, read_yaml, text_of
from kechuang.engines.wording import Text
from kechuang.ledger.grounds import plain

FILE = Path("national") / "scorecards" / "grant-likeness.yaml"
KEYS = frozenset(("id", "title", "version", "is_example", "least_percent", "money_words"))
WHOLE = 100
LEAST_NAME = 4
"""Signs that a title shares with its party's name before they count as the name."""


@dataclass(frozen=True)
class Measures:
    """``least_percent`` stops a grant; ``money_words`` say nothing of what it is for."""

    least_percent: int
    money_words: tuple[str, ...]


def measures() -> Measures:
    return read_measures(text_of(settings.PACKS_FOLDER.joinpath(FILE)))


@lru_cache(maxsize=8)
def read_measures(text: str, *, name: str = FILE.as_posix()) -> Measures:
    """The pack in ``text``; PackError names file, line and mend."""
    root = read_yaml(text, name=name)
    root.only(KEYS)
    if not root.need("is_example").flag():
        root.need("is_example").refuse(
            Text("没有来源规定这些尺度", "no source sets these measures"),
            Text("请写 is_example: true", "write is_example: true"),
        )
    words = [each.text() for each in root.need("money_words").items]
    return Measures(_percent(root.need("least_percent")), tuple(words))


def likeness(one: str, other: str) -> int:
    """How many overlapping pairs of characters two texts share, in percent (Dice, rounded down)."""
    pairs, other_pairs = _pairs(one), _pairs(other)
    if not pairs or not other_pairs:
        return WHOLE if one == other and one else 0
    return 2 * WHOLE * len(pairs & other_pairs) // (len(pairs) + len(other_pairs))


def matter(text: str, words: tuple[str, ...]) -> str:
    """What a ground says of the thing itself; all of it where it says of money only."""
    bare = plain(text)
    for word in words:
        bare = bare.replace(word, "")
    return bare or plain(text)


def unnamed(title: str, names: tuple[str, ...]) -> str:
    """A title without the party that it is about: whole names go first, for one name may begin as
    another does, and what is left of it would count as the title."""
    known = sorted(map(plain, names), key=len, reverse=True)
    bare = plain(title)
    for name in known:
        bare = bare.replace(name, "")
    shared = max((_shared_beginning(bare, name) for name in known), default=0)
    return bare[shared:] if shared >= LEAST_NAME else bare


def _shared_beginning(one: str, other: str) -> int:
    return sum(
        1 for _ in takewhile(lambda signs: signs[0] == signs[1], zip(one, other, strict=False))
    )


def _percent(number: Located) -> int:
    if not 1 <= number.whole() <= WHOLE:
        number.refuse(
            Text("不是1至100的百分比", "is not a percentage from 1 to 100"),
            Text("请写1至100的整数", "write a whole number from 1 to 100"),
        )
    return number.whole()


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
