"""My cases, and one case: what waits for me, what I may do, and why the rest is closed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kechuang.cases.models import Case
from kechuang.cases.presenting.waiting import MOST_SHOWN
from kechuang.cases.selectors import draft_digest
from tests.rooms.cases.pages.desk import (
    autosave,
    begin_permit,
    completed,
    in_publicity,
    seal,
)

LIST = "/cases/"
KEY = "00000000-0000-4000-8000-0000000000aa"


def page_of(person, case):
    return person.client.get(reverse("cases:case", args=[case.number])).content.decode()


def test_who_has_no_case_is_told_where_to_begin(charlie, permit):
    page = charlie.client.get(LIST).content.decode()

    assert "还没有您的事项" in page
    assert f'href="{reverse("cases:rounds")}"' in page


def test_what_waits_for_me_stands_before_the_list(alice, permit):
    page = alice.client.get(LIST).content.decode()

    waiting, table = page.split('id="registry"')
    assert permit.title in waiting.split('id="waiting-title"')[1]
    assert "封存提交" in waiting
    assert permit.number in table


def test_a_longer_list_asks_no_more_queries(alice, permits, yunlan):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            alice.client.get(LIST)
        return len(captured)

    for number in range(MOST_SHOWN):
        begin_permit(permits, alice.actor, yunlan, f"许可{number}")
    few = queries()
    for number in range(3):
        begin_permit(permits, alice.actor, yunlan, f"又一件{number}")

    assert queries() == few


def test_the_list_is_filtered_by_round_state_and_words(alice, permit):
    def numbers(query):
        return (
            permit.number
            in alice.client.get(LIST + query).content.decode().split('id="registry"')[1]
        )

    assert numbers(f"?round={permit.round_id}&state=draft&standing=open&q=低温")
    assert not numbers("?standing=closed")
    assert not numbers("?q=高温")


def test_strangers_are_asked_to_log_in(permit):
    answer = Client().get(LIST)

    assert answer.status_code == 302
    assert "login" in answer.url


@pytest.mark.parametrize("who", ["charlie", "clerk", "auditor", "anonymous"])
def test_a_draft_is_not_there_for_others(request, permit, who):
    person = request.getfixturevalue(who)

    answer = person.client.get(reverse("cases:case", args=[permit.number]))

    assert answer.status_code == 404


def test_a_closed_step_says_everything_that_is_missing(alice, permit):
    page = page_of(alice, permit)

    assert '封存提交</strong> <span class="badge">还不能办' in page
    assert "没有填写“项目名称”" in page
    assert "还剩 21 个工作日" in page


def test_the_seal_panel_shows_what_is_sealed_its_digest_and_the_rule(alice, permit):
    case = completed(permit, alice.client, alice.actor)

    page = alice.client.get(reverse("cases:seal", args=[case.number, "file"])).content.decode()

    assert "低温阀门" in page
    assert "120万元" in page
    assert "promise.pdf" in page
    assert "以平台服务器收到封存请求的时间为准" in page
    assert 'name="digest" value="' in page


def test_sealing_answers_with_a_receipt_to_print(alice, permit):
    case = completed(permit, alice.client, alice.actor)

    answer = seal(case, alice.client, KEY)
    page = alice.client.get(answer.url).content.decode()

    assert answer.status_code == 302
    assert "2026-11-21 09:00:00" in page
    assert KEY in page
    assert "链上校验值" in page
    file = alice.client.get(f"{answer.url}file/")
    assert file["Content-Type"] == "application/json"
    assert "低温阀门" in file.content.decode()


def test_who_handed_in_is_told_who_has_it_now_beside_the_way_back(alice, permit):
    case = completed(permit, alice.client, alice.actor)
    seal(case, alice.client, KEY)

    page = page_of(alice, case).split('id="next"')[1]

    assert "现在不用您办理，等待：</p><ul><li>经办人</li></ul>" in page
    assert 'id="step-withdraw"' in page


def test_the_same_request_again_gives_the_same_receipt(alice, permit):
    case = completed(permit, alice.client, alice.actor)

    first = seal(case, alice.client, KEY)
    again = alice.client.post(
        reverse("cases:seal", args=[case.number, "file"]),
        {"key": KEY, "digest": case.seals.get().digest},
    )

    assert again.url == first.url


def test_a_draft_that_changed_after_it_was_seen_is_not_sealed(alice, bob, permit):
    case = completed(permit, alice.client, alice.actor)
    seen = draft_digest(case, "application")
    autosave(bob.client, case, topic="高温阀门")

    answer = seal(case, alice.client, KEY, digest=seen)

    assert answer.status_code == 409
    assert "您看过之后又有改动：项目名称" in answer.content.decode()


def test_a_request_without_its_id_is_refused_in_words(alice, permit):
    case = completed(permit, alice.client, alice.actor)

    answer = seal(case, alice.client, "nonsense")

    assert answer.status_code == 422
    assert "请求编号" in answer.content.decode()


def test_an_unfinished_draft_is_not_sealed_and_the_panel_says_why(alice, permit):
    answer = seal(permit, alice.client, KEY)

    assert answer.status_code == 409
    assert "没有填写“项目名称”" in answer.content.decode()


def test_the_receipt_is_for_those_who_may_read_the_case(alice, charlie, clerk, permit):
    case = completed(permit, alice.client, alice.actor)
    address = seal(case, alice.client, KEY).url

    assert charlie.client.get(address).status_code == 404
    assert clerk.client.get(address).status_code == 200


def test_the_clerk_takes_a_step_with_its_reason(alice, clerk, permit):
    case = completed(permit, alice.client, alice.actor)
    seal(case, alice.client, KEY)
    address = reverse("cases:step", args=[case.number, "refuse"])

    silent = clerk.client.post(address, {"reason": " "})
    given = clerk.client.post(address, {"reason": "材料不全"})

    assert silent.status_code == 409
    assert "没有写明理由" in silent.content.decode()
    assert given.status_code == 302
    assert "材料不全" in page_of(clerk, case)
    assert Case.objects.get(pk=case.pk).state == "refused"


def test_a_step_that_is_not_mine_is_refused_with_the_reason(alice, clerk, permit):
    case = completed(permit, alice.client, alice.actor)
    seal(case, alice.client, KEY)

    answer = alice.client.post(reverse("cases:step", args=[case.number, "propose"]))

    assert answer.status_code == 409
    assert "由经办人办理" in answer.content.decode()


def test_a_document_is_put_on_file_by_its_form(alice, permit):
    address = reverse("cases:attach_document", args=[permit.number, "promise"])
    none = alice.client.post(address)
    sent = alice.client.post(address, {"file": SimpleUploadedFile("p.pdf", b"%PDF-1.7")})

    assert none.status_code == 422
    assert "没有选择文件" in none.content.decode()
    assert sent.status_code == 302
    assert "p.pdf" in page_of(alice, permit)


def test_two_versions_are_compared_word_by_word(alice, permit):
    autosave(alice.client, permit, topic="低温阀门")
    autosave(alice.client, permit, topic="高温阀门", cost="3")

    page = alice.client.get(reverse("cases:versions", args=[permit.number])).content.decode()
    first = alice.client.get(
        reverse("cases:versions", args=[permit.number]), {"earlier": "0", "later": "1"}
    ).content.decode()

    assert "<del>低</del><ins>高</ins>温阀门" in page
    assert "<ins>3万元</ins>" in page
    assert "<ins>低温阀门</ins>" in first


def test_drafts_are_not_compared_by_the_authority(alice, clerk, permit):
    case = completed(permit, alice.client, alice.actor)
    seal(case, alice.client, KEY)

    answer = clerk.client.get(reverse("cases:versions", args=[case.number]))

    assert answer.status_code == 403


def test_savings_in_a_row_are_one_line_of_the_timeline(alice, permit):
    for topic in ("一", "一二", "一二三"):
        autosave(alice.client, permit, topic=topic)

    page = page_of(alice, permit)

    assert page.count("保存草稿") == 1
    assert "（连续 3 次）" in page


def test_an_objection_pauses_is_answered_and_shown(alice, charlie, clerk, permit):
    case = in_publicity(permit, alice.client, alice.actor, clerk.actor)
    public = reverse("cases:public", args=[case.number])
    assert "提出异议" in charlie.client.get(public).content.decode()

    lodged = charlie.client.post(
        reverse("cases:object", args=[case.number]), {"text": "指标与已有项目相同"}
    )
    assert lodged.url == public
    assert "指标与已有项目相同" in charlie.client.get(public).content.decode()
    assert "指标与已有项目相同" not in Client().get(public).content.decode()
    assert "指标与已有项目相同" in page_of(clerk, case)

    objection = case.publicities.get().objections.get()
    answer = reverse("cases:answer_objection", args=[objection.pk])
    silent = clerk.client.post(answer, {"is_upheld": "", "answer": ""})
    given = clerk.client.post(answer, {"is_upheld": "no", "answer": "经查不同"})
    assert silent.status_code == 422
    assert given.status_code == 302
    assert "经查不同" in charlie.client.get(public).content.decode()


def test_an_empty_objection_is_refused_and_a_stranger_must_log_in(alice, charlie, clerk, permit):
    case = in_publicity(permit, alice.client, alice.actor, clerk.actor)
    address = reverse("cases:object", args=[case.number])

    assert charlie.client.post(address, {"text": " "}).status_code == 422
    assert Client().post(address, {"text": "x"}).status_code == 403


def test_the_public_reads_public_words_only(alice, clerk, permit):
    draft = Client().get(reverse("cases:public", args=[permit.number]))
    case = in_publicity(permit, alice.client, alice.actor, clerk.actor)

    page = Client().get(reverse("cases:public", args=[case.number])).content.decode()
    listed = Client().get(reverse("cases:published")).content.decode()

    assert draft.status_code == 404
    assert "公示中" in page
    assert "拟准予并公示" not in page
    assert "alice" not in page
    assert "王工" not in page
    assert case.title in listed


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_holds_script_or_style_inside(alice, clerk, permit, language):
    case = in_publicity(permit, alice.client, alice.actor, clerk.actor)
    clerk.client.cookies["django_language"] = language

    for address in (
        LIST,
        reverse("cases:case", args=[case.number]),
        reverse("cases:public", args=[case.number]),
        reverse("cases:published"),
        reverse("cases:rounds"),
        reverse("cases:round", args=[case.round.code]),
        reverse("cases:procedures"),
        reverse("cases:procedure", args=[case.round.version_id]),
        reverse("cases:receipt", args=[case.seals.get().number]),
    ):
        page = clerk.client.get(address).content.decode()
        assert " style=" not in page, address
        assert "<style" not in page, address
        assert "<script>" not in page, address
        assert " onclick" not in page, address
