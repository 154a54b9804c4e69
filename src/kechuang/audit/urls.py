from django.urls import path

from kechuang.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.EventList.as_view(), name="list"),
    path("head/", views.head, name="head"),
]
