import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.match import Document
from kechuang.engines.match.analyse import analyse
from kechuang.engines.match.postings import build_postings
from kechuang.engines.match.vocabulary import Vocabulary
from kechuang.engines.match.weighting import Bm25


def posted(postings, text):
    begins, ends = postings.locate(analyse(text).keys[-1:])
    return slice(begins[0], ends[0])


def test_each_document_is_posted_once_with_all_its_fields():
    documents = [Document("a", "电池", "电池的电池"), Document("b", "", "电池")]

    postings = build_postings(documents, Bm25())

    where = posted(postings, "电池")
    assert postings.documents[where].tolist() == [0, 1]
    assert postings.fields[where].tolist() == [0b101, 0b100]
    assert postings.levels[where][0] > postings.levels[where][1]


def test_neighbouring_terms_of_one_document_are_not_taken_for_one():
    documents = [
        Document(str(number), text) for number, text in enumerate(["硼砂", "砂硼", "硼砂硼"])
    ]

    postings = build_postings(documents, Bm25())

    held = {text: postings.documents[posted(postings, text)].tolist() for text in ("硼砂", "砂硼")}
    assert held == {"硼砂": [0, 2], "砂硼": [1, 2]}
    assert len(postings.documents) == 2 * 3 + 4


@given(st.lists(st.text(alphabet="硼砂刀具电池", max_size=12), max_size=12))
def test_postings_are_what_counting_by_hand_gives(texts):
    postings = build_postings(
        [Document(f"{at:02}", "", text) for at, text in enumerate(texts)], Bm25()
    )

    for key, begin, end in zip(
        postings.keys.tolist(), postings.offsets[:-1], postings.offsets[1:], strict=True
    ):
        expected = [at for at, text in enumerate(texts) if key in analyse(text).keys.tolist()]
        assert postings.documents[begin:end].tolist() == expected
    assert set(postings.keys.tolist()) == {
        key for text in texts for key in analyse(text).keys.tolist()
    }


def test_vocabulary_that_outgrows_its_table_keeps_its_numbers(monkeypatch):
    monkeypatch.setattr("kechuang.engines.match.vocabulary.LEAST_PLACES", 4)
    vocabulary = Vocabulary()
    parts = [np.array([7, 3, 7], dtype=np.uint64), np.arange(50, dtype=np.uint64)]

    keys, terms = vocabulary.in_order([vocabulary.number(part) for part in parts])

    assert keys.tolist() == list(range(50))
    assert terms.tolist() == [7, 3, 7, *range(50)]


def test_unknown_term_has_no_postings():
    postings = build_postings([Document("a", "电池")], Bm25())

    begins, ends = postings.locate(np.array([0, 2**64 - 1], dtype=np.uint64))

    assert (begins == ends).all()


def test_no_documents_and_empty_documents_make_empty_postings():
    assert len(build_postings([], Bm25()).documents) == 0
    assert len(build_postings([Document("a", "")], Bm25()).documents) == 0
