"""What must hold of the policy library."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from kechuang.audit.tracing import last_payloads
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.rulebook import Pack
from kechuang.engines.wording import Text
from kechuang.packs.models import PackVersion
from kechuang.packs.selectors import pack_of
from kechuang.policies.models import PolicyDocument

PLAIN = (
    "issuer",
    "doc_no",
    "issued_on",
    "valid_from",
    "valid_to",
    "region",
    "evidence",
    "text_kind",
    "is_example",
    "adopted_from",
)

HAS_PACK = Exists(
    PackVersion.objects.filter(
        digest=OuterRef("pack_digest"), pack_id=OuterRef("pack_id"), is_current=True
    )
)


def without_current_pack() -> Iterator[Finding]:
    for document in PolicyDocument.objects.filter(~HAS_PACK, is_listed=True):
        yield found(document.pack_id, "没有对应的当前政策包", "no current pack computes it")


def told_otherwise() -> Iterator[Finding]:
    for document in PolicyDocument.objects.filter(HAS_PACK, is_listed=True):
        pack = pack_of(document.pack_digest)
        shown = [document.title, document.title_en, *(getattr(document, name) for name in PLAIN)]
        if shown != [*pack.title, *(getattr(pack, name) for name in PLAIN)]:
            yield found(document.pack_id, "文件信息与政策包不符", "it is shown unlike its pack")


def other_clauses() -> Iterator[Finding]:
    for document in PolicyDocument.objects.filter(HAS_PACK, is_listed=True).prefetch_related(
        "clauses"
    ):
        rows = document.clauses.order_by("order")
        shown = [(c.clause_id, c.kind, c.title, c.title_en, c.article, c.article_en) for c in rows]
        if shown != _clauses_of(pack_of(document.pack_digest)):
            yield found(
                document.pack_id, "条款与政策包不符", "its clauses are not those of its pack"
            )


def _clauses_of(pack: Pack) -> list[tuple[str, ...]]:
    return [(c.id, c.kind, *c.title, *c.article) for c in pack.clauses]


def published_otherwise() -> Iterator[Finding]:
    told = last_payloads(PolicyDocument, "publish_policy")
    for document in PolicyDocument.objects.iterator():
        if told.get(str(document.pk), {}).get("digest") != document.pack_digest:
            yield found(document.pack_id, "与发布时的事件不符", "it was published otherwise")


INVARIANTS = (
    Invariant(
        "policies.documents_have_a_current_pack",
        Text("在库的每份政策都有当前版本的政策包", "Every listed policy has a current pack"),
        without_current_pack,
    ),
    Invariant(
        "policies.documents_say_what_their_pack_says",
        Text(
            "政策的标题、文号、日期与政策包一致", "Titles, numbers and dates are those of the pack"
        ),
        told_otherwise,
    ),
    Invariant(
        "policies.clauses_are_those_of_their_pack",
        Text("政策的条款与政策包一致", "The clauses of every policy are those of its pack"),
        other_clauses,
    ),
    Invariant(
        "policies.are_as_they_were_published",
        Text(
            "每份政策的版本与发布时的事件一致", "Every policy has the version that its event tells"
        ),
        published_otherwise,
    ),
)
