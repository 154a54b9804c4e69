"""One process's share of the histories: ``python -m tests.proof.ledger_histories.half SEED N``."""

from __future__ import annotations

import json
import sys

from tests.garbage import collect_rarely
from tests.laid import lay_tables


def main() -> None:
    lay_tables()
    collect_rarely()
    from tests.proof.ledger_histories.playing import played

    seed, histories = map(int, sys.argv[1:])
    print(json.dumps(played(seed, histories)))


if __name__ == "__main__":
    main()
