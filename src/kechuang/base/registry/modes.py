"""Ways in which a technology changes hands or is worked on together."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CooperationMode(TextChoices):
    """《促进科技成果转化法》第十六条; technology contracts of 《民法典》第三编第二十章."""

    TRANSFER = "transfer", _("转让")
    LICENCE = "licence", _("许可")
    EQUITY = "equity", _("作价投资")
    JOINT_DEVELOPMENT = "joint_development", _("合作开发")
    COMMISSIONED_DEVELOPMENT = "commissioned_development", _("委托开发")
    CONSULTING = "consulting", _("技术咨询")
    SERVICE = "service", _("技术服务")
    PAY_AFTER_USE = "pay_after_use", _("先使用后付费")
    OTHER = "other", _("其他方式")
