"""Several people write one draft: nothing is lost, and nothing is overwritten unseen."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.cases.models import DraftVersion
from kechuang.cases.refusals import DraftConflict, FormRefused
from kechuang.cases.selectors import changes_between, draft_at
from kechuang.cases.selectors.drafts import applied
from kechuang.cases.services import attach_document, attach_file, begin_case, save_draft
from kechuang.engines.flow import Attachment, Reference
from kechuang.files.access import can_download
from tests.base.registry.cast import party, person
from tests.rooms.cases.scene import (
    BEGUN,
    at,
    bid,
    do,
    fresh,
    need,
    opened,
    paper,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
LATER = BEGUN + timedelta(hours=1)


@pytest.fixture
def case(alice, yunlan):
    return need(alice.actor, yunlan, opened())


def test_a_draft_is_saved_field_by_field(case, alice):
    version = save_draft(by=alice.actor, at=LATER, case=case, revision=1, values={"topic": "甲"})

    assert (version.revision, version.changes) == (2, {"topic": "甲"})
    assert fresh(case).draft["topic"] == "甲"
    assert fresh(case).draft["own_funds"] == 350_000_000
    event = Event.objects.filter(command="save_draft").last()
    assert event.payload == {"number": case.number, "revision": 2, "fields": ["topic"]}


def test_saving_what_is_there_already_makes_no_version(case, alice):
    topic = {"topic": "高温传感器"}

    version = save_draft(by=alice.actor, at=LATER, case=case, revision=1, values=topic)

    assert (version.revision, fresh(case).revision) == (1, 1)


def test_two_editors_of_different_fields_are_merged(case, alice, bob):
    save_draft(by=alice.actor, at=LATER, case=case, revision=1, values={"topic": "甲"})
    mine = {"own_funds": 300_000_000, "topic": "高温传感器"}

    save_draft(by=bob.actor, at=LATER, case=case, revision=1, values=mine)

    draft = fresh(case).draft
    assert (draft["topic"], draft["own_funds"]) == ("甲", 300_000_000)


def test_two_editors_of_one_field_see_both_values(case, alice, bob):
    save_draft(by=alice.actor, at=LATER, case=case, revision=1, values={"topic": "甲"})
    mine = {"topic": "乙", "own_funds": 300_000_000}

    with pytest.raises(DraftConflict, match="您填的是“乙”，他人已改为“甲”") as refused:
        save_draft(by=bob.actor, at=LATER, case=case, revision=1, values=mine)

    assert [clash.field for clash in refused.value.clashes] == ["topic"]
    assert (fresh(case).draft["topic"], fresh(case).revision) == ("甲", 2)


def test_two_editors_who_write_the_same_agree(case, alice, bob):
    for person_ in (alice, bob):
        save_draft(by=person_.actor, at=LATER, case=case, revision=1, values={"topic": "甲"})

    assert fresh(case).revision == 2


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_field_is_emptied(case, alice, nothing):
    save_draft(by=alice.actor, at=LATER, case=case, revision=1, values={"topic": nothing})

    assert "topic" not in fresh(case).draft


def test_every_version_is_still_there(case, alice):
    for revision, topic in ((1, "甲"), (2, None), (3, "乙")):
        save_draft(by=alice.actor, at=LATER, case=case, revision=revision, values={"topic": topic})

    topics = [draft_at(case, revision).get("topic") for revision in range(5)]

    assert topics == [None, "高温传感器", "甲", None, "乙"]


def test_what_changed_between_two_versions_is_said_in_words(case, alice):
    rows = ({"indicator": "温度", "present": "600", "wanted": "950", "proof": "检测"},)
    wanted = {"targets": rows, "budget": 600_000_000}
    save_draft(by=alice.actor, at=LATER, case=case, revision=1, values=wanted)

    changes = {change.field: change for change in changes_between(fresh(case), 1, 2)}

    assert (changes["budget"].before.zh, changes["budget"].after.zh) == ("500万元", "600万元")
    assert changes["targets"].after.zh == "温度、600、950、检测"
    assert set(changes) == {"budget", "targets"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"weather": "fine"}, "不由您填写"),
        ({"listable_points": 100}, "不由您填写"),
        ({"acceptance_grade": "good"}, "不由您填写"),
        ({"topic": 7}, "不是“榜单题目”的值"),
        ({"budget": "500"}, "不是“研发总投入”的值"),
        ({"topic": "题" * 61}, "最多60字，现有61字"),
        ({"contact": Reference("", " ")}, "请填写名称"),
        ({"years": Decimal("1.5")}, "最多保留0位小数"),
        ({"years": 9}, "不得超过3"),
        ({"need_file": Attachment("a" * 64, "a.pdf", 9)}, "没有上传到这一栏"),
    ],
)
def test_what_is_no_field_of_ones_own_form_is_refused(case, alice, values, said):
    with pytest.raises(InvalidInput, match=said):
        save_draft(by=alice.actor, at=LATER, case=case, revision=1, values=values)

    assert fresh(case).revision == 1


def test_a_revision_that_never_was_is_refused(case, alice):
    with pytest.raises(InvalidInput, match="没有第9版"):
        save_draft(by=alice.actor, at=LATER, case=case, revision=9, values={"topic": "甲"})


def test_only_those_who_take_part_write(case, charlie, clerk, auditor):
    for person_ in (charlie, clerk, auditor):
        with pytest.raises(NotAllowed):
            save_draft(by=person_.actor, at=LATER, case=case, revision=1, values={"topic": "甲"})


def test_what_was_handed_in_is_written_no_more(case, alice):
    case = do(case, "file_need", alice.actor, "2026-03-02T10:00")

    with pytest.raises(InvalidInput, match="不由您填写"):
        save_draft(by=alice.actor, at=LATER, case=case, revision=1, values={"topic": "甲"})


def test_a_first_draft_may_come_with_the_case(alice, yunlan):
    case = begin_case(
        by=alice.actor, at=BEGUN, round=opened(), title="甲", party=yunlan,
        values={"topic": "甲", "demander_unit": Reference("91X", "甲公司")},
    )  # fmt: skip

    assert (case.revision, case.draft["topic"]) == (1, "甲")
    with pytest.raises(FormRefused):
        begin_case(
            by=alice.actor, at=BEGUN, round=case.round, title="乙", party=yunlan,
            values={"listable_points": 100},
        )  # fmt: skip


def test_a_file_of_somebody_else_cannot_be_attached(alice, yunlan, charlie):
    case = bid(alice.actor, yunlan, opened("challenge-bid"))
    theirs = paper(charlie.actor, "their.pdf")

    with pytest.raises(NotAllowed):
        attach_file(by=alice.actor, at=LATER, case=case, field="plan_file", file=theirs)
    with pytest.raises(NotAllowed):
        attach_document(by=alice.actor, at=LATER, case=case, document="bid_commitment", file=theirs)

    assert not can_download(alice.actor, theirs)


def test_a_field_takes_the_kinds_of_files_it_names(alice, yunlan):
    case = bid(alice.actor, yunlan, opened("challenge-bid"))

    with pytest.raises(InvalidInput, match="不接受"):
        attach_file(
            by=alice.actor, at=LATER, case=case, field="plan_file", file=paper(alice.actor, "a.txt")
        )


def test_a_document_that_no_step_wants_now_is_refused(case, alice, clerk):
    with pytest.raises(InvalidInput, match="现在不需要"):
        attach_document(
            by=alice.actor, at=LATER, case=case, document="review_record", file=paper(alice.actor)
        )
    case = do(case, "file_need", alice.actor, at(LATER.strftime("%Y-%m-%dT%H:%M")).isoformat()[:16])
    with pytest.raises(InvalidInput, match="现在不需要"):
        attach_document(
            by=clerk.actor, at=LATER, case=case, document="task_book", file=paper(clerk.actor)
        )


EDITS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.dictionaries(
            st.sampled_from(["topic", "own_funds", "budget"]),
            st.one_of(st.none(), st.integers(1, 4)),
            min_size=1,
        ),
    ),
    max_size=8,
)


class Merging(TestCase):
    """Whatever editors send, from whatever revision they began: the history makes the draft."""

    @given(EDITS)
    @settings(max_examples=15)
    def test_the_draft_is_all_changes_in_their_order(self, edits):
        editor = person("editor", "enterprise", of=party("丁公司")).actor
        case = begin_case(by=editor, at=BEGUN, round=opened(), title="丁")
        for revision, raw in edits:
            values = {
                name: None if value is None else str(value) if name == "topic" else value * 100
                for name, value in raw.items()
            }
            try:
                save_draft(by=editor, at=LATER, case=case, revision=revision, values=values)
            except (DraftConflict, InvalidInput):
                continue

        after = fresh(case)

        history = DraftVersion.objects.filter(case=case).order_by("revision")
        folded: dict[str, object] = {}
        for version in history:
            folded = applied(folded, version.changes)
        assert after.draft == folded
        assert [version.revision for version in history] == list(range(1, after.revision + 1))
