"""``kechuang check``: the packs' own test cases; with ``--house`` the shape of the code as well."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import click

from kechuang.cli.house import STEPS, Finding
from kechuang.cli.output import json_option, print_json

ROOT = Path(__file__).resolve().parents[3]
SHOWN_FINDINGS = 40
PACK_STEPS = ["packs", "procedures", "negative lists"]


@dataclass(frozen=True)
class Outcome:
    """What one check found, and how long it took."""

    name: str
    seconds: float
    findings: list[Finding]

    def as_dict(self) -> dict[str, object]:
        return {
            "check": self.name,
            "is_clean": not self.findings,
            "seconds": round(self.seconds, 1),
            "findings": [finding._asdict() for finding in self.findings],
        }


@click.command()
@click.option("--house", is_flag=True, help="也检查代码 / Check the code as well.")
@click.option("--only", type=click.Choice(list(STEPS)), help="只做一项 / One check alone.")
@json_option
def command(house: bool, only: str | None, as_json: bool) -> None:
    """运行政策包自带的测试；--house 另查代码规范、类型、分层、迁移、译文、外来代码与文档。

    Run the packs' own test cases; --house adds lint, types, layers, migrations, translations,
    foreign matter and documents. Exit code 1 when anything was found.
    """
    outcomes = []
    for name in [only] if only else list(STEPS) if house else PACK_STEPS:
        outcomes.append(run_check(name))
        if not as_json:
            _show(outcomes[-1])
    if as_json:
        print_json([outcome.as_dict() for outcome in outcomes])
    sys.exit(1 if any(outcome.findings for outcome in outcomes) else 0)


def run_check(name: str) -> Outcome:
    """Run one check over this repository."""
    began = time.monotonic()
    findings = STEPS[name](ROOT)
    return Outcome(name, time.monotonic() - began, findings)


def _show(outcome: Outcome) -> None:
    mark = "✗" if outcome.findings else "✓"
    click.echo(f"{mark} {outcome.name:<24}{outcome.seconds:7.1f} s")
    for finding in outcome.findings[:SHOWN_FINDINGS]:
        click.echo(f"    {finding}")
    if (more := len(outcome.findings) - SHOWN_FINDINGS) > 0:
        click.echo(f"    …另有 {more} 条 / and {more} more")
