from django.urls import path

from kechuang.appeals import views

app_name = "appeals"
urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("correct/<int:pk>/", views.correct, name="correct"),
    path("against/<int:pk>/", views.against, name="against"),
]
