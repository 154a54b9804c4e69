from django.urls import path

from kechuang.policies.views import coverage, library, versions

app_name = "policies"
urlpatterns = [
    path("", library.PolicyList.as_view(), name="list"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("<int:pk>/", library.detail, name="detail"),
    path("versions/<slug:pack_id>/", versions.versions, name="versions"),
    path("<slug:pack_id>/<slug:clause_id>/", library.clause, name="clause"),
]
