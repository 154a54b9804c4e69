"""Stages that an expert was invited to judge."""

from django.urls import path

from kechuang.programmes.views.expert import stages

STAGE = "stages/<uuid:key>/"
urlpatterns = [
    path("stages/", stages.desk, name="stages"),
    path(STAGE, stages.show, name="stage"),
    path(f"{STAGE}decline/", stages.decline, name="decline_stage"),
    path(f"{STAGE}lanes/<int:place>/papers/<int:number>/", stages.paper, name="stage_paper"),
]
