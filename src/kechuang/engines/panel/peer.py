"""Run by a Python that has openreview-matcher: its solvers on one instance, figures as JSON.

Nothing of the platform is imported here. The encoder's factor of 100 between scores and costs is
openreview-matcher's own.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from types import SimpleNamespace

import numpy as np

SCALING_FACTOR = 100
SOLVERS = {"openreview minmax": "MinMaxSolver", "openreview FairFlow": "FairFlow"}


def main(path: str) -> None:
    """Solve the instance of ``path`` with each solver and print the list of figures."""
    given = np.load(path)
    solvers = importlib.import_module("matcher.solvers")
    rows = []
    for system, name in SOLVERS.items():
        started = time.process_time()
        encoder = SimpleNamespace(
            cost_matrix=given["scores"] * -SCALING_FACTOR,
            aggregate_score_matrix=given["scores"],
            constraint_matrix=given["constraints"],
        )
        loads = [given[part].tolist() for part in ("least", "most", "demand")]
        chosen = getattr(solvers, name)(*loads, encoder).solve()
        totals = (chosen * given["scores"]).sum(axis=1)
        seconds = time.process_time() - started
        figures = {"total": float(totals.sum()), "worst": float(totals.min()), "seconds": seconds}
        rows.append({"system": system, **figures})
    sys.stdout.write(json.dumps(rows))


if __name__ == "__main__":
    main(sys.argv[1])
