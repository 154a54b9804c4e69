"""States of a request for erasure, and how long an opening may last."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

USUAL_HOURS, LONGEST_HOURS = 2, 24


class ErasureState(models.TextChoices):
    REQUESTED = "requested", _("待批准")
    ERASED = "erased", _("已删除")
    REFUSED = "refused", _("已驳回")
