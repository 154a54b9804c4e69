"""What a negative list is made of: items, kinds of expense, marks, ceilings, and their bases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kechuang.engines.packfile import Basis, Source
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of expense; its ``words`` point to it where a row does not state its kind."""

    id: str
    label: Text
    words: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is or is not so of an expense. With ``presumed`` the leader's commitment
    stands until somebody says otherwise; ``basis`` gives it that force."""

    id: str
    label: Text
    presumed: bool | None
    basis: tuple[Basis, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Said:
    """A mark with the value that counts."""

    mark: str
    value: bool


@dataclass(frozen=True, slots=True)
class Test:
    """An expense of one of ``kinds`` (any, when empty) of which ``said`` is so."""

    __test__ = False  # pytest collects classes of this name

    kinds: tuple[str, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the list: what may not be paid for, in the list's own wording.

    ``words`` are certain; ``hints`` only point here and leave the matter to a person, unless
    ``cleared_by`` is told. ``unless`` are phrases in which a word means something else.
    """

    id: str
    label: Text
    words: tuple[str, ...]
    hints: tuple[str, ...]
    unless: tuple[str, ...]
    cleared_by: Said | None
    tests: tuple[Test, ...]
    basis: tuple[Basis, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most ``most_bp`` (basis points) of what was granted, for ``kinds`` (all, when empty)."""

    id: str
    label: Text
    kinds: tuple[str, ...]
    most_bp: int
    basis: tuple[Basis, ...]
    line: int


@dataclass(frozen=True, slots=True)
class NegativeList:
    """One pack. ``digest`` is the SHA-256 of its canonical content."""

    id: str
    title: Text
    version: str
    valid_from: date
    note: Text
    sources: Mapping[str, Source]
    kinds: Mapping[str, Kind]
    marks: Mapping[str, Mark]
    items: Mapping[str, Item]
    ceilings: Mapping[str, Ceiling]
    digest: str
    source: str
