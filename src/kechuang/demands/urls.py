from django.urls import path

from kechuang.demands import views

app_name = "demands"
urlpatterns = [
    path("", views.DemandList.as_view(), name="list"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/confidential/", views.confidential, name="confidential"),
    path("<int:pk>/<slug:command>/", views.advance, name="advance"),
]
