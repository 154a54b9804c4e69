import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kechuang.engines.timetable import bench, timetable
from tests.engines.timetable.samples import FILE

IMPOSSIBLE = FILE.replace("{0,1}", "{0,1,2,3}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.original.dzn").write_text(FILE)
    return tmp_path


def run(text: str, folder: Path, *options: str) -> Result:
    (folder / "asked.dzn").write_text(text)
    arguments = ["solve", str(folder / "asked.dzn"), "--seconds", "20", *options]
    return CliRunner().invoke(timetable, arguments, catch_exceptions=False)


def test_the_answer_in_json_has_breaks_proof_seconds_and_places(tmp_path: Path) -> None:
    result = run(FILE, tmp_path, "--json")
    answer = json.loads(result.stdout)

    assert result.exit_code == 0
    assert (answer["feasible"], answer["breaks"], answer["bound"]) == (True, 0, 0)
    assert answer["proved_optimal"] is True
    assert 0 < answer["seconds"] < 20
    assert answer["breaks_by_participant"] == {}
    assert {one["meeting"]: one["participants"] for one in answer["meetings"]} == {
        1: [1, 2],
        2: [1, 3],
        3: [4, 2],
    }
    assert all(one["slot"] in {1, 2, 3} and one["table"] in {1, 2} for one in answer["meetings"])


def test_the_answer_for_people_is_a_table_with_the_proof(tmp_path: Path) -> None:
    result = run(FILE, tmp_path)

    assert result.stdout.startswith("slot,table,meeting,first,second\n")
    assert "已证明最少" in result.stderr


def test_an_impossible_event_is_answered_with_the_reason_and_exit_code_1(tmp_path: Path) -> None:
    result = run(IMPOSSIBLE, tmp_path, "--json")
    answer = json.loads(result.stdout)

    assert result.exit_code == 1
    assert (answer["feasible"], answer["breaks"], answer["proved_optimal"]) == (False, None, False)
    assert answer["meetings"] == []
    assert "“2” is away in 1, 2, 3" in answer["reasons"][0]["en"]
    assert "没有满足全部要求的时间表 / no timetable" in run(IMPOSSIBLE, tmp_path).stderr


def test_without_fairness_the_rule_is_left_out(tmp_path: Path) -> None:
    assert json.loads(run(FILE, tmp_path, "--json", "--no-fairness").stdout)["fairness"] is None
    assert json.loads(run(FILE, tmp_path, "--json", "--fairness", "1").stdout)["fairness"] == 1


def test_time_that_ends_at_once_is_told(tmp_path: Path) -> None:
    result = run(FILE, tmp_path, "--seconds", "0.0001", "--json")
    answer = json.loads(result.stdout)

    assert answer["feasible"] in {None, True}
    assert result.exit_code == (0 if answer["feasible"] else 1)


def test_the_bench_prints_instances_beside_their_published_optima(folder: Path) -> None:
    (folder / "published_optima.json").write_text('{"optimum": {"good": 0}}')

    result = CliRunner().invoke(bench, ["--instances", str(folder), "--seconds", "20"])

    head, row, summary = result.stdout.splitlines()
    assert head.split("  ")[:5] == ["instance", "published", "breaks", "bound", "proved"]
    assert row.split("  ")[:5] == ["good", "0", "0", "0", "yes"]
    assert summary == (
        "已证明最少 / proved: 1 of 1; 等于公布值 / equal to the published: 1 of 1; "
        "两者居一 / one of both: 1 of 1"
    )


def test_the_bench_measures_without_published_optima(folder: Path) -> None:
    result = CliRunner().invoke(bench, ["--instances", str(folder), "--json"])

    assert json.loads(result.stdout)[0]["published"] == "–"
