"""The style page and the account pages, as a visitor and as a person who logs in."""

from __future__ import annotations

import pytest
from django.test import Client

from kechuang.accounts.models import User
from kechuang.design.icons import icon_names
from tests.design.scanning import refused_parts

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.design.addresses")]
PASSWORD = "yunlan-2026-demo"


@pytest.fixture
def person(client: Client) -> Client:
    User.objects.create_user("lin", password=PASSWORD, full_name="林知夏")
    client.post("/accounts/login/", {"login": "lin", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "样式页"), ("en", "Style page")])
def test_the_style_page_shows_everything(client: Client, language: str, words: str) -> None:
    page = client.get("/design/", headers={"accept-language": language})

    html = page.content.decode()
    assert f"<h1>{words}</h1>" in html
    assert all(f"#{name}" in html for name in icon_names())
    assert html.count('role="group" aria-label=') == 4
    assert refused_parts(html) == []


def test_logging_in_is_a_native_page(client: Client) -> None:
    html = client.get("/accounts/login/").content.decode()

    assert "<h1>登录</h1>" in html
    assert 'class="masthead"' in html
    assert refused_parts(html) == []


def test_the_language_can_be_changed_on_every_page(client: Client) -> None:
    client.post("/language/", {"language": "en", "next": "/accounts/login/"})

    assert "<h1>Log in</h1>" in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/accounts/password/change/", "修改密码"),
        ("/accounts/2fa/", "恢复代码"),
        ("/accounts/2fa/totp/activate/", "启用两步验证"),
        ("/accounts/logout/", "退出登录"),
    ],
)
def test_account_pages_are_native(person: Client, path: str, words: str) -> None:
    html = person.get(path).content.decode()

    assert words in html
    assert 'class="masthead"' in html
    assert refused_parts(html) == []


def test_the_second_factor_is_drawn_in_the_page(person: Client) -> None:
    html = person.get("/accounts/2fa/totp/activate/").content.decode()

    assert '<div class="qr"' in html
    assert "data:image" not in html
