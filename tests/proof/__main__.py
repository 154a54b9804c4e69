"""``python3 run.py proof``: the table of promises, measured here and now."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from tests.proof.engines import MissingEngine, postgres_server
from tests.proof.promises import PROMISES
from tests.proof.running import Row, prove_all

ENGINES = ("sqlite", "postgresql")
HEADINGS = ("ID", "N", "figure", "red control", "seed", "commit", "engine", "s", "held")


def main() -> int:
    arguments = parsed()
    rows = []
    try:
        with postgres_server(arguments.engine):
            for row in prove_all(
                arguments.only,
                engines=arguments.engine,
                seed=arguments.seed,
                quick=arguments.quick,
                thorough=arguments.thorough,
            ):
                rows.append(row)
                print(line(row), file=sys.stderr, flush=True)
    except MissingEngine as missing:
        print(missing, file=sys.stderr)
        return 2
    rows.sort(key=place)
    print(
        json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)
        if arguments.json
        else "\n".join(table(rows))
    )
    return 0 if rows and all(row.counts for row in rows) else 1


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py proof", description=__doc__)
    parser.add_argument(
        "--only",
        type=chosen,
        default=list(PROMISES),
        metavar="R1,R2",
        help="只证明这些 / only these promises",
    )
    parser.add_argument(
        "--engine",
        type=lambda text: text.split(","),
        default=list(ENGINES),
        metavar="sqlite,postgresql",
        help="数据库 / databases",
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="小样本 / a small sample of each")
    size.add_argument(
        "--thorough",
        action="store_true",
        help="R2 每项一万次，约一小时 / ten thousand attempts for each thing of R2, about an hour",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON rows")
    parser.add_argument("--seed", type=int, default=20261121, help="随机种子 / random seed")
    return parser.parse_args()


def chosen(text: str) -> list[str]:
    unknown = [name for name in text.split(",") if name not in PROMISES]
    if unknown:
        known = ", ".join(PROMISES)
        raise argparse.ArgumentTypeError(
            f"没有承诺 / no promise {', '.join(unknown)}；可选 / choose from {known}"
        )
    return text.split(",")


def place(row: Row) -> int:
    return list(PROMISES).index(row.id)


def table(rows: list[Row]) -> list[str]:
    """A Markdown table, as docs/proof.md shows it."""
    rule = "|" + "---|" * len(HEADINGS)
    return ["| " + " | ".join(HEADINGS) + " |", rule, *map(line, rows)]


def line(row: Row) -> str:
    verdict = "✓" if row.counts else ("无红 / no red" if row.held else "✗")
    cells = (
        f"{row.id} {row.title}",
        f"{row.n:,}",
        row.figure,
        row.red_control,
        row.seed,
        row.commit,
        row.engine,
        row.seconds,
        verdict,
    )
    return "| " + " | ".join(map(str, cells)) + " |"


if __name__ == "__main__":
    sys.exit(main())
