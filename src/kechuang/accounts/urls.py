from django.urls import path

from kechuang.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.AccountList.as_view(), name="list"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/roles/", views.grant, name="grant"),
    path("<int:pk>/roles/<int:membership_pk>/end/", views.end_role, name="end_role"),
    path("<int:pk>/password/", views.reset_password, name="reset_password"),
    path("<int:pk>/deactivate/", views.deactivate, name="deactivate"),
    path("<int:pk>/reactivate/", views.reactivate, name="reactivate"),
]
