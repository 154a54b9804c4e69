"""Versions of an event's open part, grounds of an erasure, channels of an anchor."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

ERASE = "erase_payloads"
PUBLISH = "publish_anchor"
MAIL, MAILED = "mail_anchor", "anchor_mailed"


class Algorithm(models.TextChoices):
    """How an event is hashed; ``NAME_IN_HEAD`` was written until names became erasable."""

    NAME_IN_HEAD = "sha256"
    NAME_IN_LEAF = "sha256/2"


class Basis(models.TextChoices):
    """Why personal data must be erased: the five cases of 个人信息保护法 art. 47."""

    PURPOSE_ENDED = "purpose_ended", _("处理目的已实现、无法实现或不再必要")
    SERVICE_ENDED = "service_ended", _("停止提供服务，或者保存期限已届满")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("个人撤回同意")
    UNLAWFUL = "unlawful", _("违反法律、行政法规或者约定处理")
    OTHER_LAW = "other_law", _("法律、行政法规规定的其他情形")


class Channel(models.TextChoices):
    """Where an anchor was published, out of the operator's reach."""

    PUBLIC_PAGE = "public_page", _("公示页")
