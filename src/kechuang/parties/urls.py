from django.urls import path

from kechuang.parties import views

app_name = "parties"
urlpatterns = [
    path("", views.PartyList.as_view(), name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/facts/new/", views.state, name="state"),
    path("facts/<int:pk>/certify/", views.certify, name="certify"),
]
