"""A pack: one policy document as data, with its source, its force and its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.engines.rulebook.rules.amounts import AmountRule
from kechuang.engines.rulebook.rules.conditions import Condition
from kechuang.engines.rulebook.seasons import Season
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing the policy grants. ``kind``: recognition, tax, subsidy, voucher, ….

    ``condition`` already holds the period of validity and the region of the pack; ``seasons`` say
    when applications are taken, and decide nothing.
    """

    id: str
    article: Text
    title: Text
    kind: str
    text_kind: str
    evidence: str
    condition: Condition
    amount_rule: AmountRule | None
    seasons: tuple[Season, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """How near a miss must be: every gap within ``gap``, or one alone within ``single_gap``.

    Both are basis points of what is needed, written ``near_miss: {gap: 10%, single_gap: 50%}``.
    """

    gap_bp: int = 1_000
    single_gap_bp: int = 5_000


@dataclass(frozen=True, slots=True)
class Pack:
    """One policy. ``text_kind``: hard (fixed), ceiling (最高/不超过) or expert (people score).

    ``evidence`` tells how well the text was read: L statute, P-off official page, P repost,
    P? weak page, K-high/K-med/K-low from knowledge, 示例 for examples.
    ``digest`` is the SHA-256 of the canonical content; ``source`` alone loads the same pack again.
    """

    id: str
    title: Text
    issuer: str
    doc_no: str
    issued_on: date | None
    valid_from: date
    valid_to: date | None
    region: str
    evidence: str
    text_kind: str
    adopted_from: str
    is_example: bool
    clauses: tuple[Clause, ...]
    near_miss: NearMiss
    digest: str
    source: str
    note: Text
