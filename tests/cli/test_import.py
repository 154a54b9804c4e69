"""``kechuang import``: its counts, its dry run, its exit codes."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from kechuang.audit.models import Event
from kechuang.cli.main import kechuang
from kechuang.intake.models import ImportJob
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.states import OutcomeState

pytestmark = pytest.mark.django_db
LINES = [
    {"id": "a", "title": "甲", "abstract": "一", "keywords": ["子", "丑"], "category": "工学"},
    {"id": "b", "title": "", "abstract": "二", "keywords": [], "category": "工学"},
    {},
    {"id": "a", "title": "重复", "abstract": "三", "keywords": [], "category": "工学"},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "outcomes.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES), "utf-8")
    return path


def run(*arguments: str | Path, answer: str = "") -> Result:
    return CliRunner().invoke(kechuang, ["import", *map(str, arguments)], input=answer)


def report(*arguments: str | Path) -> dict[str, Any]:
    done = run(*arguments, "--yes", "--json")
    assert done.exit_code == 0, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_answer_counts_every_row(file: Path) -> None:
    answer = report("outcomes", file)

    counted = {name: answer[name] for name in ("rows_in", "accepted", "rejected", "blank")}
    assert counted == {"rows_in": 4, "accepted": 1, "rejected": 2, "blank": 1}
    assert (answer["created"], answer["updated"], answer["unchanged"]) == (1, 0, 0)
    assert [problem["row"] for problem in answer["problems"]] == [2, 4]
    assert answer["problems"][0]["column"] == "title"
    assert Outcome.objects.get().keywords == ["子", "丑"]


def test_the_same_file_again_is_unchanged_and_a_changed_row_is_updated(file: Path) -> None:
    report("outcomes", file)
    assert report("outcomes", file)["unchanged"] == 1

    file.write_text(json.dumps(LINES[0] | {"abstract": "改"}), "utf-8")

    assert report("outcomes", file)["updated"] == 1
    assert Outcome.objects.get().public_summary == "改"


def test_a_dry_run_writes_nothing(file: Path) -> None:
    answer = report("outcomes", file, "--dry-run")

    assert (answer["created"], answer["rejected"]) == (1, 2)
    assert not Outcome.objects.exists()
    assert not ImportJob.objects.exists()
    assert not Event.objects.exists()


def test_without_yes_it_asks_and_no_means_no(file: Path) -> None:
    done = run("outcomes", file, answer="n\n")

    assert done.exit_code == 0
    assert not Outcome.objects.exists()
    assert run("outcomes", file, answer="y\n").exit_code == 0
    assert Outcome.objects.exists()


def test_rejected_rows_are_saved_with_their_reasons(file: Path, tmp_path: Path) -> None:
    report("outcomes", file, "--rejected", tmp_path / "back.xlsx")

    page = load_workbook(BytesIO((tmp_path / "back.xlsx").read_bytes())).active
    texts = [str(cell.value) for row in page for cell in row]
    assert any("重复" in text and "第 1 行" in text for text in texts)


def test_columns_can_be_mapped_and_publishing_left_out(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("编号,叫法\na,甲\n", "utf-8")

    report("outcomes", path, "--map", "叫法=title", "--no-publish", "--source", "某校成果库")

    outcome = Outcome.objects.get()
    assert (outcome.title, outcome.source) == ("甲", "某校成果库")
    assert outcome.state == OutcomeState.REGISTERED


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", "编号,叫法\na,甲\n".encode(), b'{"id": "a"'], ids=range(4)
)
def test_what_is_no_such_table_is_refused_as_a_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)

    done = run("outcomes", path, "--yes", "--json")

    assert done.exit_code == 1
    assert json.loads(done.stdout)["refusal"]["mend"]["zh"]
    assert not Outcome.objects.exists()


def test_the_import_is_recorded_as_done_by_the_system(file: Path) -> None:
    report("outcomes", file)

    event = Event.objects.get(command="confirm_import")
    assert (event.is_system, event.actor_name) == (True, "kechuang import")
    assert event.payload["accepted"] == 1
