"""The shapes the API answers with; amounts in fen, shares in basis points, dates ISO 8601."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, Schema

PLAIN = "^[^\\x00]*$"
SAID = "^[^\\x00]*[^\\s\\x00][^\\x00]*$"


class PartyOut(Schema):
    """A registered organisation (GB 32100 credit code, GB/T 2260 region, GB/T 4754 industry)."""

    id: int
    credit_code: str
    name: str
    name_en: str
    kind: str
    region_code: str
    industry_code: str
    established_on: date | None


class FactOut(Schema):
    """One statement of one source; ``value`` is canonical text: fen, ISO date, true, ..."""

    name: str
    period: str
    value: str
    unit: str
    source: str
    as_of: date
    certified_by: str


class ShareOut(Schema):
    """One owner's share in basis points."""

    owner_name: str
    share_bp: int


class OutcomeOut(Schema):
    """The public part of a research outcome; ``price_fen`` null means negotiable."""

    id: int
    number: str
    title: str
    title_en: str
    public_summary: str
    public_summary_en: str
    keywords: list[str]
    discipline: str
    field: str
    maturity: int | None
    rights: str
    channel: str
    cooperation_modes: list[str]
    price_fen: int | None
    state: str


class OutcomeDetail(OutcomeOut):
    """An outcome with its owners and patents."""

    patent_numbers: list[str]
    ipc: str
    shares: list[ShareOut]

    @staticmethod
    def resolve_shares(outcome: Any) -> list[Any]:
        return list(outcome.shares.all())


class TargetOut(Schema):
    """One metric: where it stands and where it has to get."""

    metric: str
    current_value: str
    target_value: str
    unit: str


class DemandOut(Schema):
    """The public part of a demand; ``shown_name`` is empty where the firm's name is hidden."""

    id: int
    number: str
    title: str
    title_en: str
    shown_name: str
    field: str
    problem: str
    needed_maturity: int | None
    budget_fen: int | None
    deadline_text: str
    state: str


class DemandDetail(DemandOut):
    """A demand with background and targets."""

    background: str
    public_text: str
    targets: list[TargetOut]

    @staticmethod
    def resolve_targets(demand: Any) -> list[Any]:
        return list(demand.targets.all())


class ClauseOut(Schema):
    """One computable clause of a policy."""

    clause_id: str
    title: str
    title_en: str
    article: str
    article_en: str
    kind: str


class PolicyOut(Schema):
    """A policy document; ``evidence`` says how sure we are of it, ``is_example`` marks 示例."""

    id: int
    pack_id: str
    title: str
    title_en: str
    issuer: str
    doc_no: str
    region: str
    valid_from: date | None
    valid_to: date | None
    evidence: str
    is_example: bool


class PolicyDetail(PolicyOut):
    """A policy with its clauses and the digest of the pack that computes them."""

    pack_digest: str
    clauses: list[ClauseOut]

    @staticmethod
    def resolve_clauses(document: Any) -> list[Any]:
        return list(document.clauses.all())


class AnswerOut(Schema):
    """What one clause says to one party; ``answer`` is the engine's whole answer with reasons."""

    id: int
    pack_id: str
    clause_id: str
    verdict: str
    is_near_miss: bool
    amount_kind: str
    low_fen: int | None
    high_fen: int | None


class AnswerDetail(AnswerOut):
    """An answer with its whole tree of reasons."""

    answer: dict[str, Any]


class MatchOut(Schema):
    """One ranked outcome for a demand; ``reasons`` add up to ``score``."""

    outcome_id: int
    outcome_title: str
    rank: int
    score: int
    strength: str
    reasons: list[dict[str, Any]]
    decision: str


class AcceptedIn(Schema):
    decision: Literal["accepted"]
    reason: Annotated[str, Field(max_length=500, pattern=PLAIN)] = ""


class DeclinedIn(Schema):
    """Declining needs a reason."""

    decision: Literal["declined"]
    reason: Annotated[str, Field(max_length=500, pattern=SAID)]


DecisionIn = Annotated[AcceptedIn | DeclinedIn, Field(discriminator="decision")]


class HeadOut(Schema):
    """The head of the audit chain, to be kept elsewhere."""

    sequence: int
    own_hash: str
