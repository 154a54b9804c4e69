"""Publishing the policy library from the packs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.engines.rulebook import Pack
from kechuang.packs.services import load_packs
from kechuang.policies.access import can_publish_policies
from kechuang.policies.models import PolicyClause, PolicyDocument


@transaction.atomic
def publish_policies(*, by: Actor, at: datetime) -> int:
    """Load the packs and bring the library up to date; returns the number of changed documents."""
    require(can_publish_policies(by), Text("发布政策库", "publish the policy library"))
    packs = load_packs(by=by, at=at)
    unlisted = _unlist_absent(packs, by=by, at=at)
    known = dict(
        PolicyDocument.objects.filter(is_listed=True).values_list("pack_id", "pack_digest")
    )
    changed = [pack for pack in packs if known.get(pack.id) != pack.digest]
    for pack in changed:
        _publish(pack, by=by, at=at)
    return len(changed) + unlisted


def _unlist_absent(packs: Iterable[Pack], *, by: Actor, at: datetime) -> int:
    """Take documents whose pack has gone off the list; they are kept for past answers."""
    listed = PolicyDocument.objects.filter(is_listed=True)
    absent = list(listed.exclude(pack_id__in=[pack.id for pack in packs]))
    for document in absent:
        document.is_listed, document.updated_at = False, at
        document.save(update_fields=["is_listed", "updated_at"])
        payload = {"pack": document.pack_id}
        record(by=by, at=at, command="unlist_policy", target=document, payload=payload)
    return len(absent)


def _publish(pack: Pack, *, by: Actor, at: datetime) -> None:
    document, _ = PolicyDocument.objects.update_or_create(
        pack_id=pack.id,
        defaults={
            "pack_digest": pack.digest,
            "title": pack.title.zh,
            "title_en": pack.title.en,
            "issuer": pack.issuer,
            "doc_no": pack.doc_no,
            "issued_on": pack.issued_on,
            "valid_from": pack.valid_from,
            "valid_to": pack.valid_to,
            "region": pack.region,
            "evidence": pack.evidence,
            "text_kind": pack.text_kind,
            "is_example": pack.is_example,
            "adopted_from": pack.adopted_from,
            "is_listed": True,
            "updated_at": at,
        },
    )
    _replace_clauses(document, pack)
    payload = {"pack": pack.id, "digest": pack.digest, "clauses": [c.id for c in pack.clauses]}
    record(by=by, at=at, command="publish_policy", target=document, payload=payload)


def _replace_clauses(document: PolicyDocument, pack: Pack) -> None:
    document.clauses.exclude(clause_id__in=[clause.id for clause in pack.clauses]).delete()
    for order, clause in enumerate(pack.clauses):
        PolicyClause.objects.update_or_create(
            document=document,
            clause_id=clause.id,
            defaults={
                "article": clause.article.zh,
                "article_en": clause.article.en,
                "title": clause.title.zh,
                "title_en": clause.title.en,
                "kind": clause.kind,
                "order": order,
            },
        )
