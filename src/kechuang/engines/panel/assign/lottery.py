"""Random panels: no pair meets with more than a capped probability, whatever anybody arranges.

The best expected total under the cap is a flow in fractions; panels are then drawn so that every
pair keeps exactly its probability and every panel keeps every rule.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from kechuang.engines.panel.assign.checking import violations
from kechuang.engines.panel.assign.held import every_group
from kechuang.engines.panel.assign.infeasible import explain_infeasible
from kechuang.engines.panel.assign.instance import Instance, Ints
from kechuang.engines.panel.assign.model_building import build_model
from kechuang.engines.panel.assign.network import ClosedNetwork
from kechuang.engines.panel.assign.seating import Seating
from kechuang.engines.panel.refusals import PanelError, need_whole
from kechuang.engines.wording import Text

WHOLE_BP = 10_000


@dataclass(frozen=True)
class Lottery:
    """``share[i]`` ÷ ``whole``: the probability of candidate ``i``; ``seating``: what was drawn.

    ``expected``: the expected total in 1/SCALE, which no other lottery under the cap exceeds.
    """

    seating: Seating
    share: Ints
    whole: int
    expected: Fraction


def assign_by_lot(instance: Instance, *, pair_cap_bp: int, seed: str) -> Lottery:
    """Draw panels in which no pair meets with more than ``pair_cap_bp`` ÷ 10,000.

    ``seed``: any text; the same seed draws the same panels. Refuses (``PanelError``) a cap out of
    range, a cap under which the seats cannot be filled, and unit rules no flow can hold.
    """
    need_whole(pair_cap_bp, Text("每对概率上限（基点）", "cap per pair in basis points"), least=1)
    pair_cap_bp = min(pair_cap_bp, WHOLE_BP)
    whole = WHOLE_BP // math.gcd(pair_cap_bp, WHOLE_BP)
    held, pair_most = every_group(instance), pair_cap_bp * whole // WHOLE_BP
    model = build_model(instance, held, share=whole, pair_most=pair_most)
    if len(model.crossing.group):
        raise _refused(Text("有评审人属于两个单位，或单位跨地区", "units overlap or span regions"))
    flow = model.network.cheapest_flow()
    if flow is None:
        if build_model(instance, held).network.cheapest_flow() is None:
            raise explain_infeasible(instance)
        raise _refused(Text("上限太低，席位无法坐满", "it is too low to fill the seats"))
    share = flow[model.candidates]
    drawn = _Rounding(model.network, flow, whole, Lots(seed)).drawn()[model.candidates]
    seating = Seating.of_chosen(instance, np.flatnonzero(drawn))
    _check(instance, seating)
    cost = int((model.network.cost * flow).sum())
    return Lottery(seating, share, whole, Fraction(-cost, whole))


def _refused(why: Text) -> PanelError:
    return PanelError(
        Text("每对概率上限不能采用", "The cap per pair cannot be used"),
        why,
        Text("请提高上限或改正单位", "Raise the cap or mend the units"),
    )


def _check(instance: Instance, seating: Seating) -> None:
    names = [
        (instance.proposals[instance.proposal[c]], instance.reviewers[instance.reviewer[c]])
        for c in seating.chosen().tolist()
    ]
    if broken := violations(instance, names):
        raise _refused(Text(f"复核未通过：{broken[0]}", f"the check failed: {broken[0]}"))


class Lots:
    """Whole numbers hashed from a seed and a counter; the same on every machine."""

    def __init__(self, seed: str) -> None:
        self.seed, self.counter = seed, 0

    def below(self, limit: int) -> int:
        """A number 0…limit−1; ``limit`` is tiny beside 2²⁵⁶, so all are equally likely."""
        self.counter += 1
        text = f"{self.seed}\n{self.counter}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()) % limit


class _Rounding:
    """Makes a fractional flow whole along cycles, never changing the mean of any arc."""

    def __init__(self, network: ClosedNetwork, flow: Ints, whole: int, lots: Lots) -> None:
        self.flow, self.whole, self.lots = flow.tolist(), whole, lots
        self.ends = list(zip(network.tail.tolist(), network.head.tolist(), strict=True))
        self.open: dict[int, set[int]] = {}
        for arc in np.flatnonzero(flow % whole).tolist():
            for node in self.ends[arc]:
                self.open.setdefault(node, set()).add(arc)

    def drawn(self) -> Ints:
        """The whole flow, in units of ``whole``."""
        for start in list(self.open):
            while self.open[start]:
                self._round(self._cycle(start))
        return np.array(self.flow, dtype=np.int64) // self.whole

    def _cycle(self, node: int) -> list[tuple[int, int]]:
        """Open arcs that lead back to where they began, each with its direction ±1."""
        walk: list[tuple[int, int]] = []
        seen: dict[int, int] = {}
        last = -1
        while node not in seen:
            seen[node] = len(walk)
            last = min(arc for arc in self.open[node] if arc != last)
            tail, head = self.ends[last]
            walk.append((last, 1 if tail == node else -1))
            node = head if tail == node else tail
        return walk[seen[node] :]

    def _round(self, cycle: list[tuple[int, int]]) -> None:
        """Push as far as the first whole arc, one way or the other, with the mean unchanged."""
        over = [(self.flow[arc] % self.whole, sign) for arc, sign in cycle]
        up = min(self.whole - part if sign > 0 else part for part, sign in over)
        down = min(part if sign > 0 else self.whole - part for part, sign in over)
        step = up if self.lots.below(up + down) < down else -down
        for arc, sign in cycle:
            self.flow[arc] += sign * step
            if self.flow[arc] % self.whole == 0:
                for node in self.ends[arc]:
                    self.open[node].discard(arc)
