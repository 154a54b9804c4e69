"""A grant like another is stopped until the second person says why it is not the same."""

from __future__ import annotations

import pytest

from kechuang.audit.models import Event
from kechuang.ledger import services as ledger
from kechuang.ledger.grounds import Ground
from kechuang.ledger.models import Grant
from kechuang.ledger.refusals import AlikeGrant
from kechuang.ledger.selectors.near_duplicates import near_duplicates, similar_grants
from kechuang.ledger.services import GrantPlan, Lifting
from kechuang.ledger.services.instructions import approve_instruction
from kechuang.ledger.states import GroundKind, Resemblance
from tests.base.registry.cast import Person, clerk, party
from tests.rooms.ledger.desk import prepared, promise, treasurer
from tests.rooms.ledger.shared_line import CLOSED, SharedLine, shared_line, three_firms
from tests.rooms.ledger.town import AT, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
BILL = "044001900111 12345678"
ALIKE = {
    "补贴 for 补助": ({"ground": "研发费用补助"}, {"ground": "研发费用补贴"}, Resemblance.WORDS),
    "one title": (
        {"ground": "技改", "title": "智能传感器研制"},
        {"ground": "首台套", "title": "智能传感器的研制"},
        Resemblance.WORDS,
    ),
    "one number, two kinds": (
        {"ground": Ground(GroundKind.PROJECT, "JB2026-0012")},
        {"ground": Ground(GroundKind.CONTRACT, "jb2026 0012")},
        Resemblance.NUMBER,
    ),
    "an invoice in words": (
        {"ground": Ground(GroundKind.INVOICE, BILL)},
        {"ground": f"设备发票{BILL}"},
        Resemblance.NUMBER,
    ),
}


@pytest.fixture
def town() -> Town:
    return small_treasury()


@pytest.fixture
def approver() -> Person:
    return treasurer("复核员")


def named(first: bool, given: dict[str, object]) -> dict[str, object]:
    return {"title": "甲项目" if first else "乙工程", **given}


@pytest.mark.parametrize("case", ALIKE)
def test_a_like_grant_is_stopped_without_a_reason(town: Town, case: str) -> None:
    one, other, way = ALIKE[case]
    earlier = town.grant(**named(True, one))
    plan = town.plan(**named(False, other))

    with pytest.raises(AlikeGrant) as refused:
        agrees(plan, lifting=None)

    assert earlier.number in refused.value.why.zh
    assert [each.way for each in similar_grants(plan.claim)] == [way]
    assert Grant.objects.count() == 1


def agrees(plan: GrantPlan, **changes: object) -> None:
    ledger.agree_grant(warrant=warrant(**changes), plan=plan)


def test_an_invoice_that_another_party_was_paid_for_is_stopped(town: Town) -> None:
    bill = Ground(GroundKind.INVOICE, BILL)
    earlier = town.grant(ground=bill, title="甲项目")
    plan = town.plan(ground=bill, title="乙工程", party=party("云港乙机械有限公司"))

    with pytest.raises(AlikeGrant):
        agrees(plan, lifting=None)

    agrees(plan)
    assert [each.other for each in similar_grants(plan.claim)] == [earlier]
    assert [pair.way for pair in near_duplicates()] == [Resemblance.INVOICE]


@pytest.mark.parametrize(
    "other",
    [
        {"ground": Ground(GroundKind.INVOICE, "044001900111 12345679")},
        {"ground": Ground(GroundKind.PROJECT, "JB2026-0013")},
    ],
)
def test_another_number_of_the_same_kind_is_another_thing(
    town: Town, other: dict[str, Ground]
) -> None:
    numbers = {GroundKind.INVOICE: BILL, GroundKind.PROJECT: "JB2026-0012"}
    kind = other["ground"].kind
    town.grant(ground=Ground(kind, numbers[kind]), title="甲项目")

    agrees(town.plan(**other, title="乙工程"), lifting=None)

    assert Grant.objects.count() == 2


def test_a_reason_lifts_only_what_was_seen(town: Town) -> None:
    seen = town.grant(ground="研发费用补助", title="甲项目")
    plan = town.plan(ground="研发费用补贴", title="乙工程")
    town.grant(ground="研发费用后补助", title="丙工程")

    with pytest.raises(AlikeGrant) as refused:
        agrees(plan, lifting=Lifting("不同年度", frozenset({seen.number})))

    assert seen.number not in refused.value.why.zh


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_blank_reason_lifts_nothing(town: Town, reason: str) -> None:
    town.grant(ground="研发费用补助", title="甲项目")

    with pytest.raises(AlikeGrant):
        agrees(town.plan(ground="研发费用补贴"), lifting=Lifting(reason))


