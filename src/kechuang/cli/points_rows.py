"""Rows of a ranking as files: csv, jsonl or parquet, points in whole thousandths."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kechuang.cli.points_files import Ranked
from kechuang.engines.standing import (
    ListPack,
    Shift,
    place_firms,
    places_of,
    shift_of_weights,
)
from kechuang.engines.wording import Refusal, Text

Row = dict[str, str | int | bool]


def rows_of(ranked: Ranked, lists: Sequence[ListPack], *, percent: int) -> Iterator[Row]:
    """One row per firm, best proven place first, firms of one place in the order of their ids."""
    totals = ranked.cohort.totals
    places = places_of(totals)
    shift = shift_of_weights(ranked.cohort, percent=percent)
    placed = [(one.id, place_firms(one.line, totals, places)) for one in lists]
    furthest, widest = shift.furthest.tolist(), _widest(ranked, shift)
    stages = ranked.card.stages
    columns = [one.tolist() for one in (*totals, *places)]
    subjects = ranked.cohort.subjects
    for firm in sorted(range(len(subjects)), key=lambda one: (columns[2][one], subjects[one])):
        low, high, proven, best, worst = (column[firm] for column in columns)
        points = ranked.points[firm]
        row: Row = {
            "subject": subjects[firm],
            "stage": "|".join(stages[place][0] for place in points.stages),
            "low_thousandths": low,
            "high_thousandths": high,
            "proven_place": proven,
            "best_place": best,
            "worst_place": worst,
            "place_span_by_weights": furthest[firm],
            "most_sensitive_to": widest[firm],
            "missing": "|".join(points.lacking),
        }
        for name, placement in placed:
            row[f"{name}"] = placement.places[firm].value
            row[f"{name}:margin_low"] = int(placement.margin_low[firm])
            row[f"{name}:margin_high"] = int(placement.margin_high[firm])
        yield row


def write_rows(rows: Iterator[Row], out: Path) -> int:
    """How many rows; a Refusal for a name that ends in nothing that is known."""
    form = _FORMS.get(out.suffix)
    if form is None:
        raise Refusal(
            Text(f"结果文件 {out.name}", f"the results in {out.name}"),
            Text(f"不会写“{out.suffix}”", f"cannot write “{out.suffix}”"),
            Text("请以 .parquet、.csv 或 .jsonl 结尾", "let it end in .parquet, .csv or .jsonl"),
        )
    listed = list(rows)
    out.write_bytes(form(listed))
    return len(listed)


def _csv(rows: list[Row]) -> bytes:
    stream = io.StringIO()
    if rows:
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return stream.getvalue().encode()


def _jsonl(rows: list[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _parquet(rows: list[Row]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), stream)
    return stream.getvalue()


_FORMS = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}


def _widest(ranked: Ranked, shift: Shift) -> list[str]:
    """The indicator whose weight moves each firm furthest; empty where none moves it."""
    spans = abs(shift.greater - shift.smaller)
    lines = ranked.card.lines
    return [
        lines[place].id if span else ""
        for place, span in zip(spans.argmax(axis=1), spans.max(axis=1), strict=True)
    ]
