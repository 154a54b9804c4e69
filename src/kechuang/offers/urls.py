from django.urls import path

from kechuang.offers.views import acting, lists, offers, unclaimed

app_name = "offers"
urlpatterns = [
    path("", lists.Lists.as_view(), name="lists"),
    path("plan/", lists.plan, name="plan"),
    path("freeze/", lists.freeze, name="freeze"),
    path("mine/", offers.mine, name="mine"),
    path("unclaimed/", unclaimed.board, name="unclaimed"),
    path("unclaimed/open/", unclaimed.open_year, name="open_year"),
    path(
        "unclaimed/<slug:pack_id>/<slug:clause_id>/",
        unclaimed.UnclaimedFirms.as_view(),
        name="unclaimed_clause",
    ),
    path("unclaimed/<slug:pack_id>/<slug:clause_id>/remind/", unclaimed.remind, name="remind"),
    path("apply/<int:pk>/", offers.apply, name="apply"),
    path("one/<int:pk>/", offers.offer, name="offer"),
    path("one/<int:pk>/claw-back/", offers.claw_back, name="claw_back"),
    path("one/<int:pk>/<slug:event>/", offers.answer, name="answer"),
    path("<slug:number>/", lists.one, name="list"),
    path("<slug:number>/<slug:name>/", acting.act, name="act"),
]
