"""The payment list (支付清单) that goes to the treasury; every export of it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import get_language

from kechuang.audit.models import Event
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState, require
from kechuang.base.sheets.writing import Value
from kechuang.engines.tally import in_capital_figures
from kechuang.ledger.access import can_read_books
from kechuang.ledger.answers.columns import ANSWER_HEADINGS, NUMBER
from kechuang.ledger.models import PaymentItem, PaymentRun
from kechuang.ledger.selectors.payment_runs import items_of
from kechuang.ledger.selectors.tracing import vouchers_sending
from kechuang.ledger.services.alterations import alterations_reported, refuse_altered
from kechuang.ledger.services.payment_runs import require_unchanged
from kechuang.ledger.states import RunState

EXPORTED_STATES = (RunState.SENT, RunState.SETTLED)
HEADINGS = (
    NUMBER,
    Text("收款户名", "Payee"),
    Text("开户银行", "Bank"),
    Text("收款账号", "Account number"),
    Text("应付金额（元）", "Amount due (yuan)"),
    Text("金额大写", "Amount in capital figures"),
    Text("立项编号", "Grant"),
    Text("用途", "Purpose"),
    Text("资金来源", "Fund"),
    Text("指标文号", "Budget document"),
    Text("批次号", "Payment run"),
    Text("批次总额（元）", "Total of the run (yuan)"),
    Text("批次总额大写", "Total in capital figures"),
    Text("清单摘要", "Digest of the list"),
    Text("审计链", "Audit chain"),
)


@dataclass(frozen=True)
class PaymentList:
    """The run's payments; ``event`` is the export itself, the head of the audit chain then."""

    run: PaymentRun
    items: Sequence[PaymentItem]
    event: Event

    @property
    def total_fen(self) -> int:
        return sum(item.amount_fen for item in self.items)

    @property
    def header(self) -> list[str]:
        """The answer columns are left for the treasury, so that the list can come back filled."""
        language = get_language() or "zh-hans"
        return [heading.said_in(language) for heading in (*HEADINGS, *ANSWER_HEADINGS)]

    @property
    def rows(self) -> list[list[Value]]:
        return [[*self._row(item), *[None] * len(ANSWER_HEADINGS)] for item in self.items]

    def _row(self, item: PaymentItem) -> list[Value]:
        tranche, share = item.part.tranche, item.part.share
        return [
            item.number,
            item.holder,
            item.bank,
            item.account_number,
            in_yuan(item.amount_fen),
            in_capital_figures(item.amount_fen),
            tranche.grant.number,
            f"{tranche.grant.title} {tranche.title}",
            share.get_source_display(),
            share.line.appropriation.doc_no if share.line else "",
            self.run.number,
            in_yuan(self.total_fen),
            in_capital_figures(self.total_fen),
            self.run.list_digest,
            f"{self.event.sequence}:{self.event.own_hash}",
        ]


def export_payment_list(*, by: Actor, at: datetime, run: PaymentRun, form: str) -> PaymentList:
    """The list with full account numbers, of a run that two people approved.

    Raises ``AlteredRecord`` where the run or a payment is not as the audit chain sealed it.
    """
    with alterations_reported(by=by, at=at):
        return _export(by, at, run, form)


@transaction.atomic
def _export(by: Actor, at: datetime, asked: PaymentRun, form: str) -> PaymentList:
    run = PaymentRun.objects.get(pk=asked.pk)
    require(can_read_books(by), Text("导出支付清单", "export a payment list"))
    if run.state not in EXPORTED_STATES:
        raise _not_approved(run)
    items = list(items_of(run))
    refuse_altered([run, *items], beside=vouchers_sending(run))
    require_unchanged(run)
    payload = {
        "run": run.number,
        "list_digest": run.list_digest,
        "items": len(items),
        "total_fen": sum(item.amount_fen for item in items),
        "form": form,
    }
    event = record(by=by, at=at, command="export_payment_list", target=run, payload=payload)
    return PaymentList(run, items, event)


def in_yuan(fen: int) -> Decimal:
    """Exact, with two decimals."""
    return Decimal(fen).scaleb(-2)


def _not_approved(run: PaymentRun) -> WrongState:
    label = run.get_state_display()
    return WrongState(
        Text("支付清单未导出", "The payment list was not exported"),
        Text(f"批次现为“{label}”，尚未终审", f"the run is {run.state}: two people must approve it"),
        Text("请完成两级审批后再导出", "Export it once two people have approved it"),
    )
