import pytest
from django.db.models import Q

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed
from kechuang.demands import access, selectors
from kechuang.demands.models import Demand
from kechuang.demands.services import read_confidential_text, submit_demand
from tests.base.registry.cast import AT, HARBOUR_DISTRICT, LAKE_DISTRICT, clerk
from tests.rooms.demands.conftest import NAME_CANARY, TEXT_CANARY

EVERYBODY = ("alice", "bob", "charlie", "bureau", "anyone")


@pytest.fixture
def seen_by(request):
    """The names of those who see any demand at all."""

    def names():
        return {
            name
            for name in EVERYBODY
            if selectors.visible_demands(request.getfixturevalue(name).actor).exists()
        }

    return names


def test_a_draft_is_seen_by_its_own_people_only(draft, seen_by):
    assert seen_by() == {"alice", "bob"}


def test_once_submitted_the_bureau_sees_it_too(alice, draft, seen_by):
    submit_demand(by=alice.actor, at=AT, demand=draft)

    assert seen_by() == {"alice", "bob", "bureau"}


@pytest.mark.parametrize("confidentiality", ["public", "name_hidden"])
def test_once_published_everybody_sees_it(publish, seen_by, confidentiality):
    publish(confidentiality)

    assert seen_by() == set(EVERYBODY)


def test_a_restricted_demand_is_seen_by_its_people_and_the_bureau_only(
    restricted, charlie, seen_by
):
    assert seen_by() == {"alice", "bob", "bureau"}
    with pytest.raises(Demand.DoesNotExist):
        selectors.demand_for(charlie.actor, restricted.pk)


@pytest.mark.parametrize(
    ("who", "knows"),
    [("alice", True), ("bob", True), ("bureau", True), ("charlie", False), ("anyone", False)],
)
def test_a_hidden_name_is_known_to_its_people_and_the_bureau_only(
    request, hidden, company, who, knows
):
    demand = selectors.demand_for(request.getfixturevalue(who).actor, hidden.pk)

    assert (demand.shown_name, demand.shown_party) == (
        (NAME_CANARY, company.pk) if knows else ("", None)
    )


def test_a_public_name_is_known_to_everybody(anyone, published, company):
    demand = selectors.demand_for(anyone.actor, published.pk)

    assert (demand.shown_name, demand.shown_party) == (NAME_CANARY, company.pk)


def test_a_district_clerk_knows_the_names_of_the_district_only(hidden):
    here, elsewhere = clerk("a", district=LAKE_DISTRICT), clerk("b", district=HARBOUR_DISTRICT)

    names = [
        selectors.demand_for(person.actor, hidden.pk).shown_name for person in (here, elsewhere)
    ]

    assert names == [NAME_CANARY, ""]


def test_its_people_read_the_confidential_text_without_an_event(bob, published):
    events = Event.objects.count()

    assert read_confidential_text(by=bob.actor, at=AT, demand=published) == TEXT_CANARY
    assert Event.objects.count() == events


def test_each_reading_by_the_bureau_is_an_event(bureau, published):
    assert read_confidential_text(by=bureau.actor, at=AT, demand=published) == TEXT_CANARY
    assert Event.objects.last().command == "read_confidential_text"


@pytest.mark.parametrize("outsider", ["charlie", "anyone"])
def test_outsiders_never_read_the_confidential_text(request, published, outsider):
    with pytest.raises(NotAllowed):
        read_confidential_text(by=request.getfixturevalue(outsider).actor, at=AT, demand=published)


def test_lists_load_nothing_that_has_to_be_concealed(alice, published):
    deferred = selectors.visible_demands(alice.actor)[0].get_deferred_fields()

    assert deferred == {"confidential_text", "enterprise_name", "enterprise_id"}


def test_the_guard_is_what_keeps_the_name_hidden(monkeypatch, anyone, hidden):
    """The red control: with the predicate off, the canary shows."""
    monkeypatch.setattr(selectors, "names_shown_to", lambda actor: Q(pk__isnull=False))

    assert selectors.demand_for(anyone.actor, hidden.pk).shown_name == NAME_CANARY


def test_the_guard_is_what_keeps_restricted_demands_from_outsiders(
    monkeypatch, charlie, restricted
):
    """The red control: with the predicates off, the outsider sees and reads everything."""
    monkeypatch.setattr(selectors, "visible_to", lambda actor: Q(pk__isnull=False))
    monkeypatch.setattr(access, "supervised_by", lambda actor: Q())

    demand = selectors.demand_for(charlie.actor, restricted.pk)

    assert read_confidential_text(by=charlie.actor, at=AT, demand=demand) == TEXT_CANARY
