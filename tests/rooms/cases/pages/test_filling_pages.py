"""Filling in a form: nothing typed is lost, whoever else types, whatever becomes of the log-in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kechuang.cases.models import Case
from kechuang.files.models import StoredFile
from kechuang.parties.models import PartyFact
from tests.cast import AT, TODAY
from tests.rooms.cases.pages.desk import PDF, autosave, form_address, posted


def page_of(person, case, query=""):
    return person.client.get(form_address(case) + query).content.decode()


def draft(case):
    return Case.objects.get(pk=case.pk).draft


def test_every_type_of_field_has_its_labelled_input(alice, permit):
    page = page_of(alice, permit)

    for label, html in {
        "项目名称": '<label for="field-topic">项目名称',
        "注册年月": 'id="field-since" name="field.since" type="month"',
        "开始日期": 'id="field-starts_on" name="field.starts_on" type="date"',
        "总投入": '<span class="unit">万元</span>',
        "类别": 'name="field.kind" value="new"',
        "单位": 'name="field.unit.code"',
        "负责人": 'name="field.leader.name"',
        "方案": 'accept=".pdf,.docx"',
    }.items():
        assert html in page, label
    assert "style=" not in page
    assert "onclick" not in page


def test_what_was_typed_is_kept_and_shown_again(alice, permit):
    answer = alice.client.post(form_address(permit), posted(permit, topic="阀门", cost="1.2亿元"))

    assert answer.status_code == 302
    assert draft(permit) == {"topic": "阀门", "cost": 12_000_000_000}
    assert 'value="12000"' in page_of(alice, permit)


def test_a_bad_number_is_shown_again_as_typed_also_after_leaving_the_page(alice, permit):
    alice.client.post(form_address(permit), posted(permit, topic="阀门", cost="十二万"))

    page = page_of(alice, permit)

    assert draft(permit) == {"topic": "阀门"}
    assert 'value="十二万"' in page
    assert "“十二万”不是数" in page
    assert 'href="#field-cost"' in page


def test_the_bad_number_is_gone_once_it_is_mended(alice, permit):
    alice.client.post(form_address(permit), posted(permit, cost="十二万"))
    alice.client.post(form_address(permit), posted(permit, cost="12"))

    assert "十二万" not in page_of(alice, permit)


def test_what_one_person_could_not_spell_is_not_shown_to_another(alice, bob, permit):
    alice.client.post(form_address(permit), posted(permit, cost="十二万"))

    assert "十二万" not in page_of(bob, permit)


def test_saving_by_itself_tells_the_time_and_the_next_revision(alice, permit):
    page = autosave(alice.client, permit, topic="阀门").content.decode()

    assert "已保存 09:00" in page
    assert 'name="revision" value="1" hx-swap-oob="true"' in page


def test_a_question_appears_as_soon_as_its_condition_holds(alice, permit):
    page = autosave(alice.client, permit, is_joint="yes").content.decode()

    assert 'id="slot-partners" hx-swap-oob="true"' in page
    assert 'name="field.partners.0.duty"' in page


def test_and_vanishes_again_without_losing_its_rows(alice, permit):
    autosave(
        alice.client, permit, is_joint="yes", partners__0__duty="试验", partners__0__share="50"
    )

    gone = autosave(alice.client, permit, is_joint="no", partners__0__duty="试验")
    back = autosave(alice.client, permit, is_joint="yes").content.decode()

    assert 'name="field.partners.0.duty"' not in gone.content.decode()
    assert ">试验</textarea>" in back


def test_who_cannot_apply_learns_it_at_once_with_the_basis(alice, permit):
    page = autosave(alice.client, permit, is_local="no").content.decode()

    assert 'id="case-stops"' in page
    assert "只受理本市注册的单位" in page
    assert "请到注册地办理" in page
    assert "《某条例》（某令第1号） 第二条" in page


def test_a_row_is_added_and_removed_by_plain_buttons(alice, permit):
    typed = {"is_joint": "yes", "partners__0__duty": "试验", "partners__1__duty": "检测"}

    more = alice.client.post(
        form_address(permit), posted(permit, **typed) | {"do": "add:field.partners"}
    )
    fewer = alice.client.post(
        form_address(permit), posted(permit, **typed) | {"do": "remove:field.partners.0"}
    )

    assert more.url.endswith("?rows=partners%3A3#slot-partners")
    assert 'name="field.partners.2.duty"' in page_of(alice, permit, "?rows=partners%3A3")
    assert fewer.status_code == 302
    assert draft(permit)["partners"] == [{"duty": "检测"}]


def test_checking_names_what_is_missing_with_links(alice, permit):
    answer = alice.client.post(form_address(permit), posted(permit) | {"do": "check"}, follow=True)

    page = answer.content.decode()
    assert '<a href="#field-topic">项目名称</a>：请填写项目名称' in page
    assert 'aria-invalid="true"' in page


def test_in_english_the_same_page_is_english(alice, permit):
    alice.client.cookies["django_language"] = "en"

    page = alice.client.post(
        form_address(permit), posted(permit, cost="twelve") | {"do": "check"}, follow=True
    ).content.decode()

    assert "“twelve” is no number" in page
    assert "Topic is needed" in page
    assert "Saved 09:00" in page


def test_a_file_is_kept_and_can_be_taken_out_again(alice, permit):
    alice.client.post(form_address(permit), posted(permit, plan=_file("plan.pdf")))

    kept = draft(permit)["plan"]
    assert kept["name"] == "plan.pdf"
    assert kept["digest"] in page_of(alice, permit)

    drop = posted(permit, plan__digest=kept["digest"]) | {"do": "drop:field.plan"}
    alice.client.post(form_address(permit), drop)
    assert "plan" not in draft(permit)


def test_a_file_of_the_wrong_kind_is_refused_and_the_rest_is_kept(alice, permit):
    answer = alice.client.post(
        form_address(permit), posted(permit, topic="阀门", plan=_file("plan.txt", b"text"))
    )

    assert answer.status_code == 422
    assert "plan.txt" in answer.content.decode()
    assert draft(permit) == {"topic": "阀门"}


def test_somebody_elses_file_is_not_taken_by_its_digest(alice, permit, charlie):
    autosave(alice.client, permit, plan__digest="a" * 64)

    assert draft(permit) == {}
    assert StoredFile.objects.count() == 0


def test_a_party_named_exactly_gets_its_code(alice, permit, yunlan):
    alice.client.post(form_address(permit), posted(permit, unit__name=yunlan.name, unit__code=""))

    assert draft(permit)["unit"] == {"code": yunlan.credit_code, "name": yunlan.name}


def test_parties_are_found_while_typing_and_chosen(alice, permit, yunlan, outsider_firm):
    asked = {"at": "field.unit", "field.unit.name": "云港"}
    found = alice.client.get(reverse("cases:find_parties"), asked).content.decode()
    chosen = alice.client.get(
        reverse("cases:choose_party"), {"at": "field.unit", "party": outsider_firm.pk}
    )

    assert outsider_firm.credit_code in found
    assert yunlan.credit_code not in found
    assert f'value="{outsider_firm.credit_code}"' in chosen.content.decode()
    assert chosen["HX-Trigger-After-Swap"] == "party-chosen"


def test_a_known_fact_is_offered_with_its_source(alice, permit, yunlan):
    PartyFact.objects.create(
        party=yunlan,
        name="employees",
        value=52,
        period="2025",
        source="统计年报",
        as_of=TODAY,
        recorded_at=AT,
    )

    page = page_of(alice, permit)

    assert (
        'name="field.staff" type="text" inputmode="decimal" autocomplete="off" value="52"' in page
    )
    assert "来源：统计年报 · 2025" in page


def test_two_editors_of_different_fields_are_merged_and_told(alice, bob, permit):
    autosave(bob.client, permit, topic="阀门")

    page = autosave(alice.client, permit, revision=0, topic="", cost="12").content.decode()

    assert draft(permit) == {"topic": "阀门", "cost": 12_000_000}
    assert "bob 在 09:00 改了项目名称，已合并到本页" in page
    assert 'value="阀门"' in page


def test_two_editors_of_one_field_both_stand_until_one_is_chosen(alice, bob, permit):
    autosave(bob.client, permit, topic="球阀")

    clash = autosave(alice.client, permit, revision=0, topic="蝶阀", cost="12")
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "bob 在 09:00 也改了这一项" in page
    assert "球阀" in page
    assert draft(permit) == {"topic": "球阀"}

    typed = {"topic": "蝶阀", "cost": "12", "revision": 0}
    body = posted(permit, **{k: v for k, v in typed.items() if k != "revision"}, revision=0)
    alice.client.post(form_address(permit), body | {"resolve.topic": "mine@1"})
    assert draft(permit) == {"topic": "蝶阀", "cost": 12_000_000}


def test_choosing_the_others_answer_keeps_it(alice, bob, permit):
    autosave(bob.client, permit, topic="球阀")

    body = posted(permit, revision=0, topic="蝶阀") | {"resolve.topic": "theirs@1"}
    alice.client.post(form_address(permit), body)

    assert draft(permit) == {"topic": "球阀"}


def test_a_choice_made_before_a_later_change_does_not_count(alice, bob, permit):
    autosave(bob.client, permit, topic="球阀")
    autosave(bob.client, permit, topic="闸阀")

    body = posted(permit, revision=0, topic="蝶阀") | {"resolve.topic": "mine@1"}
    answer = alice.client.post(form_address(permit), body)

    assert answer.status_code == 409
    assert draft(permit) == {"topic": "闸阀"}
    assert ">闸阀<" in answer.content.decode()
    assert 'value="蝶阀"' in answer.content.decode()


def test_a_log_in_that_ended_loses_nothing_on_the_page(permit):
    answer = autosave(Client(), permit, topic="阀门")

    page = answer.content.decode()
    assert answer.status_code == 401
    assert "您已退出登录：刚才的内容还没有保存，但都还在本页" in page
    assert "hx-swap-oob" not in page


def test_what_was_sent_after_the_log_in_ended_is_given_back(permit):
    answer = Client().post(form_address(permit), posted(permit, topic="很长的文字"))

    assert answer.status_code == 401
    assert "很长的文字" in answer.content.decode()


def test_a_page_left_open_over_a_new_log_in_gets_a_fresh_token(alice, permit):
    client = Client(enforce_csrf_checks=True)
    client.cookies = alice.client.cookies
    stale = client.post(
        f"{form_address(permit)}autosave/", {"shown": "topic"}, headers={"HX-Request": "true"}
    )
    fresh = client.get(reverse("cases:token"))

    assert (stale.status_code, stale["HX-Trigger"]) == (403, "token-expired")
    assert stale["HX-Reswap"] == "none"
    assert 'name="csrfmiddlewaretoken"' in fresh.content.decode()
    assert fresh["HX-Trigger-After-Swap"] == "token-renewed"


def test_a_fresh_token_does_not_hide_that_nobody_is_logged_in(permit):
    fresh = Client().get(reverse("cases:token"))

    assert "您已退出登录" in fresh.content.decode()
    assert "HX-Trigger-After-Swap" not in fresh


@pytest.mark.parametrize("who", ["charlie", "clerk", "auditor", "anonymous"])
def test_a_draft_is_nobody_elses(request, permit, who):
    person = request.getfixturevalue(who)

    assert person.client.get(form_address(permit)).status_code == 404


def test_a_form_that_is_not_open_now_is_not_there(alice, permit):
    address = reverse("cases:fill", args=[permit.number, "other"])

    assert alice.client.get(address).status_code == 404


def _file(name, content=PDF):
    return SimpleUploadedFile(name, content)
