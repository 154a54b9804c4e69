"""Unfinished forms are kept as far as they can be read."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kechuang.cases.filling import entry_of, keeping
from kechuang.engines.flow import Field, FieldType, Form, Inquiry, fill
from kechuang.engines.wording import Text

ALL = frozenset({"topic", "cost", "is_local", "is_joint", "partners"})


def test_what_can_be_read_is_kept_and_the_rest_is_named(form, inquiry):
    entries = {"topic": "阀门", "cost": "十二万", "is_local": True}

    found = keeping(form, entries, ALL, inquiry)

    assert found.values == {"topic": "阀门", "is_local": True, "is_joint": None}
    assert found.unread == {"cost": "十二万"}


def test_a_row_is_kept_although_cells_are_missing_or_wrong(form, inquiry):
    rows = [{"duty": "试验", "share": ""}, {"duty": "检测", "share": "一半"}]

    found = keeping(form, {"is_joint": True, "partners": rows}, ALL, inquiry)

    assert found.values["partners"] == ({"duty": "试验"}, {"duty": "检测"})
    assert found.unread == {"partners": rows}


def test_fields_that_are_not_asked_or_not_shown_are_left_alone(form, inquiry):
    entries = {"is_joint": False, "partners": [{"duty": "试验"}], "topic": "阀门"}

    found = keeping(form, entries, frozenset({"is_joint", "partners"}), inquiry)

    assert found.values == {"is_joint": False}


def test_an_answer_out_of_bounds_is_wrong_and_not_kept(form, inquiry):
    found = keeping(form, {"cost": "0.5"}, frozenset({"cost"}), inquiry)

    assert found.values == {}
    assert found.unread == {"cost": "0.5"}


@given(fen=st.integers(-(10**17), 10**17), unit=st.sampled_from(["元", "万元", "亿元"]))
def test_every_amount_is_written_so_that_it_is_read_back(fen, unit):
    field = Field("a", FieldType.MONEY, Text("金额", "amount"), 1, unit=unit)
    read = fill(Form("f", Text("", ""), (field,), (), 1), {"a": entry_of(field, fen)}, _nothing())

    assert read.values.get("a") == fen or len(str(entry_of(field, fen))) > 20


@given(number=st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_every_number_is_written_so_that_it_is_read_back(number):
    field = Field("a", FieldType.NUMBER, Text("数", "number"), 1, unit="%", decimals=2)
    form = Form("f", Text("", ""), (field,), (), 1)

    assert fill(form, {"a": entry_of(field, number)}, _nothing()).values["a"] == Decimal(number)


def _nothing() -> Inquiry:
    return Inquiry({}, {}, {})
