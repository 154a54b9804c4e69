from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kechuang.audit.models import Event
from kechuang.outcomes.models import Outcome
from tests.rooms.outcomes.conftest import CANARY

LIST = "/outcomes/"
FORM = {
    "title": "高导热界面材料",
    "owners": "云澜理工大学 | 66.67%\n云港机械公司 | 33.33%",
    "public_summary": "导热系数提高一倍。",
    "keywords": "导热、界面",
    "maturity": "5",
    "cooperation_modes": ["licence"],
    "price_fen": "12.5",
}


def page_of(person, url):
    return person.client.get(url).content.decode()


def detail_of(outcome):
    return reverse("outcomes:detail", args=[outcome.pk])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everybody_finds_a_published_outcome(anyone, published, language):
    anyone.client.cookies["django_language"] = language

    listed, detail = page_of(anyone, LIST), page_of(anyone, detail_of(published))

    title = {"zh-hans": "低温封接玻璃粉", "en": "Low-temperature sealing glass frit"}[language]
    assert title in listed
    assert title in detail


def test_the_english_pages_have_no_untranslated_chinese_labels(anyone, published):
    anyone.client.cookies["django_language"] = "en"

    detail = page_of(anyone, detail_of(published))

    for label in ("Ways to cooperate", "Technology readiness level", "Owners and shares"):
        assert label in detail


def test_an_unpublished_outcome_does_not_exist_for_outsiders(charlie, anyone, registered):
    for person in (charlie, anyone):
        assert registered.title not in page_of(person, LIST)
        assert person.client.get(detail_of(registered)).status_code == 404


@pytest.mark.parametrize("who", ["alice", "bureau", "charlie", "anyone"])
def test_no_page_but_the_confidential_one_tells_the_confidential_text(request, published, who):
    person = request.getfixturevalue(who)

    for url in (LIST, detail_of(published), f"{LIST}?q={CANARY}", f"{LIST}?export=xlsx"):
        assert CANARY not in page_of_text(person, url)


def page_of_text(person, url):
    response = person.client.get(url)
    if "spreadsheet" not in response["Content-Type"]:
        return response.content.decode().replace(f'value="{CANARY}"', "")
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_searching_for_confidential_words_finds_nothing(alice, published):
    assert published.number in page_of(alice, f"{LIST}?q=封接")
    assert published.number not in page_of(alice, f"{LIST}?q={CANARY}")


def test_the_bureau_reads_the_confidential_text_by_post_and_leaves_a_trace(bureau, published):
    url = reverse("outcomes:confidential", args=[published.pk])

    assert bureau.client.get(url).status_code == 405
    response = bureau.client.post(url)

    assert CANARY in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert Event.objects.last().command == "read_confidential_text"


def test_outsiders_are_refused_the_confidential_text(charlie, anyone, published):
    for person in (charlie, anyone):
        response = person.client.post(reverse("outcomes:confidential", args=[published.pk]))
        assert response.status_code == 403
        assert CANARY not in response.content.decode()


def test_an_owner_registers_through_the_form(alice, charlie):
    response = alice.client.post("/outcomes/new/", FORM)

    outcome = Outcome.objects.get()
    assert response["Location"] == detail_of(outcome)
    assert (outcome.price_fen, outcome.maturity, outcome.keywords) == (
        12_500_000,
        5,
        ["导热", "界面"],
    )
    assert [(s.party.name, s.share_bp) for s in outcome.shares.all()] == [
        ("云澜理工大学", 6_667),
        ("云港机械公司", 3_333),
    ]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("owners", "云澜理工大学 | 99.99%", "应当正好 100%"),
        ("owners", "云澜理工大学 | 许多", "不是份额"),
        ("owners", "云澜理工大学 | 100% | 911", "没有登记信用代码为 911 的主体"),
        ("owners", "云澜理工大学", "2 至 3 列"),
        ("price_fen", "很贵", "无法采用"),
        ("title", "", "这个字段是必填项"),
    ],
)
def test_a_wrong_entry_is_explained_and_what_was_typed_stays(alice, field, value, said):
    response = alice.client.post("/outcomes/new/", FORM | {field: value})

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert FORM["public_summary"] in page
    assert not Outcome.objects.exists()


