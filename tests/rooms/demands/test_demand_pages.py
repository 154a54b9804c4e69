import re
from io import BytesIO
from urllib.parse import quote

import openpyxl
import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kechuang.audit.models import Event
from kechuang.demands import selectors
from kechuang.demands.models import Demand
from kechuang.demands.services import submit_demand
from kechuang.parties.models import Party
from tests.base.registry.cast import AT
from tests.rooms.demands.conftest import NAME_CANARY, TEXT_CANARY

LIST = "/demands/"
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
OUTSIDERS = ("charlie", "anyone")
FORM = {
    "title": "降低焊接烟尘",
    "problem": "手工焊接工位烟尘超标。",
    "targets": "烟尘浓度 | 4 | 1 | mg/m³\n噪声 | | 60",
    "confidentiality": "name_hidden",
    "industry_code": "C33",
    "needed_maturity": "7",
    "budget_fen": "50",
    "deadline": "2027年3月",
    "cooperation_modes": ["service"],
}


def text_of(person, url):
    """What a page or a workbook says, without what the reader typed into its own form."""
    response = person.client.get(url)
    if "spreadsheet" not in response["Content-Type"]:
        page = response.content.decode()
        for canary in (NAME_CANARY, TEXT_CANARY):
            page = page.replace(f'value="{canary}"', "").replace(quote(canary), "")
        return page
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def detail_of(demand):
    return reverse("demands:detail", args=[demand.pk])


def addresses(demand):
    """Every page and export through which an outsider might look for the enterprise."""
    searches = (
        "",
        "export=xlsx",
        f"enterprise={NAME_CANARY}",
        f"enterprise={NAME_CANARY}&export=xlsx",
        f"q={NAME_CANARY}",
        "sort=enterprise",
        "sort=-enterprise&export=xlsx",
    )
    return [*(f"{LIST}?{search}" for search in searches), detail_of(demand)]


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_hidden_name_is_on_no_page_and_in_no_export_for_outsiders(
    request, hidden, company, who, language
):
    person = request.getfixturevalue(who)
    person.client.cookies["django_language"] = language

    for url in addresses(hidden):
        said = text_of(person, url)
        assert NAME_CANARY not in said, url
        assert f"/parties/{company.pk}/" not in said, url


@pytest.mark.parametrize("who", ["alice", "bob", "bureau"])
def test_those_who_may_know_the_name_find_it_by_the_same_ways(request, hidden, who):
    person = request.getfixturevalue(who)

    for search in ("", "export=xlsx", f"enterprise={NAME_CANARY}"):
        assert NAME_CANARY in text_of(person, f"{LIST}?{search}")
    assert NAME_CANARY in text_of(person, detail_of(hidden))


def test_searching_by_a_hidden_name_finds_nothing_for_outsiders(charlie, alice, hidden):
    url = f"{LIST}?enterprise={NAME_CANARY}"

    assert hidden.number in text_of(alice, url)
    assert hidden.number not in text_of(charlie, url)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_twins_of_different_enterprises_look_the_same_to_outsiders(request, hidden, company, who):
    """Renaming the hidden enterprise changes not one byte of what outsiders get."""
    person = request.getfixturevalue(who)
    urls = [LIST, f"{LIST}?sort=enterprise", detail_of(hidden)]

    def pages():
        return [TOKEN.sub("", text_of(person, url)) for url in urls]

    before = pages()
    company.name, company.region_code = "完全不同的单位", "990105"
    company.save()
    Demand.objects.update(enterprise_name=company.name)

    assert pages() == before


def test_the_twin_control_sees_a_public_name_change(anyone, published):
    """The red control: where the name is public, the same change does change the page."""
    before = text_of(anyone, detail_of(published))
    Demand.objects.update(enterprise_name="完全不同的单位")

    assert TOKEN.sub("", text_of(anyone, detail_of(published))) != TOKEN.sub("", before)


def test_the_guard_is_what_keeps_the_name_off_the_pages(monkeypatch, anyone, hidden):
    """The red control: with the predicate off, list, search, export and detail all tell it."""
    monkeypatch.setattr(selectors, "names_shown_to", lambda actor: Q(pk__isnull=False))

    told = [url for url in addresses(hidden) if NAME_CANARY in text_of(anyone, url)]

    assert told == [url for url in addresses(hidden) if "q=" not in url]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_restricted_demand_does_not_exist_for_outsiders(request, restricted, who):
    person = request.getfixturevalue(who)

    assert restricted.number not in text_of(person, LIST)
    assert restricted.number not in text_of(person, f"{LIST}?export=xlsx")
    assert person.client.get(detail_of(restricted)).status_code == 404
    for command in ("edit", "confidential", "publish"):
        url = f"/demands/{restricted.pk}/{command}/"
        assert person.client.post(url).status_code == 404


def test_a_draft_does_not_exist_for_the_bureau(bureau, draft):
    assert bureau.client.get(detail_of(draft)).status_code == 404


@pytest.mark.parametrize("who", ["alice", "bureau", "charlie", "anyone"])
def test_no_page_but_the_confidential_one_tells_the_confidential_text(request, published, who):
    person = request.getfixturevalue(who)

    for url in (LIST, detail_of(published), f"{LIST}?q={TEXT_CANARY}", f"{LIST}?export=xlsx"):
        assert TEXT_CANARY not in text_of(person, url)


