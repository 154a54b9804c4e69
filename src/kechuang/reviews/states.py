"""States of experts, rounds, assignments, leaks and unblindings; the order of a round's phases."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExpertState(models.TextChoices):
    REGISTERED = "registered", _("待确认")
    CONFIRMED = "confirmed", _("已入库")
    SUSPENDED = "suspended", _("已暂停")


class TieKind(models.TextChoices):
    """How an expert is related to a person; the values are those of ``engines/panel``."""

    KIN = "kin", _("近亲属")
    MENTOR = "mentor", _("师生")
    COAUTHOR = "coauthor", _("合作论文")
    COINVENTOR = "coinventor", _("共同发明")
    COAPPLICANT = "coapplicant", _("共同申请")


class ContactKind(models.TextChoices):
    PHONE = "phone", _("电话")
    ACCOUNT = "account", _("银行账户")
    ADDRESS = "address", _("地址")
    EMAIL = "email", _("邮箱")


class Topic(models.TextChoices):
    """What may be said in full about an expert; until it is, the rest is unknown, not absent."""

    POSTS = "posts", _("任职经历")
    RELATIONS = "relations", _("亲属、师生与合作关系")
    HOLDINGS = "holdings", _("持股")
    PHONES = "phones", _("电话")
    ACCOUNTS = "accounts", _("银行账户")
    ADDRESSES = "addresses", _("地址")


class Phase(models.TextChoices):
    PREPARING = "preparing", _("准备")
    SEALED = "sealed", _("名单已封存")
    ASSIGNED = "assigned", _("已分派")
    SCORING = "scoring", _("评审中")
    OPENED = "opened", _("已开封")
    CLOSED = "closed", _("已结束")


BEFORE_ASSIGNMENT = (Phase.PREPARING, Phase.SEALED)
"""While copies are made and findings in them settled."""


class PlaceRule(models.TextChoices):
    """Where the reviewers of a submission come from (异地)."""

    ANY = "any", _("不限地区")
    OTHER_CITY = "other_city", _("外市专家")
    OTHER_PROVINCE = "other_province", _("外省专家")


class Method(models.TextChoices):
    DRAW = "draw", _("公开可复核的抽签")
    BEST = "best", _("按专长最优分派")
    FAIR = "fair", _("按专长分派，先保最弱的一项")
    LOTTERY = "lottery", _("按专长分派并限制每对概率")


class ConflictOrigin(models.TextChoices):
    RULE = "rule", _("规则发现")
    OFFICER = "officer", _("人工登记")


class AssignmentState(models.TextChoices):
    ASSIGNED = "assigned", _("待评审")
    REPORTED = "reported", _("已提交")
    RECUSED = "recused", _("已回避")
    ABSENT = "absent", _("缺席")
    LATE = "late", _("逾期被递补")


STANDING = (AssignmentState.ASSIGNED, AssignmentState.REPORTED)
"""A reviewer in one of these states sits on the panel."""


class InterventionKind(models.TextChoices):
    """What an officer may ask to have done to a panel by hand; a second one decides."""

    ABSENT = "absent", _("缺席")
    RECUSED = "recused", _("应当回避")
    CONFLICT = "conflict", _("封存后登记利益冲突")


class Obstacle(models.TextChoices):
    """Why an expert whom the lot named does not come, or no longer."""

    FULL = "full", _("评审量已满")
    CONFLICT = "conflict", _("封存后发现利益冲突")
    SUSPENDED = "suspended", _("已暂停")
    RECUSED = "recused", _("已回避")
    ABSENT = "absent", _("缺席")
    LATE = "late", _("逾期未交")


class LeakState(models.TextChoices):
    FLAGGED = "flagged", _("待处理")
    ACCEPTED = "accepted", _("认可保留")
    REDACTED = "redacted", _("已重新隐名")


class UnblindingState(models.TextChoices):
    ASKED = "asked", _("待批准")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("已驳回")
