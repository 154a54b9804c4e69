"""Nobody signs up alone, guesses passwords, or enters a privileged role with one factor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override
from pytest_django.fixtures import Settings

from kechuang.accounts.models import User
from kechuang.accounts.services import create_account
from kechuang.base.actors import system_actor
from kechuang.base.errors import InvalidInput
from tests.cast import AT, PASSWORD, Person

WRONG = "a-guessed-Passphrase-1"
BY = system_actor("test")


@pytest.fixture(autouse=True)
def _counted_anew() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def lin(db: None) -> User:
    user = User(username="lin", full_name="林青")
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client: Client, password: str, name: str = "lin") -> bool:
    client.post("/accounts/login/", {"login": name, "password": password})
    return "_auth_user_id" in client.session


def test_the_right_password_opens_a_session_in_a_protected_cookie(lin: User) -> None:
    client = Client()

    assert log_in(client, PASSWORD)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert int(cookie["max-age"] or 0) <= 8 * 60 * 60


def test_a_wrong_password_and_an_unknown_name_read_the_same(lin: User) -> None:
    answers = [
        Client().post("/accounts/login/", {"login": name, "password": WRONG}).context["form"].errors
        for name in ("lin", "nobody")
    ]

    assert answers[0] == answers[1]
    assert answers[0]


def test_after_repeated_failures_even_the_right_password_waits(lin: User) -> None:
    for _ in range(5):
        assert not log_in(Client(), WRONG)

    assert not log_in(Client(), PASSWORD)


def test_without_the_limit_guessing_would_go_on(lin: User, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(5):
        log_in(Client(), WRONG)

    assert log_in(Client(), PASSWORD)


def test_one_person_s_failures_do_not_lock_out_another(lin: User) -> None:
    for _ in range(5):
        log_in(Client(), WRONG, name="somebody")

    assert log_in(Client(), PASSWORD)


def test_failures_are_counted_together_for_all_server_processes(settings: Settings) -> None:
    backend = settings.CACHES["default"]["BACKEND"]

    assert "locmem" not in backend
    assert "dummy" not in backend


def test_a_closed_account_does_not_log_in(lin: User) -> None:
    User.objects.update(is_active=False)

    assert not log_in(Client(), PASSWORD)


def test_nobody_signs_up(db: None) -> None:
    given = {"username": "new", "password1": PASSWORD, "password2": PASSWORD}

    Client().post("/accounts/signup/", given)

    assert not User.objects.exists()


@pytest.fixture
def _two_factors(settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = {"administrator", "auditor", "bureau", "bank"}


def confirm_second_factor(who: Person, kind: str = Authenticator.Type.TOTP) -> None:
    Authenticator.objects.create(user_id=who.actor.account_id, type=kind, data={"secret": "x"})


@pytest.mark.usefixtures("_two_factors")
@pytest.mark.parametrize("who", ["clerk", "auditor", "admin"])
@pytest.mark.parametrize("address", ["/", "/audit/anchors/", "/parties/"])
def test_privileged_roles_set_up_a_second_factor_first(
    who: str, address: str, request: pytest.FixtureRequest
) -> None:
    answer = request.getfixturevalue(who).client.get(address)

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/totp/activate/")


@pytest.mark.usefixtures("_two_factors")
def test_with_a_second_factor_they_enter(clerk: Person) -> None:
    confirm_second_factor(clerk)

    assert clerk.client.get("/parties/").status_code == 200


@pytest.mark.usefixtures("_two_factors")
def test_recovery_codes_alone_are_no_second_factor(clerk: Person) -> None:
    confirm_second_factor(clerk, Authenticator.Type.RECOVERY_CODES)

    assert clerk.client.get("/parties/").status_code == 302


@pytest.mark.usefixtures("_two_factors")
@pytest.mark.parametrize("who", ["alice", "una", "anonymous"])
def test_other_roles_enter_with_one_factor(who: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(who).client.get("/parties/").status_code == 200


def test_where_no_role_needs_it_nobody_is_asked(clerk: Person, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = set()

    assert clerk.client.get("/parties/").status_code == 200


@pytest.mark.usefixtures("_two_factors")
def test_the_way_to_the_second_factor_is_open(clerk: Person) -> None:
    answer = clerk.client.get("/accounts/2fa/totp/activate/")

    assert answer.headers.get("Location", "/accounts/").startswith("/accounts/reauthenticate/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("password", ["short", "1234567890", "password123", "linqing-2026"])
def test_a_weak_password_is_refused_in_both_languages(
    password: str, language: str, db: None
) -> None:
    with override(language), pytest.raises(InvalidInput) as refused:
        create_account(by=BY, at=AT, username="linqing", full_name="林青", password=password)

    assert "密码" in refused.value.why.zh
    assert refused.value.why.en.isascii()
    assert not User.objects.exists()
