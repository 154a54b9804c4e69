"""Addresses of the challenge programmes."""

from kechuang.programmes.addresses import desk, projects, public

app_name = "programmes"
urlpatterns = [*public.urlpatterns, *desk.urlpatterns, *projects.urlpatterns]
