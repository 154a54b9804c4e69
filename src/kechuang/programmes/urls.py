"""Addresses of the challenge programmes."""

from kechuang.programmes.addresses import desk, expert, projects, public

app_name = "programmes"
urlpatterns = [
    *public.urlpatterns,
    *desk.urlpatterns,
    *projects.urlpatterns,
    *expert.urlpatterns,
]
