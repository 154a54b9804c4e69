"""The network of an instance: proposals → (away) → (region) → (unit) → reviewers → the end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kechuang.engines.panel.assign.bounds import Bounds
from kechuang.engines.panel.assign.groups import Grouping
from kechuang.engines.panel.assign.held import is_away, of_proposals
from kechuang.engines.panel.assign.instance import Instance, Ints
from kechuang.engines.panel.assign.network import ClosedNetwork


@dataclass(frozen=True)
class Model:
    """The closed network, where its candidates' arcs lie, and the groups no tree can hold.

    ``start`` and ``away`` are each proposal's nodes (equal without a rule on elsewhere),
    ``reviewers`` each reviewer's.
    """

    network: ClosedNetwork
    candidates: slice
    crossing: Grouping
    bounds: Bounds
    start: Ints
    away: Ints
    reviewers: Ints

    def reduced_cost(self, instance: Instance, price: Ints) -> Ints:
        """Per candidate of ``instance``, in the model or not: below 0 it could be worth adding.

        Without regard to caps on regions and units, which only make a candidate dearer.
        """
        root = price[self.start][instance.proposal]
        some = of_proposals(instance, np.flatnonzero(self.away != self.start))
        some = some[is_away(instance, some)]
        root[some] = price[self.away[instance.proposal[some]]]
        reduced: Ints = root - price[self.reviewers][instance.reviewer] - instance.score
        return reduced
