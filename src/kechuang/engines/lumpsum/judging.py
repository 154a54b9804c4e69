"""Asks the negative list about one expense. What is not on the list may be spent."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.lumpsum.elements import Item, NegativeList, Said
from kechuang.engines.lumpsum.expenses import Expense, Finding, Lead, Trace, Verdict
from kechuang.engines.lumpsum.refusals import ExpenseError
from kechuang.engines.lumpsum.sorting import Sorted, sort_expense
from kechuang.engines.lumpsum.spelling import Written
from kechuang.engines.packfile import nearest
from kechuang.engines.wording import Text

_TEXT, _PAYEE = Text("用途", "purpose"), Text("收款方", "payee")
_MARK, _KIND = Text("标记", "mark"), Text("类别", "kind")


def judge_expense(expense: Expense, pack: NegativeList) -> Finding:
    """Refused by what is certain, to be looked at for what only points there, else allowed.

    Refuses (``ExpenseError``) a mark that the pack does not know.
    """
    _refuse_strange_marks(expense, pack)
    kinds = sort_expense(expense, pack)
    found = (*_of_silence(expense, kinds), *_of_items(expense, pack, kinds))
    traces = tuple(sorted(found, key=lambda trace: not trace.is_certain))
    return Finding(
        expense=expense,
        pack=pack.digest,
        verdict=_verdict(traces),
        kind=kinds.certain,
        traces=traces,
        presumed=tuple(
            mark.id
            for mark in pack.marks.values()
            if mark.presumed is not None and mark.id not in expense.marks
        ),
    )


def _verdict(traces: tuple[Trace, ...]) -> Verdict:
    if any(trace.is_certain for trace in traces):
        return Verdict.REFUSED
    return Verdict.TO_BE_LOOKED_AT if traces else Verdict.ALLOWED


def _of_silence(expense: Expense, kinds: Sorted) -> Iterator[Trace]:
    """Where nothing is said, nothing can be excluded."""
    if Written(expense.text).is_blank:
        yield Trace(None, Lead.NOTHING_SAID, Text("没有写明用途", "nothing is said"), _TEXT, False)
    if not kinds.possible:
        yield Trace(None, Lead.NOTHING_SAID, Text("类别不明", "kind unknown"), _KIND, False)


def _of_items(expense: Expense, pack: NegativeList, kinds: Sorted) -> Iterator[Trace]:
    for item in pack.items.values():
        yield from _of_words(expense, item)
        yield from _of_marks(expense, pack, item, kinds)


def _of_words(expense: Expense, item: Item) -> Iterator[Trace]:
    is_cleared = item.cleared_by is not None and _is(item.cleared_by, expense) is True
    for written, where in ((expense.text, _TEXT), (expense.payee, _PAYEE)):
        text = Written(written, item.unless)
        for word in item.words:
            if word in text:
                yield Trace(item, Lead.WORD, Text(word, word), where, where is _TEXT)
        for hint in item.hints if not is_cleared else ():
            if hint in text:
                yield Trace(item, Lead.HINT, Text(hint, hint), where, False)


def _of_marks(expense: Expense, pack: NegativeList, item: Item, kinds: Sorted) -> Iterator[Trace]:
    for test in item.tests:
        mark = pack.marks[test.said.mark]
        said = _is(test.said, expense)
        if said is None and mark.presumed is not None:
            said = mark.presumed == test.said.value
        is_kind = kinds.is_among(test.kinds)
        if said is False or is_kind is False:
            continue
        is_certain = said is True and is_kind is True
        if not is_certain and not kinds.possible and test.kinds:
            continue  # told once, as an expense of unknown kind
        yield Trace(item, Lead.MARK, _in_words(mark.label, test.said, said), _MARK, is_certain)


def _is(said: Said, expense: Expense) -> bool | None:
    value = expense.marks.get(said.mark)
    return None if value is None else value == said.value


def _in_words(label: Text, said: Said, known: bool | None) -> Text:
    if known is None:
        return Text(f"{label.zh}：不清楚", f"{label.en}: not known")
    return Text(
        f"{label.zh}：{'是' if said.value else '否'}",
        f"{label.en}: {'yes' if said.value else 'no'}",
    )


def _refuse_strange_marks(expense: Expense, pack: NegativeList) -> None:
    for name in expense.marks:
        if name not in pack.marks:
            raise ExpenseError(
                Text(f"支出“{expense.id}”的标记“{name}”", f"mark “{name}” of “{expense.id}”"),
                Text("负面清单没有这个标记", "the list has no such mark"),
                nearest(name, pack.marks),
            )
