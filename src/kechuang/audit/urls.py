from django.urls import path

from kechuang.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.EventList.as_view(), name="list"),
    path("<int:sequence>/", views.detail, name="detail"),
    path("<int:sequence>/proof.json", views.proof, name="proof"),
    path("anchors/", views.anchors, name="anchors"),
    path("anchors.csv", views.anchor_feed, name="anchor_feed"),
    path("verify_receipt.py", views.verifier, name="verifier"),
]
