"""Small cohorts made by hypothesis, and one made by hand."""

from __future__ import annotations

from hypothesis import strategies as st

from kechuang.engines.standing import Cohort, Indicator, Scheme

WEIGHTS = st.integers(1, 12)


@st.composite
def small_cohorts(draw: st.DrawFn, *, most_firms: int = 6) -> Cohort:
    """Up to three stages, four indicators, one deduction, with intervals and many ties."""
    stages = draw(st.integers(1, 3))
    weights = draw(st.lists(st.tuples(*[WEIGHTS] * stages), min_size=1, max_size=4))
    lines = [Indicator(f"i{n}", each) for n, each in enumerate(weights)]
    if draw(st.booleans()):
        lines.append(Indicator("minus", (5,) * stages, is_deduction=True))
    scheme = Scheme(tuple(f"s{n}" for n in range(stages)), tuple(lines))
    firms = draw(st.integers(1, most_firms))
    stage = [draw(st.integers(0, stages - 1)) for _ in range(firms)]
    points = [[draw(_interval(one.weights[at], one)) for one in lines] for at in stage]
    return Cohort.of(
        scheme,
        [f"f{n}" for n in range(firms)],
        stage,
        [[low for low, _ in firm] for firm in points],
        [[high for _, high in firm] for firm in points],
    )


def _interval(weight: int, line: Indicator) -> st.SearchStrategy[tuple[int, int]]:
    ends = st.tuples(st.integers(0, weight), st.integers(0, weight)).map(sorted)
    if line.is_deduction:
        return ends.map(lambda two: (-two[1], -two[0]))
    return ends.map(lambda two: (two[0], two[1]))


def plain_cohort(points: list[list[tuple[int, int]]], weights: list[int]) -> Cohort:
    """One stage; each firm a list of (least, most)."""
    lines = tuple(Indicator(f"i{n}", (weight,)) for n, weight in enumerate(weights))
    return Cohort.of(
        Scheme(("only",), lines),
        [f"f{n}" for n in range(len(points))],
        [0] * len(points),
        [[low for low, _ in firm] for firm in points],
        [[high for _, high in firm] for firm in points],
    )
