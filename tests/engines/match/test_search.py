import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.match import Document, Index, Query
from kechuang.engines.match.search import best, shortlist
from tests.engines.match.samples import DEMAND, OUTCOMES


@given(st.lists(st.integers(0, 4), max_size=30), st.integers(0, 12))
def test_best_is_the_head_of_the_full_order(scores, top):
    expected = sorted((at for at, score in enumerate(scores) if score), key=lambda at: -scores[at])

    assert best(np.array(scores, dtype=np.int64), top).tolist() == expected[:top]


def test_shortlist_holds_the_best_in_position_order():
    scores = np.arange(200, dtype=np.int64) % 100

    assert shortlist(scores, 1).tolist() == [*range(75, 100), *range(175, 200)]
    assert len(shortlist(scores, 30)) == 90


def test_the_outcome_asked_for_comes_first():
    hits = Index.build(OUTCOMES).search(DEMAND)

    assert hits[0].document_id == "d-01"


def test_boilerplate_of_the_firm_does_not_find_papers_on_firms():
    hits = Index.build(OUTCOMES).search(DEMAND)

    assert "d-04" not in [hit.document_id for hit in hits]


def test_equal_scores_come_in_the_order_of_ids():
    twins = [Document(name, "锂离子电池") for name in ("c", "a", "b")]

    hits = Index.build(twins).search(Query("q", "锂电池"))

    assert [hit.document_id for hit in hits] == ["a", "b", "c"]
    assert len({hit.score for hit in hits}) == 1


def test_single_characters_and_framing_alone_find_nothing():
    index = Index.build([Document("a", "铸成智慧的技术研究")])

    assert index.search(Query("q", "消失模铸造关键技术研究")) == ()


def test_title_of_one_character_finds_it():
    assert Index.build([Document("a", "硅"), Document("b", "锗")]).search(Query("q", "硅"))


def test_top_limits_the_hits_and_ranks_count_from_one():
    hits = Index.build(OUTCOMES).search(Query("q", "电池 立方氮化硼 FPGA"), top=2)

    assert [hit.rank for hit in hits] == [1, 2]


def test_top_of_zero_and_empty_index_find_nothing():
    assert Index.build(OUTCOMES).search(DEMAND, top=0) == ()
    assert Index.build([]).search(DEMAND) == ()


def test_search_many_answers_every_query_in_order():
    index = Index.build(OUTCOMES)

    answers = dict(index.search_many([DEMAND, Query("q-02", "")], top=3))

    assert answers == {"q-01": index.search(DEMAND, top=3), "q-02": ()}
