import numpy as np

from kechuang.engines.match import Query
from kechuang.engines.match.analyse import analyse
from kechuang.engines.match.demand import Anchoring, weigh_query
from tests.engines.match.samples import DEMAND


def same_rarity(keys):
    return np.full(len(keys), 4.0)


def weights(query, anchoring=None):
    weighed = weigh_query(query, same_rarity, anchoring or Anchoring())
    return dict(zip(weighed.keys.tolist(), weighed.weights.tolist(), strict=True))


def key(term):
    terms = analyse(term)
    return int(terms.keys[terms.lengths == len(term)][0])


def test_title_leads_body_follows_and_the_firm_is_silent():
    weighed = weights(DEMAND)

    assert weighed[key("氮化")] > weighed[key("烧结")] > 0
    assert key("注册") not in weighed
    assert key("利润") not in weighed


def test_sections_about_the_firm_are_not_read_at_all():
    passages = weigh_query(DEMAND, same_rarity, Anchoring()).passages

    assert not [passage for passage in passages if "注册资本" in passage.terms.text]


def test_sentence_near_the_title_weighs_more_than_an_unrelated_one():
    weighed = weights(Query("q", "锂电池", "锂电池隔膜。\n花椒去苦。"))

    assert weighed[key("隔膜")] > weighed[key("花椒")] > 0


def test_framing_words_of_a_title_weigh_little():
    weighed = weights(DEMAND)

    assert weighed[key("产业")] <= weighed[key("单晶")] / 2


def test_body_never_outweighs_its_share_of_the_title():
    long = Query("q", "锂电池", "锂电池隔膜涂覆浆料黏度控制与卷绕张力闭环调节" * 30)
    anchoring = Anchoring(body_share=0.5)

    title_only = sum(weights(Query("q", "锂电池")).values())

    assert sum(weights(long, anchoring).values()) <= 1.5 * title_only + len(weights(long))


def test_body_terms_are_limited_in_number():
    body = Query("q", "锂电池", "锂电池隔膜涂覆浆料黏度控制与卷绕张力闭环调节")
    few = Anchoring(body_terms=3)

    title = set(weights(Query("q", "锂电池")))

    assert len(set(weights(body, few)) - title) <= 3 < len(set(weights(body)) - title)


def test_body_takes_the_lead_where_there_is_no_title():
    weighed = weights(Query("q", "", "立方氮化硼烧结"))

    assert weighed[key("氮化")] > 0


def test_title_of_framing_alone_is_taken_at_its_word():
    weighed = weigh_query(Query("q", "智能系统平台"), same_rarity, Anchoring())

    assert weighed.telling.any()
    assert not weighed.anchor.is_framing.any()


def test_empty_query_has_no_terms():
    assert len(weigh_query(Query("q", ""), same_rarity, Anchoring()).keys) == 0
