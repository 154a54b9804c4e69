"""Changes of numbers, as ``pack/clause/condition=8%``, and a pack with them made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, NoReturn

from kechuang.engines.packfile import WordingError, nearest
from kechuang.engines.rulebook.comparing.written import Number, numbers_in
from kechuang.engines.rulebook.terms.literals import Literal, read_literal
from kechuang.engines.wording import Refusal, Text

LISTED = 8


class ChangeError(Refusal):
    """A change that names no number, several numbers, or no new value."""


class Change(NamedTuple):
    """``address``: enough of the path below the pack to name one number; ``to``: as written."""

    pack_id: str
    address: str
    to: str

    @property
    def written(self) -> str:
        return f"{self.pack_id}/{self.address}={self.to}"


def read_change(written: str) -> Change:
    """``pack/clause/condition=NEW`` or ``pack/definition=NEW``."""
    where, equals, to = written.partition("=")
    pack_id, slash, address = where.strip().partition("/")
    if not (equals and slash and pack_id and address and to.strip()):
        raise ChangeError(
            Text(f"改动“{written}”", f"the change “{written}”"),
            Text("没有写明改哪一处、改成多少", "it does not say what becomes what"),
            Text("请写成 政策包/条款/条件=新值", "write pack/clause/condition=NEW"),
        )
    return Change(pack_id, address.strip(), to.strip())


def number_named(change: Change, numbers: Sequence[Number]) -> Number:
    """The one number that ``change`` names; where a place has several, that of the same unit."""
    exact = [number for number in numbers if number.address == change.address]
    named = exact or [number for number in numbers if _names(change.address, number.address)]
    if not named:
        _refuse(
            change,
            Text("这份政策没有这个数值", "the policy has no such number"),
            nearest(change.address, {number.address for number in numbers}),
        )
    new = _new_value(change)
    alike = [number for number in named if number.kind is new.kind]
    if len(named) > 1 and len(alike) != 1:
        listed = "、".join(f"{one.address}（{one.told}）" for one in named[:LISTED])
        _refuse(
            change,
            Text(f"有 {len(named)} 个数值符合", f"{len(named)} numbers are called so"),
            Text(f"请写全：{listed}", f"name one of: {listed}"),
        )
    return alike[0] if len(named) > 1 else named[0]


def revised_text(source: str, changes: Iterable[Change]) -> str:
    """The YAML of a pack with ``changes`` made, every other character as it was."""
    numbers = numbers_in(source)
    named = [(number_named(change, numbers), change) for change in changes]
    _refuse_twice(named)
    for scalar in sorted({number.scalar for number, _ in named}, reverse=True):
        here = [(number, change.to) for number, change in named if number.scalar == scalar]
        text = scalar.text
        for number, to in sorted(here, reverse=True, key=lambda one: one[0].first):
            text = text[: number.first] + to + text[number.last :]
        source = source[: scalar.start] + scalar.written(text) + source[scalar.end :]
    return source


def _names(asked: str, address: str) -> bool:
    """Whether the parts of ``asked`` stand in ``address`` in their order."""
    told = address if "#" in asked else address.partition("#")[0]
    parts = iter(told.split("/"))
    return all(part in parts for part in asked.split("/"))


def _new_value(change: Change) -> Literal:
    try:
        return read_literal(change.to)
    except WordingError as error:
        _refuse(change, error.why, error.mend)


def _refuse_twice(named: Sequence[tuple[Number, Change]]) -> None:
    seen: set[Number] = set()
    for number, change in named:
        if number in seen:
            _refuse(
                change,
                Text("同一数值改了两次", "the same number is changed twice"),
                Text("请只留一次", "change it once"),
            )
        seen.add(number)


def _refuse(change: Change, why: Text, mend: Text) -> NoReturn:
    raise ChangeError(Text(f"改动“{change.written}”", f"the change “{change.written}”"), why, mend)
