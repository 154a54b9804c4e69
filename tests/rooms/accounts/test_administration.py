"""What administrators do to accounts and roles, what they may not do, and what is kept of it."""

import json

import pytest

from kechuang.accounts import services
from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.accounts.services import separation
from kechuang.audit.models import Event
from kechuang.base.actors import system_actor
from kechuang.base.errors import InvalidInput, NotAllowed, Refusal, WrongState
from kechuang.base.roles import Role
from tests.cast import AT, LAKE_DISTRICT, PASSWORD, TODAY, YESTERDAY, person

TOMORROW = TODAY.replace(day=TODAY.day + 1)
SYSTEM = system_actor("test")
UNGUARDED = {"refuse_own_account", "refuse_auditing_oneself", "refuse_losing_last_administrator"}


@pytest.fixture
def unguarded(monkeypatch):
    """The red control: every guard of the separation of duties is off."""
    for name in UNGUARDED:
        monkeypatch.setattr(separation, name, lambda *args, **kwargs: None)


def user_of(somebody):
    return User.objects.get(pk=somebody.actor.account_id)


def role_of(somebody):
    return Membership.objects.get(user=somebody.actor.account_id)


def grant(admin, somebody, role, **given):
    return services.grant_membership(
        by=admin.actor, at=AT, user=user_of(somebody), role=role, **({"since": TODAY} | given)
    )


def end(by, membership, reason="岗位调整"):
    services.end_membership(by=by, at=AT, on=TODAY, membership=membership, reason=reason)


def deactivate(by, somebody, reason="离职"):
    services.deactivate_account(by=by, at=AT, on=TODAY, user=user_of(somebody), reason=reason)


def reactivate(by, somebody, reason="返聘"):
    services.reactivate_account(by=by, at=AT, user=user_of(somebody), reason=reason)


def reset(by, somebody):
    return services.reset_password(by=by, at=AT, user=user_of(somebody))


def commands():
    return list(Event.objects.values_list("command", flat=True))


