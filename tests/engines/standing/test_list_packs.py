"""Lists as packs: those of the repository, and what is refused."""

from __future__ import annotations

import pytest

from kechuang.engines.packfile import PackError
from kechuang.engines.standing import Line, ListKind, load_list, load_lists
from tests.engines.rulebook.samples import PACKS

WRITTEN = """\
id: sample
title: {zh: 名单, en: List}
scheme: enterprise-points
kind: white_list
issuer: 某局
article: {zh: 第一条, en: Article 1}
evidence: 示例
line: {first: 10}
opens: {zh: 推荐, en: Recommended}
"""


def test_a_list_says_its_line_and_that_the_number_is_an_example():
    found = load_list(WRITTEN, name="sample.yaml")

    assert (found.kind, found.line, found.is_example) == (ListKind.WHITE_LIST, Line(first=10), True)


def test_a_mark_is_kept_in_thousandths():
    found = load_list(WRITTEN.replace("first: 10", "at_least: 60"), name="sample.yaml")

    assert found.line == Line(at_least=60_000)


def test_every_shipped_list_follows_from_a_shipped_scheme_and_marks_its_number():
    lists = load_lists(PACKS)

    schemes = {path.stem for path in PACKS.rglob("policies/*-points.yaml")}
    assert {one.scheme for one in lists} == schemes
    assert all(one.is_example for one in lists)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("{first: 10}", "{first: 10, at_least: 60}", "one positive mark"),
        ("{first: 10}", "{first: 0}", "one positive mark"),
        ("white_list", "black_list", "black_list"),
        ("evidence: 示例", "evidence: X", "there is no “X”"),
        ("scheme:", "sheme:", "unknown key"),
    ],
)
def test_a_wrong_line_of_the_file_is_refused(old, new, why):
    with pytest.raises(PackError, match=why):
        load_list(WRITTEN.replace(old, new), name="sample.yaml")


def test_an_id_given_twice_is_refused(tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.yaml").write_text(WRITTEN, "utf-8")

    with pytest.raises(PackError, match="has this id"):
        load_lists(tmp_path)
