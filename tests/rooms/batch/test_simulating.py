"""The bureau changes one number of a policy and sees who gains, who loses, what it costs."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kechuang.base.errors import Refusal
from kechuang.base.roles import Role
from kechuang.batch.frozen import freeze
from kechuang.batch.simulated import Moved, Question, question_in
from kechuang.batch.simulating import (
    SIMULATION,
    advance_simulation,
    compute_part_of,
    finish_simulation,
    prepare_simulation,
    question_of,
)
from kechuang.batch.simulation_results import found_by
from kechuang.files.storage import get
from kechuang.packs.selectors import pack_of
from kechuang.policies.models import PolicyDocument
from kechuang.runs.models import Run, RunState
from tests.base.registry.cast import AT, LAKE_DISTRICT
from tests.journeys.small_region import BUYER, REGISTRANT, SYSTEM, Region, person

pytestmark = pytest.mark.django_db
PACK, CLAUSE = BUYER
CAP = "buyer/cap"


def pack():
    return pack_of(PolicyDocument.objects.get(pack_id=PACK).pack_digest)


def prepared(address: str, to: str, by=SYSTEM) -> Run:
    return prepare_simulation(by=by, at=AT, pack=pack(), changes=[(address, to)])


def simulated(address: str, to: str) -> Run:
    run = prepared(address, to)
    advance_simulation(run, by=SYSTEM)
    return finish_simulation(run, by=SYSTEM, at=AT)


def test_a_higher_threshold_costs_the_firm_that_met_it(region: Region) -> None:
    run = simulated("buyer/purchase/test", "9999万元")

    total = found_by(run, SYSTEM).total(BUYER)
    assert (total.before.met, total.after.met) == (2, 0)
    assert total.loses == 2
    assert total.before.ceiling_fen > 0
    assert total.after.ceiling_fen == 0


def test_a_firm_with_unknown_facts_is_counted_apart(region: Region) -> None:
    total = found_by(simulated(CAP, "1万元"), SYSTEM).total(BUYER)

    assert total.unsettled == total.before.unknown > 0
    assert total.less == 2


def test_what_the_sweep_answered_is_what_the_simulation_starts_from(region: Region) -> None:
    assert region.run

    found = found_by(simulated(CAP, "1万元"), SYSTEM)

    kept = region.run.entitlements.filter(pack_id=PACK)
    for clause in {key[1] for key in found.clauses}:
        before = found.total((PACK, clause)).before
        assert before.met == kept.filter(clause_id=clause, verdict="met").count()
        assert before.unknown == kept.filter(clause_id=clause, verdict="unknown").count()


def test_the_same_question_is_the_same_run_and_gives_the_same_bytes(region: Region) -> None:
    run = simulated(CAP, "30万元")

    assert prepared(CAP, "30万元") == run
    (part,) = run.parts.all()
    assert compute_part_of(part, question_of(run), run) == get(part.result_digest)


def test_a_kept_part_is_never_computed_again(region: Region) -> None:
    run = simulated(CAP, "31万元")
    digests = list(run.parts.values_list("result_digest", flat=True))

    advance_simulation(run, by=SYSTEM)

    assert list(run.parts.values_list("result_digest", flat=True)) == digests


def test_a_version_that_the_sweep_did_not_answer_is_refused(region: Region) -> None:
    assert region.run
    region.run.entitlements.filter(pack_id=PACK).update(pack_digest="0" * 64)

    with pytest.raises(Refusal, match="没有核对这个版本"):
        prepared(CAP, "30万元")


def test_only_the_bureau_simulates(region: Region) -> None:
    for role in ("auditor", "enterprise"):
        with pytest.raises(Refusal):
            prepared(CAP, "30万元", by=region.people[role].actor)


def test_a_clerk_of_a_district_sees_only_its_firms(region: Region) -> None:
    run = simulated("buyer/purchase/test", "9999万元")
    clerk = person("lake-clerk", Role.BUREAU, district=LAKE_DISTRICT)

    found = found_by(run, clerk.actor)

    losing = [one.subject for one in found.affected if one.outcome == "loses"]
    assert losing == [region.mine.credit_code]
    assert found.total(BUYER).firms == 1


def test_the_page_offers_every_number_and_starts_the_simulation(region: Region) -> None:
    client = region.people["bureau"].client
    address = reverse("batch:simulate", args=[PACK])

    page = client.get(address).content.decode()
    answer = client.post(address, {"number": CAP, "to": "1万元"})

    run = Run.objects.filter(kind=SIMULATION).latest("pk")
    assert 'value="buyer/cap"' in page
    assert answer.headers["Location"] == reverse("batch:simulation", args=[run.pk])
    assert run.state == RunState.COMPLETED


def test_a_value_that_loading_refuses_is_told_on_the_form(region: Region) -> None:
    client = region.people["bureau"].client
    runs = Run.objects.count()

    answer = client.post(reverse("batch:simulate", args=[PACK]), {"number": CAP, "to": "三个月"})

    assert answer.status_code == 422
    assert "三个月" in answer.content.decode()
    assert Run.objects.count() == runs


def test_the_result_shows_sums_apart_and_links_the_firms(region: Region) -> None:
    run = simulated("buyer/purchase/test", "9999万元")
    client = region.people["bureau"].client
    address = reverse("batch:simulation", args=[run.pk])

    page = client.get(address, {"outcome": "loses"}).content.decode()
    book = client.get(address, {"export": "xlsx"})

    assert region.mine.name in page
    assert region.blank.name not in page.partition('id="firms"')[2]
    assert "确定支出" in page
    assert "未定的企业若都符合" in page
    assert "<svg" in page
    assert book.content[:2] == b"PK"


def test_a_running_simulation_shows_how_far_it_is(region: Region) -> None:
    run = prepared(CAP, "2万元")
    client = region.people["bureau"].client
    address = reverse("batch:simulation", args=[run.pk])

    running = client.get(address, headers={"HX-Request": "true"}).content.decode()
    advance_simulation(run, by=SYSTEM)
    finish_simulation(run, by=SYSTEM, at=AT)
    done = client.get(address, headers={"HX-Request": "true"})

    assert "hx-trigger" in running
    assert "<html" not in running
    assert done.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("role", ["enterprise", "institution", "technology_manager"])
def test_others_are_refused(region: Region, role: str) -> None:
    run = prepared(CAP, "2万元")
    client = region.people[role].client

    answers = [
        client.get(reverse("batch:simulate", args=[PACK])),
        client.get(reverse("batch:simulation", args=[run.pk])),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_the_policy_page_leads_the_bureau_there(region: Region) -> None:
    document = PolicyDocument.objects.get(pack_id=PACK)
    address = reverse("policies:detail", args=[document.pk])

    assert "/simulate/" in region.people["bureau"].client.get(address).content.decode()
    assert "/simulate/" not in region.people["auditor"].client.get(address).content.decode()


def test_several_numbers_move_together(region: Region) -> None:
    changes = [("buyer/purchase/test", "9999万元"), ("registrant/cap", "1万元")]
    run = prepare_simulation(by=SYSTEM, at=AT, pack=pack(), changes=changes)
    advance_simulation(run, by=SYSTEM)
    found = found_by(finish_simulation(run, by=SYSTEM, at=AT), SYSTEM)

    assert found.total(BUYER).loses == 2
    assert found.total(REGISTRANT).after != found.total(REGISTRANT).before
    assert [one.address for one in question_of(run).moves] == [one for one, _ in changes]


def test_the_form_takes_several_numbers_and_refuses_half_a_change(region: Region) -> None:
    client, address = region.people["bureau"].client, reverse("batch:simulate", args=[PACK])
    whole = {"number": CAP, "to": "1万元", "number_2": "registrant/cap", "to_2": "2万元"}

    halves = [client.post(address, whole | {part: ""}) for part in ("to_2", "number_2")]
    answer = client.post(address, whole)

    run = Run.objects.filter(kind=SIMULATION).latest("pk")
    assert [half.status_code for half in halves] == [422, 422]
    assert "请写上新值" in halves[0].content.decode()
    assert "请选这个新值属于哪个数" in halves[1].content.decode()
    assert answer.status_code == 302
    assert [(one.address, one.to) for one in question_of(run).moves] == [
        (CAP, "1万元"),
        ("registrant/cap", "2万元"),
    ]
    assert "同时改 2 个数" in client.get(answer.headers["Location"]).content.decode()


def test_a_question_of_before_is_still_read(tmp_path: Path) -> None:
    line = {"kind": SIMULATION, "pack_id": PACK, "pack_digest": "d", "address": CAP,
            "told": "20万元", "to": "30万元", "sweep": 1, "inputs": "i"}  # fmt: skip
    content, _ = freeze([line])
    file = tmp_path / sha256(content).hexdigest()
    file.write_bytes(content)

    assert question_in(file) == Question(PACK, "d", 1, "i", (Moved(CAP, "20万元", "30万元"),))


def test_the_size_bands_are_marked_as_examples(region: Region) -> None:
    run = simulated("buyer/purchase/test", "9999万元")
    client, address = region.people["bureau"].client, reverse("batch:simulation", args=[run.pk])

    book = load_workbook(BytesIO(client.get(address, {"export": "xlsx"}).content)).active

    assert "分档为示例" in client.get(address).content.decode()
    assert "size（示例分档 / example bands）" in [cell.value for cell in book[1]]
