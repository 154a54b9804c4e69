"""Rows that a sorting leaves equal keep their order, whatever the database does with them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kechuang.base.listing import SteadyRows
from kechuang.parties.models import Party
from kechuang.parties.tables import PartyTable
from tests.cast import party

ROW = re.compile(r'href="/parties/(\d+)/"')


@pytest.mark.django_db
def test_an_equal_row_that_was_changed_stays_where_it_was(client: Client) -> None:
    pks = [party(700 + number).pk for number in range(9)]
    before = ROW.findall(client.get("/parties/?sort=kind").content.decode())
    Party.objects.filter(pk=pks[0]).update(name_en="changed")
    after = ROW.findall(client.get("/parties/?sort=kind").content.decode())

    assert len(before) >= len(pks)
    assert before == after


def test_whatever_is_sorted_by_the_number_of_the_row_decides_last() -> None:
    rows = SteadyRows(Party.objects.order_by("name"))
    rows.set_table(PartyTable(rows))
    by_default = rows.data.query.order_by

    rows.order_by(("-kind",))

    assert by_default == ("name", "pk")
    assert rows.data.query.order_by == ("-kind", "pk")
