from pathlib import Path

import pytest

from kechuang.engines.timetable import Meeting, Session, TimetableError, read_event
from tests.engines.timetable.samples import FILE


def read(folder: Path, text: str | bytes):
    path = folder / "event.dzn"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_event(path)


def refusal(folder: Path, *changes: tuple[str, str]) -> str:
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(TimetableError) as caught:
        read(folder, text)
    return str(caught.value)


def test_every_field_is_read(tmp_path: Path) -> None:
    event = read(tmp_path, FILE).event

    assert (event.tables, event.slots, event.morning, event.fairness) == (2, 3, 2, 2)
    assert event.participants == ("1", "2", "3", "4")
    assert event.meetings[1] == Meeting("2", "1", "3", session=Session.MORNING)
    assert event.meetings[2].after == {"1"}
    assert event.away("2") == {1}
    assert event.away("1") == frozenset()


def test_a_fixed_slot_is_read(tmp_path: Path) -> None:
    event = read(tmp_path, FILE.replace("[0,0,0]", "[0,0,3]")).event

    assert [meeting.fixed for meeting in event.meetings] == [None, None, 3]


def test_order_layout_comments_and_ranges_do_not_matter(tmp_path: Path) -> None:
    lines = FILE.splitlines(keepends=True)
    moved = "/* two\nlines */" + "".join(lines[10:]) + "".join(lines[:10])
    moved = moved.replace("\n|];", "|]\n;").replace("{0,1}", "1..1").replace("\n", "\r\n")

    assert read(tmp_path, "\ufeff" + moved) == read(tmp_path, FILE)


def test_what_repeats_the_meetings_may_be_absent(tmp_path: Path) -> None:
    lines = FILE.splitlines(keepends=True)
    shorter = "".join(lines[:10] + lines[15:])

    assert "sBusiness = [" not in shorter
    assert read(tmp_path, shorter) == read(tmp_path, FILE)


def test_what_repeats_the_meetings_wrongly_is_told_with_its_line(tmp_path: Path) -> None:
    wrong = FILE.replace("[2,2,1,1]", "[2,3,1,1]").replace("{1,2,3}", "{1,2}")

    told = [text.en for text in read(tmp_path, wrong).warnings]

    assert told == [
        "line 15: nMeetingsBusiness differs from requested (participants 2); requested is followed",
        "line 11: meetingsxBusiness differs from requested (participants 1); requested is followed",
    ]
    assert read(tmp_path, wrong).event == read(tmp_path, FILE).event


def test_a_forbidden_slot_after_the_last_is_left_out_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, FILE.replace("{0,1}", "{0,1,9}"))

    assert [text.en for text in found.warnings] == ["line 16: there is no slot 9, left out"]
    assert found.event == read(tmp_path, FILE).event


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "nTables = 2;",
            "nTables = 2",
            "line 5 … “;” is expected, but it says “nTotalSlots”",
        ),
        ("nTables = 2;", "", "“nTables” is missing; is the file whole?"),
        ("precedences = [{},{},{1}];", "", "“precedences” is missing"),
        (
            "nTables = 2;",
            "nTables = 2; nTables = 3;",
            "line 4 … “nTables” is given twice",
        ),
        (
            "nTables = 2;",
            "nTables = [2];",
            "line 4 … “nTables” should hold one whole number",
        ),
        ("nTables = 2;", "nTables = -2;", "whole numbers of at least 0"),
        ("nTables = 2;", "nTables = 12345678901;", "more than 9 digits"),
        (
            "nTables = 2;",
            "nTables = 2 @;",
            "line 4 … the character “@” is not understood",
        ),
        ("nMorningSlots = 2", "nMorningSlots = 4", "4 morning slots but only 3 slots"),
        (
            "nMeetings = 3",
            "nMeetings = 4",
            "line 7 … “requested” should have 4 entries and has 3",
        ),
        ("nMeetings = 3", "nMeetings = 400000", "meetings times slots exceed a million"),
        ("|1, 3,1,", "|1, 3,4,", "line 8 … the third column 4 is not 1, 2 or 3"),
        ("|1, 3,1,", "|1, 9,1,", "line 8 … there is no participant 9"),
        ("|1, 3,1,", "|1, 0,1,", "line 8 … there is no participant 0"),
        ("|1, 3,1,", "|1, 1,1,", "line 8 … a participant meets itself"),
        (
            "|1, 3,1,",
            "|1, 3,",
            "line 8 … “requested” should hold 3 whole numbers in each row",
        ),
        (
            "[{0},{0,1},{0},{}]",
            "[{0},{0,1},{0}]",
            "line 16 … “forbidden” should have 4 entries",
        ),
        (
            "[{0},{0,1},{0},{}]",
            "[0,0,0,0]",
            "line 16 … “forbidden” should hold sets like {1,2}",
        ),
        ("{0,1}", "{0,-1}", "there is no slot -1"),
        ("{0,1}", "1..99999999", "the range is too wide"),
        ("[0,0,0]", "[0,0,4]", "line 17 … there is no slot 4"),
        ("[0,0,0]", "[0,0]", "line 17 … “fixed” should have 3 entries and has 2"),
        ("[{},{},{1}]", "[{},{},{4}]", "line 18 … there is no meeting 4"),
        (
            "[{},{},{1}];",
            "[{},{},{1}",
            "line 19 … “,” is expected, but the file ends",
        ),
        ("[{},{},{1}];", "[{},{1", "“,” is expected, but the file ends"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    assert reason in refusal(tmp_path, (old, new)).replace(" cannot be read: ", " … ")


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"PK\x03\x04\xff"])
def test_what_is_not_text_is_refused(tmp_path: Path, text: bytes) -> None:
    with pytest.raises(TimetableError, match="not text in UTF-8"):
        read(tmp_path, text)


def test_a_truncated_file_is_refused_wherever_it_ends(tmp_path: Path) -> None:
    whole = FILE.rstrip()
    for end in range(0, len(whole), 5):
        with pytest.raises(TimetableError):
            read(tmp_path, whole[:end])


def test_refusals_speak_chinese_first(tmp_path: Path) -> None:
    said = refusal(tmp_path, ("|1, 3,1,", "|1, 9,1,"))

    assert said.startswith("对接会文件第8行不能读取：没有参会方9。请更正这一行后重试 / ")
