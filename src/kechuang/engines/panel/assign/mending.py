"""A solved flow mended where it breaks a few groups, instead of being solved again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kechuang.engines.panel.assign.detours import Residual
from kechuang.engines.panel.assign.instance import Ints
from kechuang.engines.panel.assign.network import ClosedNetwork


@dataclass(frozen=True)
class Solved:
    """An optimal flow and prices that prove it."""

    network: ClosedNetwork
    flow: Ints
    price: Ints


@dataclass(frozen=True)
class Limit:
    """At most ``most`` of these arcs, all of one proposal's candidates, may carry flow."""

    arcs: Ints
    most: int


def mended(solved: Solved, limits: list[Limit]) -> Solved | None:
    """The optimum under the limits that fit into the tree; None where there is none, or no flow."""
    network = _with_limits(solved.network, limits)
    return None if network is None else repaired(network, solved)


def repaired(network: ClosedNetwork, solved: Solved) -> Solved | None:
    """The optimum of the same network with less room or more nodes; None where no flow is left.

    Arcs give up what exceeds their room unit by unit, each by one detour, so that the flow is the
    cheapest at every step.
    """
    new = np.zeros(len(network.supply) - len(solved.price), dtype=np.int64)
    flow, price = np.append(solved.flow, new), np.append(solved.price, new)
    residual = Residual(network, flow, price)
    for arc in range(len(solved.flow), len(flow)):
        flow[arc] = _through(residual, int(network.head[arc]), len(solved.flow))
        price[network.head[arc]] = price[_origin(network, arc, solved)]
    for arc in np.flatnonzero(flow > network.upper).tolist():
        while flow[arc] > network.upper[arc]:
            flow[arc] -= 1
            if not residual.detour(int(network.tail[arc]), int(network.head[arc])):
                return None
    return Solved(network, flow, price)


def _through(residual: Residual, node: int, first_new: int) -> int:
    """What leaves a new node; arcs from ``first_new`` on lead to other new nodes."""
    arcs = residual.leaving.of(node)
    heads = residual.network.head[arcs[arcs >= first_new]].tolist()
    below = sum(_through(residual, head, first_new) for head in heads)
    return below + int(residual.flow[arcs[arcs < first_new]].sum())


def _origin(network: ClosedNetwork, arc: int, solved: Solved) -> int:
    """The nearest node above that had a price before."""
    node, known = int(network.tail[arc]), len(solved.price)
    while node >= known:
        node = int(network.tail[len(solved.flow) + node - known])
    return node


def _with_limits(network: ClosedNetwork, limits: list[Limit]) -> ClosedNetwork | None:
    """A node for every limit, through which the flow of its arcs must go."""
    none, first_node, first_arc = [0] * len(limits), len(network.supply), len(network.tail)
    wider = ClosedNetwork(
        np.append(network.tail, none),
        np.append(network.head, np.arange(first_node, first_node + len(limits))),
        np.append(network.lower, none),
        np.append(network.upper, [limit.most for limit in limits]),
        np.append(network.cost, none),
        np.append(network.supply, none),
    )
    held = 0
    for number, limit in enumerate(limits):
        arcs = _joint(wider, limit.arcs)
        if arcs is not None:
            wider.tail[first_arc + number] = wider.tail[arcs[0]]
            wider.tail[arcs] = first_node + number
            held += 1
    return wider if held else None


def _joint(network: ClosedNetwork, arcs: Ints) -> Ints | None:
    """Arcs of one tail that carry what ``arcs`` carry; groups that lie within count as one arc."""
    tails = np.unique(network.tail[arcs])
    while len(tails) > 1:
        inner = [node for node in tails.tolist() if _is_within(network, node, arcs)]
        if not inner:
            return None
        kept = arcs[~np.isin(network.tail[arcs], inner)]
        arcs = np.concatenate((kept, np.flatnonzero(np.isin(network.head, inner))))
        tails = np.unique(network.tail[arcs])
    return arcs


def _is_within(network: ClosedNetwork, node: int, arcs: Ints) -> bool:
    """A group all whose arcs are among ``arcs``."""
    leaving = np.flatnonzero(network.tail == node)
    return not network.supply[node] and bool(np.isin(leaving, arcs).all())
