"""A task that a killed worker had taken runs again once the platform is served anew."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import timezone
from django_tasks import TaskResultStatus

from kechuang.cli.database import requeue_interrupted_tasks

pytestmark = pytest.mark.django_db


def test_only_what_was_running_is_given_back() -> None:
    table = apps.get_model("django_tasks_database", "DBTaskResult")
    for status in TaskResultStatus:
        table.objects.create(
            status=status,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="kechuang.batch.tasks.complete_sweep",
            queue_name="default",
            backend_name="default",
            run_after=timezone.now(),
        )

    assert requeue_interrupted_tasks() == 1

    statuses = table.objects.values_list("status", flat=True)
    assert sorted(statuses) == sorted(
        [TaskResultStatus.READY, TaskResultStatus.READY, "FAILED", "SUCCESSFUL"]
    )
