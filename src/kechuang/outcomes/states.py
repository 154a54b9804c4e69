"""The life of an outcome and the kinds by which outcomes are told apart."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kechuang.base.registry.transitions import Lifecycle, Step


class OutcomeState(TextChoices):
    REGISTERED = "registered", _("已登记")
    VERIFIED = "verified", _("已核验")
    PUBLISHED = "published", _("已发布")
    NEGOTIATING = "negotiating", _("洽谈中")
    CONVERTED = "converted", _("已转化")
    CLOSED = "closed", _("已关闭")
    WITHDRAWN = "withdrawn", _("已撤回")


class RightsKind(TextChoices):
    INVENTION_PATENT = "invention_patent", _("发明专利")
    UTILITY_MODEL = "utility_model", _("实用新型专利")
    DESIGN_PATENT = "design_patent", _("外观设计专利")
    SOFTWARE = "software", _("软件著作权")
    LAYOUT_DESIGN = "layout_design", _("集成电路布图设计")
    PLANT_VARIETY = "plant_variety", _("植物新品种")
    TRADE_SECRET = "trade_secret", _("技术秘密")
    OTHER = "other", _("其他权利")


class DiscoveryChannel(TextChoices):
    MARKET = "market", _("市场")
    RELEASE = "release", pgettext_lazy("发现渠道", "发布")
    DECLARATION = "declaration", _("申报")
    SURVEY = "survey", _("调研")


REGISTERED, VERIFIED, PUBLISHED, NEGOTIATING, CONVERTED, CLOSED, WITHDRAWN = OutcomeState
PUBLIC_STATES = frozenset({PUBLISHED, NEGOTIATING, CONVERTED})
OPEN_STATES = frozenset({PUBLISHED, NEGOTIATING})
REVISABLE_STATES = frozenset({REGISTERED})

LIFECYCLE = Lifecycle(
    OutcomeState,
    Step("verify", _("核验通过"), frozenset({REGISTERED}), VERIFIED, by_bureau=True),
    Step("publish", _("发布"), frozenset({VERIFIED}), PUBLISHED, by_owner=True, by_bureau=True),
    Step(
        "negotiate",
        _("开始洽谈"),
        frozenset({PUBLISHED}),
        NEGOTIATING,
        by_owner=True,
        by_bureau=True,
    ),
    Step("convert", _("登记转化"), OPEN_STATES, CONVERTED, by_owner=True, by_bureau=True),
    Step(
        "return",
        _("退回修改"),
        frozenset({VERIFIED, PUBLISHED, WITHDRAWN}),
        REGISTERED,
        by_owner=True,
        by_bureau=True,
        needs_reason=True,
    ),
    Step(
        "withdraw",
        _("撤回"),
        frozenset({REGISTERED, VERIFIED, PUBLISHED, NEGOTIATING}),
        WITHDRAWN,
        by_owner=True,
        by_bureau=True,
        needs_reason=True,
    ),
    Step(
        "close",
        _("关闭"),
        frozenset({CONVERTED}),
        CLOSED,
        by_owner=True,
        by_bureau=True,
        needs_reason=True,
    ),
)
