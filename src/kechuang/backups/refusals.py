"""Why no backup was written, nothing was restored, or a restore did not succeed."""

from __future__ import annotations

from kechuang.engines.wording import Refusal, Text


class BackupRefused(Refusal):
    """No backup was written; nothing that looks like one is left behind."""

    def __init__(self, why: Text, mend: Text) -> None:
        super().__init__(Text("没有生成备份", "No backup was written"), why, mend)


class RestoreRefused(Refusal):
    """Nothing was restored; the database and the stored files are as they were."""

    def __init__(self, why: Text, mend: Text) -> None:
        super().__init__(Text("没有恢复任何内容", "Nothing was restored"), why, mend)


class RestoreFailed(Refusal):
    """A restore broke off, or its result is not what was backed up."""

    def __init__(self, why: Text) -> None:
        super().__init__(
            Text("恢复未成功", "The restore did not succeed"),
            why,
            Text(
                "查明原因之前不要使用现在的结果；重新恢复时，请换一个空数据库和空数据目录",
                "Do not use what is there now before the cause is known; to restore again, take "
                "another empty database and data folder",
            ),
        )
