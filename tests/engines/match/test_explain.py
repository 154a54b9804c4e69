import json

from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.match import Document, Index, Query
from tests.engines.match.samples import DEMAND, OUTCOMES

WORDS = st.text(alphabet="立方氮化硼锂离子电池的研究开发技术FPGA5 ，", max_size=25)
INDEX = Index.build(OUTCOMES)


def labels(hit):
    return [reason.label.zh for reason in hit.reasons if reason.kind == "term"]


def test_adjacent_pairs_are_read_as_one_phrase():
    hit = INDEX.search(DEMAND)[0]

    assert labels(hit)[0] == "立方氮化硼"
    assert "CBN" in labels(hit)
    assert not {"立方", "方氮", "氮化", "化硼"} & set(labels(hit))


def test_phrase_names_the_fields_it_was_found_in():
    hit = INDEX.search(Query("q", "锂离子电池"))[0]

    assert hit.reasons[0].detail.zh == "见于成果题名、关键词、正文"
    assert hit.reasons[0].detail.en == "in the title, keywords, text"


def test_framing_is_not_shown_as_a_reason():
    index = Index.build([Document("d", "氮化硼的研制及产业化")])

    hit = index.search(Query("q", "氮化硼的研制及产业化"))[0]

    assert labels(hit) == ["氮化硼"]
    assert any(reason.kind == "rest" and reason.points > 0 for reason in hit.reasons)


def test_single_characters_are_not_shown_as_phrases():
    index = Index.build([Document("d", "电池，酸性")])

    hit = index.search(Query("q", "电池酸洗"))[0]

    assert labels(hit) == ["电池"]


def test_compound_is_read_whole_and_not_in_parts():
    index = Index.build([Document("d", "sic-al-cu")])

    assert labels(index.search(Query("q", "sic-al-cu"))[0]) == ["sic-al-cu"]


def test_many_phrases_are_summed_up_as_rest():
    words = ["电池", "刀具", "硼砂", "唐诗", "雷达", "水稻", "桥梁", "轴承", "催化", "疫苗"]
    index = Index.build([Document("d", "，".join(words))])

    hit = index.search(Query("q", " ".join(words)))[0]

    assert len(labels(hit)) == 8
    assert sum(reason.points for reason in hit.reasons) == hit.score


@given(title=WORDS, text=WORDS, keyword=WORDS, maturity=st.none() | st.integers(1, 9))
def test_points_add_up_to_the_score_exactly(title, text, keyword, maturity):
    wanted = {"needed_maturity": maturity, "budget_fen": 50_000_000, "region": "990101"}

    for hit in INDEX.search(Query("q", title, text, (keyword,), wanted)):
        assert sum(reason.points for reason in hit.reasons) == hit.score


def test_hit_is_json_and_carries_its_strength():
    told = json.loads(json.dumps(INDEX.search(DEMAND)[0].as_dict()))

    assert told["strength"] in {"strong", "fair", "weak"}
    assert set(told["reasons"][0]) == {"kind", "label", "points", "detail"}
