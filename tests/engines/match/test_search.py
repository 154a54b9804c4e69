import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.match import Document, Index, Query, search
from kechuang.engines.match.adding import take_best
from kechuang.engines.match.demand import Anchoring, weigh_query
from kechuang.engines.match.holding import complete, find_near
from kechuang.engines.match.search import best, extent_factors, shortlist
from kechuang.engines.match.weighting import EXTENTS_PER_DOUBLING, USUAL_EXTENT
from tests.engines.match.samples import DEMAND, OUTCOMES


@given(st.lists(st.integers(0, 4), max_size=40), st.integers(0, 12))
def test_taking_the_best_is_the_head_of_the_full_order(scores, top):
    expected = sorted((at for at, score in enumerate(scores) if score), key=lambda at: -scores[at])
    table = np.array(scores, dtype=np.int32)
    kept, places = np.zeros(top, dtype=np.int64), np.zeros(top, dtype=np.int32)

    found = take_best(
        table, np.full(len(scores), USUAL_EXTENT, dtype=np.uint8), extent_factors(1.0), kept, places
    )

    assert sorted(places[:found].tolist()) == sorted(expected[:top])
    assert [scores[at] for at in places[:found]] == kept[:found].tolist()


def test_best_puts_equal_scores_in_order():
    assert best(np.array([1, 3, 2, 3], dtype=np.int64), 3).tolist() == [1, 3, 2]


def test_shortlist_is_longer_than_the_hits_asked_for_and_in_position_order():
    index = Index.build([Document(f"{number:03}", "电池") for number in range(200)])
    weighed = weigh_query(Query("q", "电池"), lambda keys: np.ones(len(keys)), Anchoring())

    assert shortlist(index.postings, weighed, 200, 1).positions.tolist() == list(range(50))
    assert len(shortlist(index.postings, weighed, 200, 30).positions) == 90


def test_a_short_query_takes_no_account_of_extent():
    assert set(extent_factors(0.0).tolist()) == {65_536}
    assert extent_factors(1.0)[USUAL_EXTENT + EXTENTS_PER_DOUBLING] == 32_768


def test_a_query_as_full_as_a_document_prefers_the_one_that_says_as_little_else():
    theme = "锂离子电池热失控预警，监测温度与电压"
    alike = Document("alike", "", theme)
    other = Document("other", "", theme + "".join(chr(0x4E00 + 7 * at) for at in range(400)))
    index = Index.build([alike, other, *OUTCOMES])

    hits = index.search(Query("q", theme * 12))

    ids = [hit.document_id for hit in hits]
    assert ids[0] == "alike"
    assert hits[0].score > 1.5 * hits[ids.index("other")].score
    assert [reason.kind for reason in hits[0].reasons if reason.kind == "extent"] == ["extent"]
    for hit in hits:
        assert sum(reason.points for reason in hit.reasons) == hit.score


def test_common_terms_looked_up_give_what_adding_them_gives(monkeypatch):
    documents = [
        Document(
            f"{at:03}",
            f"{'电池' if at % 5 < 2 else '刀具'}，{chr(0x5000 + at % 30)}{chr(0x5100 + at % 30)}",
        )
        for at in range(300)
    ]
    index, query = Index.build(documents), Query("q", "电池，倀儀，倁億，倂儂")
    monkeypatch.setattr(search, "SHORTLIST", 5)
    added = index.search(query, top=5)
    monkeypatch.setattr(search, "ELECTED", 60)
    monkeypatch.setattr(search, "ELECTED_PER_PLACE", 1)
    monkeypatch.setattr(search, "ADDED_PER_LOOK_UP", 0)
    looked_up = []
    monkeypatch.setattr(search, "complete", lambda *given: (looked_up.append(1), complete(*given)))

    assert index.search(query, top=5) == added
    assert looked_up


@given(st.lists(st.integers(0, 400), min_size=1, unique=True), st.integers(0, 400))
def test_a_guessed_place_is_the_place(documents, wanted):
    table = np.array(sorted(documents), dtype=np.int32)

    place = find_near(table, 0, len(table), wanted, 401)

    assert place == (sorted(documents).index(wanted) if wanted in documents else -1)


def test_many_long_repetitions_stay_within_whole_numbers():
    index = Index.build([Document("a", "电池" * 5_000), Document("b", "刀具")])

    hit = index.search(Query("q", "电池" * 50_000))[0]

    assert hit.score > 0
    assert sum(reason.points for reason in hit.reasons) == hit.score


def test_everything_takes_single_characters_and_framing_and_rank_agrees():
    index = Index.build([Document("a", "铸成智慧的技术研究"), Document("b", "水稻")])
    query = Query("q", "消失模铸造关键技术研究")

    hits = index.search(query, everything=True)

    assert [hit.document_id for hit in hits] == ["a"]
    assert list(index.rank(query, top=5)) == [(hit.document_id, hit.score) for hit in hits]


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
