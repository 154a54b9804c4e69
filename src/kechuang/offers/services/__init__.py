"""Commands about lists, offers and applications; each is one transaction with its audit event."""

from kechuang.offers.services.advancing import Advanced, advance_offers
from kechuang.offers.services.answering import answer_offer
from kechuang.offers.services.applying import open_applications, start_application
from kechuang.offers.services.dropping import drop_list
from kechuang.offers.services.freezing import freeze_list
from kechuang.offers.services.funding import fund_list
from kechuang.offers.services.issuing import issue_list, send_offers
from kechuang.offers.services.paying import ask_claw_back, draft_payments
from kechuang.offers.services.reminding import remind_unclaimed

__all__ = [
    "Advanced",
    "advance_offers",
    "answer_offer",
    "ask_claw_back",
    "draft_payments",
    "drop_list",
    "freeze_list",
    "fund_list",
    "issue_list",
    "open_applications",
    "remind_unclaimed",
    "send_offers",
    "start_application",
]
