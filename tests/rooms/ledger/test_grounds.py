"""The ground of a grant names a thing, so that the same thing is the same however it is written."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils.translation import override

from kechuang.base.errors import InvalidInput
from kechuang.base.roles import Role
from kechuang.engines.packfile import PackError
from kechuang.ledger import services as ledger
from kechuang.ledger.grounds import Ground, kept_ground, other_ground, plain, shown_ground
from kechuang.ledger.likeness import matter, measures, read_measures, unnamed
from kechuang.ledger.models import Grant
from kechuang.ledger.presenting.grants import described
from kechuang.ledger.refusals import AlreadyGranted
from kechuang.ledger.selectors.earlier import granted_in_words, with_payments
from kechuang.ledger.services.instructions import approve_instruction
from kechuang.ledger.states import GroundKind
from kechuang.parties.models import FormerName, Relation
from tests.base.registry.cast import Person, clerk, party, person
from tests.rooms.ledger.desk import prepared, promise, treasurer
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury, warrant

INVOICE, PATENT, FACT = GroundKind.INVOICE, GroundKind.PATENT, GroundKind.FACT
SAME = [
    (GroundKind.OTHER, "设备购置补助", "设备购置-补助。"),
    (GroundKind.OTHER, "R&D 补助 2026", "r&d补助２０２６！"),
    (INVOICE, "044001900111 12345678", "代码044001900111，号码１２３４５６７８"),
    (INVOICE, "26442000000012345678", "№ 2644-2000-0000-1234-5678"),
    (PATENT, "ZL 2020 1 0123456.7", "202010123456"),
    (PATENT, "CN112345678B", "112345678b"),
    (GroundKind.CONTRACT, "粤技合〔2026〕12号", "粤技合[2026]12号"),
    (FACT, "高新技术企业认定", "高新技术企业认定（2026年度）"),
]
OTHERS = [
    (GroundKind.OTHER, "C++编译器", "C编译器"),
    (INVOICE, "044001900111 12345678", "044001900111 12345679"),
    (PATENT, "202010123456.7", "202010123457.5"),
    (FACT, "高新技术企业认定", "高新技术企业重新认定"),
]


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_the_same_thing_has_the_same_key(kind: GroundKind, one: str, other: str) -> None:
    assert Ground(kind, one).key == Ground(kind, other).key != ""


@pytest.mark.parametrize(("kind", "one", "other"), OTHERS)
def test_another_thing_has_another_key(kind: GroundKind, one: str, other: str) -> None:
    assert Ground(kind, one).key != Ground(kind, other).key


def test_a_key_tells_its_kind_and_one_from_before_there_were_kinds_is_in_words() -> None:
    assert kept_ground(Ground(INVOICE, "044001900111 12345678").key)[0] == INVOICE
    assert kept_ground("r&d补助2026") == (GroundKind.OTHER, "rd补助2026")
    assert kept_ground("invoice:12345678") == (GroundKind.OTHER, "invoice12345678")


@pytest.mark.parametrize(
    ("kind", "number", "wanted"),
    [
        (GroundKind.OTHER, "。。。", "编号或名称"),
        (INVOICE, "12345678", "20位的数电发票号码"),
        (PATENT, "一种电机", "专利申请号"),
    ],
)
def test_a_ground_without_what_identifies_it_is_refused(
    town: Town, kind: GroundKind, number: str, wanted: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        town.grant(ground=Ground(kind, number))

    assert wanted in refused.value.mend.zh


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_another_department_cannot_pay_the_same_thing(
    town: Town, kind: GroundKind, one: str, other: str
) -> None:
    town.grant(ground=Ground(kind, one), title="甲项目")

    with pytest.raises(AlreadyGranted):
        small_treasury(code="other", firm=town.party).grant(
            ground=Ground(kind, other), title="乙工程"
        )


def test_a_grant_from_before_there_were_kinds_is_compared_as_it_would_be_now(town: Town) -> None:
    grant = town.grant(ground="设备购置", title="甲项目")
    kept_as_before(grant, "设备购置-补助。")

    with pytest.raises(AlreadyGranted):
        town.grant(ground="设备购置补助", title="乙工程")


def kept_as_before(grant: Grant, key: str) -> None:
    """The key as the ledger wrote it before there were kinds, past its guard."""
    drop = "DROP TRIGGER ledger_grant_frozen"
    with connection.cursor() as cursor:
        cursor.execute(drop + (" ON ledger_grant" if connection.vendor == "postgresql" else ""))
        change = "UPDATE ledger_grant SET ground_key = %s, title = %s WHERE id = %s"
        cursor.execute(change, [key, "旧项目", grant.pk])


def test_a_kept_ground_tells_its_kind_in_the_readers_language(town: Town) -> None:
    grant = town.grant(ground=Ground(GroundKind.FACT, "研发投入", "发票 12345678"))
    assert grant.ground == "认定或事项 研发投入：发票 12345678"

    with override("en"):
        told = dict(described(grant))
    assert "Recognition or matter 研发投入：发票 12345678" in told.values()
    assert shown_ground("其他事由") == "其他事由"


@pytest.mark.parametrize("record", ["branch", "head", "former name", "present name"])
def test_another_record_of_the_same_legal_unit_is_the_same_party(town: Town, record: str) -> None:
    other = party("云澜甲科技有限公司临港分公司")
    match record:
        case "branch":
            Relation.objects.create(party=town.party, subject=other, kind="branch")
        case "head":
            Relation.objects.create(party=other, subject=town.party, kind="branch")
        case "former name":
            FormerName.objects.create(party=town.party, name=other.name)
        case "present name":
            FormerName.objects.create(party=other, name=town.party.name)
    town.grant(ground="设备购置补助")

    with pytest.raises(AlreadyGranted) as refused:
        town.grant(ground="设备购置补助", party=other)

    assert town.party.name in refused.value.why.zh


def test_a_shareholder_is_another_party(town: Town) -> None:
    other = party("云澜控股有限公司")
    Relation.objects.create(party=town.party, subject=other, kind="shareholder")
    town.grant(ground="设备购置补助")

    assert town.grant(ground="设备购置补助", party=other)


def test_the_refusal_names_the_earlier_payment_with_its_receipt(town: Town) -> None:
    run = town.paid(town.accepted(WAN, ground="设备购置补助"))
    item = run.items.get()

    with pytest.raises(AlreadyGranted) as refused:
        town.grant(ground="设备购置补助")

    told = refused.value.why.zh
    for words in ("10,000.00", item.number, str(ON), f"S-{item.number}", "研发补助专项", "ZX2026-"):
        assert words in told, words


def test_the_refusal_says_when_nothing_was_paid_yet(town: Town) -> None:
    town.grant(ground="设备购置补助")

    with pytest.raises(AlreadyGranted) as refused:
        town.grant(ground="设备购置补助")

    assert "尚未支付" in refused.value.why.zh


def test_who_does_not_read_the_books_learns_who_granted_and_no_sums(town: Town) -> None:
    run = town.paid(town.accepted(WAN, ground="设备购置补助"))
    (earlier,) = with_payments([run.items.get().part.tranche.grant])

    told = granted_in_words(earlier, party_member().actor).zh

    assert "研发补助专项" in told
    assert "已有支付" in told
    assert "10,000" not in told
    assert run.items.get().number not in told


def party_member() -> Person:
    return person("企业员工", Role.ENTERPRISE, of=party("云港乙机械有限公司"))


def test_what_was_prepared_before_there_were_kinds_is_still_carried_out(town: Town) -> None:
    content = promise(town) | {"ground": "设备购置-补助。"}
    asked = prepared(clerk("制单员"), "agree_grant", content)

    approve_instruction(by=treasurer("复核员").actor, at=AT, instruction=asked)

    assert Grant.objects.get().ground_key == "设备购置补助"


def test_the_measures_are_an_example_and_say_so() -> None:
    assert measures().least_percent == 60
    with pytest.raises(PackError):
        read_measures("is_example: false\nid: x\n", name="x")
    with pytest.raises(PackError):
        read_measures(
            "{id: x, title: {zh: 甲, en: a}, version: '1', is_example: true, "
            "least_percent: 0, money_words: []}",
            name="x",
        )


def test_words_of_money_and_names_of_parties_do_not_make_two_grants_alike() -> None:
    assert matter("研发补助", ("补助", "补贴")) == matter("研发补贴", ("补助", "补贴"))
    assert matter("补助", ("补助",)) == "补助"
    assert unnamed("云澜甲科技有限公司关键技术攻关", ("云澜甲科技有限公司",)) == "关键技术攻关"
    assert unnamed("云澜甲科技有攻关", ("云澜甲科技有限公司",)) == "攻关"
    former = ("云澜甲科技发展有限公司", "云澜甲科技有限公司")
    assert unnamed("云澜甲科技有限公司关键技术攻关", former) == "关键技术攻关"
    assert plain("Ａ-b。C+ #1") == "abc+#1"


def test_a_request_given_again_is_not_compared_with_itself(town: Town) -> None:
    given, plan = warrant(lifting=None), town.plan(ground=other_ground("设备购置"))

    assert ledger.agree_grant(warrant=given, plan=plan) == ledger.agree_grant(
        warrant=given, plan=plan
    )
