"""Text files: encodings, separators, quotation marks, invisible characters, emptiness."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.proof.dirty_files.cases import HEADER, Case, Rows, outcome_rows, text_table, titles_of

READABLE = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
FOREIGN = ("big5", "shift_jis", "euc_kr", "cp1252", "utf-32", "utf-7")
INVISIBLE = ("\u200b", "\ufeff", "\u200e", "\u00a0", "\u3000", "\u00ad", "\u2028", "\x0b", "\x7f")


def text_files(chance: Random) -> Iterator[Case]:
    for part in (encodings, mixed, separators, quotes, invisible, empty):
        yield from part(chance)


def encodings(chance: Random) -> Iterator[Case]:
    for number in range(2):
        for encoding in READABLE:
            rows = outcome_rows(chance, 4 + number)
            content = MARKS.get(encoding, b"") + text_table(rows).encode(encoding)
            yield _taken("encoding", f"{encoding}{number}.csv", content, rows)
    for encoding in FOREIGN:
        content = text_table([["k", "資料", "Ωmega ß", "1"]]).encode(encoding, "replace")
        yield Case("foreign encoding", f"{encoding}.csv", lambda content=content: content)


def mixed(chance: Random) -> Iterator[Case]:
    """Lines of one file in two encodings, as editors leave them; rows are never to get lost."""
    for number in range(8):
        rows = outcome_rows(chance, 6)
        lines = text_table(rows).splitlines(keepends=True)
        encoded = [line.encode("utf-8" if chance.random() < 0.5 else "gb18030") for line in lines]
        content = b"".join([lines[0].encode("utf-8"), *encoded[1:]])
        yield Case("mixed encodings", f"{number}.csv", lambda content=content: content)


def separators(chance: Random) -> Iterator[Case]:
    for ending in ("\r\n", "\n", "\r"):
        for name, delimiter in (
            ("comma.csv", ","),
            ("tab.tsv", "\t"),
            ("tab.txt", "\t"),
            ("semicolon.csv", ";"),
        ):
            rows = outcome_rows(chance, 5)
            text = text_table(rows, delimiter=delimiter, ending=ending)
            yield Case("separators", name, lambda text=text: text.encode())
    for extra in ("", ",", ",,,,", ",多余"):
        rows = outcome_rows(chance, 3)
        text = "".join(line + extra + "\n" for line in text_table(rows, ending="\n").split("\n"))
        yield Case("ragged rows", f"{len(extra)}.csv", lambda text=text: text.encode())
    for cut in (1, 2, 3):
        text = text_table([row[:cut] for row in outcome_rows(chance, 5)])
        yield Case("ragged rows", f"cut{cut}.csv", lambda text=text: text.encode(), rows=5)


def quotes(chance: Random) -> Iterator[Case]:
    for number, inside in enumerate(
        ("换\n行", "换\r\n行", '引"号', "逗,号", '",\n"', "'", "''", "\\")
    ):
        rows = outcome_rows(chance, 4)
        rows[chance.randrange(4)][2] += inside
        yield _taken("quotes", f"{number}.csv", text_table(rows).encode(), rows)
    for number in range(6):
        text = text_table(outcome_rows(chance, 6))
        place = chance.randrange(len(text))
        text = text[:place] + '"' + text[place:]
        yield Case("stray quote", f"{number}.csv", lambda text=text: text.encode())


def invisible(chance: Random) -> Iterator[Case]:
    for number, mark in enumerate(INVISIBLE):
        rows = outcome_rows(chance, 4)
        rows[1][3] = mark + rows[1][3] + mark
        header = [mark + HEADER[0], *HEADER[1:]]
        text = text_table(rows, header=header)
        yield Case("invisible characters", f"{number}.csv", lambda text=text: text.encode())
    for number in range(6):
        content = bytearray(text_table(outcome_rows(chance, 4)).encode())
        content.insert(chance.randrange(len(content)), 0)
        yield Case("NUL bytes", f"{number}.csv", lambda content=bytes(content): content)


def empty(chance: Random) -> Iterator[Case]:
    header = ",".join(HEADER)
    for name, text in (
        ("nothing.csv", ""),
        ("mark.csv", "\ufeff"),
        ("breaks.csv", "\n\n\r\n\n"),
        ("commas.csv", ",,,\n,,,\n"),
        ("spaces.csv", " , ,\n　,\t,\n"),
        ("header.csv", f"{header}\n"),
        ("header.txt", header),
    ):
        yield Case("empty", name, lambda text=text: text.encode())
    for blanks in (1, 3, 50):
        rows = [*outcome_rows(chance, 2), *([[""] * 4] * blanks), *outcome_rows(chance, 1)]
        rows[-1][0] = "last"
        yield Case(
            "blank rows", f"{blanks}.csv", lambda rows=rows: text_table(rows).encode(), fate="taken"
        )


def _taken(family: str, name: str, content: bytes, rows: Rows) -> Case:
    return Case(family, name, lambda: content, rows=len(rows), titles=titles_of(rows), fate="taken")
