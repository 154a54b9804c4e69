"""Files made to hurt: bombs, broken containers, false names, and names that lead elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.base.sheets import binary_workbooks
from tests.base.sheets.hostile import HOSTILE
from tests.proof.dirty_files.cases import HEADER, Case, outcome_rows, text_table
from tests.proof.dirty_files.workbooks import book

NAMES = (
    "../../etc/passwd.csv",
    "..\\..\\windows\\win.csv",
    "/etc/shadow.csv",
    "CON.csv",
    "a" * 300 + ".csv",
    "名" * 200 + ".csv",
    ".csv",
    "-rf.csv",
    "a;b|c.csv",
    "a\nb.csv",
    "<b>.csv",
    "\u202evsc.csv",
    "%00.csv",
    "表.CSV",
    "表.csv ",
    "表",
    "表.csv.exe",
    "😀.csv",
)
ENDINGS = ("xlsx", "xls", "csv", "json", "jsonl", "tsv", "txt")


def attacks(chance: Random) -> Iterator[Case]:
    for part in (made_by_hand, damaged_at_random, cut_at_random, noise, misnamed, escaping_names):
        yield from part(chance)


def made_by_hand(chance: Random) -> Iterator[Case]:
    for hostile in HOSTILE:
        if hostile.name != "tall.csv":  # a sound table, only long: see large.py
            yield Case(hostile.family, hostile.name, hostile.make)


def damaged_at_random(chance: Random) -> Iterator[Case]:
    """Sound workbooks with some bytes exchanged."""
    for number in range(18):
        rows, seed = outcome_rows(chance, 30), chance.random()
        ending = "xls" if number % 3 == 0 else "xlsx"
        yield Case(
            "flipped bytes",
            f"{number}.{ending}",
            lambda e=ending, r=rows, s=seed: _flipped(e, r, s),
        )


def _flipped(ending: str, rows: list[list[str]], seed: float) -> bytes:
    chance = Random(seed)
    content = bytearray(_workbook(ending, rows))
    for _ in range(chance.choice((1, 5, 40))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def cut_at_random(chance: Random) -> Iterator[Case]:
    """What an interrupted upload leaves."""
    for number in range(12):
        ending = chance.choice(("xlsx", "xlsx", "xls"))
        content = _workbook(ending, outcome_rows(chance, 20))
        content = content[: chance.randrange(1, len(content))]
        yield Case("truncated", f"{number}.{ending}", lambda content=content: content)


def noise(chance: Random) -> Iterator[Case]:
    for number in range(10):
        content, ending = chance.randbytes(chance.choice((1, 50, 5_000))), chance.choice(ENDINGS)
        yield Case("noise", f"{number}.{ending}", lambda content=content: content)


def misnamed(chance: Random) -> Iterator[Case]:
    """A sound content under every other ending."""
    rows = outcome_rows(chance, 3)
    contents = {
        "csv": text_table(rows).encode(),
        "xlsx": _workbook("xlsx", rows),
        "xls": _workbook("xls", rows),
        "html": b"<html><body><table><tr><td>1</td></tr></table></body></html>",
        "json": b'[{"title": "a"}]',
    }
    for real, content in contents.items():
        for said in ENDINGS:
            if said != real:
                yield Case("wrong ending", f"{real}.{said}", lambda content=content: content)


def escaping_names(chance: Random) -> Iterator[Case]:
    for name in NAMES:
        content = text_table(outcome_rows(chance, 2)).encode()
        yield Case("file names", name, lambda content=content: content)


def _workbook(ending: str, rows: list[list[str]]) -> bytes:
    return binary_workbooks.workbook([list(HEADER), *rows]) if ending == "xls" else book(rows)
