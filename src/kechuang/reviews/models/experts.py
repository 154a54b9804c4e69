"""The register of experts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.states import ExpertState


class Expert(models.Model):
    """A person who may be asked to judge; what is known of them stands in dated statements.

    ``fields`` are codes of GB/T 13745; ``region_code`` "" and ``is_email_confirmed`` None mean
    that nobody has said. ``identity_digest`` is keyed (see ``digests``), never the number itself.
    ``registered_by_id`` None: nobody with an account, or entered before this was kept.
    """

    account = models.OneToOneField(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="review_expert"
    )
    name = models.CharField(_("姓名"), max_length=100, db_index=True)
    title = models.CharField(_("职称"), max_length=100, blank=True)
    fields = models.JSONField(_("学科代码"), default=list)
    own_words = models.TextField(_("专长自述"), blank=True)
    region_code = models.CharField(_("所在地"), max_length=6, blank=True)
    identity_digest = models.CharField(max_length=64, blank=True, db_index=True)
    is_email_confirmed = models.BooleanField(_("邮箱已确认"), null=True)
    source = models.CharField(_("来源"), max_length=200)
    state = models.CharField(_("状态"), max_length=12, choices=ExpertState.choices)
    state_reason = models.CharField(_("原因"), max_length=300, blank=True)
    registered_at = models.DateTimeField(_("登记时间"))
    registered_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("评审专家")
        constraints = [
            models.UniqueConstraint(
                fields=["identity_digest"],
                condition=~models.Q(identity_digest=""),
                name="reviews_identity_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class BlockedSpan(models.Model):
    """Days on which the expert cannot review, both included."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="blocked")
    first_on = models.DateField(_("自"))
    last_on = models.DateField(_("至"))
    reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["expert", "first_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="reviews_blocked_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_on}–{self.last_on}"
