"""What a page shows beside each question."""

from datetime import date

from kechuang.cases.filling import ask, prefilled
from kechuang.engines.rulebook import Fact, FactSheet


def question(sheet, name):
    return next(one for one in sheet.questions if one.field.id == name)


def test_what_decides_comes_first_and_stops_at_once(permit, form, inquiry):
    sheet = ask(permit, form, {"is_local": False}, inquiry)

    assert [one.field.id for one in sheet.deciding] == ["is_local"]
    assert [stop.why.zh for stop in sheet.stops] == ["只受理本市注册的单位"]
    assert sheet.stops[0].mend.en == "Apply where you are registered"
    assert sheet.stops[0].grounds[0].document.zh == "《某条例》（某令第1号）"


def test_nothing_is_barred_before_the_question_is_answered(permit, form, inquiry):
    assert ask(permit, form, {}, inquiry).stops == ()


def test_a_question_appears_when_the_one_that_decides_it_is_answered(permit, form, inquiry):
    before = ask(permit, form, {}, inquiry)
    after = ask(permit, form, {"is_joint": True}, inquiry)

    assert not question(before, "partners").is_asked
    assert question(after, "partners").is_asked
    assert len(question(after, "partners").rows) == 1


def test_a_bad_number_is_shown_again_as_typed_with_the_reason(permit, form, inquiry):
    sheet = ask(permit, form, {"cost": "十二万"}, inquiry)

    box = question(sheet, "cost").box
    assert box.raw == "十二万"
    assert [why.en for why in box.problems] == ["“十二万” is no number"]
    assert [(one.label.zh, one.target) for one in sheet.complaints] == [("总投入", "field-cost")]


def test_missing_answers_are_told_only_when_asked_for(permit, form, inquiry):
    quiet = ask(permit, form, {}, inquiry)
    strict = ask(permit, form, {}, inquiry, tells_missing=True)

    assert quiet.complaints == ()
    assert "请填写项目名称" in [one.why.zh for one in strict.complaints]
    assert "请填写注册年月" not in [one.why.zh for one in strict.complaints]


def test_a_blank_cell_of_a_row_just_begun_is_no_problem_yet(permit, form, inquiry):
    entries = {"is_joint": True, "partners": [{"duty": "试验"}]}

    quiet = ask(permit, form, entries, inquiry)
    strict = ask(permit, form, entries, inquiry, tells_missing=True)

    assert quiet.complaints == ()
    assert ("联合单位第1行·比例", "field-partners-0-share") in [
        (one.label.zh, one.target) for one in strict.complaints
    ]


def test_a_problem_stands_in_its_row_though_blank_rows_lie_before_it(permit, form, inquiry):
    entries = {"is_joint": True, "partners": ["", {"duty": "试验", "share": "一半"}]}

    rows = question(ask(permit, form, entries, inquiry), "partners").rows

    told = {box.place.id for row in rows for box in row.boxes if box.problems}
    assert told == {"field-partners-1-share"}


def test_rows_are_added_up_to_the_most_and_never_beyond(permit, form, inquiry):
    entries = {"is_joint": True}

    sheet = ask(permit, form, entries, inquiry, rows_wanted={"partners": 99})

    assert len(question(sheet, "partners").rows) == 3
    assert not question(sheet, "partners").can_add


def test_a_known_fact_fills_in_and_names_its_source(permit, form, inquiry):
    facts = [
        Fact("employees", 40, "2024", "人", "统计年报", date(2025, 3, 1)),
        Fact("employees", 52, "2025", "人", "统计年报", date(2026, 3, 1), "市统计局"),
    ]
    known = prefilled(form, FactSheet("x", facts))

    untouched = question(ask(permit, form, {}, inquiry, prefills=known), "staff")
    corrected = question(ask(permit, form, {"staff": "60"}, inquiry, prefills=known), "staff")

    assert (untouched.box.raw, untouched.is_prefilled) == ("52", True)
    assert untouched.prefill.fact.certified_by == "市统计局"
    assert (corrected.box.raw, corrected.is_prefilled) == ("60", False)


def test_an_emptied_answer_stays_empty_although_a_fact_is_known(permit, form, inquiry):
    known = prefilled(form, FactSheet("x", [Fact("employees", 52, "2025")]))

    emptied = question(ask(permit, form, {"staff": ""}, inquiry, prefills=known), "staff")

    assert emptied.box.raw == ""


def test_a_date_that_no_calendar_can_show_stays_as_typed(permit, form, inquiry):
    for raw, kind in (
        ("2026-11-21", "date"),
        ("", "date"),
        ("下周", "text"),
        ("2026年3月1日", "text"),
    ):
        box = question(ask(permit, form, {"starts_on": raw}, inquiry), "starts_on").box
        assert (box.input_type, box.raw) == (kind, raw)
