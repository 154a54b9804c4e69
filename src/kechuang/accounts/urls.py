from django.urls import path

from kechuang.accounts.views import erasures, openings, own, people

app_name = "accounts"
urlpatterns = [
    path("", people.AccountList.as_view(), name="list"),
    path("new/", people.create, name="create"),
    path("<int:pk>/", people.detail, name="detail"),
    path("<int:pk>/roles/", people.grant, name="grant"),
    path("<int:pk>/roles/<int:membership_pk>/end/", people.end_role, name="end_role"),
    path("<int:pk>/password/", people.reset_password, name="reset_password"),
    path("<int:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("<int:pk>/reactivate/", people.reactivate, name="reactivate"),
    path("<int:pk>/erasure/", erasures.ask, name="ask_erasure"),
    path("erasures/<int:pk>/", erasures.detail, name="erasure"),
    path("erasures/<int:pk>/approve/", erasures.approve, name="approve_erasure"),
    path("erasures/<int:pk>/refuse/", erasures.refuse, name="refuse_erasure"),
    path("me/", own.data, name="own_data"),
    path("me/erasure/", own.ask_erasure, name="ask_own_erasure"),
    path("openings/", openings.OpeningList.as_view(), name="openings"),
    path("openings/new/", openings.open_records, name="open_records"),
    path("openings/<int:pk>/", openings.detail, name="opening"),
    path("openings/<int:pk>/close/", openings.close, name="close_opening"),
    path("looks/<int:pk>/", openings.looks, name="looks"),
]
