"""What this room tells and does for the procedures of offers and applications."""

from __future__ import annotations

from django.urls import reverse

from kechuang.cases.connections import begin_at, perform, provide_facts
from kechuang.cases.models import Round
from kechuang.ledger.origins import tell_origin
from kechuang.offers.origins import origin_of
from kechuang.offers.selectors.facts import OFFER_FACTS, offer_facts
from kechuang.offers.services.paying import promise_money, release_money
from kechuang.offers.states import APPLICATION_PROCEDURE, OFFER_PROCEDURE


def connect() -> None:
    """A place's option pack is served through the pack it adopts."""
    tell_origin(origin_of)
    provide_facts(OFFER_PROCEDURE, offer_facts, OFFER_FACTS)
    perform(OFFER_PROCEDURE, "promise_money", promise_money)
    perform(OFFER_PROCEDURE, "release_money", release_money)
    begin_at(OFFER_PROCEDURE, _lists)
    begin_at(APPLICATION_PROCEDURE, _mine)


def _lists(round: Round) -> str:  # noqa: A002 - the word of the field
    """Offers begin when their list is issued."""
    return reverse("offers:lists")


def _mine(round: Round) -> str:  # noqa: A002 - the word of the field
    """Applications begin from an answer about the firm."""
    return reverse("offers:mine")
