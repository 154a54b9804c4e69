"""What was changed past the commands stays visible: no lawful command seals it as it found it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import connection

from kechuang.audit.models import Event
from kechuang.audit.selectors import chain_head, verify_chain
from kechuang.ledger import services as ledger
from kechuang.ledger.models import (
    Account,
    Instruction,
    PayeeAccount,
    PaymentRun,
    Tranche,
    Voucher,
)
from kechuang.ledger.refusals import AlteredRecord
from kechuang.ledger.selectors.list_digests import digest_of
from kechuang.ledger.selectors.verifying import verify_books
from kechuang.ledger.services.instructions import (
    approve_instruction,
    decline_instruction,
    prepare_instruction,
)
from kechuang.ledger.services.payment_lists import export_payment_list
from tests.rooms.ledger.shared_line import shared_line
from tests.rooms.ledger.town import (
    APPROVER,
    AT,
    CHECKER,
    ON,
    PREPARER,
    WAN,
    YEAR_END,
    Town,
    small_treasury,
    warrant,
)

pytestmark = pytest.mark.django_db
Command = Callable[[], object]
OTHER_ACCOUNT = "account_number = '66668888666688'"


@pytest.fixture
def town() -> Town:
    return small_treasury()


def altered(table: str, change: str) -> None:
    """As a database administrator does it: the guards go first."""
    with connection.cursor() as cursor:
        for name, place in _guards(table):
            cursor.execute(f"DROP TRIGGER {name}{place}")
        cursor.execute(f"UPDATE {table} SET {change}")


def _guards(table: str) -> list[tuple[str, str]]:
    asked = {
        "sqlite": "SELECT name, '' FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": (
            "SELECT tgname, ' ON ' || tgrelid::regclass FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgrelid = %s::regclass"
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor], [table])
        return list(cursor.fetchall())


def answered(run: PaymentRun) -> object:
    answers = [
        ledger.Answer(item.number, f"S-{item.number}", True, item.amount_fen, ON)
        for item in run.items.all()
    ]
    return ledger.record_answers(warrant=warrant(), run=run, answers=answers)


def asked_for(town: Town, amount_fen: int = 100) -> Instruction:
    content = {
        "book": town.book.code,
        "year": ON.year,
        "source": "city",
        "doc_no": "示例财预〔2026〕9号",
        "amount_fen": amount_fen,
    }
    return prepare_instruction(
        by=PREPARER,
        at=AT,
        on=ON,
        request_id=uuid4(),
        command="appropriate_funds",
        content=content,
    )


def test_a_sent_payment_whose_account_was_changed_is_neither_exported_nor_settled(
    town: Town,
) -> None:
    run = town.sent(town.accepted())
    head = chain_head()
    altered("ledger_paymentitem", OTHER_ACCOUNT)
    altered("ledger_paymentrun", f"list_digest = '{digest_of(run.items.all())}'")
    run.refresh_from_db()

    with pytest.raises(AlteredRecord):
        export_payment_list(by=APPROVER, at=AT, run=run, form="xlsx")
    assert Event.objects.latest("sequence").command == "refuse_altered"
    with pytest.raises(AlteredRecord):
        answered(run)

    assert len(verify_books()) == 2
    assert verify_chain(anchor=(head.sequence, head.own_hash)).is_whole


def test_a_settled_list_that_nobody_changed_is_exported_again(town: Town) -> None:
    run = town.paid(town.accepted(WAN, WAN))

    assert len(export_payment_list(by=APPROVER, at=AT, run=run, form="xlsx").items) == 2


@pytest.mark.parametrize("amount", [100_000_000, "nothing"])
def test_an_instruction_whose_content_was_changed_is_not_carried_out(
    town: Town, amount: object
) -> None:
    asked = asked_for(town)
    content = Instruction.objects.get().content | {"amount_fen": amount}
    altered("ledger_instruction", "state = 'prepared'")
    Instruction.objects.update(content=content)

    with pytest.raises(AlteredRecord):
        approve_instruction(by=APPROVER, at=AT, instruction=asked)

    assert Event.objects.latest("sequence").command == "refuse_altered"
    assert not Voucher.objects.filter(request_id=asked.pk).exists()
    assert len(verify_books()) == 1


def declined(town: Town) -> tuple[str, str, Command]:
    asked = asked_for(town)
    return (
        "ledger_instruction",
        "prepared_by_name = '他人'",
        lambda: decline_instruction(by=APPROVER, at=AT, instruction=asked, reason="不办"),
    )


def checked(town: Town) -> tuple[str, str, Command]:
    run = town.drafted(town.accepted())
    return (
        "ledger_paymentrun",
        "drafted_by_name = '他人'",
        lambda: ledger.check_run(by=CHECKER, at=AT, run=run),
    )


def withdrawn(town: Town) -> tuple[str, str, Command]:
    run = town.drafted(town.accepted())
    return (
        "ledger_paymentitem",
        OTHER_ACCOUNT,
        lambda: ledger.withdraw_run(by=PREPARER, at=AT, run=run, reason="重编"),
    )


def accepted(town: Town) -> tuple[str, str, Command]:
    tranche = town.grant().tranches.get()
    return (
        "ledger_tranche",
        "title = '另一节点'",
        lambda: ledger.accept_tranche(warrant=warrant(), tranche=tranche, acceptance="1"),
    )


def released(town: Town) -> tuple[str, str, Command]:
    grant = town.grant()
    return (
        "ledger_grant",
        "title = '另一项目'",
        lambda: ledger.release_tranches(
            warrant=warrant(), grant=grant, reason="终止", is_cancelled=True
        ),
    )


def reversed_acceptance(town: Town) -> tuple[str, str, Command]:
    town.accepted()
    voucher = Voucher.objects.get(command="accept_tranche")
    return (
        "ledger_tranche",
        "title = '另一节点'",
        lambda: ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="误"),
    )


def reversed_grant(town: Town) -> tuple[str, str, Command]:
    town.grant()
    voucher = Voucher.objects.get(command="agree_grant")
    return (
        "ledger_grant",
        "title = '另一项目'",
        lambda: ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="误"),
    )


def confirmed(town: Town) -> tuple[str, str, Command]:
    account = ledger.submit_payee_account(
        by=PREPARER,
        at=AT,
        party=town.party,
        holder=town.party.name,
        bank="新银行",
        number="99990000111122",
    )
    return (
        "ledger_payeeaccount",
        f"number = '66668888666688' WHERE id = {account.pk}",
        lambda: ledger.confirm_payee_account(by=APPROVER, at=AT, account=account),
    )


def capped(town: Town) -> tuple[str, str, Command]:
    account = Account.objects.get(pk=town.line.account_id)
    return (
        "ledger_account",
        f"name = '另一科目' WHERE id = {account.pk}",
        lambda: ledger.set_ceiling(
            warrant=warrant(),
            account=account,
            was_fen=None,
            ceiling_fen=1000 * WAN,
            reason="压减",
        ),
    )


def first_moved(town: Town) -> tuple[str, str, Command]:
    tranche: Tranche = town.grant().tranches.get()
    account = tranche.parts.get().accepted
    return (
        "ledger_account",
        f"is_limited = NOT is_limited WHERE id = {account.pk}",
        lambda: ledger.accept_tranche(warrant=warrant(), tranche=tranche, acceptance="1"),
    )


def claim_changed(town: Town) -> tuple[str, str, Command]:
    shared = shared_line(town)
    shared.claim(town.party, 100, ground="同比例")
    return "ledger_claim", "claimed_fen = claimed_fen + 1", shared.allot


def round_changed(town: Town) -> tuple[str, str, Command]:
    shared = shared_line(town)
    shared.claim(town.party, 100, ground="同比例")
    return "ledger_claimround", "title = '另一轮次'", shared.allot


def year_closed(town: Town) -> tuple[str, str, Command]:
    return (
        "ledger_bookyear",
        "carries_released = NOT COALESCE(carries_released, FALSE)",
        lambda: ledger.close_year(warrant=warrant(on=YEAR_END), book=town.book, carry_over=False),
    )


EDITS = (
    declined, checked, withdrawn, accepted, released, reversed_acceptance, reversed_grant,
    confirmed, capped, first_moved, claim_changed, round_changed, year_closed,
)  # fmt: skip


@pytest.mark.parametrize("prepared", EDITS, ids=lambda each: each.__name__)
def test_no_command_seals_what_was_changed_past_the_commands(
    town: Town, prepared: Callable[[Town], tuple[str, str, Command]]
) -> None:
    table, change, command = prepared(town)
    altered(table, change)
    assert verify_books()

    with suppress(AlteredRecord):
        command()

    assert verify_books()


@pytest.mark.parametrize("prepared", EDITS, ids=lambda each: each.__name__)
def test_the_same_commands_pass_where_nothing_was_changed(
    town: Town, prepared: Callable[[Town], tuple[str, str, Command]]
) -> None:
    *_, command = prepared(town)

    command()

    assert verify_books() == []
    assert PayeeAccount.objects.exists()
