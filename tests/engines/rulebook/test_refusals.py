"""A wrong pack is refused with file, line, reason and remedy in both languages."""

from __future__ import annotations

import pickle

import pytest

from kechuang.engines.packfile import BrokenPackError, read_yaml
from kechuang.engines.rulebook import PackError, load_folder, load_pack
from tests.engines.rulebook.samples import SIZE, leaf


@pytest.mark.parametrize(
    ("body", "line", "why", "mend"),
    [
        (SIZE.replace("test:", "tset:"), 15, "没有这个键", "test"),
        (SIZE.replace("employees", "employes"), 15, "事实目录里没有", "employees"),
        (SIZE.replace("500", "500万元"), 15, "金额", "统一单位"),
        (SIZE.replace("article: 第一条, ", ""), 15, "依据", "article"),
        (SIZE.replace("id: size, ", ""), 15, "缺少“id”", "id"),
        (f"{SIZE}\n{SIZE}", 16, "用了两次", "换一个"),
        (SIZE.replace("zh: 人数, ", ""), 15, "缺少“zh”", "zh"),
        (SIZE.replace("test: employees@last_year <= 500", "all: []"), 15, "数目", "at_least"),
        (SIZE.replace("<= 500", "<= 500, if_failed: maybe"), 15, "possible", "删去"),
        (SIZE.replace("第一条,", "第一条, evidence: 传闻,"), 15, "没有“传闻”", "可用"),
    ],
)  # fmt: skip
def test_a_wrong_condition_names_its_line_and_its_remedy(pack_of, body, line, why, mend):
    with pytest.raises(PackError) as refused:
        pack_of(body)

    error = refused.value
    assert (error.file, error.line) == ("sample.yaml", line)
    assert why in error.why.zh
    assert mend in error.mend.zh
    assert all(part.zh and part.en for part in (error.what, error.why, error.mend))


def test_a_refusal_survives_the_process_pool(pack_of):
    with pytest.raises(PackError) as refused:
        pack_of("- {}")

    copy = pickle.loads(pickle.dumps(refused.value))

    assert (str(copy), copy.line) == (str(refused.value), refused.value.line)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("valid_from: 2026-01-01", "valid_from: 2026-02-30", "不是日期"),
        ('region: "100000"', "region: 福清", "行政区划"),
        ("evidence: 示例", "evidence: 传闻", "没有“传闻”"),
        ("evidence: 示例", "evidence: P?", "没有标明示例"),
        ("evidence: 示例", "evidence: K-med", "没有标明示例"),
        ("evidence: 示例", "evidence: 示例\nis_example: false", "没有标明示例"),
        ("kind: subsidy", "kind: 补贴", "没有“补贴”"),
        ("id: sample", "id: sample\nid: again", "写了两次"),
        ("issuer: 某局", "issuer: &a 某局\nissuer2: *a", "锚点"),
        ("title: {zh: 样例", "title: [样例", "expected"),
        ("doc_no: 样例〔2026〕1号\n", "", "缺少“doc_no”"),
    ],
)
def test_a_wrong_head_is_refused(catalogue, pack_of, old, new, why):
    source = pack_of(SIZE).source
    assert old in source

    with pytest.raises(PackError) as refused:
        load_pack(source.replace(old, new), name="sample.yaml", catalogue=catalogue)

    assert why in refused.value.why.zh


@pytest.mark.parametrize("text", ["", "a: [", "- " * 200 + "x", "- " * 90_000, "x" * 1_000_001])
def test_broken_or_hostile_yaml_is_refused(text):
    with pytest.raises(PackError):
        read_yaml(text, name="bad.yaml")


@pytest.mark.parametrize("test", ["(" * 500 + "1" + ")" * 500, "9" * 10_000 + " > 1"])
def test_a_hostile_phrase_is_refused(pack_of, test):
    with pytest.raises(PackError):
        pack_of(leaf("size", test))


def test_a_file_that_is_not_utf8_is_refused(tmp_path, catalogue):
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "gbk.yaml").write_bytes("标题: 福清".encode("gbk"))

    with pytest.raises(PackError) as refused:
        load_folder(tmp_path, catalogue)

    assert "UTF-8" in refused.value.why.zh


def test_an_empty_score_is_refused(pack_of):
    with pytest.raises(PackError) as refused:
        pack_of(
            "- {id: s, article: 一, label: {zh: 分, en: S}, score: {pass: 1, most: 1, items: []}}"
        )

    assert refused.value.why.zh == "列表不能为空"


def test_adopting_an_unknown_pack_is_refused(catalogue):
    with pytest.raises(PackError) as refused:
        load_pack("id: a\nadopts: nowhere\n", name="a.yaml", catalogue=catalogue)

    assert "nowhere" in refused.value.why.zh


@pytest.mark.parametrize(
    ("brackets", "why"),
    [
        ("[{up_to: 10万元, rate: 1%}]", "由低到高"),
        ("[{up_to: 10万元, rate: 1%}, {up_to: 5万元, rate: 2%}, {rate: 3%}]", "由低到高"),
        ("[{up_to: 0万元, rate: 1%}, {rate: 3%}]", "从零由低到高"),
        ("[{rate: 5人}]", "比率"),
    ],
)
def test_wrong_brackets_are_refused(pack_of, brackets, why):
    amount = f"""
amount:
  label: {{zh: 补助, en: Subsidy}}
  items:
    - id: part
      article: 第二条
      label: {{zh: 分段, en: Part}}
      of: tech_sale_paid@last_year
      brackets: {brackets}
"""

    with pytest.raises(PackError) as refused:
        pack_of(SIZE + amount)

    assert why in refused.value.why.zh


@pytest.mark.parametrize("limit", ["cap: -5万元", "least: -1元"])
def test_limits_below_zero_are_refused(pack_of, limit):
    amount = f"""
amount:
  label: {{zh: 补助, en: Subsidy}}
  items:
    - id: part
      article: 第二条
      label: {{zh: 一半, en: Half}}
      compute: tech_sale_paid@last_year * 50%
      {limit}
"""

    with pytest.raises(PackError) as refused:
        pack_of(SIZE + amount)

    assert "是负数" in refused.value.why.zh


def test_everything_wrong_in_a_pack_is_told_at_once(pack_of):
    amount = """
amount:
  label: {zh: 补助, en: Subsidy}
  items:
    - {id: a, article: 第二条, label: {zh: 项, en: Item}, compute: employes@last_year * 1万元}
    - {id: b, article: 第二条, label: {zh: 项, en: Item}, fixed: 5%}
"""
    wrong = [SIZE.replace("employees", "employes"), SIZE.replace("id: size, ", "")]

    with pytest.raises(BrokenPackError) as refused:
        pack_of("\n".join(wrong) + amount)

    assert [problem.line for problem in refused.value.problems] == [15, 16, 20, 21]
    assert "共4处" in refused.value.mend.zh
