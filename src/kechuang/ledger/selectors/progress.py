"""How far each tranche of a grant is, in plain words: what comes next and who has to act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models import PaymentItem, Tranche, TrancheShare
from kechuang.ledger.states import ItemState, RunState


class Stage(models.TextChoices):
    """Where a tranche stands on its way to the party's account, in order."""

    OVERDUE = "overdue", _("逾期未验收")
    WAITING = "waiting", _("等待拨付条件")
    NO_ACCOUNT = "no_account", _("缺收款账户")
    UNCONFIRMED = "unconfirmed", _("账户待核对")
    REFUSED = "refused", _("被国库退回")
    ACCEPTED = "accepted", _("已验收待支付")
    LISTED = "listed", _("支付审批中")
    SENT = "sent", _("国库办理中")
    PAID = "paid", _("已到账")
    RELEASED = "released", _("已核减")


PARTY, BUREAU, TREASURER, TREASURY, NOBODY = (
    _("本单位"),
    _("科技主管部门"),
    _("资金财务"),
    _("国库"),
    "—",
)
NEXT: dict[str, tuple[str | Promise, str | Promise]] = {
    Stage.OVERDUE: (_("已过计划日期，请尽快提交验收材料或说明原因"), PARTY),
    Stage.WAITING: (_("完成后提交验收材料，由主管部门验收"), PARTY),
    Stage.NO_ACCOUNT: (_("登记收款账户后才能支付"), PARTY),
    Stage.UNCONFIRMED: (_("核对收款账户"), TREASURER),
    Stage.REFUSED: (_("核对退回原因和收款账户，之后重新列入支付"), PARTY),
    Stage.ACCEPTED: (_("列入支付批次"), BUREAU),
    Stage.LISTED: (_("两级审批后送国库"), TREASURER),
    Stage.SENT: (_("国库支付并回单"), TREASURY),
    Stage.PAID: (_("已完成"), NOBODY),
    Stage.RELEASED: (_("不再支付"), NOBODY),
}
TONES: dict[str, str] = {
    Stage.OVERDUE: "bad",
    Stage.WAITING: "neutral",
    Stage.NO_ACCOUNT: "warn",
    Stage.UNCONFIRMED: "warn",
    Stage.REFUSED: "bad",
    Stage.PAID: "good",
    Stage.RELEASED: "neutral",
}


CAME_BACK = (ItemState.REFUSED, ItemState.RETURNED)


@dataclass(frozen=True)
class Progress:
    """One tranche: its stage is that of the fund that is furthest behind."""

    tranche: Tranche
    stage: Stage
    paid_fen: int
    refusal: str

    @property
    def next_step(self) -> str:
        return str(NEXT[self.stage][0])

    @property
    def who(self) -> str:
        return str(NEXT[self.stage][1])

    @property
    def tone(self) -> str:
        return TONES.get(self.stage, "info")


def progress_of(tranche: Tranche, account_stage: Stage | None, on: date) -> Progress:
    """``account_stage`` is NO_ACCOUNT or UNCONFIRMED where the party cannot be paid yet.

    Reads ``tranche.parts`` with ``accepted`` and ``items`` with ``run``, ``answer`` and
    ``bank_return``.
    """
    parts = [part for part in tranche.parts.all() if part.accepted_id is not None]
    items = [item for part in parts for item in part.items.all()]
    stage = _before_acceptance(tranche, on) or min(
        (_stage_of_part(part, account_stage) for part in parts), key=list(Stage).index
    )
    return Progress(
        tranche=tranche,
        stage=stage,
        paid_fen=sum(item.paid_fen for item in items if item.state == ItemState.PAID),
        refusal=_refusal(items) if stage == Stage.REFUSED else "",
    )


def _before_acceptance(tranche: Tranche, on: date) -> Stage | None:
    if tranche.released_on:
        return Stage.RELEASED
    if tranche.accepted_on:
        return None
    return Stage.OVERDUE if tranche.due_on and tranche.due_on < on else Stage.WAITING


def _stage_of_part(part: TrancheShare, account_stage: Stage | None) -> Stage:
    items = sorted(part.items.all(), key=lambda item: item.number)
    live = [item for item in items if item.run.state in (RunState.DRAFTED, RunState.CHECKED)]
    if live:
        return Stage.LISTED
    if any(item.state == ItemState.SENT for item in items):
        return Stage.SENT
    if part.accepted is None or not part.accepted.free_fen:
        return Stage.PAID
    if items and items[-1].state in CAME_BACK:
        return Stage.REFUSED
    return account_stage or Stage.ACCEPTED


def _refusal(items: list[PaymentItem]) -> str:
    came_back = [item for item in items if item.state in CAME_BACK]
    if not came_back:
        return ""
    last = max(came_back, key=lambda item: item.number)
    is_returned = last.state == ItemState.RETURNED
    return last.bank_return.reason if is_returned else last.answer.reason
