"""A pack file is refused with all its problems, each with its line."""

from __future__ import annotations

import pickle

import pytest

from kechuang.engines.packfile import BrokenPackError, PackError, Problems, nearest, read_yaml


def gathered(text: str) -> Problems:
    problems = Problems()
    for part in read_yaml(text, name="x.yaml").fields.values():
        with problems.catching():
            part.whole()
    return problems


def test_every_problem_is_kept_in_the_order_of_lines():
    problems = gathered("a: x\nb: 2\nc: [1]\n")

    with pytest.raises(BrokenPackError, match="共2处") as refused:
        problems.refuse()

    assert [one.line for one in refused.value.problems] == [1, 3]
    assert problems.is_partial


def test_one_problem_is_said_alone():
    with pytest.raises(BrokenPackError) as refused:
        gathered("a: x\n").refuse()

    assert "共" not in str(refused.value)
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)


def test_without_problems_nothing_is_refused():
    problems = gathered("a: 1\n")

    problems.refuse()

    assert not problems.is_partial


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "empty"),
        ("a: [", 2, "did not find expected node content"),
        ("a: 1\na: 2", 2, "written twice"),
        ("a: &x 1\nb: *x", 1, "anchors"),
        ("a: 1\nb: *x", 2, "anchors"),
        ("a: 1\n? [b, c]\n: 2", 2, "a key is one word"),
        ("a: 1\n---\nb: 2", 2, "one document"),
        ("- " * 200 + "x", 1, "nested too deeply"),
        ("[" * 400_000, 1, "nested too deeply"),
    ],
)
def test_broken_or_hostile_yaml_is_refused(text, line, why):
    with pytest.raises(PackError, match=why) as refused:
        read_yaml(text, name="x.yaml")

    assert refused.value.line == line


def test_the_nearest_name_is_advised():
    assert nearest("publised", ["published", "closed"]).en == "did you mean “published”"
    assert nearest("zzz", ["published"]).zh == "可用的有：published"
    assert nearest("zzz", []).zh.startswith("这里还没有")
