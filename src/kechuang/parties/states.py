"""The kinds of parties and of relations between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    ENTERPRISE = "enterprise", _("企业")
    UNIVERSITY = "university", _("高等院校")
    INSTITUTE = "institute", _("科研院所")
    SERVICE = "service", _("科技服务机构")
    FINANCE = "finance", _("金融机构")
    GOVERNMENT = "government", _("政府部门")


class RelationKind(models.TextChoices):
    BRANCH = "branch", _("分支机构")
    SHAREHOLDER = "shareholder", _("股东")
    PARENT = "parent", _("控股母公司")
    COOPERATION = "cooperation", _("长期合作")
