"""The qualified pool of one panel: who may be drawn, how many, from where; then sealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kechuang.engines.panel.refusals import PanelError, need_whole
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text

_POOL = Text("抽取名单不能封存", "The pool cannot be sealed")


@dataclass(frozen=True, order=True)
class Qualified:
    """An expert without conflict; ``region`` "" where unknown, which then counts as local."""

    id: str
    unit: str
    region: str = ""


@dataclass(frozen=True)
class Quotas:
    """``seats`` in all; ``away_at_least`` of them from elsewhere; caps per region and per unit."""

    seats: int
    away_at_least: int = 0
    region_at_most: int | None = None
    unit_at_most: int = 1


@dataclass(frozen=True)
class Pool:
    """Sealed by its digest; ``region`` is the applicant's."""

    name: str
    region: str
    quotas: Quotas
    experts: tuple[Qualified, ...]

    @classmethod
    def sealed(cls, name: str, region: str, quotas: Quotas, experts: Iterable[Qualified]) -> Pool:
        """The pool in canonical order. Refuses (``PanelError``) quotas no panel could keep."""
        for number, shown in (
            (quotas.seats, Text("席位", "seats")),
            (quotas.unit_at_most, Text("同一单位席位", "seats of a unit")),
        ):
            need_whole(number, shown, least=1)
        need_whole(quotas.away_at_least, Text("异地席位", "seats from elsewhere"))
        ordered = tuple(sorted(set(experts)))
        if len({expert.id for expert in ordered}) < len(ordered):
            raise PanelError(
                _POOL,
                Text("同一专家列了两次且内容不同", "one expert is listed twice, with two contents"),
                Text("请只保留一条", "Keep one of them"),
            )
        return cls(name, region, quotas, ordered)

    def as_dict(self) -> dict[str, Any]:
        """The sealed content; its canonical bytes are what is hashed."""
        quotas = self.quotas
        return {
            "name": self.name,
            "region": self.region,
            "seats": quotas.seats,
            "away_at_least": quotas.away_at_least,
            "region_at_most": quotas.region_at_most,
            "unit_at_most": quotas.unit_at_most,
            "experts": [[e.id, e.unit, e.region] for e in self.experts],
        }

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the canonical bytes."""
        return digest(self.as_dict())

    def region_of(self, expert: Qualified) -> str:
        """Unknown is not elsewhere: without a region an expert counts as local."""
        return expert.region or self.region

    def region_cap(self, region: str) -> int:
        """Seats for one region; the applicant's own leaves room for those from elsewhere."""
        quotas = self.quotas
        cap = quotas.seats if quotas.region_at_most is None else quotas.region_at_most
        return min(cap, quotas.seats - quotas.away_at_least) if region == self.region else cap
