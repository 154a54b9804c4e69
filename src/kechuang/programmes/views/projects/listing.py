"""The list of projects: for the bureau all in reach, for others their own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kechuang.base.clock import today
from kechuang.base.listing import RegistryList
from kechuang.programmes.filters.projects import ProjectFilter
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.selectors.execution.calendar import evaluations_due, overdue_milestones
from kechuang.programmes.selectors.execution.projects import listed_projects
from kechuang.programmes.tables.projects import ProjectTable

MOST_LATE = 8


class ProjectList(RegistryList):
    """What is late stands before the list."""

    table_class = ProjectTable
    filterset_class = ProjectFilter
    template_name = "programmes/projects/list.html"
    list_title = _("立项项目")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor.is_known:
            return redirect_to_login(request.get_full_path())
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Contract]:
        return listed_projects(self.request.actor)

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        actor, on = self.request.actor, today()
        late = overdue_milestones(actor, on=on)
        return super().get_context_data(
            **known,
            late=late[:MOST_LATE],
            late_count=late.count(),
            evaluations=evaluations_due(actor, on=on)[:MOST_LATE],
            has_projects=listed_projects(actor).exists(),
        )
