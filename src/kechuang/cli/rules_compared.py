"""Who gains, who loses and what it costs: as tables to read, as JSON, as rows of a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq

from kechuang.cli.output import print_json, progress_bar
from kechuang.cli.rules_files import facts_in, results_in
from kechuang.engines.rulebook import Kind, columns, comparing, shown
from kechuang.engines.wording import Text

AXIS_WORDS = {
    "district": Text("按地区", "By district"),
    "size": Text("按上年职工人数（示例分档）", "By employees of last year (example bands)"),
    "industry": Text("按行业门类", "By industry"),
}
UNTOLD = Text("未登记", "not told")
SAME = Text("没有变化", "nothing changes")


def compared(
    comparison: comparing.Comparison, facts: Path, question: columns.Question
) -> comparing.Compared:
    """The firms of the table ``facts`` asked before and after; only needed columns are read."""
    told = facts_in(facts, question, ".csv", comparison)
    result = comparing.Compared()
    with progress_bar(told.firms, Text("比较", "comparing")) as bar:
        for part in told.after(0):
            comparison.compare(part.frame, part.subjects, result)
            bar.update(len(part.subjects))
    return result


def print_compared(
    comparison: comparing.Comparison, result: comparing.Compared, language: str, *, as_json: bool
) -> None:
    if as_json:
        print_json([_as_dict(key, result) for key in result.clauses])
        return
    for line in _lines(comparison, result, language):
        click.echo(line)


def write_affected(rows: Sequence[comparing.Affected], out: Path) -> None:
    """Every firm affected, one row per clause: .parquet, .csv or .jsonl."""
    form = results_in(out).form
    if form == ".parquet":
        columns_of = zip(*rows, strict=True) if rows else ([] for _ in comparing.Affected._fields)
        arrays = [
            pa.array(list(column), one.type) for column, one in zip(columns_of, SCHEMA, strict=True)
        ]
        pq.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA), out)
        return
    with out.open("w", encoding="utf-8", newline="") as stream:
        if form == ".csv":
            csv.writer(stream, lineterminator="\n").writerows([comparing.Affected._fields, *rows])
            return
        for row in rows:
            stream.write(f"{json.dumps(row._asdict(), ensure_ascii=False)}\n")


SCHEMA = pa.schema(
    [
        (name, pa.int64() if name.endswith("_fen") else pa.string())
        for name in comparing.Affected._fields
    ]
)


def _as_dict(key: tuple[str, str], result: comparing.Compared) -> dict[str, object]:
    by = {
        axis: {name: _plain(one) for name, one in result.along(key, axis).items()}
        for axis in comparing.AXES
    }
    return {"pack": key[0], "clause": key[1], "total": _plain(result.total(key)), "by": by}


def _plain(tally: comparing.Tally) -> dict[str, object]:
    sides = {"before": tally.before._asdict(), "after": tally.after._asdict()}
    return tally._asdict() | sides


def _lines(
    comparison: comparing.Comparison, result: comparing.Compared, language: str
) -> Iterator[str]:
    clauses = {
        (pack.id, clause.id): clause
        for pack in (*comparison.after.packs, *comparison.before.packs)
        for clause in pack.clauses
    }
    for key in result.clauses:
        total = result.total(key)
        clause = clauses.get(key)
        title = clause.title.said_in(language) if clause else ""
        yield f"\n{'/'.join(key)} {title}"
        if total.is_same:
            yield f"  {SAME.said_in(language)}"
            continue
        yield from (f"  {text.said_in(language)}" for text in (_who(total), *_cost(total)))
        effect = comparing.budget_effect(clause, total.after) if clause else None
        if effect:
            yield f"  {_budget(effect.budget_fen, effect.short_fen).said_in(language)}"
        for axis in comparing.AXES:
            yield f"  {AXIS_WORDS[axis].said_in(language)}"
            for name, tally in result.along(key, axis).items():
                yield f"    {name or UNTOLD.said_in(language)}  {_short(tally).said_in(language)}"


def _who(tally: comparing.Tally) -> Text:
    before, after = tally.before, tally.after
    return Text(
        f"符合 {before.met} → {after.met} 家：新增 {tally.gains}，失去 {tally.loses}，"
        f"金额增加 {tally.more}，减少 {tally.less}；"
        f"另有 {tally.unsettled} 家因数据不足或须评定，不计得失",
        f"{before.met} → {after.met} firms qualify: {tally.gains} gain, {tally.loses} lose, "
        f"{tally.more} get more, {tally.less} get less; {tally.unsettled} unsettled, counted apart",
    )


def _cost(tally: comparing.Tally) -> Iterator[Text]:
    yield Text(
        f"确定支出 {_moved(tally, 'certain_fen', 'zh')}；至多 {_moved(tally, 'ceiling_fen', 'zh')}",
        f"certain cost {_moved(tally, 'certain_fen', 'en')}; at most "
        f"{_moved(tally, 'ceiling_fen', 'en')}",
    )
    yield Text(
        f"结论未定的企业若都符合，另需至多 {_moved(tally, 'possible_fen', 'zh')}",
        f"if all unsettled firms qualify, at most {_moved(tally, 'possible_fen', 'en')} more",
    )


def _moved(tally: comparing.Tally, name: str, language: str) -> str:
    return " → ".join(_money(one, name, language) for one in (tally.before, tally.after))


def _money(reach: comparing.Reach, name: str, language: str) -> str:
    return shown(getattr(reach, name), Kind.MONEY).said_in(language)


def _budget(budget_fen: int, short_fen: int) -> Text:
    budget, short = shown(budget_fen, Kind.MONEY), shown(short_fen, Kind.MONEY)
    return Text(
        f"预算 {budget.zh}，最多缺 {short.zh}", f"budget {budget.en}, short by up to {short.en}"
    )


def _short(tally: comparing.Tally) -> Text:
    firms = f"+{tally.gains} −{tally.loses} ↑{tally.more} ↓{tally.less} ?{tally.unsettled}"
    zh, en = (_moved(tally, "ceiling_fen", language) for language in ("zh", "en"))
    return Text(f"{firms}  至多 {zh}", f"{firms}  at most {en}")
