"""The bureau's desk, from a year's plan to the award."""

from django.urls import path

from kechuang.programmes.views.desk import (
    award,
    bids,
    board,
    items,
    lists,
    needs,
    opening,
    rounds,
    steps,
)

NEED, ITEM, BID = (
    "desk/needs/<slug:number>/",
    "desk/items/<slug:number>/",
    "desk/bids/<slug:number>/",
)
urlpatterns = [
    path("desk/", board.DeskBoard.as_view(), name="desk"),
    path("desk/packs/", rounds.packs, name="desk_packs"),
    path("desk/packs/<int:pk>/open/", opening.open_plan, name="desk_open"),
    path("desk/rounds/<slug:code>/", rounds.detail, name="desk_round"),
    path("desk/rounds/<slug:code>/line/", rounds.line, name="desk_line"),
    path("desk/rounds/<slug:code>/list/", lists.publication, name="desk_list"),
    path(NEED, needs.detail, name="desk_need"),
    path(f"{NEED}score/", needs.score, name="desk_score"),
    path(f"{NEED}search/", needs.search, name="desk_search"),
    path(f"{NEED}ruling/", needs.rule, name="desk_rule"),
    path(f"{NEED}steps/<slug:event>/", steps.of_need, name="desk_need_step"),
    path(ITEM, items.detail, name="desk_item"),
    path(f"{ITEM}steps/<slug:event>/", steps.of_item, name="desk_item_step"),
    path(f"{ITEM}award/", award.detail, name="desk_award"),
    path(f"{ITEM}award/telling/", award.tell, name="desk_tell"),
    path(f"{ITEM}award/steps/<slug:event>/", steps.of_award, name="desk_award_step"),
    path(BID, bids.detail, name="desk_bid"),
    path(f"{BID}check/", bids.check, name="desk_check"),
    path(f"{BID}findings/", bids.supply, name="desk_supply"),
    path(f"{BID}passing-over/", award.pass_over, name="desk_pass_over"),
    path(f"{BID}steps/<slug:event>/", steps.of_bid, name="desk_bid_step"),
]
