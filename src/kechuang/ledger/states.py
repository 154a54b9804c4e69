"""Kinds and states of money records."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountRole(models.TextChoices):
    """The level of the chain of custody at which an account stands."""

    SOURCE = "source", _("资金来源")
    APPROPRIATION = "appropriation", _("预算指标")
    LINE = "line", _("预算项目")
    OBLIGATION = "obligation", _("已立项")
    ACCEPTED = "accepted", _("已验收")
    PAYABLE = "payable", _("应付")
    PAID = "paid", _("已支付")
    RECOVERABLE = "recoverable", _("应追回")
    RECOVERED = "recovered", _("已收回")
    LAPSED = "lapsed", _("年末收回")


class FundSource(models.TextChoices):
    """Who bears a share; the enterprise's own match is followed but never paid out."""

    CENTRAL = "central", _("中央财政")
    PROVINCIAL = "provincial", _("省级财政")
    CITY = "city", _("市级财政")
    DISTRICT = "district", _("区县财政")
    ENTERPRISE = "enterprise", _("企业自筹")


class Phase(models.TextChoices):
    """One-phase, or the two phases of a reservation."""

    SINGLE = "single", _("直接记账")
    PENDING = "pending", _("预留")
    POST = "post", _("预留入账")
    VOID = "void", _("预留撤销")
    EXPIRE = "expire", _("预留到期")


RESOLUTIONS = (Phase.POST, Phase.VOID, Phase.EXPIRE)
RELEASES = (Phase.VOID, Phase.EXPIRE)


class Kind(models.TextChoices):
    """What a transfer does."""

    APPROPRIATE = "appropriate", _("下达指标")
    ALLOT = "allot", _("分配预算")
    OBLIGATE = "obligate", _("立项")
    RELEASE = "release", _("核减立项")
    ACCEPT = "accept", _("验收")
    ORDER = "order", _("申请支付")
    PAY = "pay", _("支付")
    RETURN = "return", _("退回待付")
    CLAIM_BACK = "claim_back", _("决定追回")
    RECOVER = "recover", _("追回到账")
    LAPSE = "lapse", _("年末收回")
    CARRY = "carry", _("结转下年")
    RESERVE = "reserve", _("预留")


class Distribution(models.TextChoices):
    """How a budget that is too small is given out."""

    FIRST_COME = "first_come", _("先到先得")
    PRO_RATA = "pro_rata", _("同比例分摊")


class RoundState(models.TextChoices):
    """A claim round ends once: allotted by two people, or withdrawn with nothing given."""

    OPEN = "open", _("申报中")
    ALLOTTED = "allotted", _("已分配")
    WITHDRAWN = "withdrawn", _("已撤回")


class GrantMode(models.TextChoices):
    FRONT = "front", _("前补助")
    AFTER = "after", _("后补助")


class GrantStage(models.TextChoices):
    """How far a grant is, told from its accounts; nothing keeps it."""

    RUNNING = "running", _("执行中")
    COMPLETED = "completed", _("已办结")
    CANCELLED = "cancelled", _("已取消")


class Condition(models.TextChoices):
    """What must have happened before a tranche may be paid."""

    CONTRACT = "contract", _("合同签订")
    MILESTONE = "milestone", _("里程碑验收")
    COMPLETION = "completion", _("结题验收")


class RunState(models.TextChoices):
    """A payment run needs two approvers before it goes to the treasury."""

    DRAFTED = "drafted", _("已编制")
    CHECKED = "checked", _("已初审")
    SENT = "sent", _("已送国库")
    SETTLED = "settled", _("已结清")
    WITHDRAWN = "withdrawn", _("已撤回")


class ItemState(models.TextChoices):
    DRAFTED = "drafted", _("待审批")
    SENT = "sent", _("国库办理中")
    PAID = "paid", _("已支付")
    REFUSED = "refused", _("被退回")
    RETURNED = "returned", _("已退汇")
    WITHDRAWN = "withdrawn", _("已撤回")


LIVE_ITEM_STATES = (ItemState.DRAFTED, ItemState.SENT)
PAID_ITEM_STATES = (ItemState.PAID, ItemState.RETURNED)
"""What the treasury paid, whether or not the bank sent it back afterwards."""
ANSWERED_ITEM_STATES = (*PAID_ITEM_STATES, ItemState.REFUSED)


class InstructionState(models.TextChoices):
    PREPARED = "prepared", _("待复核")
    APPROVED = "approved", _("已复核记账")
    DECLINED = "declined", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤回")


class GroundKind(models.TextChoices):
    """The kind of thing that a grant is given for."""

    PROJECT = "project", _("项目")
    INVOICE = "invoice", _("发票")
    CONTRACT = "contract", _("合同")
    FACT = "fact", _("认定或事项")
    PATENT = "patent", _("专利")
    BOOKING = "booking", _("仪器预约")
    OTHER = "other", _("其他事由")


class Resemblance(models.TextChoices):
    """Why a grant may be the same one twice though its ground is another."""

    WORDS = "words", _("事由或名称相近")
    NUMBER = "number", _("同一编号写在另一类别下")
    INVOICE = "invoice", _("同一张发票")
    THING = "thing", _("同一专利或合同")


class BankFinding(models.TextChoices):
    """What a line of the bank's statement is, as a person found."""

    POSTED = "posted", _("对应账簿记录")
    EXPLAINED = "explained", _("不涉及账簿")
    UNDONE = "undone", _("撤销认定")
