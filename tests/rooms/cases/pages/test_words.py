"""Periods, deadlines, entries and differences in words."""

from datetime import timedelta

from kechuang.cases.calendar import work_calendar
from kechuang.cases.presenting.clocks import period_words, remaining
from kechuang.cases.presenting.differences import pieces
from kechuang.cases.presenting.duties import is_duty
from kechuang.cases.presenting.entries import words_of
from kechuang.cases.presenting.states import state_words
from kechuang.cases.selectors import procedure_of, terms_of
from kechuang.engines.flow import Deadline, local_day, start_of
from kechuang.engines.wording import Text
from tests.cast import AT


def left(days, **more):
    at = AT + timedelta(days=days)
    return remaining(Deadline("x", local_day(at), at, **more), work_calendar(), AT)


def test_the_days_that_are_left_are_working_days():
    assert left(9).words == Text("还剩 6 个工作日", "6 working days left")
    assert left(2).words.en == "1 working day left"
    assert left(0).words == Text("已到期", "over")


def test_what_ends_soon_stands_out_and_a_pause_or_an_unknown_end_is_said():
    unknown = Deadline("x", None, None, unknown=Text("尚不清楚：截止日期", "not known yet: end"))

    assert (left(9).tone, left(3).tone, left(-1).tone) == ("info", "warn", "bad")
    assert remaining(Deadline("x", None, None, is_paused=True), work_calendar(), AT).on is None
    assert remaining(unknown, work_calendar(), AT).why == unknown.unknown


def test_a_day_open_to_its_end_closes_at_24_hours():
    whole = Deadline("x", local_day(AT), start_of(local_day(AT) + timedelta(days=1)))
    hour = Deadline("x", local_day(AT), start_of(local_day(AT)) + timedelta(hours=17))

    assert remaining(whole, work_calendar(), AT).ends == "2026-11-21 24:00"
    assert remaining(hour, work_calendar(), AT).ends == "2026-11-21 17:00"


def test_ways_out_are_no_duties(permits):
    procedure = procedure_of(permits.version)

    duties = {step.event for step in procedure.steps if is_duty(procedure, step)}

    assert duties.isdisjoint({"withdraw"})
    assert {"file", "propose", "refuse", "settle"} <= duties


def test_at_the_end_who_took_part_reads_the_outcome_and_others_what_is_public(permits):
    procedure = procedure_of(permits.version)

    def read(*roles):
        return state_words(procedure, "refused", frozenset(roles), is_staff=False).zh

    assert read("applicant", "public") == "不予"
    assert read("public") == "已办结"


def test_today_is_said_in_words():
    deadline = Deadline("x", local_day(AT), AT + timedelta(hours=2))

    assert remaining(deadline, work_calendar(), AT).words.zh == "今天截止"


def test_a_year_without_its_notice_is_not_guessed():
    at = AT.replace(year=2099)
    deadline = Deadline("x", local_day(at), at)

    told = remaining(deadline, work_calendar(), AT)

    assert (told.words.en, told.on) == ("working days unknown", local_day(at))
    assert "2027年的工作日未知：该年放假安排尚未公布" in told.why.zh
    assert "2027 unknown: the holidays of that year were not announced" in told.why.en


def test_periods_name_options_fixed_days_and_days_of_the_round(permits):
    procedure = procedure_of(permits.version)
    settled = terms_of(permits).settled()

    assert period_words(procedure, "deciding", settled) == Text("10个工作日", "10 working days")
    assert period_words(procedure, "drafting", settled).zh == "30日"


def test_entries_are_read_out_whole(permits):
    fields = procedure_of(permits.version).fields

    rows = [{"duty": "试验", "share": "50", "partner": {"name": "甲", "code": "91"}}]
    assert words_of(fields["partners"], rows).zh == "单位：甲（91）；分工：试验；比例：50%"
    assert words_of(fields["cost"], "12").zh == "12万元"
    assert words_of(fields["cost"], "十二万").zh == "十二万"
    assert words_of(fields["kind"], "new").en == "new"
    assert words_of(fields["is_local"], False).zh == "否"
    assert words_of(fields["topic"], " ").zh == "（未填）"


def test_a_difference_names_only_what_changed():
    told = [(one.kind, one.text) for one in pieces("低温 valve 12", "高温 valve 13")]

    assert told == [
        ("removed", "低"),
        ("added", "高"),
        ("same", "温 valve "),
        ("removed", "12"),
        ("added", "13"),
    ]


def test_very_long_texts_stand_whole_beside_each_other():
    told = pieces("甲" * 3_000, "乙" * 3_000)

    assert [one.kind for one in told] == ["removed", "added"]
