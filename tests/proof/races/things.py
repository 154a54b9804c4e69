"""Everything limited that is raced for."""

from tests.proof.races.bids import BidOnce
from tests.proof.races.cases import (
    CaseNumber,
    CaseSealedOnce,
    ClockOnce,
    DraftFieldOnce,
    StepOnce,
)
from tests.proof.races.chain import AuditSequence
from tests.proof.races.duties import LastAdministrator, SeparatedDuties
from tests.proof.races.imports import ImportOnce
from tests.proof.races.lanes import ContractOnce, LaneMoney
from tests.proof.races.money.budget import (
    BudgetSpent,
    LineAllotted,
    RequestReplayed,
    ReservationExpired,
    ReservationResolved,
    TwoYears,
    VoucherNumber,
)
from tests.proof.races.money.closing import BudgetClosed, YearClosed
from tests.proof.races.money.corrections import (
    ClawBackWithinPaid,
    PaymentReturned,
    RecoveryBooked,
    VoucherReversed,
)
from tests.proof.races.money.grants import DuplicateGrant, TrancheAccepted, TrancheEnded
from tests.proof.races.money.instructions import InstructionDecided
from tests.proof.races.money.payees import PayeeConfirmed
from tests.proof.races.money.payments import (
    AnswerRecorded,
    RunApproved,
    RunDrafted,
    TranchePaid,
)
from tests.proof.races.money.sharing import RoundAllotted
from tests.proof.races.offers import OfferOnce, OfferPromised
from tests.proof.races.openings import OpeningOnce
from tests.proof.races.packs import PackVersionOnce
from tests.proof.races.parties import AccountName, FactOnce, PartyOnce
from tests.proof.races.projects import ExtensionOnce, MilestoneAccepted, MoneyReceived
from tests.proof.races.registry import LifecycleStep, RegistryNumber
from tests.proof.races.reviews import ReviewerLoad, ScoresOpened
from tests.proof.races.stages import ContractWithdrawn, StageAnswered
from tests.proof.races.sweeps import PartOnce, RunOnce, SealOnce

QUICK_THINGS = (
    BudgetSpent(),
    DuplicateGrant(),
    TranchePaid(),
    VoucherNumber(),
    ReservationResolved(),
    PartyOnce(),
)
THINGS = (
    *QUICK_THINGS,
    TrancheAccepted(),
    TrancheEnded(),
    LineAllotted(),
    TwoYears(),
    ClawBackWithinPaid(),
    PaymentReturned(),
    PayeeConfirmed(),
    RoundAllotted(),
    RunDrafted(),
    RunApproved(),
    AnswerRecorded(),
    RequestReplayed(),
    VoucherReversed(),
    RecoveryBooked(),
    InstructionDecided(),
    YearClosed(),
    BudgetClosed(),
    ReservationExpired(),
    ImportOnce(),
    RegistryNumber(),
    LifecycleStep(),
    FactOnce(),
    AccountName(),
    LastAdministrator(),
    SeparatedDuties(),
    OpeningOnce(),
    RunOnce(),
    PartOnce(),
    SealOnce(),
    PackVersionOnce(),
    StepOnce(),
    CaseSealedOnce(),
    ClockOnce(),
    CaseNumber(),
    DraftFieldOnce(),
    ReviewerLoad(),
    ScoresOpened(),
    MoneyReceived(),
    ExtensionOnce(),
    MilestoneAccepted(),
    BidOnce(),
    ContractOnce(),
    LaneMoney(),
    ContractWithdrawn(),
    StageAnswered(),
    OfferOnce(),
    OfferPromised(),
    AuditSequence(),
)
