"""An enterprise goes by its English name on English pages, to those who may know it."""

from io import BytesIO

import openpyxl
import pytest
from django.db.models import Q
from django.urls import reverse

from kechuang.demands import selectors
from tests.rooms.demands.conftest import NAME_CANARY

ENGLISH_CANARY = "Canary Precision No. 7 Co., Ltd."


@pytest.fixture(autouse=True)
def _named(company):
    company.name_en = ENGLISH_CANARY
    company.save()


def pages(person, demand, language="en"):
    person.client.cookies["django_language"] = language
    listed = person.client.get(reverse("demands:list"))
    detail = person.client.get(reverse("demands:detail", args=[demand.pk]))
    return [listed.content.decode(), detail.content.decode()]


@pytest.mark.parametrize(("language", "name"), [("en", ENGLISH_CANARY), ("zh-hans", NAME_CANARY)])
def test_a_public_name_is_told_in_the_readers_language(anyone, published, language, name):
    assert all(name in page for page in pages(anyone, published, language))


def test_without_an_english_name_the_chinese_one_stands_in(anyone, company, published):
    company.name_en = ""
    company.save()

    assert all(NAME_CANARY in page for page in pages(anyone, published))


@pytest.mark.parametrize("query", ["?enterprise=Canary", "?enterprise=金丝雀"])
def test_the_list_is_filtered_by_either_name(anyone, published, query):
    assert published.number in anyone.client.get(f"/demands/{query}").content.decode()
    assert published.number not in anyone.client.get(f"/demands/{query}X").content.decode()


def test_a_hidden_english_name_is_on_no_page_and_in_no_export(anyone, hidden):
    found = anyone.client.get("/demands/?enterprise=Canary").content.decode()
    exported = anyone.client.get("/demands/?export=xlsx").content
    cells = [str(c) for row in openpyxl.load_workbook(BytesIO(exported)).active.values for c in row]

    assert all(ENGLISH_CANARY not in page for page in pages(anyone, hidden))
    assert hidden.number not in found
    assert not any(ENGLISH_CANARY in cell for cell in cells)


def test_the_guard_is_what_keeps_the_english_name_hidden(monkeypatch, anyone, hidden):
    """The red control: with the predicate off, the canary shows."""
    monkeypatch.setattr(selectors, "names_shown_to", lambda actor: Q(pk__isnull=False))

    assert all(ENGLISH_CANARY in page for page in pages(anyone, hidden))
