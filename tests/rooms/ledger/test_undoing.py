"""Every kind of order can be taken back in red, or says why not and what to do instead."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

import pytest

from kechuang.base.errors import InvalidInput
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Account, BudgetLine, Grant, Transfer, Voucher
from kechuang.ledger.refusals import AlreadyGranted, LimitExceeded
from kechuang.ledger.services.instructions.commands import COMMANDS
from kechuang.ledger.services.undoing import FINAL, UNDO
from kechuang.ledger.states import Phase
from tests.rooms.ledger.town import AT, WAN, Town, small_treasury, warrant

SERVICES = Path(ledger.__file__).parent
UNTIL = AT + timedelta(days=30)


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


def orders() -> set[str]:
    """Every command that posts a voucher, as the services write it."""
    trees = (ast.parse(path.read_text()) for path in SERVICES.rglob("*.py"))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Order"]
    texts = [a.value for call in named for a in call.args if isinstance(a, ast.Constant)]
    return {text for text in texts if isinstance(text, str)}


def test_every_order_has_an_undo_or_a_reason_why_not() -> None:
    answered = set(UNDO) | set(FINAL)

    assert len(orders()) > 10
    assert (orders() | set(COMMANDS)) - answered == set()
    assert set(UNDO) & set(FINAL) == set()


@pytest.mark.parametrize("command", sorted(FINAL))
def test_what_is_final_says_why_and_what_to_do_instead(command: str) -> None:
    final = FINAL[command]

    assert all((final.why.zh, final.why.en, final.instead.zh, final.instead.en))


def free_fen(town: Town) -> int:
    return BudgetLine.objects.get(pk=town.line.pk).account.free_fen


def undo(command: str) -> Voucher:
    voucher = Voucher.objects.filter(command=command).order_by("-pk")[0]
    return ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="有误")


def held(town: Town, fen: int = 10 * WAN) -> Transfer:
    told = {"amount_fen": fen, "purpose": "公示", "expires_at": UNTIL}
    voucher = ledger.reserve_budget(warrant=warrant(), line=town.line, **told)
    return voucher.transfers.get()


def end(reservation: Transfer, phase: Phase, fen: int | None = None) -> Voucher:
    return ledger.resolve_reservation(
        warrant=warrant(), reservation=reservation, phase=phase, amount_fen=fen
    )


def test_a_mistaken_release_is_taken_back_and_the_tranche_is_accepted(town: Town) -> None:
    grant = town.grant(6 * WAN, 4 * WAN)
    first, second = grant.tranches.all()
    ledger.accept_tranche(warrant=warrant(), tranche=first, acceptance="1号")
    ledger.release_tranches(warrant=warrant(), grant=grant, reason="误核减")

    undo("release_tranches")

    assert free_fen(town) == 90 * WAN
    ledger.accept_tranche(warrant=warrant(), tranche=second, acceptance="2号")


def test_a_cancelled_grant_stands_again(town: Town) -> None:
    grant = town.grant(6 * WAN)
    ledger.release_tranches(warrant=warrant(), grant=grant, reason="误", is_cancelled=True)

    undo("release_tranches")

    assert Grant.objects.get(pk=grant.pk).cancelled_at is None
    ledger.release_tranches(warrant=warrant(), grant=grant, reason="再核减")


def test_a_cancelled_grant_does_not_stand_again_beside_its_successor(town: Town) -> None:
    grant = town.grant(6 * WAN, ground="同一事由")
    ledger.release_tranches(warrant=warrant(), grant=grant, reason="误", is_cancelled=True)
    town.grant(5 * WAN, ground="同一事由")

    with pytest.raises(AlreadyGranted):
        undo("release_tranches")


def test_a_release_is_not_taken_back_when_its_money_has_moved_on(town: Town) -> None:
    grant = town.grant(60 * WAN)
    ledger.release_tranches(warrant=warrant(), grant=grant, reason="误核减")
    town.grant(90 * WAN)

    with pytest.raises(LimitExceeded):
        undo("release_tranches")
    assert grant.tranches.get().released_on is not None


@pytest.mark.parametrize("posted", [None, 4 * WAN])
def test_a_posted_reservation_is_taken_back(town: Town, posted: int | None) -> None:
    end(held(town), Phase.POST, posted)
    assert free_fen(town) == 100 * WAN - (posted or 10 * WAN)

    undo("resolve_reservation")

    assert free_fen(town) == 100 * WAN
    assert Account.objects.get(code=f"obligation:held/{town.line.pk}").balance_fen == 0


def test_a_reservation_that_was_let_go_has_nothing_to_take_back(town: Town) -> None:
    end(held(town), Phase.VOID)

    with pytest.raises(InvalidInput) as refused:
        undo("resolve_reservation")
    assert "重新预留" in refused.value.mend.zh


def test_a_grant_made_from_a_reservation_is_taken_back(town: Town) -> None:
    ledger.agree_grant(warrant=warrant(), plan=town.plan(10 * WAN), reservation=held(town))

    undo("agree_grant")

    assert free_fen(town) == 100 * WAN


@pytest.mark.parametrize("command", ["reserve_budget", "approve_run", "record_answers"])
def test_what_is_final_is_refused_in_words(town: Town, command: str) -> None:
    town.paid(town.accepted())
    held(town)

    with pytest.raises(InvalidInput) as refused:
        undo(command)

    assert refused.value.mend == FINAL[command].instead
