"""``kechuang backup``: database and stored files in one verified file, while the platform runs."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from kechuang.backups.backing_up import Backup, make_backup
from kechuang.backups.manifest import Manifest
from kechuang.base.clock import now
from kechuang.cli.output import json_option, print_json, progress_bar, say
from kechuang.engines.wording import Text


@click.command()
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FOLDER_OR_FILE",
    help="写到此目录或 .zip 文件，默认数据目录下的 backups / Folder, or file ending in .zip.",
)
@json_option
def command(to: Path | None, as_json: bool) -> None:
    """把数据库和附件备份成一个文件，平台不必停止；写完后读回核对。密钥不在其中。

    Back up the database and the stored files into one file, without stopping the platform; it is
    read back and checked. The secret key is not in it.
    """
    began = time.monotonic()
    backup = make_backup(to=to, at=now(), stages=progress_bar)
    report = _as_dict(backup) | {"seconds": f"{time.monotonic() - began:.1f}"}
    print_json(report) if as_json else _tell(report)


def describe(manifest: Manifest) -> dict[str, Any]:
    """What a backup holds, in figures; ``chain_head`` as ``kechuang audit head`` prints it."""
    sequence, own_hash = manifest.contents.head
    return {
        "engine": manifest.engine,
        "created_at": manifest.created_at,
        "tables": len(manifest.contents.rows),
        "rows": manifest.contents.total_rows,
        "files": len(manifest.digests),
        "chain_head": f"{sequence}:{own_hash}",
    }


def _as_dict(backup: Backup) -> dict[str, Any]:
    own = {"file": str(backup.file), "bytes": backup.size, "sha256": backup.sha256}
    return own | describe(backup.manifest)


def _tell(report: dict[str, Any]) -> None:
    zh = "已备份 {rows} 行、{files} 个附件，链头 {chain_head}，用时 {seconds} 秒"
    en = "Backed up {rows} rows, {files} files, chain head {chain_head}, {seconds} s"
    say(Text(zh.format(**report), en.format(**report)))
    sha256 = report["sha256"]
    say(Text(f"SHA-256 {sha256}，请与文件分开保存", f"SHA-256 {sha256}, keep it apart"))
    click.echo(report["file"])
