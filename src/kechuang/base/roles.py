"""The roles a membership can give; some speak for a party, some oversee and do nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ENTERPRISE = "enterprise", _("企业")
    INSTITUTION = "institution", _("高校院所")
    EXPERT = "expert", _("专家")
    TECHNOLOGY_MANAGER = "technology_manager", _("技术经理人")
    BANK = "bank", _("银行与基金")
    BUREAU = "bureau", _("科技主管部门")
    TREASURER = "treasurer", _("资金财务")
    AUDITOR = "auditor", _("审计")
    ADMINISTRATOR = "administrator", _("系统管理员")


PARTY_ROLES = (Role.ENTERPRISE, Role.INSTITUTION, Role.BANK)
OVERSEER_ROLES = (Role.AUDITOR, Role.ADMINISTRATOR)
