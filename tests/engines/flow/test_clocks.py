"""Clocks run in working days, pause, resume, remind, escalate, and end once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.flow import (
    Extension,
    NoticeKind,
    StepError,
    Terms,
    TermsError,
    begin,
    deadlines,
    due,
    expire,
    load_calendars,
    load_procedure,
    open_steps,
    take_step,
)
from tests.engines.flow.samples import (
    APPLICANT,
    APPLICATION,
    OFFICER,
    PACKS,
    SAMPLE,
    at,
    swapped,
)

TERMS = Terms(load_procedure(SAMPLE, name="permit.yaml"), load_calendars(PACKS))
MONDAY = at("2026-03-02T09:00")


def filed_at(instant, terms=TERMS):
    drafted = begin(terms, at=instant, values=APPLICATION).with_documents("plan")
    return take_step(terms, drafted, "file", by=APPLICANT, at=instant).situation


def end_of_only(case, terms=TERMS):
    (deadline,) = deadlines(terms, case)
    return deadline


def test_ten_working_days_skip_weekends_and_holidays():
    assert end_of_only(filed_at(MONDAY)).on == date(2026, 3, 16)
    assert end_of_only(filed_at(at("2026-02-13T09:00"))).on == date(2026, 3, 5)


def test_the_last_day_ends_at_midnight_in_shanghai():
    assert end_of_only(filed_at(MONDAY)).at == at("2026-03-17T00:00")


def test_a_last_calendar_day_that_is_a_holiday_moves_to_the_next_working_day():
    drafted = begin(TERMS, at=at("2026-09-03T09:00"))

    assert end_of_only(drafted).on == date(2026, 10, 8)  # 30 days end within National Day


def test_a_pause_keeps_the_days_left():
    case = filed_at(MONDAY)

    waiting = take_step(TERMS, case, "ask", by=OFFICER, at=at("2026-03-04T10:00")).situation
    paused = {deadline.clock: deadline for deadline in deadlines(TERMS, waiting)}
    assert (paused["deciding"].is_paused, paused["deciding"].on) == (True, None)
    assert paused["waiting"].on == date(2026, 3, 11)

    back = take_step(TERMS, waiting, "supply", by=APPLICANT, at=at("2026-03-06T10:00")).situation
    assert end_of_only(back).on == date(2026, 3, 18)  # the 5th and 6th do not count


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 200), st.integers(0, 6), st.integers(0, 4))
def test_paused_working_days_are_added_exactly(start, until_pause, paused_for):
    begun = MONDAY + timedelta(hours=start * 4)
    case = filed_at(begun)
    plain = end_of_only(case).on
    stop = begun + timedelta(days=until_pause)
    go_on = stop + timedelta(days=paused_for)

    waiting = take_step(TERMS, case, "ask", by=OFFICER, at=stop).situation
    back = take_step(TERMS, waiting, "supply", by=APPLICANT, at=go_on).situation

    lost = TERMS.calendar.between(stop.date(), go_on.date())
    assert end_of_only(back).on == TERMS.calendar.add(plain, lost)


def test_reminders_and_escalation_come_in_time():
    case = filed_at(MONDAY)

    brought = due(TERMS, case, at=at("2026-03-17T00:00"))

    assert [(one.kind, one.at, one.roles, one.days_left) for one in brought] == [
        (NoticeKind.REMINDER, at("2026-03-11T00:00"), ("officer",), 3),
        (NoticeKind.REMINDER, at("2026-03-13T00:00"), ("officer",), 1),
        (NoticeKind.ESCALATION, at("2026-03-17T00:00"), ("chief",), 0),
    ]
    assert due(TERMS, case, at=at("2026-03-12T00:00"), since=at("2026-03-11T00:00")) == ()


def test_nobody_is_reminded_before_the_clock_started():
    short = Terms(TERMS.procedure, TERMS.calendar, {"longest": 2})
    case = filed_at(MONDAY, short)

    brought = due(short, case, at=at("2026-03-05T00:00"))

    assert [(one.kind, one.days_left) for one in brought] == [
        (NoticeKind.REMINDER, 1), (NoticeKind.ESCALATION, 0),
    ]  # fmt: skip


def test_an_escalated_step_may_still_be_taken_late():
    case = filed_at(MONDAY).with_values({"score": 70})

    late = take_step(TERMS, case, "decide", by=OFFICER, at=at("2026-05-06T09:00"))

    assert late.situation.state == "signing"


def test_silence_means_consent_where_the_pack_says_so():
    case = filed_at(MONDAY).with_values({"score": 70})
    signing = take_step(TERMS, case, "decide", by=OFFICER, at=MONDAY).situation

    assert expire(TERMS, signing, at=at("2026-03-09T23:59")).taken == ()
    (taken,) = expire(TERMS, signing, at=at("2026-06-01T08:00")).taken

    assert taken.situation.state == "granted"
    assert taken.situation.history[-1].at == at("2026-03-10T00:00")  # when it ran out
    (notice,) = due(TERMS, signing, at=at("2026-03-10T00:00"))
    assert (notice.event, notice.is_consent) == ("sign_silently", True)


def test_expiring_often_or_once_is_the_same():
    case = begin(TERMS, at=MONDAY)
    days = [at("2026-03-20T00:00") + timedelta(days=number) for number in range(40)]

    once = expire(TERMS, case, at=days[-1]).taken
    often = [taken for day in days for taken in expire(TERMS, case, at=day).taken][:1]

    assert [taken.situation for taken in once] == [taken.situation for taken in often]


def test_after_the_end_people_come_too_late():
    drafted = begin(TERMS, at=MONDAY, values=APPLICATION).with_documents("plan")

    in_time = take_step(TERMS, drafted, "file", by=APPLICANT, at=at("2026-04-01T23:59"))
    assert in_time.situation.state == "filed"
    with pytest.raises(StepError, match="时限已于2026-04-01届满"):
        take_step(TERMS, drafted, "file", by=APPLICANT, at=at("2026-04-02T00:00"))


def test_a_deadline_beyond_the_calendar_is_unknown_and_said_so():
    case = filed_at(at("2026-12-28T09:00"))

    (deadline,) = deadlines(TERMS, case)
    (notice,) = due(TERMS, case, at=at("2026-12-29T09:00"))

    assert (deadline.on, deadline.not_before) == (None, date(2027, 1, 7))
    assert notice.kind is NoticeKind.UNKNOWN
    assert notice.why == deadline.unknown
    for said in ("2027年", "尚未公布", "最早于 2027-01-07"):
        assert said in notice.why.zh
    for said in ("2027", "not announced", "2027-01-07 at the earliest"):
        assert said in notice.why.en


def test_an_unknown_deadline_binds_nobody_before_it_could_have_passed():
    case = filed_at(at("2026-12-28T09:00")).with_values({"score": 70})
    signing = take_step(TERMS, case, "decide", by=OFFICER, at=at("2026-12-28T09:00")).situation

    def reasons(instant):
        offers = open_steps(TERMS, signing, by=replace(OFFICER, person="x"), at=instant)
        return [
            reason.zh for offer in offers if offer.step.event == "sign" for reason in offer.reasons
        ]

    assert reasons(at("2027-01-02T23:00")) == []
    assert "2027年" in reasons(at("2027-01-03T00:00"))[0]


def test_an_extension_reaches_all_cases_whose_clock_still_runs():
    early, late = filed_at(at("2026-02-02T09:00")), filed_at(MONDAY)
    longer = Extension("deciding", at("2026-03-10T12:00"), "chief", "系统维护", days=3)

    extended = TERMS.extended(longer)

    assert end_of_only(late, extended).on == date(2026, 3, 19)
    assert end_of_only(early, extended) == end_of_only(early)  # it had run out on 24 February


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"clock": "decidng"}, "没有这个时限"),
        ({"why": " "}, "理由"),
        ({"days": 0}, "不符"),
        ({"days": -2}, "不符"),
        ({"until": date(2026, 4, 1)}, "不符"),
    ],
)
def test_an_extension_that_does_not_fit_is_refused(change, why):
    fitting = Extension("deciding", MONDAY, "chief", "系统维护", days=3)

    with pytest.raises(TermsError, match=why):
        TERMS.extended(replace(fitting, **change))


def test_a_clock_until_a_day_waits_for_that_day():
    until = swapped(
        "signing: {days: 5, count: working,", 'signing: {until: signed_by, closes: "17:00",'
    )
    text = swapped(
        "  score: {type: number",
        "  signed_by: {type: date, zh: 签发日, en: Signed by}\n  score: {type: number",
        until,
    )
    terms = Terms(load_procedure(text, name="permit.yaml"), TERMS.calendar)
    case = filed_at(MONDAY, terms).with_values({"score": 70})
    signing = take_step(terms, case, "decide", by=OFFICER, at=MONDAY).situation

    assert "签发日" in end_of_only(signing, terms).unknown.zh
    known = signing.with_values({"signed_by": date(2026, 3, 7)})
    assert end_of_only(known, terms).at == at("2026-03-07T17:00")
    later = terms.extended(Extension("signing", MONDAY, "chief", "顺延", until=date(2026, 3, 9)))
    assert end_of_only(known, later).on == date(2026, 3, 9)


def test_a_clock_may_count_from_a_date_of_the_case():
    text = swapped("days: longest, count", "starts_on: heard_on, days: longest, count")
    text = swapped("facts:\n", "facts:\n  heard_on: {type: date, zh: 听证日, en: Heard on}\n", text)
    terms = Terms(load_procedure(text, name="permit.yaml"), TERMS.calendar)
    case = filed_at(MONDAY, terms)

    assert "听证日" in end_of_only(case, terms).unknown.zh
    heard = case.with_values({"heard_on": date(2026, 3, 9)})
    assert end_of_only(heard, terms).on == date(2026, 3, 23)


def test_options_of_the_round_set_the_days():
    terms = Terms(TERMS.procedure, TERMS.calendar, {"longest": 3})

    assert end_of_only(filed_at(MONDAY, terms), terms).on == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"longst": 3}, "longest"),
        ({"longest": "三"}, "不是“办理天数”的值"),
        ({"longest": True}, "不是“办理天数”的值"),
    ],
)
def test_options_that_do_not_fit_are_refused(options, why):
    with pytest.raises(TermsError, match=why):
        Terms(TERMS.procedure, TERMS.calendar, options)
