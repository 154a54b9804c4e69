"""Is what was restored what was backed up?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kechuang.audit.selectors import verify_chain
from kechuang.backups.contents import Contents, read_contents, read_digests
from kechuang.backups.manifest import Manifest
from kechuang.backups.progress import Stages
from kechuang.engines.wording import Text
from kechuang.files import storage

CHECKING = Text("核对恢复结果", "checking what was restored")


def differences(manifest: Manifest, stages: Stages, *, with_chain: bool) -> list[Text]:
    """Every difference between the database and file store here and ``manifest``, in words.

    ``with_chain`` also recomputes every hash of the audit chain.
    """
    with connection.cursor() as cursor:
        contents = read_contents(cursor, connection.introspection.table_names(cursor))
        digests = read_digests(cursor)
    found = [*_in_contents(contents, manifest.contents)]
    if digests != manifest.digests:
        found.append(Text("附件清单不同", "the list of stored files differs"))
    with stages(len(digests), CHECKING) as bar:
        for digest in digests:
            found += _in_file(digest)
            bar.update(1)
    return found + (_in_chain(manifest.contents.head) if with_chain else [])


def _in_contents(here: Contents, told: Contents) -> Iterator[Text]:
    for table in sorted(here.rows.keys() | told.rows.keys()):
        n, expected = here.rows.get(table, 0), told.rows.get(table, 0)
        if n != expected:
            yield Text(f"{table} 有 {n} 行，应为 {expected}", f"{table}: {n} rows, not {expected}")
    if here.migrations != told.migrations:
        yield Text("数据库版本不同", "the applied migrations differ")
    if here.head != told.head:
        yield Text(f"链头为 {here.head[0]}", f"the head of the chain is {here.head[0]}")


def _in_file(digest: str) -> list[Text]:
    try:
        storage.get(digest)
    except (FileNotFoundError, ValueError):
        return [Text(f"附件 {digest} 丢失或被改动", f"stored file {digest} is lost or altered")]
    return []


def _in_chain(head: tuple[int, str]) -> list[Text]:
    breaks = verify_chain(anchor=head).breaks
    return [
        Text(f"审计链在 {sequence} 处断开", f"the audit chain breaks at {sequence}: {finding}")
        for sequence, finding in breaks[:5]
    ]
