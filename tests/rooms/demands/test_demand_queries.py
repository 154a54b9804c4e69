import pytest

from kechuang.demands.selectors import match_query, open_demands
from kechuang.demands.services import advance_demand
from tests.base.registry.cast import AT
from tests.rooms.demands.conftest import NAME_CANARY, TEXT_CANARY


def test_a_published_demand_is_asked_with_its_public_text_and_attributes(published, company):
    query = match_query(open_demands().get())

    assert (query.id, query.title) == (str(published.pk), "提高薄壁件镗孔精度")
    assert query.text == "薄壁铝件镗孔时圆度超差。\n现有夹具变形大。\n圆度\n良率"
    assert query.attributes == {
        "industry": "34",
        "needed_maturity": 7,
        "budget_fen": 50_000_000,
        "region": company.region_code,
    }


@pytest.mark.parametrize("confidentiality", ["public", "name_hidden", "restricted"])
def test_a_query_never_tells_name_or_confidential_text(publish, confidentiality):
    query = match_query(publish(confidentiality))

    assert NAME_CANARY not in repr(query)
    assert TEXT_CANARY not in repr(query)


@pytest.mark.parametrize("confidentiality", ["name_hidden", "restricted"])
def test_a_query_of_a_concealed_enterprise_does_not_tell_its_place(publish, confidentiality):
    assert match_query(publish(confidentiality)).attributes["region"] is None


def test_a_draft_is_not_open(draft):
    assert list(open_demands()) == []


def test_a_matched_demand_stays_open_and_a_negotiated_one_does_not(alice, published):
    advance_demand(by=alice.actor, at=AT, demand=published, command="match")
    assert list(open_demands()) == [published]

    advance_demand(by=alice.actor, at=AT, demand=published, command="negotiate")
    assert list(open_demands()) == []


def test_asking_all_open_demands_takes_two_queries(publish, django_assert_num_queries):
    for _ in range(3):
        publish("public")

    with django_assert_num_queries(2):
        assert len([match_query(demand) for demand in open_demands()]) == 3
