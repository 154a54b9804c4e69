from django.urls import path

from kechuang.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.PolicyList.as_view(), name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<slug:pack_id>/<slug:clause_id>/", views.clause, name="clause"),
]
