"""All files, made from one seed."""

from __future__ import annotations

from random import Random

from tests.proof.dirty_files.attacks import attacks
from tests.proof.dirty_files.cases import Case
from tests.proof.dirty_files.cells import cell_files
from tests.proof.dirty_files.programs import program_files
from tests.proof.dirty_files.statements import statement_files
from tests.proof.dirty_files.texts import text_files
from tests.proof.dirty_files.workbooks import workbook_files

MAKERS = (text_files, cell_files, workbook_files, attacks, program_files, statement_files)


def every_case(seed: int) -> list[Case]:
    """The same files for the same seed."""
    chance = Random(f"dirty files {seed}")
    return [case for make in MAKERS for case in make(chance)]
