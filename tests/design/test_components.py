"""Components say in words and structure what they show."""

from __future__ import annotations

from collections.abc import Callable

import django_tables2
import pytest
from django import forms
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils.translation import override

from kechuang.base.actors import Actor, Grant
from kechuang.design import navigation

Renderer = Callable[..., str]
pytestmark = pytest.mark.urls("tests.design.addresses")


class Firms(django_tables2.Table):
    name = django_tables2.Column(verbose_name="名称")
    staff = django_tables2.Column(
        verbose_name="人数", attrs={"td": {"class": "numeric"}, "th": {"class": "numeric"}}
    )


class Question(forms.Form):
    title = forms.CharField(label="名称", help_text="一句话")


def firms(order: str = "") -> django_tables2.Table:
    rows = [{"name": f"示例企业{number}", "staff": number} for number in range(30)]
    table = Firms(rows, order_by=order)
    table.paginate(page=2, per_page=10)
    return table


@pytest.mark.parametrize(
    ("verdict", "zh", "en"),
    [
        ("met", "符合", "Met"),
        ("not_met", "不符合", "Not met"),
        ("unknown", "缺少信息", "Facts missing"),
        ("possible", "待专家判断", "Expert decides"),
    ],
)
def test_a_verdict_is_a_word_and_an_icon(
    rendered: Renderer, verdict: str, zh: str, en: str
) -> None:
    badge = rendered("{% load design %}{% verdict value %}", value=verdict)

    assert zh in badge
    assert "<use href=" in badge
    with override("en"):
        assert en in rendered("{% load design %}{% verdict value %}", value=verdict)


@pytest.mark.parametrize(("order", "said"), [("staff", "ascending"), ("-staff", "descending")])
def test_a_sorted_column_says_its_direction(rendered: Renderer, order: str, said: str) -> None:
    html = rendered("{% load django_tables2 %}{% render_table table %}", table=firms(order))

    assert html.count("aria-sort=") == 1
    assert f'aria-sort="{said}"' in html
    assert 'class="numeric' in html


def test_a_page_of_a_table_leads_to_its_neighbours(rendered: Renderer) -> None:
    html = rendered("{% load django_tables2 %}{% render_table table %}", table=firms())

    assert 'rel="prev" href="?page=1"' in html
    assert 'rel="next" href="?page=3"' in html
    assert '<span aria-current="page">2</span>' in html


def test_a_single_page_has_no_pager(rendered: Renderer) -> None:
    page = Paginator(range(3), 10).page(1)

    assert rendered("{% include 'design/components/pager.html' %}", page_obj=page).strip() == ""


def test_a_field_is_bound_to_its_label_help_and_error(rendered: Renderer) -> None:
    html = rendered("{% include 'design/components/form.html' %}", form=Question({"title": ""}))

    assert '<label for="id_title">' in html
    assert 'id="id_title_helptext"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_reasons_open_to_their_parts(rendered: Renderer) -> None:
    leaf = {"verdict": "unknown", "label": {"zh": "研发占比", "en": "R&D share"}, "facts": []}
    tree = {"verdict": "unknown", "label": {"zh": "同时满足", "en": "All of"}, "children": [leaf]}

    html = rendered("{% include 'design/components/reason_tree.html' %}", reason=tree)

    assert html.count("<details") == 1
    assert "研发占比" in html


def test_words_of_others_are_escaped(rendered: Renderer) -> None:
    html = rendered(
        "{% include 'design/components/stat.html' %}",
        label="<b>",
        value="<script>alert(1)</script>",
    )

    assert "<script>" not in html
    assert "&lt;b&gt;" in html


def test_the_title_names_the_tab_and_the_page(rendered: Renderer) -> None:
    html = rendered("{% extends 'design/page.html' %}{% block title %}政策{% endblock %}")

    assert "<title>政策 · 科创服务平台</title>" in html
    assert "<h1>政策</h1>" in html


@pytest.mark.parametrize(
    ("role", "expected"),
    [("bureau", {"inbox", "stack"}), ("enterprise", {"inbox"}), ("expert", set())],
)
def test_the_workspace_shows_what_the_role_may_do(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, role: str, expected: set[str]
) -> None:
    monkeypatch.setattr(navigation, "reverse", lambda name: f"/{name}/")
    request = rf.get("/")
    request.actor = Actor(1, "林知夏", frozenset({Grant(role)}))  # type: ignore[attr-defined]

    icons = {link.icon for link in navigation.links(navigation.WORKSPACE, request)}

    assert icons & {"inbox", "stack"} == expected


def test_a_room_that_is_not_installed_is_not_in_the_menu(rf: RequestFactory) -> None:
    assert navigation.links(navigation.MAIN, rf.get("/")) == []
