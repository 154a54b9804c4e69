"""No assignment keeps every rule: the fewest places by which rules must give way, in words."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.engines.panel.assign.alternatives import single_changes
from kechuang.engines.panel.assign.bounds import Kind, Relaxed
from kechuang.engines.panel.assign.held import every_group
from kechuang.engines.panel.assign.instance import Instance
from kechuang.engines.panel.assign.model_building import build_model
from kechuang.engines.panel.assign.relaxing import said
from kechuang.engines.panel.refusals import PanelError, counted
from kechuang.engines.wording import Text

MOST_NAMED = 12


class Infeasible(PanelError):
    """No assignment keeps every rule; ``relaxations`` is a smallest set that would allow one."""

    def __init__(
        self,
        relaxations: tuple[Relaxed, ...],
        sentences: tuple[Text, ...],
        changes: tuple[Text, ...] = (),
    ) -> None:
        places = sum(relaxed.places for relaxed in relaxations)
        one = Text("只改一项即可：", "One change is enough: ")
        ways = [_listed(one, changes, ("；或", "; or "))] if changes else []
        ways += [_listed(_FEWEST, sentences, ("；", "; "))] if sentences else []
        super().__init__(
            Text("无法组成全部评审组", "The panels cannot all be filled"),
            _short_of(places),
            Text("。".join(way.zh for way in ways), ". ".join(way.en for way in ways)),
        )
        self.relaxations, self.sentences, self.changes = relaxations, sentences, changes

    def __reduce__(self) -> tuple[object, ...]:
        return Infeasible, (self.relaxations, self.sentences, self.changes)


def _short_of(places: int) -> Text:
    """Rules on people of several units at once are not counted in places."""
    none = Text("没有分配能同时满足全部要求", "no assignment keeps every rule")
    if not places:
        return none
    by = counted(places, "place")
    return Text(f"{none.zh}，至少差{places}个席位", f"{none.en}, by at least {by}")


_FEWEST = Text("按席位最少的放宽：", "The fewest places to relax: ")


def _listed(head: Text, parts: Sequence[Text], between: tuple[str, str]) -> Text:
    zh, en = (between[n].join(part[n] for part in parts) for n in (0, 1))
    return Text(head.zh + zh, head.en + en)


def explain_infeasible(instance: Instance) -> Infeasible:
    """The refusal with the smallest ways out.

    ``changes``: general rules of which one alone is enough, changed as little as possible;
    ``relaxations``: the fewest places in all, by reviewer and proposal (a min-cost flow over soft
    bounds).
    """
    model = build_model(instance, every_group(instance), is_soft=True)
    flow = model.network.cheapest_flow()
    found = () if flow is None else _merged(tuple(model.bounds.relaxed(flow)))
    return Infeasible(found, tuple(_sentences(instance, found)), tuple(single_changes(instance)))


def _merged(found: Sequence[Relaxed]) -> tuple[Relaxed, ...]:
    places: dict[tuple[Kind, int], int] = {}
    for one in found:
        places[one.kind, one.owner] = places.get((one.kind, one.owner), 0) + one.places
    return tuple(Relaxed(kind, owner, number) for (kind, owner), number in sorted(places.items()))


def _sentences(instance: Instance, found: Sequence[Relaxed]) -> list[Text]:
    sentences = []
    for kind in sorted({one.kind for one in found}):
        ones = [one for one in found if one.kind is kind]
        named = [said(instance, one) for one in ones[:MOST_NAMED]]
        sentences += named
        if rest := ones[MOST_NAMED:]:
            places = sum(one.places for one in rest)
            sentences.append(
                Text(
                    f"同类另有{len(rest)}处、共{places}个席位",
                    f"{len(rest)} more of this kind, {counted(places, 'place')} in all",
                )
            )
    return sentences