COMMANDS = {
    "end": lambda by, alice: end(by, role_of(alice)),
    "deactivate": deactivate,
    "reactivate": reactivate,
    "reset": reset,
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("who", ["anonymous", "alice", "clerk", "auditor"])
def test_only_administrators_administer(request, bob, name, who):
    actor = request.getfixturevalue(who).actor

    with pytest.raises(NotAllowed):
        COMMANDS[name](actor, bob)

    assert commands() == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_event_are_written_together(monkeypatch, admin, alice, name):
    """Where the event cannot be written, nothing is."""
    if name == "reactivate":
        deactivate(admin.actor, alice)
    before = (User.objects.values().get(username="alice"), Membership.objects.count())
    events = Event.objects.count()

    def fail(*_):
        raise RuntimeError("planted")

    monkeypatch.setattr("kechuang.audit.services.recording.payload_leaf", fail)
    with pytest.raises(RuntimeError):
        COMMANDS[name](admin.actor, alice)

    assert (User.objects.values().get(username="alice"), Membership.objects.count()) == before
    assert Event.objects.count() == events


def test_an_ended_role_holds_to_the_end_of_the_day(admin, alice):
    end(admin.actor, role_of(alice))

    assert actor_of(user_of(alice), on=TODAY).has_role(Role.ENTERPRISE)
    assert not actor_of(user_of(alice), on=TOMORROW).has_role(Role.ENTERPRISE)
    event = Event.objects.get(command="end_membership")
    assert event.payload["reason"] == "岗位调整"
    assert event.payload["until"] == TODAY.isoformat()


def test_a_role_that_has_not_begun_is_withdrawn(admin, alice):
    coming = grant(admin, alice, Role.EXPERT, since=TOMORROW)

    end(admin.actor, coming)

    assert not actor_of(user_of(alice), on=TOMORROW).has_role(Role.EXPERT)
    event = Event.objects.get(command="withdraw_membership")
    assert (event.target_kind, event.target_id) == ("accounts.user", str(user_of(alice).pk))


def test_a_role_ends_once(admin, alice):
    end(admin.actor, role_of(alice))

    with pytest.raises(WrongState, match="it ends on 2026-11-21 already"):
        end(admin.actor, role_of(alice))


@pytest.mark.parametrize("name", ["end", "deactivate", "reactivate"])
def test_a_reason_is_needed(admin, alice, name):
    act = {
        "end": lambda: end(admin.actor, role_of(alice), " "),
        "deactivate": lambda: deactivate(admin.actor, alice, ""),
        "reactivate": lambda: reactivate(admin.actor, alice, "\n"),
    }[name]

    with pytest.raises(InvalidInput, match="no reason was given"):
        act()


def test_a_deactivated_account_acts_for_nobody(admin, alice):
    assert alice.client.get("/workspace/").wsgi_request.user.is_authenticated

    deactivate(admin.actor, alice)

    assert actor_of(user_of(alice), on=TODAY).grants == frozenset()
    assert not alice.client.get("/workspace/").wsgi_request.user.is_authenticated
    reactivate(admin.actor, alice)
    assert actor_of(user_of(alice), on=TODAY).has_role(Role.ENTERPRISE)
    assert [e.payload["reason"] for e in Event.objects.all()] == ["离职", "返聘"]


def test_standing_changes_only_to_the_other(admin, alice):
    with pytest.raises(WrongState, match="active already"):
        reactivate(admin.actor, alice)
    deactivate(admin.actor, alice)
    with pytest.raises(WrongState, match="inactive already"):
        deactivate(admin.actor, alice)


def test_a_reset_password_works_is_temporary_and_ends_sessions(admin, alice):
    password = reset(admin.actor, alice)

    user = user_of(alice)
    assert user.check_password(password)
    assert user.must_change_password
    assert not alice.client.get("/workspace/").wsgi_request.user.is_authenticated


def test_no_password_is_ever_in_the_audit_chain(admin, bob):
    person_made = services.create_account(
        by=admin.actor, at=AT, username="new", full_name="新人", password=PASSWORD
    )
    given = services.reset_password(by=admin.actor, at=AT, user=person_made)
    own = actor_of(person_made, on=TODAY)
    chosen = "my-own-Secret-2026"
    services.change_own_password(by=own, at=AT, user=person_made, password=chosen)

    chain = json.dumps(list(Event.objects.values()), default=str)
    assert commands() == ["create_account", "reset_password", "change_own_password"]
    for secret in (PASSWORD, given, chosen, person_made.password):
        assert secret not in chain


def test_nobody_chooses_the_password_of_somebody_else(admin, alice):
    with pytest.raises(NotAllowed):
        services.change_own_password(
            by=admin.actor, at=AT, user=user_of(alice), password="my-own-Secret-2026"
        )


def test_generated_passwords_are_strong_and_never_the_same(admin):
    passwords = {services.generated_password() for _ in range(500)}

    assert len(passwords) == 500
    assert all(len(password) == 19 and not set(password) & set("0O1lIi") for password in passwords)


def test_administrators_do_not_raise_themselves(admin):
    with pytest.raises(InvalidInput, match="may not do it to themselves"):
        grant(admin, admin, Role.BUREAU)


def test_administrators_do_not_close_themselves(admin):
    person("second", Role.ADMINISTRATOR)

    with pytest.raises(InvalidInput, match="may not do it to themselves"):
        deactivate(admin.actor, admin)


PAIRS = [
    ("auditor", Role.ADMINISTRATOR),
    ("auditor", Role.BUREAU),
    ("clerk", Role.AUDITOR),
    ("second", Role.AUDITOR),
]


@pytest.fixture
def second(db):
    return person("second", Role.ADMINISTRATOR)


@pytest.mark.parametrize(("who", "role"), PAIRS)
def test_nobody_audits_what_the_same_person_does(request, admin, who, role):
    with pytest.raises(InvalidInput, match="an auditor may be neither"):
        grant(admin, request.getfixturevalue(who), role)


@pytest.mark.parametrize(("who", "role"), [("auditor", Role.EXPERT), ("clerk", Role.ADMINISTRATOR)])
def test_other_roles_combine(request, admin, who, role):
    assert grant(admin, request.getfixturevalue(who), role).pk


def test_a_clerk_becomes_auditor_the_day_after(admin, clerk):
    end(admin.actor, role_of(clerk))

    with pytest.raises(InvalidInput):
        grant(admin, clerk, Role.AUDITOR, since=TODAY)

    assert grant(admin, clerk, Role.AUDITOR, since=TOMORROW).pk


def test_a_clerk_appointed_for_later_is_no_auditor_beyond_that_day(admin, alice):
    grant(admin, alice, Role.BUREAU, since=TOMORROW)

    with pytest.raises(InvalidInput):
        grant(admin, alice, Role.AUDITOR, since=YESTERDAY)

    assert grant(admin, alice, Role.AUDITOR, since=YESTERDAY, until=TODAY).pk


def expiring(admin):
    Membership.objects.filter(user=admin.actor.account_id).update(until=TODAY)


def inactive(admin):
    User.objects.filter(pk=admin.actor.account_id).update(is_active=False)


def coming(admin):
    Membership.objects.filter(user=admin.actor.account_id).update(since=TOMORROW)


TAKING_AWAY = {
    "role": lambda second: end(SYSTEM, role_of(second)),
    "account": lambda second: deactivate(SYSTEM, second),
}


@pytest.mark.parametrize("taking", TAKING_AWAY)
@pytest.mark.parametrize("flaw", [expiring, inactive, coming])
def test_the_last_active_administrator_stays(admin, second, taking, flaw):
    """An administrator who is inactive, not yet appointed or gone tomorrow does not count."""
    flaw(admin)

    with pytest.raises(WrongState, match="the last active administrator"):
        TAKING_AWAY[taking](second)


@pytest.mark.parametrize("taking", TAKING_AWAY)
def test_an_administrator_may_go_while_another_stays(admin, second, taking):
    TAKING_AWAY[taking](second)

    assert len(commands()) == 1


@pytest.mark.usefixtures("unguarded")
def test_the_guards_are_what_keeps_the_duties_apart(admin, auditor, second):
    """The red control: without them every refused command above goes through."""
    grant(admin, admin, Role.BUREAU)
    grant(admin, auditor, Role.BUREAU)
    expiring(second)
    deactivate(admin.actor, admin)

    assert not user_of(admin).is_active
    assert commands() == ["grant_membership", "grant_membership", "deactivate_account"]


@pytest.mark.parametrize(
    ("district", "is_accepted"),
    [(LAKE_DISTRICT, True), ("", True), ("110101", False), ("990100", False), ("99", False)],
)
def test_a_district_is_one_of_this_city(admin, alice, district, is_accepted):
    if is_accepted:
        assert grant(admin, alice, Role.BUREAU, district=district).pk
    else:
        with pytest.raises(Refusal):
            grant(admin, alice, Role.BUREAU, district=district)


@pytest.mark.parametrize(
    "given",
    [
        {"username": "ALICE"},
        {"username": "with blank"},
        {"username": "x" * 151},
        {"full_name": ""},
        {"phone": "12345"},
        {"password": "1234567890"},
    ],
)
def test_an_account_that_cannot_be_is_refused(admin, alice, given):
    content = {"username": "new", "full_name": "新人", "password": PASSWORD} | given

    with pytest.raises(Refusal):
        services.create_account(by=admin.actor, at=AT, **content)

    assert not User.objects.filter(full_name="新人").exists()
