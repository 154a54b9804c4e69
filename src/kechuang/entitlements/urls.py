from django.urls import path

from kechuang.entitlements import views

app_name = "entitlements"
urlpatterns = [
    path("", views.board, name="board"),
    path("party/<int:pk>/", views.party, name="party"),
    path("answer/<int:pk>/", views.answer, name="answer"),
    path("<slug:pack_id>/<slug:clause_id>/", views.ClauseReach.as_view(), name="clause"),
]
