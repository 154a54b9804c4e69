"""States of lists, and the words of the two procedures that the room acts on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

OFFER_PROCEDURE = "entitlement-offer"
APPLICATION_PROCEDURE = "entitlement-application"
FIRM = "firm"

LISTED, OFFERED, QUESTIONED, AGREED = "listed", "offered", "questioned", "agreed"
PUBLICITY, APPROVING, GRANTED, REVOKED = "publicity", "approving", "granted", "revoked"
CONFIRM, DECLINE, QUESTION = "confirm", "decline", "question"
ISSUE, PUBLICISE, APPROVE = "issue", "publicise", "approve"
ANSWERS = (CONFIRM, DECLINE, QUESTION)

# What a bureau pays; recognitions are no money, taxes and loans are other people's
PAYABLE_KINDS = ("subsidy", "award", "voucher")


class ListState(models.TextChoices):
    """A list is frozen by one person, its money held by another, then the firms are told."""

    FROZEN = "frozen", _("已冻结")
    FUNDED = "funded", _("资金已预留")
    ISSUED = "issued", _("已告知企业")
    DROPPED = "dropped", _("已作废")


class Apart(models.TextChoices):
    """Why a firm of the sweep is counted apart and gets no offer by itself."""

    POSSIBLE = "possible", _("待专家评定")
    UNKNOWN = "unknown", _("数据不足")
    NEAR_MISS = "near_miss", _("差一点")
    NOT_MET = "not_met", _("不符合")
    INEXACT = "inexact", _("金额只有上限或区间")
    ALREADY = "already", _("本年度已告知、申请或立项")
    UNVERIFIED = "unverified", _("关键数据只有企业自报，尚未核验")
    UNDECIDED = "undecided", _("不重复享受规则下尚不能确定")
    CUT = "cut", _("不重复享受规则下为零")
    SHORT = "short", _("预算不足未轮到")


class Stage(models.TextChoices):
    """How far an offer is, told from its case and its grant; nothing keeps it."""

    LISTED = "listed", _("待告知")
    OFFERED = "offered", _("待企业答复")
    QUESTIONED = "questioned", _("企业异议核查中")
    AGREED = "agreed", _("待公示")
    PUBLICITY = "publicity", _("公示中")
    OBJECTING = "objecting", _("公示异议核查中")
    APPROVING = "approving", _("待两人审批")
    GRANTED = "granted", _("待支付")
    ORDERED = "ordered", _("支付中")
    PAID = "paid", _("已支付")
    RECLAIMED = "reclaimed", _("已决定追回")
    DECLINED = "declined", _("企业放弃")
    LAPSED = "lapsed", _("逾期失效")
    REVOKED = "revoked", _("已撤销")
