"""The engine used from the command line, on files."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kechuang.cli.main import kechuang
from tests.engines.flow.samples import PACKS, SAMPLE, line_of, swapped


def run(*arguments):
    return CliRunner().invoke(kechuang, ["flow", *map(str, arguments)])


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "permit.yaml"
    path.write_text(SAMPLE, "utf-8")
    return path


def test_check_passes_on_the_repository():
    result = run("check", PACKS, "--facts", PACKS / "facts.yaml")

    assert (result.exit_code, "✓ jinan-challenge" in result.output) == (0, True)


def test_check_lists_every_problem_with_its_line(pack):
    text = swapped("who: applicant, form", "form", swapped(", example: true", ""))
    pack.write_text(text, "utf-8")

    told, listed = run("check", pack), run("check", pack, "--json")

    assert (told.exit_code, listed.exit_code) == (1, 1)
    assert "请补上 who: 角色" in told.output
    assert [one["line"] for one in json.loads(listed.stdout)["problems"]] == [
        line_of(text, "longest"),
        line_of(text, "event: file,"),
    ]


def test_draw_prints_mermaid_in_the_language_asked_for(pack):
    result = run("draw", pack, "--language", "en")

    assert result.output.startswith("stateDiagram-v2\n")
    assert "Silence signs" in result.output


def test_simulate_says_where_cases_end_and_repeats_itself(pack):
    first, again = (
        run("simulate", pack, "--calendars", PACKS, "--runs", 10, "--json") for _ in range(2)
    )

    assert first.exit_code == 0
    assert first.output == again.output
    assert sum(json.loads(first.stdout)["ends"].values()) == 10


def test_simulate_tells_of_steps_never_taken(pack):
    result = run("simulate", pack, "--calendars", PACKS, "--runs", 1)

    assert "从未走到" in result.output


def test_an_unknown_procedure_is_refused_with_the_nearest():
    result = run("draw", PACKS, "--procedure", "jinan-chalenge")

    assert result.exit_code == 1
    assert "jinan-challenge" in result.output


def test_a_folder_without_procedures_is_refused(tmp_path):
    result = run("check", tmp_path)

    assert (result.exit_code, "没有流程包" in result.output) == (1, True)
