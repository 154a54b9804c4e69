"""Sample data of the living style page; all of it is invented."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.design.charts import bar_chart, line_chart, read_map, region_map, stacked_bars
from kechuang.design.codes import region_name
from kechuang.engines.wording import Text

HERE = "/design/"
YEARS = {"2020": 31, "2021": 48, "2022": 66, "2023": 90, "2024": 127, "2025": 163}
COUNTS = {"990101": 128, "990102": 96, "990103": 41, "990104": 73, "990106": 152}


class SampleForm(forms.Form):
    title = forms.CharField(
        label=_("需求名称"), help_text=_("一句话说清要解决的问题，不超过 60 字。")
    )
    budget = forms.DecimalField(label=_("预算（万元）"), required=False)
    maturity = forms.ChoiceField(label=_("期望成熟度"), choices=[("4", "TRL 4"), ("7", "TRL 7")])
    note = forms.CharField(label=_("说明"), widget=forms.Textarea({"rows": 3}), required=False)
    is_public = forms.BooleanField(label=_("公开展示"), required=False)


def sample_reason() -> dict[str, Any]:
    """A small reason tree in the form of ``Answer.as_dict()['reason']``."""
    fact = {
        "name": "rd_expense",
        "label": Text("研发费用总额", "R&D expenses"),
        "value": 312_000_000,
        "shown": Text("312万元", "CNY 3.12 million"),
        "period": "2025",
        "source": "研发费用辅助账",
        "as_of": "2026-03-31",
        "certified_by": "",
    }
    return _reason(
        "unknown",
        Text("同时满足下列条件", "All of the following"),
        children=[
            _reason(
                "met", Text("研发费用占销售收入不低于 4%", "R&D is at least 4% of sales"), [fact]
            ),
            _reason("not_met", Text("科技人员占比不低于 10%", "At least 10% are S&T staff")),
            _reason("unknown", Text("近三年无重大安全事故", "No major accident in three years")),
            _reason("possible", Text("属国家重点支持的高新技术领域", "Within a supported field")),
        ],
    )


def sample_match() -> list[dict[str, Any]]:
    """Reasons of a match, positive, negative and unknown."""
    return [
        _points(
            420, Text("关键词", "Keywords"), Text("固态电解质、隔膜", "electrolyte, separator")
        ),
        _points(-80, Text("成熟度", "Maturity"), Text("现为 4 级，需要 6 级", "is 4, 6 is needed")),
        _points(0, Text("预算", "Budget"), Text("成果未标价", "no price is given")),
    ]


def sample_events() -> list[SimpleNamespace]:
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    return [
        SimpleNamespace(
            at=at, actor_name=name, command=command, sequence=sequence, own_hash="9f2c" * 16
        )
        for sequence, (name, command) in enumerate(
            [("林知夏", "publish_demand"), ("周砚", "register_demand")], start=41
        )
    ]


def sample_page() -> Page[int]:
    return Paginator(range(240), 25).page(4)


def sample_charts() -> dict[str, str]:
    """One drawing of each kind, in the current language."""
    language = get_language() or "zh-hans"
    common: dict[str, Any] = {"language": language, "value": "count", "link": lambda _row: HERE}
    rows = [{"region": region_name(code, language), "count": n} for code, n in COUNTS.items()]
    years = [{"year": year, "count": n} for year, n in YEARS.items()]
    return {
        "bars": bar_chart(rows, category="region", title=TITLES["bars"], **common),
        "line": line_chart(years, category="year", title=TITLES["line"], **common),
        "stacked": stacked_bars(
            _by_state(rows), category="region", series="state", title=TITLES["stacked"], **common
        ),
        "map": region_map(
            read_map(),
            COUNTS,
            title=TITLES["map"],
            link=lambda code: f"{HERE}?region={code}",
            language=language,
        ),
    }


TITLES = {
    "bars": Text("各区科技型企业数", "Technology firms by district"),
    "line": Text("历年发布需求数", "Demands published by year"),
    "stacked": Text("各区需求进展", "Progress of demands by district"),
    "map": Text("科技型企业分布（虚构示意图）", "Where technology firms are (fictional sketch)"),
}


def _by_state(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"region": row["region"], "state": str(state), "count": row["count"] // share}
        for row in rows
        for state, share in ((_("已对接"), 2), (_("对接中"), 5), (_("待响应"), 9))
    ]


def _points(points: int, label: Text, detail: Text) -> dict[str, Any]:
    return {"points": points, "label": label._asdict(), "detail": detail._asdict()}


def _reason(
    verdict: str,
    label: Text,
    facts: list[dict[str, Any]] | None = None,
    children: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    return {
        "id": "",
        "label": label._asdict(),
        "article": "第八条",
        "verdict": verdict,
        "detail": {"zh": "", "en": ""},
        "facts": facts or [],
        "children": children or [],
    }
