"""The arcs that leave, or enter, each node of a network."""

from __future__ import annotations

import numpy as np

from kechuang.engines.panel.assign.instance import Ints

SMALL = 2**16


class ByNode:
    """Arcs by node."""

    def __init__(self, node: Ints, count: int) -> None:
        keys = node.astype(np.uint16) if count <= SMALL else node
        self.arcs = np.argsort(keys, kind="stable")
        self.ends = np.append(0, np.cumsum(np.bincount(node, minlength=count)))

    def of(self, node: int) -> Ints:
        """The arcs of one node."""
        found: Ints = self.arcs[self.ends[node] : self.ends[node + 1]]
        return found
