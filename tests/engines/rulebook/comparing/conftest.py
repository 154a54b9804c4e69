from __future__ import annotations

import pytest

from kechuang.engines.rulebook import load_pack
from kechuang.engines.rulebook.columns import frame_of
from kechuang.engines.rulebook.comparing import Compared, Comparison, read_change, revised
from tests.engines.rulebook.comparing.sample import POLICY, RELYING
from tests.engines.rulebook.samples import TODAY


@pytest.fixture
def policies(catalogue):
    award = load_pack(POLICY, name="rd-award", catalogue=catalogue)
    adoptable = {award.id: award}
    return award, load_pack(RELYING, name="loan", catalogue=catalogue, adoptable=adoptable)


@pytest.fixture
def simulate(policies, catalogue):
    def simulate_changes(firms, *changes):
        after = revised(policies, [read_change(one) for one in changes], catalogue)
        comparison = Comparison(policies, after, on=TODAY, catalogue=catalogue)
        result = Compared()
        frame = frame_of(firms, comparison.needed, catalogue)
        comparison.compare(frame, [one.subject for one in firms], result)
        return result

    return simulate_changes
