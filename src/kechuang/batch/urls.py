from django.urls import path

from kechuang.batch.views import forecasts, simulations, sweeps

app_name = "batch"
urlpatterns = [
    path("", sweeps.sweeps, name="list"),
    path("start/", sweeps.start, name="start"),
    path("simulations/<int:pk>/", simulations.result, name="simulation"),
    path("simulate/<slug:pack_id>/", simulations.simulate, name="simulate"),
    path("compare/<slug:pack_id>/", simulations.compare, name="compare"),
    path("forecast/<slug:pack_id>/", forecasts.forecast, name="forecast"),
    path("<int:pk>/", sweeps.detail, name="detail"),
]
