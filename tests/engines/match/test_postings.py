import numpy as np

from kechuang.engines.match import Document
from kechuang.engines.match.analyse import analyse
from kechuang.engines.match.postings import build_postings
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
    assert postings.impacts[where][0] > postings.impacts[where][1]


def test_unknown_term_has_no_postings():
    postings = build_postings([Document("a", "电池")], Bm25())

    begins, ends = postings.locate(np.array([0, 2**64 - 1], dtype=np.uint64))

    assert (begins == ends).all()


def test_no_documents_and_empty_documents_make_empty_postings():
    assert len(build_postings([], Bm25()).documents) == 0
    assert len(build_postings([Document("a", "")], Bm25()).documents) == 0
