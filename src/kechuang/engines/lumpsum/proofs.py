"""What is proved of every negative list before it may judge. Each proof lists all it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kechuang.engines.lumpsum.draft import Draft, Proof
from kechuang.engines.lumpsum.elements import Ceiling, Item, Mark
from kechuang.engines.lumpsum.spelling import Written, squeezed
from kechuang.engines.packfile import PackError
from kechuang.engines.wording import Text

_SHORTEST_WORD = 2
_WHOLE_BP = 10_000


def names_are_known(draft: Draft) -> Iterator[PackError]:
    """Kinds, marks and sources that are named exist."""
    yield from draft.reading.unknown


def things_have_a_basis(draft: Draft) -> Iterator[PackError]:
    """Items, ceilings, and marks that are presumed."""
    pack = draft.pack
    presumed = [mark for mark in pack.marks.values() if mark.presumed is not None]
    grounded: list[Item | Ceiling | Mark] = [*pack.items.values(), *pack.ceilings.values()]
    for one in [*grounded, *presumed]:
        if not one.basis:
            yield draft.problem(
                one.line,
                one.id,
                Text("没有写明依据", "its basis is missing"),
                Text(
                    "请写 basis: {source, article}；来源没有规定的写 basis: 示例",
                    "write basis: {source, article}, or basis: 示例 where no source defines it",
                ),
            )


def items_can_be_met(draft: Draft) -> Iterator[PackError]:
    """Something leads to every item."""
    for item in draft.pack.items.values():
        if not (item.words or item.hints or item.tests):
            yield draft.problem(
                item.line,
                item.id,
                Text("没有任何词语或标记指向它", "no word and no mark leads to it"),
                Text("请写 words、hints 或 when", "write words, hints or when"),
            )


def words_are_words(draft: Draft) -> Iterator[PackError]:
    """A single sign is in too many words to point anywhere."""
    for item in draft.pack.items.values():
        for word in (*item.words, *item.hints, *item.unless):
            if len(squeezed(word)) < _SHORTEST_WORD:
                yield draft.problem(
                    item.line,
                    item.id,
                    Text(f"“{word}”太短", f"“{word}” is too short"),
                    Text("请写两个字以上的词", "write words of two signs or more"),
                )


def no_word_is_idle(draft: Draft) -> Iterator[PackError]:
    """A word that a shorter one of its item finds already, or that ``unless`` takes away."""
    for item in draft.pack.items.values():
        for word in dict.fromkeys((*item.words, *item.hints)):
            if why := _idle(word, item):
                yield draft.problem(
                    item.line, item.id, why, Text(f"请去掉“{word}”", f"take “{word}” out")
                )


def words_point_one_way(draft: Draft) -> Iterator[PackError]:
    """A word that is certain belongs to one item: its wording is what the refusal says."""
    owners = Counter(word for item in draft.pack.items.values() for word in item.words)
    for item in draft.pack.items.values():
        for word in item.words:
            if owners[word] > 1:
                yield draft.problem(
                    item.line,
                    item.id,
                    Text(f"“{word}”也属于另一项", f"“{word}” belongs to another item as well"),
                    Text("请只留在一项里", "leave it in one item"),
                )


def kinds_are_payable(draft: Draft) -> Iterator[PackError]:
    """No item refuses a kind of expense by its own name."""
    for kind in draft.pack.kinds.values():
        named = " ".join((kind.label.zh, kind.label.en, *kind.words))
        for item in draft.pack.items.values():
            written = Written(named, item.unless)
            for word in item.words:
                if word in written:
                    yield draft.problem(
                        kind.line,
                        kind.id,
                        Text(
                            f"“{item.label.zh}”的“{word}”会拒付整个类别",
                            f"“{word}” of “{item.label.en}” would refuse the whole kind",
                        ),
                        Text("请改类别的词，或把该词移到 hints", "reword it, or make it a hint"),
                    )


def ceilings_are_shares(draft: Draft) -> Iterator[PackError]:
    """A ceiling is more than nothing and at most the whole."""
    for ceiling in draft.pack.ceilings.values():
        if not 0 < ceiling.most_bp <= _WHOLE_BP:
            yield draft.problem(
                ceiling.line,
                ceiling.id,
                Text(f"{ceiling.most_bp} 不是比例", f"{ceiling.most_bp} is no share"),
                Text("请写 1 至 10000 个基点", "write 1 to 10000 basis points"),
            )


def _idle(word: str, item: Item) -> Text | None:
    others = [*item.words] if word in item.words else [*item.words, *item.hints]
    others.remove(word)
    by_shorter = next((other for other in others if other in Written(word)), None)
    if by_shorter:
        return Text(
            f"“{word}”永远轮不到：“{by_shorter}”已经包含它",
            f"“{word}” is never reached: “{by_shorter}” finds it already",
        )
    if word not in Written(word, item.unless):
        return Text(f"“{word}”被 unless 抵消", f"“{word}” is taken away by unless")
    return None


PROOFS: tuple[Proof, ...] = (
    names_are_known,
    things_have_a_basis,
    items_can_be_met,
    words_are_words,
    no_word_is_idle,
    words_point_one_way,
    kinds_are_payable,
    ceilings_are_shares,
)
