"""A posted form comes back as it was typed."""

from kechuang.cases.filling import read_entries, tidied
from tests.rooms.cases.filling.conftest import sent

FILE = {"digest": "a" * 64, "name": "方案.pdf", "size": 12}


def test_single_values_come_back_as_typed(form):
    posted = sent(topic=" 低温阀门 ", cost="十二万", is_local="yes", kind="new", starts_on="明天")

    entries = read_entries(form, posted)

    assert entries == {
        "topic": " 低温阀门 ",
        "cost": "十二万",
        "is_local": True,
        "kind": "new",
        "starts_on": "明天",
    }


def test_an_unanswered_flag_is_neither_yes_nor_no(form):
    assert read_entries(form, sent(is_local="")) == {"is_local": ""}
    assert read_entries(form, sent(is_local="no")) == {"is_local": False}


def test_a_party_is_read_from_its_two_inputs(form):
    posted = sent(unit__name="云澜甲", unit__code="9199")

    assert read_entries(form, posted)["unit"] == {"code": "9199", "name": "云澜甲"}


def test_rows_of_a_table_keep_their_order_and_their_blanks(form):
    posted = sent(
        partners__10__duty="丙",
        partners__2__duty="乙",
        partners__2__share="x",
        partners__3__duty="",
    )

    rows = read_entries(form, posted)["partners"]

    assert [row["duty"] for row in rows] == ["乙", "", "丙"]
    assert [row["duty"] for row in tidied({"partners": rows})["partners"]] == ["乙", "丙"]


def test_fields_that_were_not_shown_keep_what_they_had(form):
    kept = {"partners": [{"duty": "甲"}], "topic": "旧"}

    entries = read_entries(form, sent(topic="新"), kept=kept)

    assert entries == {"partners": [{"duty": "甲"}], "topic": "新"}


def test_a_file_is_only_one_that_was_there_before(form):
    mine = read_entries(form, sent(plan__digest="a" * 64), kept={"plan": FILE})
    stolen = read_entries(form, sent(plan__digest="a" * 64), kept={})

    assert mine["plan"] == FILE
    assert stolen["plan"] == ""


def test_rows_beyond_reason_are_not_read(form):
    posted = sent(**{f"partners__{row}__duty": "x" for row in range(1_100)})

    assert len(read_entries(form, posted)["partners"]) == 1_001
