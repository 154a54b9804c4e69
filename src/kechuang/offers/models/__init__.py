"""Lists of offers, the offers, reminders, and applications begun from an answer."""

from kechuang.offers.models.applications import Application, Reminder
from kechuang.offers.models.lists import ListSeries, OfferList
from kechuang.offers.models.offers import Offer

__all__ = ["Application", "ListSeries", "Offer", "OfferList", "Reminder"]
