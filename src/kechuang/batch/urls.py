from django.urls import path

from kechuang.batch import views

app_name = "batch"
urlpatterns = [
    path("", views.sweeps, name="list"),
    path("start/", views.start, name="start"),
    path("<int:pk>/", views.detail, name="detail"),
]
