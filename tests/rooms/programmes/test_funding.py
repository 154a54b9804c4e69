"""What an award costs whom: largest remainders, ceilings, equal starts."""

from __future__ import annotations

from decimal import Decimal

from kechuang.programmes.selectors.awards import Funding, funding_of, with_equal_start
from kechuang.programmes.selectors.contents import NOBODY, BidContent
from tests.rooms.ledger.town import WAN


def content(budget: int, grant: int) -> BidContent:
    return BidContent(NOBODY, NOBODY, "", "", "", False, (), budget, grant)


def shares(**payers: str) -> dict[str, object]:
    rows = tuple({"payer": payer, "share": Decimal(share)} for payer, share in payers.items())
    return {"funding_shares": rows, "front_share": 60, "has_grant_before_and_after": True}


def test_an_amount_is_shared_by_largest_remainder() -> None:
    options = shares(city="33.33", demander="66.67")

    assert funding_of(content(100, 100), options) == Funding(
        100, 33, 20, 13, (("city", 33), ("demander", 67))
    )


def test_the_share_of_the_city_is_a_ceiling_and_no_entitlement() -> None:
    options = shares(city="30", demander="70")

    assert funding_of(content(1000, 250), options).grant_fen == 250
    assert funding_of(content(1000, 350), options).grant_fen == 300


def test_lanes_start_equally_where_the_round_says_so() -> None:
    smaller = Funding(600 * WAN, 100 * WAN, 50 * WAN, 50 * WAN, ())
    bigger = Funding(1200 * WAN, 300 * WAN, 150 * WAN, 150 * WAN, ())

    equal = with_equal_start((bigger, smaller))

    assert [one.front_fen for one in equal] == [50 * WAN, 50 * WAN]
    assert [one.after_fen for one in equal] == [250 * WAN, 50 * WAN]
