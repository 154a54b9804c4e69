"""One promise on one database, in a process of its own: ``python -m tests.proof.one R1 …``."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import time
from dataclasses import asdict
from pathlib import Path

from tests.garbage import collect_rarely
from tests.laid import lay_tables
from tests.proof.outcomes import Scene
from tests.proof.promises import PROMISES


def main() -> None:
    arguments = parsed()
    scene = Scene(
        arguments.engine,
        os.environ.get("DATABASE_URL", ""),
        Path(arguments.folder),
        arguments.seed,
        arguments.quick,
        arguments.thorough,
    )
    if arguments.engine != "none":
        lay_tables()
        collect_rarely()
    began = time.monotonic()
    outcome = importlib.import_module(PROMISES[arguments.id].module).prove(scene)
    seconds = round(time.monotonic() - began, 1)
    Path(arguments.answer).write_text(
        json.dumps({**asdict(outcome), "seconds": seconds}, ensure_ascii=False), encoding="utf-8"
    )


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("id", choices=PROMISES)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--answer", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--thorough", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
