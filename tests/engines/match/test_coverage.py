import numpy as np
import pytest

from kechuang.engines.match import Document
from kechuang.engines.match.coverage import cover
from kechuang.engines.match.passage import read_passage
from kechuang.engines.match.postings import build_postings
from kechuang.engines.match.weighting import Bm25


def same_rarity(keys):
    return np.full(len(keys), 5.0)


def coverage(title, *documents):
    postings = build_postings(documents, Bm25())
    anchor = read_passage(title, leads=True)
    found = cover(postings, anchor, np.arange(len(documents)), same_rarity)
    return [tuple(int(column[at]) for column in found) for at in range(len(documents))]


@pytest.mark.parametrize(
    ("title", "held", "expected"),
    [
        ("立方氮化硼刀具", "立方氮化硼刀具", (10_000, 7, 1)),
        ("立方氮化硼刀具", "氮化硼", (4285, 3, 1)),
        ("立方氮化硼刀具", "立方，刀具", (5714, 2, 2)),
        ("立方氮化硼刀具", "唐诗", (0, 0, 0)),
        ("立方氮化硼刀具的研制", "研制", (0, 0, 0)),
        ("FPGA信号接收", "FPGA", (5000, 4, 1)),
    ],
)
def test_share_longest_phrase_and_phrases_of_a_title(title, held, expected):
    assert coverage(title, Document("d", held)) == [expected]


def test_each_document_is_measured_by_itself():
    documents = [Document("a", "刀具"), Document("b", "刀具立方"), Document("c", "", "刀具")]

    shares = [share for share, _, _ in coverage("立方氮化硼刀具", *documents)]

    assert shares == [2857, 5714, 1428]


def test_title_of_two_letters_is_measured_as_if_it_had_four():
    assert coverage("刀具", Document("d", "刀具")) == [(5000, 2, 1)]


def test_empty_title_and_no_documents_have_no_coverage():
    assert coverage("", Document("d", "刀具")) == [(0, 0, 0)]
    assert coverage("刀具") == []
