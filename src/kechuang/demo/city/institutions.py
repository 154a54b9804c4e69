"""Universities, institutes, transfer services, banks, funds and departments of the city."""

from __future__ import annotations

from kechuang.base.identifiers import (
    credit_code_check_digit,
    example_credit_code,
    organisation_check_character,
)
from kechuang.demo.city.shapes import Department, Institution, InstitutionKind

PUBLIC_KINDS = {"university": "12", "institute": "12", "government": "11"}
_FIRST_SERIAL = 990_001
_INSTITUTIONS: tuple[tuple[str, str, InstitutionKind, str], ...] = (
    ("云澜理工大学", "Yunlan University of Technology", "university", "990101"),
    ("云澜大学", "Yunlan University", "university", "990103"),
    ("云澜医科大学", "Yunlan Medical University", "university", "990101"),
    ("云澜海洋与水产学院", "Yunlan College of Ocean and Fisheries", "university", "990102"),
    ("苇川农业职业技术学院", "Weichuan Agricultural Polytechnic", "university", "990105"),
    ("云澜先进材料研究所", "Yunlan Institute of Advanced Materials", "institute", "990106"),
    ("云澜光电技术研究院", "Yunlan Academy of Optoelectronics", "institute", "990106"),
    ("云澜水环境研究所", "Yunlan Institute of Water Environment", "institute", "990104"),
    ("云澜生物制造研究院", "Yunlan Academy of Biomanufacturing", "institute", "990106"),
    ("澜桥技术转移有限公司", "Lanqiao Technology Transfer Co., Ltd.", "service", "990104"),
    ("云澜知衡知识产权服务有限公司", "Yunlan Zhiheng IP Services Co., Ltd.", "service", "990101"),
    ("云澜澜湖银行股份有限公司", "Yunlan Lanhu Bank Corporation", "finance", "990101"),
    ("云澜苇川村镇银行股份有限公司", "Yunlan Weichuan Rural Bank Corporation", "finance", "990105"),
    (
        "云澜科创种子基金管理有限公司",
        "Yunlan Seed Fund Management Co., Ltd.",
        "finance",
        "990106",
    ),
    ("云澜市科学技术局", "Yunlan Bureau of Science and Technology", "government", "990101"),
)
DEPARTMENTS = (
    Department("transfer", "成果转化处", "Division of Technology Transfer"),
    Department("high-tech", "高新技术处", "Division of High Technology"),
    Department("policy", "政策法规处", "Division of Policy and Regulations"),
    Department("finance", "科技金融处", "Division of Science and Technology Finance"),
    Department("funds", "资源配置处", "Division of Resource Allocation"),
    Department("integrity", "科研诚信与监督处", "Division of Research Integrity and Supervision"),
)


def list_institutions() -> tuple[Institution, ...]:
    return tuple(
        Institution(_credit_code(kind, district, _FIRST_SERIAL + n), name, name_en, kind, district)
        for n, (name, name_en, kind, district) in enumerate(_INSTITUTIONS)
    )


def _credit_code(kind: InstitutionKind, district: str, serial: int) -> str:
    """Public bodies are registered with the establishment office, companies with the market one."""
    if kind not in PUBLIC_KINDS:
        return example_credit_code(region=district, serial=serial)
    body = f"MB{serial:06d}"
    start = f"{PUBLIC_KINDS[kind]}{district}{body}{organisation_check_character(body)}"
    return start + credit_code_check_digit(start)
