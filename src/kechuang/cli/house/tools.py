"""Checks that other programs make for us; their own words are the finding."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kechuang.cli.house.findings import Finding

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def ruff_findings(root: Path) -> list[Finding]:
    """What ``ruff check`` finds."""
    return _run(root, "-m", "ruff", "check", "--output-format", "concise", "--quiet", ".")


def format_findings(root: Path) -> list[Finding]:
    """What ``ruff format`` would change."""
    return _run(root, "-m", "ruff", "format", "--check", "--quiet", ".")


def type_findings(root: Path) -> list[Finding]:
    """What ``mypy --strict`` finds."""
    return _run(root, "-m", "mypy", "--no-error-summary", "src", "run.py")


def import_findings(root: Path) -> list[Finding]:
    """Contracts of ``.importlinter`` that are broken."""
    return _run(root, "-c", LINT_IMPORTS, "--no-cache", "--no-logo")


def migration_findings(root: Path) -> list[Finding]:
    """Changes of models without a migration."""
    return _run(root, "-m", "django", "makemigrations", "--check", "--dry-run")


def pack_findings(root: Path) -> list[Finding]:
    """Test cases of the packs that are not answered as their authors expect."""
    return _run(root, "-m", "kechuang.engines.rulebook", "check", "packs")


def procedure_findings(root: Path) -> list[Finding]:
    """Procedure packs that the engine refuses, with line and mend."""
    known = ("--facts", "packs/facts.yaml")
    return _run(root, "-m", "kechuang", "flow", "check", "packs", *known)


def negative_list_findings(root: Path) -> list[Finding]:
    """Negative lists that the engine refuses, and cases they answer otherwise."""
    return _run(root, "-m", "kechuang", "expenses", "prove", "packs")


def _run(root: Path, *arguments: str) -> list[Finding]:
    environment = os.environ | {
        "PYTHONPATH": str(root / "src"),
        "DJANGO_SETTINGS_MODULE": "kechuang.site.settings_test",
        "NO_COLOR": "1",
    }
    done = subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = (done.stdout + done.stderr).strip()
    program = "import-linter" if arguments[0] == "-c" else arguments[1]
    return [Finding(program, said)] if done.returncode else []
