"""What must hold of the kept versions of packs."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.audit.tracing import last_payloads
from kechuang.base.errors import Refusal
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.packs.models import PackVersion
from kechuang.packs.selectors import compiled


def altered_sources() -> Iterator[Finding]:
    for version in PackVersion.objects.iterator():
        try:
            pack = compiled(version.pack_id, version.digest, version.source)
        except Refusal as unreadable:
            yield Finding(unreadable.why, str(version))
            continue
        if (pack.id, pack.digest) != (version.pack_id, version.digest):
            yield found(version, "摘要与原文不符", "the digest is not that of the text")


def loaded_otherwise() -> Iterator[Finding]:
    told = last_payloads(PackVersion, "load_pack")
    for version in PackVersion.objects.iterator():
        if told.get(str(version.pk)) != {"pack": version.pack_id, "digest": version.digest}:
            yield found(version, "与载入时的事件不符", "it was loaded otherwise")


INVARIANTS = (
    Invariant(
        "packs.digests_are_of_their_text",
        Text("每个版本的摘要都由其原文算出", "Every version's digest is that of its text"),
        altered_sources,
    ),
    Invariant(
        "packs.are_as_they_were_loaded",
        Text("每个版本与载入时的事件一致", "Every version is as its event tells"),
        loaded_otherwise,
    ),
)
