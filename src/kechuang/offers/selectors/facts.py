"""What the room tells the procedure of offers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kechuang.cases.models import Case
from kechuang.engines.flow import Value
from kechuang.offers.models import Offer

OFFER_FACTS = ("grant",)


def offer_facts(case: Case, at: datetime) -> Mapping[str, Value]:
    """The amount of the frozen list, in fen."""
    found = Offer.objects.filter(case=case).values_list("amount_fen", flat=True).first()
    return {} if found is None else {"grant": found}
