"""The people who log in to the demo: log-in names say the role, every full name is invented."""

from __future__ import annotations

from kechuang.demo.city.shapes import CastMember, Enterprise, Institution, InstitutionKind

HOME_DISTRICT = "990106"
CLERKS = (
    ("bureau", "闻书遥", "bureau", "transfer", ""),
    ("bureau2", "耿牧白", "bureau", "high-tech", ""),
    ("bureau3", "迟嘉榆", "bureau", "finance", ""),
    ("district", "荆兰舟", "bureau", "transfer", HOME_DISTRICT),
    ("treasurer", "蔺怀瑾", "treasurer", "finance", ""),
    ("treasurer2", "晏知微", "treasurer", "finance", ""),
    ("treasurer3", "佟望舒", "treasurer", "finance", ""),
    ("manager", "郗夏禾", "technology_manager", "", ""),
    ("expert", "屠砚青", "expert", "", ""),
    ("expert2", "傅珍川", "expert", "", ""),
    ("auditor", "詹鸣漪", "auditor", "integrity", ""),
    ("admin", "管云枢", "administrator", "", ""),
)


def cast_people(
    enterprises: tuple[Enterprise, Enterprise], institutions: tuple[Institution, ...]
) -> tuple[CastMember, ...]:
    """Users of two firms, a university and a bank, then the people without an organisation."""
    first, second = (enterprise.credit_code for enterprise in enterprises)
    university = _first_of(institutions, "university")
    bank = _first_of(institutions, "finance")
    members = (
        CastMember("enterprise", "路清和", "enterprise", first, "", ""),
        CastMember("enterprise2", "上官澜", "enterprise", second, "", ""),
        CastMember("university", "段闻昕", "institution", university, "", ""),
        CastMember("bank", "苗安笙", "bank", bank, "", ""),
    )
    return members + tuple(
        CastMember(username, full_name, role, "", department, district)
        for username, full_name, role, department, district in CLERKS
    )


def _first_of(institutions: tuple[Institution, ...], kind: InstitutionKind) -> str:
    return next(row.credit_code for row in institutions if row.kind == kind)
