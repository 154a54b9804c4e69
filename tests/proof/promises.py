"""Every promise that is proved here, by its number in docs/proof.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Floor:
    """The least that must have run on one database, or a row does not hold: what was looked at
    matters as much as what was found."""

    full: int = 0
    quick: int = 0

    def of(self, *, quick: bool) -> int:
        return self.quick if quick else self.full


@dataclass(frozen=True)
class Promise:
    """``module`` has ``prove(scene: Scene) -> Outcome``; ``engines`` it is proved on. One that
    measures seconds on this machine is proved alone, after all others; the longest come first."""

    title: str
    module: str
    engines: tuple[str, ...] = ("sqlite", "postgresql")
    is_alone: bool = False
    is_long: bool = False
    floor: Floor = Floor()


PURE = ("none",)
PROMISES = {
    "R1": Promise(
        "账本历史 / ledger histories",
        "tests.proof.ledger_histories.proving",
        is_long=True,
        floor=Floor(1_000, 10),
    ),
    "R2": Promise("并发争抢 / races", "tests.proof.races", is_long=True, floor=Floor(100_000, 288)),
    "R3": Promise(
        "恰好一次 / exactly-once effects", "tests.proof.exactly_once", floor=Floor(5_000, 75)
    ),
    "R4": Promise("断电与满盘 / kills and full disk", "tests.proof.kills", floor=Floor(165, 1)),
    "R5": Promise("篡改必现 / tampering is detected", "tests.proof.tampering"),
    "R6": Promise("备份恢复 / restore drill", "tests.proof.restoring", floor=Floor(10, 1)),
    "R7": Promise("探针巡查 / canary crawl", "tests.proof.canaries", floor=Floor(10_000, 1)),
    "R8": Promise("双世界 / twin worlds", "tests.proof.twins", floor=Floor(10_000, 1)),
    "R9": Promise("匿名副本 / copies without identity", "tests.proof.metadata", PURE),
    "R10": Promise("回避与抽签 / conflicts and draw", "tests.proof.panel_draws", PURE),
    "R11": Promise("逐址授权 / authorization", "tests.proof.authorization"),
    "R13": Promise("模糊与注入 / fuzz and injection", "tests.proof.injection", is_long=True),
    "R15": Promise(
        "截止前的高峰 / deadline spike", "tests.proof.spike", is_alone=True, floor=Floor(100, 1)
    ),
    "R16": Promise("劣质文件 / hostile and dirty files", "tests.proof.dirty_files", is_alone=True),
    "R17": Promise("政策金额 / policy money", "tests.proof.policy_money", PURE),
    "R20": Promise("自检 / invariants", "tests.proof.invariants"),
}
