"""A pro rata line with a round of claims on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from kechuang.ledger import services as ledger
from kechuang.ledger.models import BudgetLine, Claim, ClaimRound, Voucher
from kechuang.ledger.selectors.claim_rounds import claim_rounds, working_of
from kechuang.ledger.states import Condition, Distribution, FundSource, GrantMode, GroundKind
from kechuang.parties.models import Party
from tests.base.registry.cast import party
from tests.rooms.ledger.town import APPROVER, AT, ON, PREPARER, Town, warrant

CLOSED = AT + timedelta(days=1)
TERMS = ledger.RoundTerms(
    title="2026 年技术合同补助第一批",
    closes_on=ON,
    period_from=date(2026, 1, 1),
    period_to=date(2026, 12, 31),
    mode=GrantMode.AFTER,
    condition=Condition.COMPLETION,
)
NAMES = ("云澜子科技有限公司", "云澜丑科技有限公司", "云澜寅科技有限公司")


@dataclass
class SharedLine:
    """Its commands are given by the cast of the town."""

    line: BudgetLine
    round: ClaimRound

    def claim(
        self, firm: Party, claimed_fen: int, counted_fen: int | None = None, **changes: str
    ) -> Claim:
        told = {
            "title": "技术合同补助",
            "ground_kind": GroundKind.OTHER,
            "ground": "技术合同补助",
            "origin": "申报书第 3 页",
        }
        asked = ledger.NewClaim(
            party=firm,
            claimed_fen=claimed_fen,
            counted_fen=claimed_fen if counted_fen is None else counted_fen,
            **{**told, **changes},
        )
        return ledger.file_claim(
            by=PREPARER, at=AT, request_id=uuid4(), claim_round=self.round, claim=asked
        )

    def seen(self) -> str:
        """The digest of the working that the round's page shows now."""
        return working_of(claim_rounds().get(pk=self.round.pk)).digest()

    def allot(self, **changes: object) -> Voucher:
        order = warrant(**{"at": CLOSED, "on": CLOSED.date(), **changes})
        values = {"decision": "示例科发〔2026〕8号", "working": self.seen()}
        return ledger.allot_claims(warrant=order, claim_round=self.round, **values)


def shared_line(
    town: Town, budget_fen: int = 100, *, name: str = "shared", terms: ledger.RoundTerms = TERMS
) -> SharedLine:
    """A line of its own appropriation beside the town's, with an open round."""
    line = pro_rata_line(town, budget_fen, name=name)
    opened = ledger.open_claim_round(by=PREPARER, at=AT, request_id=uuid4(), line=line, terms=terms)
    return SharedLine(line, opened)


def pro_rata_line(town: Town, budget_fen: int, *, name: str = "shared") -> BudgetLine:
    document = {"source": FundSource.DISTRICT, "doc_no": f"示例财预〔2026〕{name}"}
    ledger.appropriate(
        warrant=warrant(), book=town.book, year=ON.year, amount_fen=budget_fen, **document
    )
    scheme = ledger.register_scheme(
        by=APPROVER,
        at=AT,
        book=town.book,
        code=f"{town.book.code}-{name}",
        name=f"技术合同后补助 {name}",
        name_en=f"Technology contracts {name}",
    )
    ledger.allot(
        warrant=warrant(),
        appropriation=town.book.appropriations.get(**document),
        scheme=scheme,
        amount_fen=budget_fen,
        distribution=Distribution.PRO_RATA,
    )
    return scheme.lines.get()


def three_firms() -> list[Party]:
    return [party(name) for name in NAMES]
