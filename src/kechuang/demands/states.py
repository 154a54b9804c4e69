"""The life of a demand and how much of it is shown."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.transitions import Lifecycle, Step


class DemandState(TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("已提交")
    VETTED = "vetted", _("已审核")
    PUBLISHED = "published", _("已发布")
    MATCHED = "matched", _("已匹配")
    NEGOTIATING = "negotiating", _("洽谈中")
    CONTRACTED = "contracted", _("已签约")
    CLOSED_UNMET = "closed_unmet", _("未满足关闭")
    WITHDRAWN = "withdrawn", _("已撤回")


class Confidentiality(TextChoices):
    PUBLIC = "public", _("公开")
    NAME_HIDDEN = "name_hidden", _("匿名发布")
    RESTRICTED = "restricted", _("仅主管部门可见")


(
    DRAFT,
    SUBMITTED,
    VETTED,
    PUBLISHED,
    MATCHED,
    NEGOTIATING,
    CONTRACTED,
    CLOSED_UNMET,
    WITHDRAWN,
) = DemandState
PUBLIC_STATES = frozenset({PUBLISHED, MATCHED, NEGOTIATING, CONTRACTED})
OPEN_STATES = frozenset({PUBLISHED, MATCHED})
REVISABLE_STATES = frozenset({DRAFT})

LIFECYCLE = Lifecycle(
    DemandState,
    Step("submit", _("提交"), frozenset({DRAFT}), SUBMITTED, by_owner=True, by_bureau=True),
    Step("vet", _("审核通过"), frozenset({SUBMITTED}), VETTED, by_bureau=True),
    Step("publish", _("发布"), frozenset({VETTED}), PUBLISHED, by_bureau=True),
    Step("match", _("登记匹配"), frozenset({PUBLISHED}), MATCHED, by_owner=True, by_bureau=True),
    Step("negotiate", _("开始洽谈"), OPEN_STATES, NEGOTIATING, by_owner=True, by_bureau=True),
    Step(
        "contract",
        _("登记签约"),
        frozenset({NEGOTIATING}),
        CONTRACTED,
        by_owner=True,
        by_bureau=True,
    ),
    Step(
        "return",
        _("退回修改"),
        frozenset({SUBMITTED, VETTED, PUBLISHED}),
        DRAFT,
        by_bureau=True,
        needs_reason=True,
    ),
    Step(
        "close",
        _("未满足关闭"),
        frozenset({PUBLISHED, MATCHED, NEGOTIATING}),
        CLOSED_UNMET,
        by_owner=True,
        by_bureau=True,
        needs_reason=True,
    ),
    Step(
        "withdraw",
        _("撤回"),
        frozenset({DRAFT, SUBMITTED, VETTED, PUBLISHED, MATCHED}),
        WITHDRAWN,
        by_owner=True,
        by_bureau=True,
        needs_reason=True,
    ),
)
