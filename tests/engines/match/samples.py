"""Small outcomes and demands, written for these tests."""

from __future__ import annotations

from kechuang.engines.match import Document, Query

DIAMOND = Document(
    "d-01",
    "立方氮化硼刀具的制备",
    "以立方氮化硼(CBN)微粉为原料，在 5.5GPa 下烧结，抗冲击韧性提高。",
    ("立方氮化硼", "烧结"),
    {"discipline": "材料", "maturity": 6, "price_fen": 30_000_000, "region": "990101"},
)
BATTERY = Document(
    "d-02",
    "锂离子电池热失控的预警方法",
    "监测锂离子电池的温度与电压，提前发现安全隐患。",
    ("锂离子电池", "热失控"),
    {"discipline": "能源", "maturity": 4, "price_fen": 90_000_000},
)
RADIO = Document("d-03", "基于FPGA的5G信号接收机", "采样率 100kHz，误码率低。", ("FPGA", "5G"))
FINANCE = Document("d-04", "上市公司销售收入与利润的关系", "公司注册资本、销售收入、利润总额。")
CLASSIC = Document("d-05", "唐诗中的智慧", "从李白诗作看智慧的表达。", ("唐诗",))
OUTCOMES = (DIAMOND, BATTERY, RADIO, FINANCE, CLASSIC)

DEMAND = Query(
    "q-01",
    "高韧性立方氮化硼CBN单晶的研制及其产业化",
    "需求内容：开发高韧性立方氮化硼新牌号，优化烧结工艺。\n"
    "现有工作基础：公司成立于2011年，注册资本五千万元，销售收入与利润总额稳步增长。",
)
