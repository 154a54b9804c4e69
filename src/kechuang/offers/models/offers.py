"""One firm on a list."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.offers.models.lists import OfferList


class Offer(models.Model):
    """What one firm is offered; the same firm, clause and year is offered once.

    ``settled_fen`` is left of ``asked_fen`` by the rules between clauses, ``amount_fen`` of that by
    the budget; ``steps`` says in pairs (Chinese, English) what was cut by which article.
    ``freed_at``: taken back, so that a later list may offer anew what was computed anew.
    """

    offer_list = models.ForeignKey(OfferList, models.PROTECT, related_name="offers")
    position = models.PositiveIntegerField(_("次序"))
    entitlement = models.ForeignKey(
        "entitlements.Entitlement", models.PROTECT, related_name="offers"
    )
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, related_name="offers", verbose_name=_("企业")
    )
    pack_id = models.CharField(_("政策包"), max_length=100)
    clause_id = models.CharField(_("条款"), max_length=100)
    year = models.PositiveSmallIntegerField(_("享受年度"))
    asked_fen = models.BigIntegerField(_("应享金额（分）"))
    settled_fen = models.BigIntegerField(_("按规则可享（分）"))
    amount_fen = models.BigIntegerField(_("本次金额（分）"))
    steps = models.JSONField(_("核减说明"), default=list)
    case = models.OneToOneField("cases.Case", models.PROTECT, null=True, related_name="offer")
    reservation = models.OneToOneField(
        "ledger.Transfer", models.PROTECT, null=True, related_name="offer"
    )
    grant = models.OneToOneField("ledger.Grant", models.PROTECT, null=True, related_name="offer")
    freed_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        ordering = ["offer_list", "position"]
        verbose_name = _("免申即享")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "pack_id", "clause_id", "year"],
                condition=Q(freed_at__isnull=True),
                name="offer_once_per_party_clause_year",
            ),
            models.UniqueConstraint(fields=["offer_list", "position"], name="offer_position_once"),
            models.CheckConstraint(
                name="offer_amounts_in_order",
                condition=Q(amount_fen__gt=0, amount_fen__lte=F("settled_fen"))
                & Q(settled_fen__lte=F("asked_fen")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_list.number}/{self.position} {self.party}"