def test_nobody_without_a_party_opens_the_form(anyone):
    assert anyone.client.get("/outcomes/new/").status_code == 403


def test_an_owner_revises_what_the_form_shows(alice, registered):
    url = reverse("outcomes:edit", args=[registered.pk])
    form = alice.client.get(url).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}

    response = alice.client.post(url, typed | {"title": "改过的名称"})

    before, after = registered, Outcome.objects.get()
    assert response.status_code == 302
    assert after.title == "改过的名称"
    assert after.confidential_text == CANARY
    for name in ("keywords", "discipline", "maturity", "price_fen", "cooperation_modes"):
        assert getattr(after, name) == getattr(before, name)
    assert [s.share_bp for s in after.shares.all()] == [7_000, 3_000]


def test_the_bureaus_form_has_no_confidential_field(bureau, registered):
    response = bureau.client.get(reverse("outcomes:edit", args=[registered.pk]))

    assert "confidential_text" not in response.context["form"].fields
    assert CANARY not in response.content.decode()


def test_steps_are_buttons_for_those_who_may_take_them(alice, bureau, charlie, registered):
    verify = reverse("outcomes:advance", args=[registered.pk, "verify"])

    assert verify in page_of(bureau, detail_of(registered))
    assert verify not in page_of(alice, detail_of(registered))
    assert alice.client.post(verify).status_code == 403
    assert charlie.client.post(verify).status_code == 404
    assert bureau.client.get(verify).status_code == 405
    assert bureau.client.post(verify)["Location"] == detail_of(registered)
    assert bureau.client.post(verify).status_code == 409


def test_an_unknown_command_is_not_found(bureau, registered):
    response = bureau.client.post(f"/outcomes/{registered.pk}/explode/")

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=玻璃粉", True),
        ("q=CG2026-000001", True),
        ("q=陶瓷", False),
        ("owner=理工大学", True),
        ("owner=研究所", True),
        ("owner=机械", False),
        ("field=new_materials", True),
        ("field=machine_vision", False),
        ("discipline=430", True),
        ("discipline=510", False),
        ("maturity=6", True),
        ("maturity=7", False),
        ("channel=survey", True),
        ("channel=market", False),
        ("mode=licence", True),
        ("mode=transfer", False),
        ("price=30", True),
        ("price=29.99", False),
    ],
)
def test_filters(anyone, published, query, is_found):
    assert (published.title in page_of(anyone, f"{LIST}?{query}")) == is_found


def test_a_negotiable_price_is_within_any_ceiling(anyone, published):
    Outcome.objects.update(price_fen=None)

    assert published.title in page_of(anyone, f"{LIST}?price=1")


def test_the_export_holds_what_the_list_shows(anyone, published):
    text = page_of_text(anyone, f"{LIST}?export=xlsx")

    for shown in (published.number, published.title, "云澜理工大学、云澜玻璃研究所", "已发布"):
        assert shown in text


@pytest.mark.parametrize("who", ["anyone", "alice", "bureau"])
def test_the_number_of_queries_does_not_grow_with_the_rows(request, publish_more, who):
    person = request.getfixturevalue(who)
    person.client.get(LIST)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert person.client.get(LIST).status_code == 200
        return len(captured)

    publish_more(1)
    with_one = queries()
    publish_more(2)

    assert queries() == with_one


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Yunlan Test University"), ("zh-hans", None)]
)
def test_owners_go_by_their_names_in_the_readers_language(anyone, published, language, told):
    owner = published.shares.get(party__isnull=False).party
    owner.name_en = "Yunlan Test University"
    owner.save()
    anyone.client.cookies["django_language"] = language

    for url in (LIST, detail_of(published)):
        assert (told or owner.name) in page_of(anyone, url)
