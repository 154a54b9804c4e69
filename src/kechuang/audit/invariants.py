"""What must hold of the chain, and of every record that it tells about."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import DateTimeField, Model, Q

from kechuang.audit.guards import missing_guards, standing_triggers
from kechuang.audit.models import Anchor, Erasure, Event
from kechuang.audit.selectors import chain_head
from kechuang.audit.selectors.anchors import anchor_breaks
from kechuang.audit.selectors.erasures import erased_by_law, erasure_breaks
from kechuang.audit.selectors.proving import content_breaks, link_of
from kechuang.audit.tracing import last_instant
from kechuang.base.invariants import Finding, Invariant, found, house_columns
from kechuang.design.commands import LABELS
from kechuang.engines.seal import GENESIS, broken_links
from kechuang.engines.wording import Text

CHUNK = 2_000
OF_MANY = "*"
# A role that never began is withdrawn entirely
MAY_BE_GONE = frozenset({"accounts.membership"})


def broken_chain() -> Iterator[Finding]:
    erased = erased_by_law()
    events = Event.objects.order_by("sequence").iterator(CHUNK)
    for sequence, reason in broken_links(link_of(event, erased) for event in events):
        yield found(sequence, f"链在此断开（{reason}）", f"the chain breaks here: {reason}")


def altered_contents() -> Iterator[Finding]:
    erased = erased_by_law()
    for event in Event.objects.order_by("sequence").iterator(CHUNK):
        for sequence, reason in content_breaks(event, erased):
            yield found(sequence, f"内容或署名被改动（{reason}）", reason)


def untold_erasures() -> Iterator[Finding]:
    for sequence, reason in erasure_breaks(erased_by_law()):
        yield found(sequence, f"删除与审计链所载不符（{reason}）", reason)


def altered_anchors() -> Iterator[Finding]:
    for sequence, reason in anchor_breaks():
        yield found(sequence, f"公布的校验值被改动（{reason}）", reason)


def wrong_head() -> Iterator[Finding]:
    last = Event.objects.order_by("sequence").last()
    expected = (last.sequence, last.own_hash) if last else (0, GENESIS)
    head = chain_head()
    if (head.sequence, head.own_hash) != expected:
        yield found(
            head.sequence,
            f"链头不是最后一个事件 {expected[0]}",
            f"the head is not the last event, {expected[0]}",
        )


def nameless_events() -> Iterator[Finding]:
    is_person = Q(is_system=False, actor_id__isnull=False)
    is_system = Q(is_system=True, actor_id__isnull=True)
    for event in Event.objects.exclude(is_person | is_system).iterator():
        yield found(event.sequence, "没有写明操作人", "it does not tell who acted")


def wordless_commands() -> Iterator[Finding]:
    for command in Event.objects.order_by().values_list("command", flat=True).distinct():
        if command not in LABELS:
            yield found(command, "此操作没有文字说明", "this command has no words")


def open_tables() -> Iterator[Finding]:
    for model in (Event, Erasure, Anchor):
        for verb in missing_guards(model._meta.db_table):
            yield found(model._meta.db_table, f"没有拒绝 {verb}", f"nothing refuses {verb}")
    for table in ("audit_payload", "audit_signatory"):
        for name in {f"{table}_no_update", f"{table}_lawful_delete"} - standing_triggers(table):
            yield found(table, f"触发器 {name} 不在", f"the trigger {name} is gone")


def vanished_records() -> Iterator[Finding]:
    told = Event.objects.exclude(target_id=OF_MANY).exclude(target_kind__in=MAY_BE_GONE)
    for kind in told.order_by().values_list("target_kind", flat=True).distinct():
        ids = told.filter(target_kind=kind).order_by().values_list("target_id", flat=True)
        for lost in sorted(set(ids.distinct()) - _keys(apps.get_model(kind))):
            yield found(
                f"{kind} {lost}",
                "审计链记载过的记录不见了",
                "the chain tells of it, but it is gone",
            )


def _keys(table: type[Model]) -> set[str]:
    return set(map(str, table._base_manager.values_list("pk", flat=True).iterator()))


def later_than_the_chain() -> Iterator[Finding]:
    """Each record is written in the transaction of an event, with the event's own time."""
    latest = last_instant()
    for table, column in house_columns():
        if latest and isinstance(column, DateTimeField) and column.name.endswith("ed_at"):
            rows = table._base_manager.filter(**{f"{column.name}__gt": latest})
            for pk in rows.values_list("pk", flat=True).iterator():
                zh, en = "晚于审计链的最后时间", "is later than the last event"
                where = f"{table._meta.label_lower} {pk}"
                yield found(where, f"{column.name} {zh}", f"{column.name} {en}")


INVARIANTS = (
    Invariant(
        "audit.chain_is_whole",
        Text(
            "每个事件的校验值都能重算，且首尾相接",
            "Every event's hash recomputes and continues the one before",
        ),
        broken_chain,
    ),
    Invariant(
        "audit.payloads_fit_their_leaves",
        Text(
            "每个事件的内容和署名与其摘要相符，或已依法删除",
            "Every event's payload and name have their leaves, or were erased by law",
        ),
        altered_contents,
    ),
    Invariant(
        "audit.erasures_are_told",
        Text("审计链载明每一次依法删除", "The chain tells of every erasure by law"),
        untold_erasures,
    ),
    Invariant(
        "audit.anchors_are_what_was_published",
        Text("公布的校验值与审计链一致", "Published heads are those of the chain"),
        altered_anchors,
    ),
    Invariant(
        "audit.head_is_the_last_event",
        Text("链头就是最后一个事件", "The head of the chain is its last event"),
        wrong_head,
    ),
    Invariant(
        "audit.events_name_who_acted",
        Text(
            "每个事件都写明是谁或哪个系统操作", "Every event names the person or system that acted"
        ),
        nameless_events,
    ),
    Invariant(
        "audit.commands_have_words",
        Text("每种操作都有文字说明", "Every command has words for its readers"),
        wordless_commands,
    ),
    Invariant(
        "audit.events_are_append_only",
        Text("数据库拒绝修改或删除事件", "The database refuses to change or delete events"),
        open_tables,
    ),
    Invariant(
        "audit.nothing_recorded_is_gone",
        Text("审计链记载过的记录都在", "Every record that the chain tells of is there"),
        vanished_records,
    ),
    Invariant(
        "audit.nothing_is_later_than_the_chain",
        Text("没有记录晚于审计链的最后时间", "No record is later than the last event"),
        later_than_the_chain,
    ),
)
