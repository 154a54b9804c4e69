"""Each proof refuses its broken list with the line; without the proof the list gets through."""

from __future__ import annotations

import pytest

from kechuang.engines.lumpsum import load_list, load_lists, proofs
from kechuang.engines.lumpsum.proofs import PROOFS
from kechuang.engines.packfile import BrokenPackError, PackError
from tests.engines.lumpsum.samples import PACKS, SAMPLE, line_of, swapped

IDLE = "    hints: [处罚, fine]"
BROKEN = {
    "names_are_known": [
        (swapped("source: rule, article", "source: rool, article"), "basis: {source", "rule"),
        (swapped("when: [{kinds: fee", "when: [{kinds: fees"), "when:", "fee"),
        (swapped("cleared_by: {mark: is_staff", "cleared_by: {mark: staff"), "mark", "is_staff"),
    ],
    "things_have_a_basis": [
        (swapped("    basis: 示例\n  fees", "  fees"), "moved:", "示例"),
        (swapped("most_bp: 10000, basis: 示例", "most_bp: 10000"), "whole:", "示例"),
        (swapped("presumed: true, basis: 示例", "presumed: true"), "serves:", "示例"),
    ],
    "items_can_be_met": [(swapped("    hints: [转拨]\n", ""), "moved:", "hints")],
    "words_are_words": [(swapped("hints: [转拨]", "hints: [转]"), "moved:", "两个字")],
    "no_word_is_idle": [
        (swapped("words: [罚款,", "words: [罚款, 交通罚款,"), "fines:", "交通罚款"),
        (swapped(IDLE, "    hints: [处罚, 罚款通知, fine]"), "fines:", "罚款通知"),
        (swapped("unless: [处罚案例]", "unless: [罚款]"), "fines:", "罚款"),
    ],
    "words_point_one_way": [
        (swapped("hints: [转拨]", "words: [罚款]"), "fines:", "只留在一项"),
    ],
    "kinds_are_payable": [
        (swapped("words: [器材]", "words: [罚款器材]"), "goods:", "hints"),
    ],
    "ceilings_are_shares": [
        (swapped("most_bp: 1000,", "most_bp: 0,"), "fees: {zh: 专家费上限", "基点"),
        (swapped("most_bp: 10000", "most_bp: 10001"), "whole:", "基点"),
    ],
}
CASES = [(name, *case) for name, cases in BROKEN.items() for case in cases]


def refusals(text: str, only=PROOFS) -> tuple[PackError, ...]:
    try:
        load_list(text, name="sample.yaml", proofs=only)
    except BrokenPackError as broken:
        return broken.problems
    return ()


def test_every_proof_is_broken_once_here():
    assert set(BROKEN) == {proof.__name__ for proof in PROOFS}
    assert refusals(SAMPLE) == ()


@pytest.mark.parametrize(("name", "text", "start", "mend"), CASES)
def test_a_broken_list_is_refused_with_its_line_and_mend(name, text, start, mend):
    problem = refusals(text, [getattr(proofs, name)])[0]

    if start != "mark":
        assert problem.line == line_of(text, start)
    assert mend in problem.mend.zh
    assert all(part.zh and part.en for part in (problem.what, problem.why, problem.mend))
    assert str(problem) in map(str, refusals(text))


@pytest.mark.parametrize(("name", "text", "start", "mend"), CASES)
def test_without_its_proof_the_broken_list_gets_through(name, text, start, mend):
    others = [proof for proof in PROOFS if proof.__name__ != name]

    assert refusals(text, []) == ()
    assert len(refusals(text, others)) < len(refusals(text))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("    zh: 罚款\n", "", "缺少“zh”"),
        ("words: [罚款, penalty]", "wrods: [罚款]", "没有这个键"),
        ("words: [罚款, penalty]", "words: []", "列表不能为空"),
        ("evidence: 示例}", "evidence: 传闻}", "证据等级"),
        ("most_bp: 1000,", "most_bp: 12.5,", "整数"),
        ("is: false}\n    basis", "is: maybe}\n    basis", "true 或 false"),
        ("valid_from: 2026-01-01", "valid_from: 去年", "不是日期"),
    ],
)
def test_a_wrong_word_is_refused_with_its_reason(old, new, why):
    (problem,) = refusals(swapped(old, new))[:1]

    assert why in problem.why.zh


def test_two_lists_of_one_id_are_refused(tmp_path):
    folder = tmp_path / "negative-lists"
    folder.mkdir()
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(SAMPLE, "utf-8")

    with pytest.raises(BrokenPackError, match="另一个负面清单已用此编号"):
        load_lists(tmp_path)


def test_the_digest_changes_with_the_content_and_not_with_its_layout():
    plain = load_list(SAMPLE, name="a.yaml")

    assert load_list("# note\n" + SAMPLE, name="b.yaml").digest == plain.digest
    assert load_list(swapped("转拨]", "外拨]"), name="a.yaml").digest != plain.digest


def test_every_item_of_the_real_list_has_a_source_or_says_that_it_is_an_example():
    (real,) = load_lists(PACKS).values()

    assert len(real.items) == 12
    assert all(basis.source in real.sources for i in real.items.values() for basis in i.basis)
