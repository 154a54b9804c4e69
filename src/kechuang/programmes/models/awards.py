"""From the ranking to the award: the review of an item, the choice, and the money held for it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.bids import Bid
from kechuang.programmes.models.items import ListedItem


class ItemReview(models.Model):
    """The blind review of an item's admitted bids, in the room ``reviews``."""

    item = models.OneToOneField(ListedItem, models.PROTECT, related_name="review")
    round = models.OneToOneField(
        "reviews.ReviewRound", models.PROTECT, related_name="challenge_item"
    )
    started_at = models.DateTimeField(_("开始时间"))

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("榜单评审")

    def __str__(self) -> str:
        return str(self.item)


class BidSubmission(models.Model):
    """Under which submission a bid is reviewed; reviewers never come here."""

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="submission")
    submission = models.OneToOneField(
        "reviews.Submission", models.PROTECT, related_name="challenge_bid"
    )

    class Meta:
        ordering = ["bid"]
        verbose_name = _("送审方案")

    def __str__(self) -> str:
        return str(self.bid)


class Choice(models.Model):
    """The demander's choice among the ranked bids; a later row replaces an earlier one.

    ``reason``: why a lower rank was chosen; empty for the first.
    """

    item = models.ForeignKey(ListedItem, models.PROTECT, related_name="choices")
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="choices")
    reason = models.TextField(_("理由"), default="")
    chosen_at = models.DateTimeField(_("选定时间"))
    chosen_by_id = models.BigIntegerField(_("选定账号"))

    class Meta:
        ordering = ["item", "-chosen_at", "-pk"]
        verbose_name = _("需求方选择")

    def __str__(self) -> str:
        return f"{self.item} {self.bid}"


class PassedOver(models.Model):
    """A ranked bid that is not proposed, and why; the next in the ranking takes its place."""

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="passed_over")
    reason = models.TextField(_("理由"))
    passed_at = models.DateTimeField(_("时间"))
    passed_by_id = models.BigIntegerField(_("账号"))

    class Meta:
        ordering = ["bid"]
        verbose_name = _("未予建议")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="programmes_passed_over_has_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bid}"


class Award(models.Model):
    """An approved bid: one for an item, several where lanes run side by side (赛马).

    ``grant_fen`` is what the budget bears at most, ``front_fen`` and ``after_fen`` its parts
    before and after; ``shares`` tells what each payer bears of ``budget_fen``. ``reservation``
    holds the grant in the ledger until the contract is signed.
    """

    item = models.ForeignKey(ListedItem, models.PROTECT, related_name="awards")
    bid = models.OneToOneField(Bid, models.PROTECT, related_name="award")
    lane = models.PositiveSmallIntegerField(_("赛道"))
    budget_fen = models.BigIntegerField(_("方案总经费"))
    grant_fen = models.BigIntegerField(_("财政补助"))
    front_fen = models.BigIntegerField(_("前补助"))
    after_fen = models.BigIntegerField(_("后补助"))
    shares = models.JSONField(_("各方出资"))
    reservation = models.OneToOneField(
        "ledger.Transfer",
        models.PROTECT,
        null=True,
        related_name="challenge_award",
        verbose_name=_("资金预留"),
    )
    awarded_at = models.DateTimeField(_("立项时间"))

    class Meta:
        ordering = ["item", "lane"]
        verbose_name = _("立项")
        constraints = [
            models.UniqueConstraint(fields=["item", "lane"], name="programmes_lane_once"),
            models.CheckConstraint(
                condition=models.Q(grant_fen=models.F("front_fen") + models.F("after_fen"))
                & models.Q(
                    grant_fen__lte=models.F("budget_fen"), front_fen__gte=0, after_fen__gte=0
                ),
                name="programmes_grant_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.lane}"
