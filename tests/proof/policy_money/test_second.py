"""The second implementation stays a second one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SECOND = sorted(Path(__file__).parent.joinpath("second").glob("*.py"))
DATA = Path(__file__).parent / "measures.py"


@pytest.mark.parametrize("path", [*SECOND, DATA], ids=lambda path: path.stem)
def test_it_imports_nothing_of_the_first(path):
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    modules = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    modules |= {a.name for node in nodes if isinstance(node, ast.Import) for a in node.names}

    assert not [module for module in modules if module.startswith("kechuang")]
