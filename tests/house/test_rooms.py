"""Rules inside rooms that import-linter cannot see."""

from pathlib import Path

import pytest

from kechuang.cli.house.rooms import engine_internals, pages_below_pages, stray_writes
from tests.house.planting import plant


@pytest.mark.parametrize(
    "write",
    [
        "outcome.save()",
        "outcome.save(update_fields=['title'])",
        "Outcome.objects.create(title='x')",
        "Outcome.objects.bulk_create(rows)",
        "outcomes.delete()",
        "Outcome.objects.get_or_create(title='x')",
        "Outcome.objects.filter(pk=1).update(title='x')",
    ],
)
def test_a_view_that_writes_is_found(tmp_path: Path, write: str) -> None:
    plant(tmp_path, "src/kechuang/outcomes/views.py", f"def change(outcome):\n    {write}\n")

    (finding,) = stray_writes(tmp_path)

    assert finding.where == "src/kechuang/outcomes/views.py:2"


@pytest.mark.parametrize(
    ("module", "write"),
    [
        ("outcomes/services.py", "outcome.save()"),
        ("outcomes/services/publish.py", "outcome.save()"),
        ("outcomes/services/calls/publish.py", "outcome.save()"),
        ("outcomes/models.py", "super().save()"),
        ("matching/tasks.py", "index.save(folder)"),
        ("outcomes/views.py", "context.update(title='x')"),
        ("base/numbers.py", "series.save()"),
        ("outcomes/migrations/0002_fill.py", "Outcome.objects.create()"),
    ],
)
def test_services_files_and_the_ground_floor_may_write(
    tmp_path: Path, module: str, write: str
) -> None:
    plant(tmp_path, f"src/kechuang/{module}", write)

    assert stray_writes(tmp_path) == []


@pytest.mark.parametrize("door", ["services", "selectors", "tasks", "access", "models"])
def test_http_below_the_pages_is_found(tmp_path: Path, door: str) -> None:
    plant(tmp_path, f"src/kechuang/outcomes/{door}.py", "from django.http import HttpRequest\n")

    (finding,) = pages_below_pages(tmp_path)

    assert finding.where == f"src/kechuang/outcomes/{door}.py:1"


def test_http_in_a_package_of_services_is_found(tmp_path: Path) -> None:
    name = "src/kechuang/outcomes/services/calls/publish.py"
    plant(tmp_path, name, "from django.http import HttpRequest\n")

    assert [finding.where for finding in pages_below_pages(tmp_path)] == [f"{name}:1"]


def test_a_view_may_know_http(tmp_path: Path) -> None:
    plant(tmp_path, "src/kechuang/outcomes/views.py", "from django.http import HttpRequest\n")

    assert pages_below_pages(tmp_path) == []


def test_reaching_behind_an_engines_door_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "src/kechuang/engines/match/rank.py", "import kechuang.engines.match.tables\n")
    plant(tmp_path, "src/kechuang/matching/tasks.py", "from kechuang.engines.match import Index\n")
    plant(tmp_path, "src/kechuang/matching/services.py", "import kechuang.engines.match.rank\n")

    (finding,) = engine_internals(tmp_path)

    assert finding.where == "src/kechuang/matching/services.py:1"
