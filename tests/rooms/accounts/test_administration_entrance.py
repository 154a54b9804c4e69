"""Log-in has the pages this platform needs; what the library offers besides is closed."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import resolve, reverse

from kechuang.accounts import entrance
from kechuang.accounts.models import User
from kechuang.accounts.views import people
from tests.cast import PASSWORD

CLOSED = [
    "/accounts/email/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/abc/",
    "/accounts/password/set/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-abc/",
    "/accounts/password/reset/key/done/",
    "/accounts/login/code/confirm/",
    "/accounts/login/code/",
    "/accounts/signup/passkey/",
]
SIGN_UP = {"username": "mallory", "email": "m@example.org", "password1": PASSWORD}


@pytest.fixture
def member(db):
    user = User.objects.create_user("lin", email="lin@example.org", password=PASSWORD)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("url", CLOSED)
def test_a_closed_page_is_not_found_logged_in_or_not(client, member, url):
    for reader in (client, member):
        assert reader.get(url).status_code == 404
        assert reader.post(url, {"email": "lin@example.org"}).status_code == 404


def test_the_list_of_open_pages_is_what_closes_the_others():
    """The red control: the library itself would answer there."""
    library = [str(pattern.pattern) for pattern in entrance.urlpatterns[-1].url_patterns]

    assert {"email/", "confirm-email/", "password/reset/", "password/set/"} <= set(library)
    assert resolve("/accounts/email/").func == people.closed


def test_nobody_signs_up(db, client):
    client.post("/accounts/signup/", SIGN_UP | {"password2": PASSWORD})

    assert "不开放自行注册" in client.get("/accounts/signup/").content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "请联系本单位管理员"), ("en", "Ask your organisation")]
)
def test_a_forgotten_password_is_a_matter_for_the_administrator(client, member, language, words):
    url = reverse("account_reset_password")

    answer = client.get(url, headers={"accept-language": language})

    assert url == "/accounts/password/reset/"
    assert words in answer.content.decode()
    assert client.post(url, {"email": "lin@example.org"}).status_code == 405
    assert mail.outbox == []


@pytest.mark.parametrize(
    "url",
    ["/accounts/login/", "/accounts/password/change/", "/accounts/logout/", "/accounts/2fa/"],
)
def test_the_pages_of_log_in_are_open(member, url):
    assert member.get(url).status_code in (200, 302)
