import pytest
from django.db.models import Q

from kechuang.audit.models import Event
from kechuang.audit.selectors import verify_chain
from kechuang.base.errors import NotAllowed
from kechuang.engines.match import Index, Query
from kechuang.outcomes import access, selectors
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.services import advance_outcome, read_confidential_text, withdraw_outcome
from tests.base.registry.cast import AT, HARBOUR_DISTRICT, LAKE_DISTRICT, clerk
from tests.rooms.outcomes.conftest import CANARY


def test_before_publication_only_owners_and_bureau_know_of_it(
    alice, bob, charlie, bureau, anyone, registered
):
    seen = {
        name: selectors.visible_outcomes(person.actor).exists()
        for name, person in {
            "alice": alice,
            "bob": bob,
            "charlie": charlie,
            "bureau": bureau,
            "anyone": anyone,
        }.items()
    }

    assert seen == {
        "alice": True,
        "bob": True,
        "charlie": False,
        "bureau": True,
        "anyone": False,
    }
    with pytest.raises(Outcome.DoesNotExist):
        selectors.outcome_for(charlie.actor, registered.pk)


def test_once_published_everybody_knows_of_it(anyone, charlie, published):
    for person in (anyone, charlie):
        assert selectors.outcome_for(person.actor, published.pk) == published


def test_a_withdrawn_outcome_is_gone_for_the_public(alice, anyone, published):
    withdraw_outcome(by=alice.actor, at=AT, outcome=published, reason="修改")

    assert not selectors.visible_outcomes(anyone.actor).exists()
    assert selectors.visible_outcomes(alice.actor).exists()


def test_a_district_clerk_sees_unpublished_outcomes_of_the_district_only(registered):
    here, elsewhere = clerk("a", district=LAKE_DISTRICT), clerk("b", district=HARBOUR_DISTRICT)

    assert access.is_supervisor(here.actor, registered)
    assert not access.is_supervisor(elsewhere.actor, registered)


def test_owners_read_the_confidential_text_without_an_event(bob, published):
    events = Event.objects.count()

    assert read_confidential_text(by=bob.actor, at=AT, outcome=published) == CANARY
    assert Event.objects.count() == events


def test_each_reading_by_the_bureau_is_an_event(bureau, published):
    assert read_confidential_text(by=bureau.actor, at=AT, outcome=published) == CANARY

    event = Event.objects.last()
    assert (event.command, event.actor_name) == ("read_confidential_text", "clerk")
    assert event.target_id == str(published.pk)
    assert verify_chain().is_whole


@pytest.mark.parametrize("outsider", ["charlie", "anyone"])
def test_outsiders_never_read_the_confidential_text(request, published, outsider):
    person = request.getfixturevalue(outsider)

    with pytest.raises(NotAllowed):
        read_confidential_text(by=person.actor, at=AT, outcome=published)


def test_lists_do_not_even_load_the_confidential_text(alice, published):
    assert "confidential_text" in selectors.visible_outcomes(alice.actor)[0].get_deferred_fields()


def test_match_documents_tell_public_text_only(published, university):
    (document,) = selectors.match_documents()

    assert (document.id, document.title) == (str(published.pk), "低温封接玻璃粉")
    assert document.keywords == ("封接", "玻璃粉")
    assert document.attributes == {
        "discipline": "430",
        "maturity": 6,
        "price_fen": 30_000_000,
        "region": university.region_code,
    }
    assert CANARY not in repr(document)


def test_match_documents_can_be_searched(published):
    index = Index.build(selectors.match_documents())

    (hit,) = index.search(Query("1", "真空器件封接"))

    assert hit.document_id == str(published.pk)


@pytest.mark.parametrize("command", ["withdraw", "return", "convert"])
def test_what_can_no_longer_be_taken_up_is_not_matched(alice, published, command):
    advance_outcome(by=alice.actor, at=AT, outcome=published, command=command, reason="测试")

    assert list(selectors.match_documents()) == []


def test_unregistered_outcomes_are_not_matched(registered):
    assert list(selectors.match_documents()) == []


def test_the_guard_is_what_keeps_outsiders_out(monkeypatch, charlie, registered):
    """The red control: with the predicates off, the outsider sees and reads everything."""
    monkeypatch.setattr(selectors, "visible_to", lambda actor: Q(pk__isnull=False))
    monkeypatch.setattr(access, "supervised_by", lambda actor: Q())

    outcome = selectors.outcome_for(charlie.actor, registered.pk)

    assert read_confidential_text(by=charlie.actor, at=AT, outcome=outcome) == CANARY
