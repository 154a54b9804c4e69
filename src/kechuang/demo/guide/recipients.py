"""What the firms find that were offered money without applying; nobody where none was."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kechuang.demo.offers.loading import DECLINED, PAID, TOLD_BY, WAITING
from kechuang.engines.wording import Text
from kechuang.offers.models import Offer

ROLE = Text("免申即享企业", "Firm with an offer")
LOOKS = {
    WAITING: Text(
        "有一份创新券告知待答复：逐条理由、依据和金额都在，一键确认、放弃或提出异议；再看申报日历。",
        "An offer waits: reasons, articles and amount; confirm, decline or object in one click.",
    ),
    PAID: Text(
        "看已到账的技术购买补助：告知、确认、公示、两人批准、支付，每一步都有人和时间。",
        "A paid offer: told, confirmed, publicised, approved by two and paid, step by step.",
    ),
    DECLINED: Text(
        "看放弃的告知：预留资金当即释放，本年度不再告知。",
        "A declined offer: its money was freed at once, and it is not offered again this year.",
    ),
}


def offer_to(username: str) -> Offer | None:
    """The offer that the story gives to the firm of that log-in."""
    clause = TOLD_BY[username].clause[1]
    return Offer.objects.filter(
        party__membership__user__username=username, clause_id=clause
    ).first()


def recipients() -> Iterator[tuple[str, Text, Text, str]]:
    """Log-in, role, what to look at and where, in the order in which it is best seen."""
    for username, look in LOOKS.items():
        if offer := offer_to(username):
            yield username, ROLE, look, reverse("offers:offer", args=[offer.pk])
