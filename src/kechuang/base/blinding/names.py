"""The case's own known names, and the neutral words that stand for them in the copies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from kechuang.base.blinding.refusals import BlindingError
from kechuang.engines.wording import Text

KINDS: Mapping[str, Text] = {
    "unit": Text("单位", "unit"),
    "person": Text("人员", "person"),
    "account": Text("账号", "account"),
    "phone": Text("电话", "phone"),
    "email": Text("邮箱", "email"),
    "credit_code": Text("信用代码", "credit code"),
    "bank_account": Text("银行账户", "bank account"),
    "address": Text("地址", "address"),
    "identity_number": Text("证件号", "identity number"),
    "project": Text("项目编号", "project number"),
}
NUMBERS = frozenset({"phone", "credit_code", "bank_account", "identity_number", "project"})
_LEGAL_FORM = re.compile(r"(?:(?:股份|集团|责任)*有限(?:责任)?公司|有限合伙|集团公司)$")
_SHORTEST_CORE = 4
_DIGITS_OF_EXCEL = 15


@dataclass(frozen=True, slots=True)
class KnownName:
    """One person, unit, number … and every form in which the case knows it.

    Raises:
        BlindingError: ``name-short``, for one character would blind half the text.
    """

    kind: str
    forms: tuple[str, ...]

    def __post_init__(self) -> None:
        for form in self.forms:
            if len(form.strip()) < 2:
                raise BlindingError.known_as("name-short", detail=form)

    @property
    def all_forms(self) -> tuple[str, ...]:
        """The given forms; a unit's name without its legal form; numbers as Excel rounds them."""
        if self.kind in NUMBERS:
            return tuple(dict.fromkeys([*self.forms, *map(_rounded, self.forms)]))
        if self.kind != "unit":
            return self.forms
        cores = (_LEGAL_FORM.sub("", form.strip()) for form in self.forms)
        return tuple(dict.fromkeys([*self.forms, *(c for c in cores if len(c) >= _SHORTEST_CORE)]))


def _rounded(form: str) -> str:
    """A long number after Excel, which keeps fifteen digits."""
    digits = re.sub(r"[\s-]", "", form)
    if not digits.isdecimal() or len(digits) <= _DIGITS_OF_EXCEL:
        return form
    return digits[:_DIGITS_OF_EXCEL].ljust(len(digits), "0")


def placeholders(names: Sequence[KnownName]) -> tuple[str, ...]:
    """``单位A``, ``单位B``, ``人员1`` …, in the order of the names within each kind."""
    counts: Counter[str] = Counter()
    found = []
    for name in names:
        counts[name.kind] += 1
        number = counts[name.kind]
        found.append(
            KINDS[name.kind].zh + (_letters(number) if name.kind == "unit" else f"{number}")
        )
    return tuple(found)


def _letters(number: int) -> str:
    higher, last = divmod(number - 1, 26)
    return (_letters(higher) if higher else "") + ascii_uppercase[last]


def read_names(text: str) -> tuple[KnownName, ...]:
    """One name a line, ``单位 = 全称 | 简称`` or ``unit = …``; blank lines and # are skipped.

    Raises:
        BlindingError: ``name-kind`` with the line, ``name-short``.
    """
    return tuple(_named_lines(text))


def _named_lines(text: str) -> Iterator[KnownName]:
    kinds = {word.replace(" ", "_"): kind for kind, label in KINDS.items() for word in label}
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        word, _, rest = line.replace("＝", "=").replace("｜", "|").partition("=")
        kind = kinds.get(word.strip().lower().replace(" ", "_"))
        forms = tuple(filter(None, (form.strip() for form in rest.split("|"))))
        if kind is None or not forms:
            raise BlindingError.known_as("name-kind", limit=number, detail=line.strip()[:40])
        yield KnownName(kind, forms)
