"""What is posted reads the same whatever language the poster's screen speaks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from kechuang.ledger import services as ledger
from kechuang.ledger.models import Account, Transfer, Voucher
from kechuang.ledger.states import Phase
from tests.rooms.ledger.town import AT, WAN, YEAR_END, small_treasury, warrant

pytestmark = pytest.mark.django_db


def test_an_english_session_posts_the_same_chinese_words() -> None:
    with override("en"):
        town = small_treasury()
        parts = town.accepted()
        town.paid(parts)
        values = {"amount_fen": WAN // 2, "reason": "违约", "decision": "追1号"}
        ledger.decide_claw_back(warrant=warrant(), share=parts[0].share, **values)
        until = AT + timedelta(days=1)
        ledger.reserve_budget(
            warrant=warrant(), line=town.line, amount_fen=WAN, purpose="公示", expires_at=until
        )
        held = Transfer.objects.get(kind="reserve")
        ledger.resolve_reservation(warrant=warrant(), reservation=held, phase=Phase.VOID)
        ledger.close_year(warrant=warrant(on=YEAR_END), book=town.book, carry_over=True)

    words = [
        *Account.objects.values_list("name", flat=True),
        *Voucher.objects.values_list("summary", flat=True),
    ]
    assert [text for text in words if "City" in text or "void" in text.casefold()] == []
    english = Voucher.objects.get(command="resolve_reservation").summary_en
    assert "预留" not in english
