"""Tables whose cells say what they should not: amounts, dates, codes, keys, headings, commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from kechuang.base.identifiers import example_credit_code
from tests.proof.dirty_files.cases import HEADER, Case, outcome_rows, text_table, words

AMOUNTS_TOLD = (
    "１２３．５|1，234|1,234,567|（5）|-5|−5|－5|1e5|NaN|Infinity|1_000|٣|²|3亿元|3万元|3元|3000|元整|"
    "叁佰万元|面议|约50|50-80|0.00001|99999999999999999999|1.2.3|￥30|30万|+|-|.|,|万元|½|3万5千"
)
DATES_TOLD = (
    "2027-03|2027年3月|2027/13/01|2027-02-30|20270315|2027.3|2027年三月|二〇二七年三月|46000|60|0|-1|"
    "1e9|2027-03-15T00:00:00Z|15/03/2027|3月|长期|２０２７年３月|2027-3-5|2027年3月5日|0000-00-00|"
    "9999-12-31|99999-01-01|2027-W05|明天"
)
AMOUNTS, DATES = AMOUNTS_TOLD.split("|"), DATES_TOLD.split("|")
COMMANDS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "<script>alert(1)</script>",
    "'; DROP TABLE outcomes_outcome; --",
    "{{ 7*7 }}",
    "${jndi:ldap://x}",
    "../../etc/passwd",
    "%s%n%x",
    "\u202eexe.txt",
    "😀" * 60,
    "a\u0300" * 99,
    "龘" * 201,
    "x" * 5_000,
)


def cell_files(chance: Random) -> Iterator[Case]:
    for part in (amounts, facts, dates, codes, keys, headings, commands):
        yield from part(chance)


def amounts(chance: Random) -> Iterator[Case]:
    for heading in (
        "意向价格（万元）",
        "意向价格（亿元）",
        "意向价格（元）",
        "意向价格",
        "价格（美元）",
    ):
        rows = outcome_rows(chance, len(AMOUNTS))
        for row, amount in zip(rows, AMOUNTS, strict=True):
            row[3] = amount
        yield _case("amounts", f"{heading}.csv", rows, header=[*HEADER[:3], heading])


def facts(chance: Random) -> Iterator[Case]:
    """Amounts about firms: the unit in the heading, in the cell, in a column, or nowhere."""
    for number, (heading, unit) in enumerate(
        [
            ("数值（万元）", "元"),
            ("数值", "万元"),
            ("数值", "亿元"),
            ("数值", ""),
            ("数值（元）", "万"),
            ("数值", "美元"),
            ("数值", "千元"),
            ("数值", "%"),
        ]
    ):
        rows = [[known_code(), "营业收入", "2024", amount, unit] for amount in AMOUNTS]
        header = ("统一社会信用代码", "指标", "年度", heading, "单位")
        yield _case("units", f"{number}.csv", rows, header=header, kind="facts")
    for number in range(6):
        rows = [
            [
                known_code(),
                chance.choice(("营业收入", "研发费用", "职工总数", "运气")),
                chance.choice(("2024", "24", "二零二四", "", "2024年度")),
                chance.choice(AMOUNTS),
                chance.choice(("万元", "元", "", "人")),
            ]
            for _ in range(12)
        ]
        header = ("统一社会信用代码", "指标", "年度", "数值", "单位")
        yield _case("statements", f"{number}.csv", rows, header=header, kind="facts")


def dates(chance: Random) -> Iterator[Case]:
    for number in range(4):
        shuffled = chance.sample(DATES, len(DATES))
        rows = [
            [f"d{place}", words(chance), words(chance), day] for place, day in enumerate(shuffled)
        ]
        header = ("编号", "需求名称", "需求内容", "期望完成时间")
        yield _case("dates", f"{number}.csv", rows, header=header, kind="demands")


def codes(chance: Random) -> Iterator[Case]:
    """Credit codes as people type them, some to be mended, some to be refused."""
    for number in range(8):
        sound = [example_credit_code(region="990102", serial=n + 500) for n in range(10)]
        rows = [[_mistyped(chance, code), words(chance, 6), "990102"] for code in sound]
        header = ("统一社会信用代码", "企业名称", "区划代码")
        yield _case("codes", f"{number}.csv", rows, header=header, kind="parties")


def _mistyped(chance: Random, code: str) -> str:
    place = chance.randrange(len(code))
    full = "".join(chr(ord(char) + 0xFEE0) for char in code)
    other = code[:place] + chance.choice("OIZSV0123456789") + code[place + 1 :]
    return chance.choice(
        (
            code,
            code.lower(),
            full,
            f" {code} ",
            f"{code[:9]} {code[9:]}",
            other,
            code[:-1],
            code + "0",
            "",
            "无",
        )
    )


def keys(chance: Random) -> Iterator[Case]:
    for number, wrong in enumerate(("", "k1", "K" * 101, " k1 ", "\u200bk1", "0", "甲", "k1\nk2")):
        rows = outcome_rows(chance, 5)
        rows[3][0] = wrong
        yield _case("keys", f"{number}.csv", rows)


def headings(chance: Random) -> Iterator[Case]:
    """Missing, doubled, numbered and decorated headings, and titles above the table."""
    for number, header in enumerate(
        [
            ("编号", "成果名称", "成果名称", "价格（万元）"),
            ("编号", "", "公开摘要", ""),
            ("1", "2", "3", "4"),
            ("编号", "题目?", "公开摘要", "价格"),
            ("编号*", "成果名称（必填）", "公开摘要\n（可选）", "意向价格(万元)"),
            ("　编　号　", "成 果 名 称", "公开摘要", "意向价格（万元）"),
            ("ID", "TITLE", "ABSTRACT", "PRICE（万元）"),
            ("编号", "成果名称", "公开摘要", "x" * 3_000),
            ("=1+1", "成果名称", "公开摘要", "@x"),
        ]
    ):
        yield _case("headings", f"{number}.csv", outcome_rows(chance, 4), header=header)
    for above in (1, 2, 5):
        text = "某市成果汇总表,,,\n" * above + text_table(outcome_rows(chance, 4))
        yield Case("titles above", f"{above}.csv", lambda text=text: text.encode())


def commands(chance: Random) -> Iterator[Case]:
    """What would run, escape or overflow somewhere else."""
    for number, content in enumerate(COMMANDS):
        rows = outcome_rows(chance, 3)
        rows[1][1 + number % 2] = content
        yield _case("commands", f"{number}.csv", rows)


def known_code() -> str:
    """The enterprise that is registered before the files come."""
    return example_credit_code(region="990101", serial=1)


def _case(
    family: str,
    name: str,
    rows: Sequence[Sequence[str]],
    *,
    header: Sequence[str] = HEADER,
    kind: str = "outcomes",
) -> Case:
    content = text_table(rows, header=header).encode()
    blank = any(not any(cell.strip() for cell in row) for row in rows)
    return Case(family, name, lambda: content, kind=kind, rows=None if blank else len(rows))
