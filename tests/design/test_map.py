"""The six districts tile the city: no gap, no overlap, and a drawing order charts understand."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

from kechuang.design.charts import read_map
from kechuang.design.codes import region_name

Point = tuple[float, float]
Ring = list[Point]
CODES = ["990101", "990102", "990103", "990104", "990105", "990106"]
FEATURES = read_map()["features"]


def ring_of(feature: dict[str, Any]) -> Ring:
    (ring,) = feature["geometry"]["coordinates"]
    return [(x, y) for x, y in ring]


RINGS = [ring_of(feature) for feature in FEATURES]


def doubled_area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def edges_of(rings: list[Ring]) -> Counter[tuple[Point, Point]]:
    return Counter(edge for ring in rings for edge in pairwise(ring))


def outline(rings: list[Ring]) -> Ring:
    """The edges that only one district has, walked from end to end."""
    edges = edges_of(rings)
    onward = {start: end for start, end in edges if (end, start) not in edges}
    walk = [next(iter(onward))]
    while walk[0] != walk[-1] or len(walk) == 1:
        walk.append(onward[walk[-1]])
    assert len(walk) == len(onward) + 1
    return walk


def test_the_map_has_the_six_districts_by_the_names_of_their_codes() -> None:
    shown = [feature["properties"] for feature in FEATURES]

    assert [district["code"] for district in shown] == CODES
    for district in shown:
        assert district["zh"] == region_name(district["code"], "zh-hans")
        assert region_name(district["code"], "en").startswith(district["en"])


def test_every_ring_is_closed_and_clockwise() -> None:
    """Chart software on a globe fills the outside of a ring drawn the other way round."""
    for ring in RINGS:
        assert ring[0] == ring[-1]
        assert doubled_area(ring) < 0


def test_neighbours_share_their_borders_point_by_point() -> None:
    edges = edges_of(RINGS)

    assert max(edges.values()) == 1
    assert sum((end, start) in edges for start, end in edges) > len(edges) / 3


def test_districts_fill_the_outline_without_gap_or_overlap() -> None:
    districts = sum(doubled_area(ring) for ring in RINGS)

    assert abs(districts - doubled_area(outline(RINGS))) < 1e-9


def test_the_coordinates_are_nowhere_in_china() -> None:
    assert all(-1 < x < 2 and -1 < y < 2 for ring in RINGS for x, y in ring)
