from django.urls import path

from kechuang.points import views

app_name = "points"
urlpatterns = [
    path("", views.snapshot_list, name="list"),
    path("take/", views.take, name="take"),
    path("<int:pk>/", views.Cohort.as_view(), name="cohort"),
    path("standing/<int:pk>/", views.standing, name="standing"),
    path("standing/<int:pk>/appeal/", views.appeal, name="appeal"),
    path("appeal/<int:pk>/answer/", views.answer_one, name="answer"),
]
