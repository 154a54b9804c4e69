"""Every command that needs a second person is prepared, read by type, and carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.base.errors import InvalidInput
from kechuang.ledger import services as ledger
from kechuang.ledger.models import BookYear, Instruction, Transfer, Voucher
from kechuang.ledger.selectors.claim_rounds import claim_rounds, working_of
from kechuang.ledger.services.instructions import COMMANDS, answers_content, approve_instruction
from kechuang.ledger.services.instructions.contents import Content
from kechuang.ledger.services.instructions.granting import grant_plan
from kechuang.ledger.states import GroundKind
from tests.base.registry.cast import Person, clerk
from tests.rooms.ledger import bank
from tests.rooms.ledger.desk import allot_more, appropriation, prepared, promise, treasurer
from tests.rooms.ledger.shared_line import TERMS, pro_rata_line
from tests.rooms.ledger.town import AT, ON, PREPARER, WAN, YEAR_END, Town, small_treasury, warrant
from tests.rooms.programmes.keeping import lasting

pytestmark = pytest.mark.django_db


class Asked(NamedTuple):
    """What a command is asked in a small treasury."""

    town: Town
    command: str
    content: dict[str, Any]


@pytest.fixture(scope="module")
def kept_asked(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Asked]:
    """Of one command, for all the values that are tried with it."""
    with lasting(django_db_blocker):
        town = small_treasury()
        yield Asked(town, request.param, CONTENTS[request.param](town))


@pytest.fixture
def asked(kept_asked: Asked) -> Asked:
    return kept_asked._replace(town=kept_asked.town.again(), content=dict(kept_asked.content))


@pytest.fixture
def preparer(db: None) -> Person:
    return clerk("制单员")


def reservation(town: Town) -> Transfer:
    expires_at = AT + timedelta(days=7)
    ledger.reserve_budget(
        warrant=warrant(), line=town.line, amount_fen=WAN, purpose="公示", expires_at=expires_at
    )
    return Transfer.objects.get(kind="reserve")


def reserve(town: Town) -> dict[str, Any]:
    expires_at = (AT + timedelta(days=7)).isoformat()
    return {"line": town.line.pk, "amount_fen": WAN, "purpose": "公示", "expires_at": expires_at}


def resolve(town: Town) -> dict[str, Any]:
    return {"pending": str(reservation(town).pk), "phase": "void", "amount_fen": None}


def accept(town: Town) -> dict[str, Any]:
    tranche = town.grant(3 * WAN).tranches.get()
    return {"tranche": tranche.pk, "acceptance": "验收〔2026〕1号", "amount_fen": 2 * WAN}


def release(town: Town) -> dict[str, Any]:
    return {"grant": town.grant().number, "reason": "项目终止", "is_cancelled": True}


def claw_back(town: Town) -> dict[str, Any]:
    parts = town.accepted()
    town.paid(parts)
    share = parts[0].share_id
    return {"share": share, "amount_fen": WAN, "reason": "弄虚作假", "decision": "追〔2026〕1号"}


def recover(town: Town) -> dict[str, Any]:
    content = claw_back(town)
    share = town.party.grants.get().shares.get()
    values = {key: content[key] for key in ("amount_fen", "reason", "decision")}
    ledger.decide_claw_back(warrant=warrant(), share=share, **values)
    return {"claw_back": share.claw_backs.get().pk, "amount_fen": WAN, "serial": "B-1"}


def reverse(town: Town) -> dict[str, Any]:
    town.grant()
    return {"voucher": Voucher.objects.get(command="agree_grant").pk, "reason": "金额有误"}


def answers(town: Town) -> dict[str, Any]:
    run = town.sent(town.accepted())
    item = run.items.get()
    told = [ledger.Answer(item.number, "T-1", True, item.amount_fen, ON)]
    return answers_content(run, told, file_digest="ab" * 32)


def bring_back(town: Town) -> dict[str, Any]:
    item = town.paid(town.accepted()).items.get()
    return {"item": item.number, "serial": "TH-1", "reason": "账户已销户"}


def allot_shared(town: Town) -> dict[str, Any]:
    """A round whose closing day is over."""
    yesterday = AT - timedelta(days=1)
    line = pro_rata_line(town, WAN)
    terms = replace(TERMS, closes_on=yesterday.date())
    opened = ledger.open_claim_round(
        by=PREPARER, at=yesterday, request_id=uuid4(), line=line, terms=terms
    )
    asked = ledger.NewClaim(town.party, "补助", GroundKind.OTHER, "补助", WAN, WAN, "申报书")
    ledger.file_claim(
        by=PREPARER, at=yesterday, request_id=uuid4(), claim_round=opened, claim=asked
    )
    working = working_of(claim_rounds().get(pk=opened.pk)).digest()
    return {"round": opened.pk, "decision": "示例〔2026〕8号", "working": working}


def ceiling(town: Town) -> dict[str, Any]:
    account = town.line.account_id
    return {"account": account, "was_fen": None, "ceiling_fen": 200 * WAN, "reason": "控制规模"}


def withdraw_statement(town: Town) -> dict[str, Any]:
    return {"statement": bank.imported(town, bank.row("B1", WAN)).pk, "reason": "账号有误"}


OPTIONAL = {"reservation", "file_digest", "was_fen"}
NULLABLE = {"amount_fen", "ceiling_fen"}
NAMES_A_RECORD = {
    "book", "scheme", "party", "run", "item", "grant", "pending", "source", "distribution", "mode",
    "phase", "expires_at",
}  # fmt: skip
CONTENTS: dict[str, Callable[[Town], dict[str, Any]]] = {
    "appropriate_funds": appropriation,
    "allot_budget": allot_more,
    "allot_claims": allot_shared,
    "set_ceiling": ceiling,
    "reserve_budget": reserve,
    "resolve_reservation": resolve,
    "agree_grant": promise,
    "accept_tranche": accept,
    "release_tranches": release,
    "decide_claw_back": claw_back,
    "record_recovery": recover,
    "record_bank_return": bring_back,
    "reverse_voucher": reverse,
    "close_year": lambda town: {"book": town.book.code, "carry_over": False},
    "record_answers": answers,
    "withdraw_statement": withdraw_statement,
}


WHEN = {"close_year": {"at": AT + timedelta(days=40), "on": YEAR_END}}
WITHOUT_VOUCHER = {"set_ceiling", "withdraw_statement"}


def test_every_command_is_tried() -> None:
    assert set(CONTENTS) == set(COMMANDS)


@pytest.mark.parametrize("kept_asked", CONTENTS, indirect=True)
def test_a_command_is_prepared_and_carried_out(asked: Asked, preparer: Person) -> None:
    town, command, content = asked
    waiting = prepared(preparer, command, content, **WHEN.get(command, {}))

    done = approve_instruction(
        by=treasurer("复核员").actor, at=waiting.prepared_at, instruction=waiting
    )

    assert done.state == "approved"
    if command in WITHOUT_VOUCHER:
        assert done.voucher is None
        return
    assert done.voucher.command == command
    assert done.voucher.summary == waiting.foreseen["summary"]["zh"]
    for row in waiting.foreseen["accounts"]:
        account = town.book.accounts.get(code=row["code"])
        assert account.free_fen == row["after_fen"]


def is_right(name: str, right: object, wrong: object) -> bool:
    """Any words do for a text that names no record or for a ground of no kind; null is a tranche
    in whole, or no ceiling."""
    is_text = wrong == "x" and isinstance(right, str) and name not in NAMES_A_RECORD
    is_text |= wrong == "x" and name == "ground"
    is_flag = isinstance(wrong, bool) and isinstance(right, bool)
    return name in OPTIONAL or is_text or is_flag or (wrong is None and name in NULLABLE)


@pytest.mark.parametrize("kept_asked", CONTENTS, indirect=True)
@pytest.mark.parametrize("wrong", [None, [], {}, "", "x", True, -1, 2**70, "\0"])
def test_a_wrong_value_is_refused_and_never_an_error(
    asked: Asked, preparer: Person, wrong: object
) -> None:
    _, command, content = asked

    for name, right in content.items():
        if is_right(name, right, wrong):
            continue
        with pytest.raises(InvalidInput):
            prepared(preparer, command, content | {name: wrong})

    assert not Instruction.objects.exists()


def test_an_unknown_command_is_refused(preparer: Person) -> None:
    with pytest.raises(InvalidInput):
        prepared(preparer, "print_money", {})


@pytest.mark.parametrize("kept_asked", ["agree_grant"], indirect=True)
def test_a_plan_survives_its_content(asked: Asked) -> None:
    plan = asked.town.plan(3 * WAN, 7 * WAN, rule=ledger.Rule("rd", "ab" * 32, "c1", 7))

    assert grant_plan(Content(plan.as_content())) == plan


def test_a_year_is_closed_without_a_voucher_when_nothing_is_left(preparer: Person) -> None:
    book = ledger.open_book(
        by=treasurer("开账").actor, at=AT, code="empty", name="空", name_en="", department=None
    )
    ledger.open_year(by=treasurer("开年").actor, at=AT, book=book, year=ON.year)
    content = {"book": "empty", "carry_over": False}
    asked = prepared(preparer, "close_year", content, **WHEN["close_year"])

    done = approve_instruction(
        by=treasurer("复核员").actor, at=asked.prepared_at, instruction=asked
    )

    assert (done.state, done.voucher) == ("approved", None)
    assert BookYear.objects.get(book=book).closed_at
