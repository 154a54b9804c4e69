import pytest

from kechuang.engines.match import Document, Index, Query

TITLE = "锂离子电池热失控预警"


def found(wanted, offered):
    index = Index.build([Document("d", TITLE, attributes=offered)])
    return index.search(Query("q", TITLE, attributes=wanted))[0]


def reason(hit, kind):
    return next(reason for reason in hit.reasons if reason.kind == kind)


PLAIN = found({}, {}).score


@pytest.mark.parametrize(
    ("kind", "wanted", "offered", "sign"),
    [
        ("discipline", {"discipline": "能源"}, {"discipline": "能源"}, 1),
        ("discipline", {"discipline": "能源"}, {"discipline": "材料"}, 0),
        ("industry", {"industry": "C38"}, {"industry": "C38"}, 1),
        ("industry", {"industry": "C38"}, {"industry": "A01"}, -1),
        ("maturity", {"needed_maturity": 6}, {"maturity": 6}, 1),
        ("maturity", {"needed_maturity": 6}, {"maturity": 5}, -1),
        ("budget", {"budget_fen": 100}, {"price_fen": 100}, 1),
        ("budget", {"budget_fen": 100}, {"price_fen": 101}, -1),
        ("place", {"region": "990101"}, {"region": "990101"}, 1),
        ("place", {"region": "990101"}, {"region": "990102"}, 0),
    ],
)
def test_known_attributes_move_the_score_and_say_so(kind, wanted, offered, sign):
    hit = found(wanted, offered)

    assert (hit.score > PLAIN) - (hit.score < PLAIN) == sign
    assert reason(hit, kind).points == hit.score - PLAIN
    assert "未知" not in reason(hit, kind).detail.zh


@pytest.mark.parametrize(
    ("kind", "wanted", "offered"),
    [
        ("discipline", {"discipline": "能源"}, {}),
        ("industry", {"industry": "C38"}, {"industry": None}),
        ("maturity", {"needed_maturity": 6}, {"maturity": None}),
        ("maturity", {"needed_maturity": 6}, {"maturity": 0}),
        ("budget", {"budget_fen": 100}, {"price_fen": None}),
        ("place", {"region": "990101"}, {"region": ""}),
    ],
)
def test_unknown_attribute_of_a_document_is_neutral_and_said(kind, wanted, offered):
    hit = found(wanted, offered)

    assert hit.score == PLAIN
    assert reason(hit, kind).points == 0
    assert "未知" in reason(hit, kind).detail.zh


@pytest.mark.parametrize(
    "wanted",
    [{}, {"region": None}, {"industry": ""}, {"needed_maturity": "很高"}, {"budget_fen": -1}],
)
def test_what_a_query_does_not_say_is_not_judged(wanted):
    offered = {"region": "990101", "industry": "C38", "maturity": 9, "price_fen": 10}

    hit = found(wanted, offered)

    assert hit.score == PLAIN
    assert {reason.kind for reason in hit.reasons} <= {"term", "rest", "coverage"}


def test_the_further_from_the_needed_maturity_the_lower():
    scores = [found({"needed_maturity": 9}, {"maturity": level}).score for level in (9, 8, 6)]

    assert scores == sorted(scores, reverse=True)


def test_money_is_shown_in_yuan_and_maturity_as_level():
    hit = found({"budget_fen": 12_345_678, "needed_maturity": 6}, {"price_fen": 5, "maturity": 7})

    assert "123,456.78 元" in reason(hit, "budget").detail.zh
    assert "0.05 元" in reason(hit, "budget").detail.zh
    assert "TRL 7" in reason(hit, "maturity").detail.en
