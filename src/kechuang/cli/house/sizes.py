"""Files and functions that nobody can take in at a glance."""

from __future__ import annotations

import ast
from pathlib import Path

from kechuang.cli.house.findings import Finding, repository_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def oversized(root: Path) -> list[Finding]:
    """Python files over 400 lines and functions over 60, migrations aside."""
    findings = []
    for path in repository_files(root, "*.py"):
        if "migrations" not in path.parts:
            findings += _in_file(path, str(path.relative_to(root)))
    return findings


def _in_file(path: Path, where: str) -> list[Finding]:
    source = path.read_text("utf-8")
    lines = source.count("\n")
    findings = [Finding(where, f"{lines} lines; cut it by noun")] if lines > LONGEST_FILE else []
    return findings + [
        Finding(f"{where}:{node.lineno}", f"{node.name} has {length} lines; cut it by step")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
