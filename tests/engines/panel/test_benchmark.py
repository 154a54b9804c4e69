import json
import sys
from pathlib import Path

import numpy as np
from click.testing import CliRunner

from kechuang.engines.panel import assign, benchmark, side_rules, trials, violations

MATCHER = """
import numpy as np

class MinMaxSolver:
    def __init__(self, least, most, demand, encoder):
        self.demand, self.encoder = demand, encoder

    def solve(self):
        chosen = np.zeros(self.encoder.cost_matrix.shape)
        for row, number in enumerate(self.demand):
            chosen[row, np.argsort(self.encoder.cost_matrix[row])[:number]] = 1
        return chosen

FairFlow = MinMaxSolver
"""


def test_the_engine_is_measured_with_its_bounds(monkeypatch) -> None:
    monkeypatch.setattr(trials, "MADE", {"60×55": (60, 55)})

    rows = json.loads(CliRunner().invoke(benchmark.bench, ["--json"]).stdout)

    assert [row["system"] for row in rows[:2]] == ["kechuang best", "kechuang fair"]
    assert rows[0]["total"] == rows[0]["bound"]
    assert float(rows[1]["worst"]) >= float(rows[0]["worst"])


def test_every_side_rule_is_compared_with_the_same_assignment_without_it(monkeypatch) -> None:
    monkeypatch.setattr(trials, "MADE", {"60×55": (60, 55)})
    monkeypatch.setattr(side_rules, "REPEATS", 1)

    rows = json.loads(CliRunner().invoke(benchmark.bench, ["--json"]).stdout)[2:]

    assert [row["ratio"] == "1.000" for row in rows[:1]] == [True]
    assert [row["instance"].partition(", ")[2] for row in rows] == [
        "no side rule",
        "one per unit",
        "1 from elsewhere",
        "2 from elsewhere",
        "all from elsewhere",
        "2 of a region",
        "least loads",
        "all of these",
    ]
    assert all(row["total"] == row["bound"] for row in rows)


def test_the_side_rules_of_a_made_instance_bind() -> None:
    without, *others = side_rules.ruled(trials.made(1_000, 800)).values()
    pairs = assign(without).pairs()

    assert all(violations(one, pairs) for one in others)


def test_public_folders_give_their_instances(tmp_path: Path, monkeypatch) -> None:
    midl = tmp_path / "midl"
    midl.mkdir()
    for name, values in (("scores", np.eye(3)), ("covs", [1] * 3), ("loads", [2] * 3)):
        np.save(midl / f"{name}.npy", np.array(values))
    np.save(midl / "loads-lb.npy", np.array([1] * 3))
    monkeypatch.setattr(trials, "MADE", {})

    answer = CliRunner().invoke(benchmark.bench, ["--folder", str(tmp_path)])

    assert answer.stdout.count("MIDL, least loads") == 2


def test_a_peer_is_asked_in_its_own_python(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "matcher").mkdir()
    (tmp_path / "matcher" / "__init__.py").write_text("")
    (tmp_path / "matcher" / "solvers.py").write_text(MATCHER)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(trials, "MADE", {"60×55": (60, 55)})

    rows = json.loads(
        CliRunner().invoke(benchmark.bench, ["--json", "--peer", sys.executable]).stdout
    )

    assert [row["system"] for row in rows[2:4]] == ["openreview minmax", "openreview FairFlow"]
    assert float(rows[2]["total"]) >= float(rows[0]["total"])


def test_a_peer_that_cannot_run_is_told(monkeypatch) -> None:
    monkeypatch.setattr(trials, "MADE", {"60×55": (60, 55)})
    monkeypatch.setenv("PYTHONPATH", "")

    answer = CliRunner().invoke(benchmark.bench, ["--peer", sys.executable])

    assert answer.exit_code == 1
    assert "matcher" in answer.stderr