def test_the_second_person_sees_it_gives_the_reason_and_it_stays_in_the_chain(
    town: Town, approver: Person
) -> None:
    earlier = town.grant(ground="研发费用补助", title="甲项目")
    content = promise(town, ground="研发费用补贴", title="乙工程")
    asked = prepared(clerk("制单员"), "agree_grant", content)
    url = f"/ledger/instructions/{asked.pk}/"

    shown = approver.client.get(url).content.decode()
    without = approver.client.post(f"{url}approve/")
    answer = approver.client.post(
        f"{url}approve/", {"lifting": "前一项是上一批设备", "seen": earlier.number}
    )

    assert earlier.number in shown
    assert 'name="lifting"' in shown
    assert (without.status_code, answer.status_code) == (409, 302)
    event = Event.objects.get(command="lift_likeness")
    assert event.actor_name == "复核员"
    assert event.payload["reason"] == "前一项是上一批设备"
    assert event.payload["alike"] == [[earlier.number, 100, "words"]]
    page = approver.client.get("/ledger/duplicates/").content.decode()
    assert "前一项是上一批设备" in page


def test_preparing_is_not_stopped_and_leaves_no_lifting(town: Town) -> None:
    town.grant(ground="研发费用补助", title="甲项目")

    prepared(clerk("制单员"), "agree_grant", promise(town, ground="研发费用补贴"))

    assert not Event.objects.filter(command="lift_likeness").exists()


def test_a_grant_without_likeness_needs_no_reason(town: Town, approver: Person) -> None:
    asked = prepared(clerk("制单员"), "agree_grant", promise(town))

    approve_instruction(by=approver.actor, at=AT, instruction=asked)

    assert not Event.objects.filter(command="lift_likeness").exists()


def alike_round(town: Town) -> tuple[SharedLine, list[Grant]]:
    """Two claims that each resemble a grant of their own party, and one that resembles none."""
    shared, firms = shared_line(town, budget_fen=300), three_firms()
    grants = [
        town.grant(party=firm, ground=f"{thing}设备补贴", title=f"甲{place}")
        for place, (firm, thing) in enumerate(zip(firms[:2], ("激光", "振动"), strict=True))
    ]
    for firm, thing in zip(firms, ("激光", "振动", "光学"), strict=True):
        shared.claim(firm, 100, ground=f"{thing}设备补助", title=f"{thing}")
    return shared, grants


def test_what_is_said_of_one_claim_of_a_round_lifts_no_other(town: Town) -> None:
    shared, (first, second) = alike_round(town)
    said = {1: Lifting("上一批", frozenset({first.number}))}

    with pytest.raises(AlikeGrant) as refused:
        shared.allot(lifting=Lifting("", rows=said))

    assert "第 2 项" in refused.value.why.zh
    assert second.number in refused.value.why.zh
    shared.allot(
        lifting=Lifting("", rows=said | {2: Lifting("另一台", frozenset({second.number}))})
    )
    told = Event.objects.filter(command="lift_likeness").order_by("sequence")
    assert [event.payload["reason"] for event in told] == ["上一批", "另一台"]


def test_each_claim_that_is_stopped_has_a_reason_of_its_own_on_the_page(
    town: Town, approver: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, (first, second) = alike_round(town)
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOSED)
    content = {"round": shared.round.pk, "decision": "8号", "working": shared.seen()}
    asked = prepared(clerk("制单员"), "allot_claims", content, at=CLOSED)
    url = f"/ledger/instructions/{asked.pk}/"
    shown = approver.client.get(url).content.decode()
    seen = {"seen_1": first.number, "seen_2": second.number}

    one = approver.client.post(f"{url}approve/", {**seen, "lifting_1": "上一批"})
    both = approver.client.post(
        f"{url}approve/", {**seen, "lifting_1": "上一批", "lifting_2": "另一台"}
    )

    assert 'name="lifting_2"' in shown
    assert 'name="lifting_3"' not in shown
    assert (one.status_code, both.status_code) == (409, 302)


def test_numbers_with_words_are_not_alike_by_their_digits(town: Town) -> None:
    town.grant(ground=Ground(GroundKind.PROJECT, "云揭示例2025-016"), title="甲项目")
    contract = Ground(GroundKind.CONTRACT, "云技合示例2025-001")

    agrees(town.plan(ground=contract, title="乙工程"), lifting=None)

    assert Grant.objects.count() == 2
