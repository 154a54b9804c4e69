"""``kechuang restore``: a backup into an empty database and data folder, checked afterwards."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from kechuang.backups.restoring import Restored, restore_backup
from kechuang.base.clock import now
from kechuang.cli.backup import describe
from kechuang.cli.output import json_option, print_json, progress_bar, say
from kechuang.engines.wording import Text


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def command(file: Path, as_json: bool) -> None:
    """把备份 FILE 恢复到空数据库和空数据目录，并核对行数、审计链、每个附件和各项应当成立的事实。

    Restore the backup FILE into an empty database and data folder; then row counts, the audit
    chain, every stored file and every invariant are checked. Restore only files you trust.
    """
    began = time.monotonic()
    restored = restore_backup(file, at=now(), stages=progress_bar)
    report = _as_dict(file, restored) | {"seconds": f"{time.monotonic() - began:.1f}"}
    print_json(report) if as_json else _tell(report)


def _as_dict(file: Path, restored: Restored) -> dict[str, Any]:
    return {
        "file": str(file),
        **describe(restored.manifest),
        "is_chain_verified": restored.is_chain_verified,
        "invariants": restored.invariants,
        "pending_migrations": [".".join(migration) for migration in restored.pending],
    }


def _tell(report: dict[str, Any]) -> None:
    zh = "已恢复并核对 {rows} 行、{files} 个附件，链头 {chain_head}，用时 {seconds} 秒"
    en = "Restored and checked {rows} rows, {files} files, chain head {chain_head}, {seconds} s"
    say(Text(zh.format(**report), en.format(**report)))
    if (held := report["invariants"]) is not None:
        say(Text(f"{held} 项应当成立的事实全部成立", f"all {held} invariants hold"))
    if report["pending_migrations"]:
        n = len(report["pending_migrations"])
        say(
            Text(
                f"备份来自较早的版本（少 {n} 项迁移）：请运行 kechuang migrate、check-invariants",
                f"the backup is of an older version ({n} migrations less): run kechuang migrate, "
                "then check-invariants",
            )
        )
    if not report["is_chain_verified"]:
        anchor = f"kechuang audit verify --anchor {report['chain_head']}"
        say(Text(f"之后请核验审计链：{anchor}", f"then verify the chain: {anchor}"))