def test_the_bureau_reads_the_confidential_text_by_post_and_leaves_a_trace(bureau, published):
    url = reverse("demands:confidential", args=[published.pk])

    assert bureau.client.get(url).status_code == 405
    assert TEXT_CANARY in bureau.client.post(url).content.decode()
    assert Event.objects.last().command == "read_confidential_text"


def test_outsiders_are_refused_the_confidential_text(charlie, published):
    response = charlie.client.post(reverse("demands:confidential", args=[published.pk]))

    assert response.status_code == 403
    assert TEXT_CANARY not in response.content.decode()


def test_a_member_files_through_the_form(alice, company):
    response = alice.client.post("/demands/new/", FORM | {"enterprise": company.credit_code})

    demand = Demand.objects.get()
    assert response["Location"] == detail_of(demand)
    assert (demand.enterprise, demand.enterprise_name) == (company, company.name)
    assert (demand.budget_fen, demand.deadline_text) == (50_000_000, "2027-03")
    assert [str(target) for target in demand.targets.all()] == [
        "烟尘浓度 4 → 1 mg/m³",
        "噪声  → 60",
    ]


def test_a_member_cannot_choose_another_enterprise(alice, charlie):
    other = charlie.actor.party_ids[0]
    code = Party.objects.get(pk=other).credit_code

    response = alice.client.post("/demands/new/", FORM | {"enterprise": code})

    assert response.status_code == 422
    assert not Demand.objects.exists()


def test_the_bureau_names_an_enterprise_that_is_not_registered(bureau):
    bureau.client.post("/demands/new/", FORM | {"enterprise_name": "作坊"})

    demand = Demand.objects.get()
    assert (demand.enterprise, demand.enterprise_name) == (None, "作坊")
    assert bureau.client.get(detail_of(demand)).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("targets", "圆度", "3 至 4 列"),
        ("targets", "圆度 | 1 |", "指标须写明名称和目标值"),
        ("problem", f"{NAME_CANARY}需要", "写出了企业名称"),
        ("industry_code", "C99", "没有它"),
        ("deadline", "明年", "无法采用"),
        ("budget_fen", "-3", "金额不能为负"),
    ],
)
def test_a_wrong_entry_is_explained_and_what_was_typed_stays(alice, company, field, value, said):
    typed = FORM | {"enterprise": company.credit_code, field: value}

    response = alice.client.post("/demands/new/", typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert FORM["title"] in page
    assert not Demand.objects.exists()


def test_nobody_without_an_enterprise_opens_the_form(anyone):
    assert anyone.client.get("/demands/new/").status_code == 403


def test_an_owner_revises_what_the_form_shows(alice, draft):
    url = reverse("demands:edit", args=[draft.pk])
    form = alice.client.get(url).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}

    response = alice.client.post(url, typed | {"title": "改过的名称"})

    after = Demand.objects.get()
    assert response.status_code == 302
    assert after.title == "改过的名称"
    for name in ("confidential_text", "deadline_text", "budget_fen", "enterprise_id"):
        assert getattr(after, name) == getattr(draft, name)
    assert [str(t) for t in after.targets.all()] == [str(t) for t in draft.targets.all()]


def test_a_demand_that_the_bureau_returns_leaves_its_sight(alice, bureau, draft):
    submit_demand(by=alice.actor, at=AT, demand=draft)

    response = bureau.client.post(f"/demands/{draft.pk}/return/", {"reason": "请写明指标"})

    assert response["Location"] == LIST
    assert alice.client.get(detail_of(draft)).status_code == 200


def test_steps_are_buttons_for_those_who_may_take_them(alice, bureau, draft):
    submit_demand(by=alice.actor, at=AT, demand=draft)
    vet = reverse("demands:advance", args=[draft.pk, "vet"])

    assert vet in text_of(bureau, detail_of(draft))
    assert vet not in text_of(alice, detail_of(draft))
    assert alice.client.post(vet).status_code == 403
    assert bureau.client.post(vet)["Location"] == detail_of(draft)
    assert bureau.client.post(vet).status_code == 409


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=圆度", True),
        ("q=XQ2026-000001", True),
        ("q=激光", False),
        ("field=precision_machinery", True),
        ("field=machine_vision", False),
        ("industry=34", True),
        ("industry=27", False),
        ("maturity=7", True),
        ("maturity=6", False),
        ("mode=joint_development", True),
        ("mode=service", False),
        ("budget=50", True),
        ("budget=50.01", False),
        ("due=2027-03-31", True),
        ("due=2027-03-30", False),
    ],
)
def test_filters(anyone, published, query, is_found):
    assert (published.title in text_of(anyone, f"{LIST}?{query}")) == is_found


def test_a_negotiable_budget_may_be_enough(anyone, published):
    Demand.objects.update(budget_fen=None)

    assert published.title in text_of(anyone, f"{LIST}?budget=9999")


def test_a_month_is_shown_as_a_month(anyone, published):
    assert "2027年3月" in text_of(anyone, detail_of(published))
    assert "2027年3月" in text_of(anyone, LIST)


@pytest.mark.parametrize("who", ["anyone", "alice", "bureau"])
def test_the_number_of_queries_does_not_grow_with_the_rows(request, publish, who):
    person = request.getfixturevalue(who)
    person.client.get(LIST)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert person.client.get(LIST).status_code == 200
        return len(captured)

    publish("name_hidden")
    with_one = queries()
    publish("public")
    publish("name_hidden")

    assert queries() == with_one
