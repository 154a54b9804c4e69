"""Every address of the platform."""

from django.urls import include, path
from django.views.i18n import set_language

from kechuang.api.endpoints import api
from kechuang.api.views import interface
from kechuang.portal import views as portal

urlpatterns = [
    path("", portal.home, name="home"),
    path("search/", portal.search, name="search"),
    path("workspace/", portal.workspace, name="workspace"),
    path("workspace/opened/<int:pk>/", portal.opened_party, name="opened_party"),
    path("policies/", include("kechuang.policies.urls")),
    path("outcomes/", include("kechuang.outcomes.urls")),
    path("demands/", include("kechuang.demands.urls")),
    path("parties/", include("kechuang.parties.urls")),
    path("entitlements/", include("kechuang.entitlements.urls")),
    path("points/", include("kechuang.points.urls")),
    path("matching/", include("kechuang.matching.urls")),
    path("cases/", include("kechuang.cases.urls")),
    path("offers/", include("kechuang.offers.urls")),
    path("appeals/", include("kechuang.appeals.urls")),
    path("reviews/", include("kechuang.reviews.urls")),
    path("programmes/", include("kechuang.programmes.urls")),
    path("imports/", include("kechuang.intake.urls")),
    path("sweeps/", include("kechuang.batch.urls")),
    path("audit/", include("kechuang.audit.urls")),
    path("ledger/", include("kechuang.ledger.urls")),
    path("files/", include("kechuang.files.urls")),
    path("design/", include("kechuang.design.urls")),
    path("demo/", include("kechuang.demo.urls")),
    path("language/", set_language, name="set_language"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/", include("kechuang.accounts.entrance")),
    path("people/", include("kechuang.accounts.urls")),
    path("api/", interface, name="api"),
    path("api/", api.urls),
]

handler403 = "kechuang.design.errors.forbidden"
handler404 = "kechuang.design.errors.not_found"
handler500 = "kechuang.design.errors.failed"
