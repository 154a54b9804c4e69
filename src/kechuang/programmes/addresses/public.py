"""Lists anybody reads, and the desk of those who ask and bid."""

from django.urls import path

from kechuang.programmes import api
from kechuang.programmes.views.applicant import bids, choosing, mine, needs
from kechuang.programmes.views.public import items, rounds

urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("items.json", api.list_items, name="feed"),
    path("lists/<slug:code>/", rounds.item_list, name="list"),
    path("items/<slug:number>/", items.item, name="item"),
    path("items/<slug:number>/bid/", bids.begin, name="begin_bid"),
    path("items/<slug:number>/choice/", choosing.choice, name="choice"),
    path("bids/<slug:number>/", bids.detail, name="bid"),
    path("bids/<slug:number>/appeal/", bids.appeal, name="appeal"),
    path("mine/", mine.mine, name="mine"),
    path("needs/new/", needs.pose, name="pose"),
]
