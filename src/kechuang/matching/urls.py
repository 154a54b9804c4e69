from django.urls import path

from kechuang.matching import views

app_name = "matching"
urlpatterns = [
    path("demand/<int:pk>/", views.demand, name="demand"),
    path("demand/<int:pk>/outcome/<int:outcome_pk>/", views.decide, name="decide"),
]
