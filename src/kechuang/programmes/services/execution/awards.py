"""What the first half hands over: an item, who won it, and the grant that was approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kechuang.accounts.models import User
from kechuang.cases.models import Case
from kechuang.ledger.models import Scheme, Transfer
from kechuang.ledger.services import FundPlan
from kechuang.ledger.states import Condition, GrantMode
from kechuang.parties.models import Party


@dataclass(frozen=True)
class ItemTerms:
    """The options of the round that bind the project.

    ``extensions_allowed``, ``lanes``, ``stage_gates``: counts; ``evaluated_after_months``: months
    from closing to the performance evaluation.
    """

    lanes: int = 1
    has_equal_start: bool = False
    stage_gates: int = 0
    wants_chief: bool = True
    wants_assistant: bool = True
    extensions_allowed: int = 1
    evaluated_after_months: int = 12


@dataclass(frozen=True)
class AwardedGrant:
    """The grant of one winner in fen; ``budget_fen`` is the whole budget with its own money."""

    scheme: Scheme
    mode: GrantMode
    ground: str
    decision: str
    total_fen: int
    budget_fen: int
    starts_on: date
    ends_on: date
    funds: tuple[FundPlan, ...]
    reservation: Transfer | None = None


@dataclass(frozen=True)
class MemberShare:
    """A member of the consortium with its task and its share of the work in basis points."""

    party: Party
    task: str
    share_bp: int


@dataclass(frozen=True)
class ProjectAward:
    """One winner of one item. Several awards with one ``reference`` are lanes of a race.

    ``reference`` names the item (the uuid or number of its case); ``reserved_fen`` is what was
    reserved for all its lanes; ``negative_list`` is the YAML text of the list that binds; ``case``
    is the lane's own where there is a race, and ``item_case`` the item's. ``lane`` None: the next.
    """

    reference: str
    title: str
    demander: Party
    winner: Party
    reserved_fen: int
    grant: AwardedGrant
    negative_list: str
    terms: ItemTerms = ItemTerms()
    consortium: tuple[MemberShare, ...] = ()
    case: Case | None = None
    item_case: Case | None = None
    lane: int | None = None
    title_en: str = ""


@dataclass(frozen=True)
class MilestonePlan:
    """One milestone: ``share_bp`` of the grant is payable once it is accepted.

    ``pass_score``: lowest mean stage score (0: not scored); ``gate``: the stage gate its lane must
    have passed (0: none).
    """

    goal: str
    evidence_wanted: str
    due_on: date
    share_bp: int
    condition: Condition = Condition.MILESTONE
    pass_score: int = 0
    gate: int = 0


@dataclass(frozen=True)
class TargetPlan:
    name: str
    value: Decimal
    unit: str = ""
    is_more_better: bool = True


@dataclass(frozen=True)
class Colleague:
    name: str
    unit: str
    task: str = ""


@dataclass(frozen=True)
class WorkPlan:
    """What the contract says beside the money."""

    milestones: tuple[MilestonePlan, ...]
    targets: tuple[TargetPlan, ...]
    chief: User | None = None
    assistant: User | None = None
    route: str = ""
    team: tuple[Colleague, ...] = ()
