"""This repository as it stands passes every house check."""

import pytest

from kechuang.cli.house import STEPS
from tests.house.planting import ROOT


@pytest.mark.parametrize("name", STEPS)
def test_nothing_is_found_in_this_repository(name: str) -> None:
    findings = STEPS[name](ROOT)

    assert not findings, "\n".join(str(finding) for finding in findings)
