"""Letters: filled from the case, numbered, kept as they left the house, read by those concerned."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from kechuang.accounts.models import User
from kechuang.audit.models import Event
from kechuang.base.letters import write_templates
from kechuang.cases import office
from kechuang.cases.downloads import may_download
from kechuang.cases.models import Case, Letter
from kechuang.cases.office import load_offices
from kechuang.cases.refusals import StepRefused
from kechuang.cases.selectors import readable_letters, render_letter
from kechuang.cases.services import answer_objection, lodge_objection, take_step
from kechuang.engines.packfile import PackError
from kechuang.files import storage
from tests.engines.flow.playing import PROCEDURES
from tests.rooms.cases.scene import (
    at,
    bid,
    bureau,
    do,
    fresh,
    need,
    opened,
    publicised,
    sealed,
    wait,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def filed(facts, alice, yunlan) -> Case:
    case = need(alice.actor, yunlan, opened())
    return do(case, "file_need", alice.actor, "2026-03-02T10:00")


@pytest.fixture
def checked(facts, una, university) -> Case:
    facts |= {"bids_close_on": date(2026, 4, 15)}
    case = bid(una.actor, university, opened("challenge-bid"))
    sealed(case, una.actor, "2026-04-10T09:00")
    return wait(case, "2026-04-15T17:00")


@pytest.fixture
def answered(facts, alice, una, yunlan, clerk) -> Case:
    case = publicised(alice.actor, yunlan, clerk.actor)
    noon = at("2026-05-13T12:00")
    raised = lodge_objection(by=una.actor, at=noon, case=case, text="专利权属有纠纷")
    answer_objection(
        by=clerk.actor, at=noon, objection=raised, is_upheld=False, answer="权属清楚；有裁定为证"
    )
    return do(case, "settle_objection", clerk.actor, "2026-05-14T09:00")


def last(case: Case, template: str) -> Letter:
    letter = case.letters.last()
    assert letter is not None
    assert letter.template == template
    return letter


def words(letter: Letter) -> str:
    book = docx.Document(BytesIO(render_letter(letter, fonts=()).docx))
    return "\n".join(part.text for part in book.paragraphs)


def test_a_receipt_says_who_what_when_and_until_when(filed):
    said = words(last(filed, "receipt"))

    assert "云科函〔2026〕1号" in said
    assert "云澜市科学技术局（虚构示例）" in said
    for told in (str(filed.party), filed.number, "2026年3月2日10:00:00（北京时间）"):
        assert told in said
    assert "《济南市揭榜挂帅改革" in said
    assert "2026年3月30日前告知" in said


def test_the_bureaus_own_template_is_used_and_ours_for_every_other_letter(
    facts, alice, yunlan, clerk, settings, tmp_path
):
    settings.LETTERS_FOLDER = own = tmp_path / "own"
    for file in write_templates(own):
        if file.name != "supplement.zh.docx":
            file.unlink()
    book = docx.Document(str(own / "supplement.zh.docx"))
    book.add_paragraph("本局咨询窗口在一楼。")
    book.save(str(own / "supplement.zh.docx"))

    case = need(alice.actor, yunlan, opened())
    filed = do(case, "file_need", alice.actor, "2026-03-02T10:00")
    asked = act(filed, "ask_supplement", clerk.actor, "缺近两年审计报告")

    first, second = asked.letters.order_by("pk")
    assert filed.number in words(first)
    assert "本局咨询窗口在一楼。" not in words(first)
    assert "缺近两年审计报告" in words(second)
    assert "本局咨询窗口在一楼。" in words(second)


def test_a_supplement_names_each_point_its_day_and_what_follows(filed, clerk):
    case = act(filed, "ask_supplement", clerk.actor, "缺近两年审计报告；指标没有考核方式。")

    said = words(last(case, "supplement"))

    assert "（一）缺近两年审计报告；（二）指标没有考核方式。" in said
    assert "2026年3月17日前" in said
    assert "逾期未办，自动失效" in said
    assert "办理流程（2026.1版，示例）" in said


def test_a_supplement_that_names_nothing_is_not_sent(filed, clerk):
    with pytest.raises(StepRefused):
        act(filed, "ask_supplement", clerk.actor, "")

    assert fresh(filed).state == "filed"


def test_a_refusal_says_why_and_to_whom_to_object(filed, facts, clerk):
    facts["listable_points"] = 10
    case = act(filed, "refuse_need", clerk.actor, "目标不明确")

    said = words(last(case, "refusal"))

    assert "目标不明确" in said
    assert "可于2026年3月10日前向云澜市科学技术局监督处（虚构示例）书面提出" in said


def test_a_rejection_says_the_stage_and_until_when_to_appeal(checked, facts, clerk):
    facts |= {"funding_ratio_met": False}
    case = act(checked, "reject", clerk.actor, "自筹比例不足", "2026-04-16T09:00")

    said = words(last(case, "rejection"))

    assert "在审查环节未予通过" in said
    assert "2026年4月23日前通过平台申诉" in said


def test_an_outcome_says_the_result(checked, facts, clerk):
    facts |= {"shares_add_up": True, "report_count": 3, "is_winner": True}
    case = do(checked, "admit", clerk.actor, "2026-04-16T09:00")
    case = do(case, "settle", clerk.actor, "2026-05-20T09:00")

    said = words(last(case, "outcome"))

    assert "的评审已经结束，结果为：入选。" in said


def test_the_answer_to_an_objection_goes_to_whoever_objected(answered, una):
    letter = last(answered, "objection")

    assert letter.addressee == str(User.objects.get(pk=una.actor.account_id))
    assert "你（单位）于2026年5月13日就“高温传感器”" in words(letter)
    assert "结论为：异议不成立。理由：（一）权属清楚；（二）有裁定为证。" in words(letter)


def test_who_objected_reads_the_answer_and_the_one_objected_to_does_not(
    answered, alice, una, clerk, auditor, charlie, anonymous
):
    letter = last(answered, "objection")
    people = (alice, una, clerk, auditor, charlie, anonymous)

    readers = [who for who in people if letter in readable_letters(who.actor)]

    assert readers == [una, clerk, auditor]
    assert [who for who in people if may_download(who.actor, letter.file)] == readers


def test_an_approval_says_the_term_and_the_last_day_to_sign(answered):
    first, second = bureau("first"), bureau("second")
    case = wait(answered, "2026-05-22T00:00")
    case = do(case, "approve", first, "2026-05-22T09:00")
    case = do(case, "approve", second, "2026-05-22T10:00")

    said = words(last(case, "approval"))

    assert "实施期限：2年" in said
    assert "财政补助：以签订的任务书为准" in said
    assert "前签订任务书" in said


def test_every_template_that_a_pack_names_is_tested():
    """Here, and that of offers with them (tests/rooms/offers/test_walk.py)."""
    named = {
        str(effect.parameters["template"])
        for procedure in PROCEDURES.values()
        for step in procedure.steps
        for effect in step.effects
        if effect.id == "write_letter"
    }

    assert named == {
        "receipt", "supplement", "refusal", "rejection", "outcome", "objection", "approval",
        "offer",
    }  # fmt: skip


def test_a_letter_is_for_the_cases_own_people_and_the_authority(
    filed, alice, clerk, auditor, charlie, una, anonymous
):
    letter = last(filed, "receipt")
    people = (alice, clerk, auditor, charlie, una, anonymous)

    readers = [who for who in people if letter in readable_letters(who.actor)]

    assert readers == [alice, clerk, auditor]
    assert [who for who in people if may_download(who.actor, letter.file)] == readers


def test_the_page_of_a_case_lists_no_answer_to_an_objection_of_somebody_else(
    answered, alice, clerk
):
    letter = last(answered, "objection")

    pages = [who.client.get(f"/cases/{answered.number}/") for who in (clerk, alice)]

    assert [letter in page.context["letters"] for page in pages] == [True, False]


def test_a_letter_stays_as_it_was_when_its_template_changes(filed, monkeypatch):
    letter = last(filed, "receipt")
    before = render_letter(letter, fonts=())

    monkeypatch.setattr("kechuang.base.letters.writing.make_template", lambda *a: b"changed")
    again = render_letter(letter, fonts=())

    assert (again.docx, again.digest) == (before.docx, letter.digest)


def test_a_letter_that_was_altered_is_not_given_out(filed):
    letter = last(filed, "receipt")
    storage.path_of(letter.digest).write_bytes(b"PK other")

    with pytest.raises(ValueError, match="altered"):
        render_letter(letter)


def test_without_a_chinese_font_the_word_file_is_still_given(filed):
    printed = render_letter(last(filed, "receipt"), fonts=())

    assert printed.pdf is None
    assert printed.without_pdf is not None
    assert "Word" in printed.without_pdf.zh
    assert printed.docx.startswith(b"PK")


def test_the_pdf_of_a_letter_is_the_same_every_time(filed):
    letter = last(filed, "receipt")

    assert render_letter(letter) == render_letter(letter)


def test_letter_numbers_go_on_within_the_year_and_are_on_the_chain(filed, clerk):
    act(filed, "ask_supplement", clerk.actor, "缺承诺书")

    numbers = [letter.doc_no for letter in Letter.objects.order_by("pk")]
    told = Event.objects.filter(command="write_letter").order_by("sequence")

    assert numbers == ["云科函〔2026〕1号", "云科函〔2026〕2号"]
    assert [event.payload["digest"] for event in told] == [
        letter.digest for letter in Letter.objects.order_by("pk")
    ]


def test_a_region_without_an_office_of_its_own_takes_the_example(settings):
    settings.HOME_REGION = "110000"
    office.writing_office.cache_clear()

    try:
        assert office.writing_office().letter_word == "科函"
    finally:
        office.writing_office.cache_clear()


def test_a_broken_office_is_refused_with_its_line(tmp_path):
    (tmp_path / "office.yaml").write_text('region: "1"\norgan: {zh: 局, en: Bureau}\nword: x\n')

    with pytest.raises(PackError, match=r"office\.yaml"):
        load_offices(tmp_path)


def act(case: Case, event: str, by, reason: str, when: str = "2026-03-03T10:00") -> Case:
    take_step(by=by, at=at(when), case=case, event=event, reason=reason)
    return fresh(case)
