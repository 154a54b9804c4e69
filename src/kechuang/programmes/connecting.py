"""What this room tells and does for the procedures of challenges."""

from __future__ import annotations

from django.db.models import Q

from kechuang.audit.withholding import about, withhold
from kechuang.cases.connections import begin_at, perform, provide_facts, show_at
from kechuang.ledger.conditions import check_before_acceptance
from kechuang.ledger.origins import tell_origin
from kechuang.programmes.beginning import bid_place, lane_place, need_place
from kechuang.programmes.models import Bid
from kechuang.programmes.presenting.origins import origin_of
from kechuang.programmes.presenting.public.items import item_page
from kechuang.programmes.selectors.execution.facts import EXECUTION_FACTS, execution_facts
from kechuang.programmes.selectors.execution.lane_facts import LANE_FACTS, lane_facts
from kechuang.programmes.selectors.facts import BID_FACTS, ITEM_FACTS, bid_facts, item_facts
from kechuang.programmes.services.awarding import reserve_money
from kechuang.programmes.services.bidding import accept_seal, open_bids, seal_bids
from kechuang.programmes.services.checking import admit_bid
from kechuang.programmes.services.execution import tranche_condition
from kechuang.programmes.services.execution.effects import (
    extend_contract,
    open_exemption_file,
    record_integrity,
    release_after_grant,
)
from kechuang.programmes.services.execution.lane_effects import (
    pay_gate,
    pay_start,
    settle_lane,
    tell_item,
)
from kechuang.programmes.services.listing import publish_item
from kechuang.programmes.services.posing import check_demander
from kechuang.programmes.services.reviewing import start_review
from kechuang.programmes.states import BID_PROCEDURE, ITEM_PROCEDURE, LANE_PROCEDURE


def connect() -> None:
    """What is known and done for both procedures and for the lanes of a race; a place's option
    pack is served through the pack it adopts."""
    _connect_awarding()
    _connect_execution()
    _connect_lanes()
    _connect_beginnings()
    withhold(_sealed_bids)


def _connect_awarding() -> None:
    show_at(ITEM_PROCEDURE, item_page)
    provide_facts(ITEM_PROCEDURE, item_facts, ITEM_FACTS)
    provide_facts(BID_PROCEDURE, bid_facts, BID_FACTS)
    perform(ITEM_PROCEDURE, "check_demander", check_demander)
    perform(ITEM_PROCEDURE, "publish_list", publish_item)
    perform(ITEM_PROCEDURE, "seal_bids", seal_bids)
    perform(ITEM_PROCEDURE, "open_bids", open_bids)
    perform(ITEM_PROCEDURE, "start_review", start_review)
    perform(ITEM_PROCEDURE, "reserve_money", reserve_money)
    perform(BID_PROCEDURE, "give_receipt", accept_seal)
    perform(BID_PROCEDURE, "make_blind_copy", admit_bid)


def _connect_execution() -> None:
    check_before_acceptance(tranche_condition)
    tell_origin(origin_of)
    provide_facts(ITEM_PROCEDURE, execution_facts, EXECUTION_FACTS)
    perform(ITEM_PROCEDURE, "extend_contract", extend_contract)
    perform(ITEM_PROCEDURE, "release_after_grant", release_after_grant)
    perform(ITEM_PROCEDURE, "open_exemption_file", open_exemption_file)
    perform(ITEM_PROCEDURE, "record_integrity", record_integrity)


def _connect_lanes() -> None:
    provide_facts(LANE_PROCEDURE, lane_facts, LANE_FACTS)
    perform(LANE_PROCEDURE, "pay_start", pay_start)
    perform(LANE_PROCEDURE, "pay_gate", pay_gate)
    perform(LANE_PROCEDURE, "tell_item", tell_item)
    perform(LANE_PROCEDURE, "settle_lane", settle_lane)
    perform(LANE_PROCEDURE, "open_exemption_file", open_exemption_file)


def _connect_beginnings() -> None:
    begin_at(ITEM_PROCEDURE, need_place)
    begin_at(BID_PROCEDURE, bid_place)
    begin_at(LANE_PROCEDURE, lane_place)


def _sealed_bids() -> Q:
    """Who bids is not to be learnt from the audit pages before bids are opened."""
    return about(Bid.objects.filter(case__reached_staff_at__isnull=True))
