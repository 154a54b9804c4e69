"""A refusal reaches a person, HTMX and a program, each in its own form."""

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.design.addresses import MEND, WHAT, WHY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.design.addresses")]
WITHOUT_EXPLAINER = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
]


@pytest.mark.parametrize(
    ("kind", "status"), [("not-allowed", 403), ("wrong-state", 409), ("invalid", 422)]
)
def test_each_kind_has_its_status(reader: Client, kind: str, status: int) -> None:
    assert reader.get(f"/refuse/{kind}/").status_code == status


@pytest.mark.parametrize(("language", "index"), [("zh-hans", 0), ("en", 1)])
def test_a_person_reads_what_why_and_what_to_do(reader: Client, language: str, index: int) -> None:
    page = reader.get("/refuse/wrong-state/", headers={"accept-language": language})

    words = page.content.decode()
    assert all(text[index] in words for text in (WHAT, WHY, MEND))
    assert "<h1>" in words


def test_a_program_reads_both_languages(reader: Client) -> None:
    answer = reader.get("/api/refuse/invalid/", headers={"accept-language": "en"}).json()

    assert answer == {
        "detail": "This demand cannot be published: it was withdrawn. Submit it again first",
        "what": WHAT._asdict(),
        "why": WHY._asdict(),
        "mend": MEND._asdict(),
    }


def test_htmx_gets_a_notice_for_the_top_of_the_page(reader: Client) -> None:
    answer = reader.get("/refuse/invalid/", headers={"hx-request": "true"})

    assert answer.headers["HX-Retarget"] == "#notices"
    assert b'role="alert"' in answer.content
    assert b"<h1>" not in answer.content


@override_settings(MIDDLEWARE=WITHOUT_EXPLAINER)
def test_without_the_explainer_a_refusal_is_a_crash(reader: Client) -> None:
    assert reader.get("/refuse/invalid/").status_code == 500


@pytest.mark.parametrize("sent", [{"reason": "延期\0"}, {"a\0b": "1"}, {"a": ["1", "\0"]}])
def test_a_form_with_a_nul_never_reaches_a_view(reader: Client, sent: dict[str, str]) -> None:
    answer = reader.post("/fail/", sent)

    assert answer.status_code == 422
    assert "NUL" in answer.content.decode()


@override_settings(
    MIDDLEWARE=[each for each in settings.MIDDLEWARE if not each.endswith("refuse_nul")]
)
def test_without_the_refuser_it_does(reader: Client) -> None:
    assert reader.post("/fail/", {"reason": "延期\0"}).status_code == 500


def test_a_text_longer_than_its_column_is_refused_in_words(reader: Client) -> None:
    answer = reader.post("/overflow/", {"reason": "长" * 1_000})

    assert answer.status_code == 422
    assert "长度" in answer.content.decode()


def test_another_error_is_not_explained_away(reader: Client) -> None:
    page = reader.get("/fail/")

    assert page.status_code == 500
    assert "平台出错了" in page.content.decode()


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "没有保存"), ("en", "was not saved")])
def test_a_full_disk_is_named_and_nothing_was_saved(
    reader: Client, language: str, words: str
) -> None:
    page = reader.get("/fill/", headers={"accept-language": language})

    assert page.status_code == 507
    assert words in page.content.decode()


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [("/forbid/", 403, "没有权限查看此页"), ("/nowhere/", 404, "没有找到此页")],
)
def test_djangos_own_errors_are_native_pages(
    reader: Client, path: str, status: int, words: str
) -> None:
    page = reader.get(path)

    assert page.status_code == status
    assert words in page.content.decode()
