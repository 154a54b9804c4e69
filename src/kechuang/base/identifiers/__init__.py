"""Chinese identifiers, amounts, dates and code tables: read strictly or refused with the reason.

Pure Python: no Django, no database, no clock. Every refusal is an ``IdentifierError``.
"""

from kechuang.base.identifiers.amount_text import amount_text
from kechuang.base.identifiers.amounts import parse_amount
from kechuang.base.identifiers.bank_cards import (
    luhn_check_digit,
    mask_bank_card,
    parse_bank_card,
)
from kechuang.base.identifiers.citizen_id import (
    CitizenId,
    citizen_id_check_digit,
    citizen_id_problems,
    is_citizen_id,
    mask_citizen_id,
    parse_citizen_id,
)
from kechuang.base.identifiers.credit_code import (
    CreditCode,
    credit_code_check_digit,
    credit_code_problems,
    example_credit_code,
    is_credit_code,
    parse_credit_code,
)
from kechuang.base.identifiers.dates import parse_date
from kechuang.base.identifiers.disciplines import (
    discipline_name,
    is_discipline_under,
    listed_disciplines,
)
from kechuang.base.identifiers.errors import IdentifierError
from kechuang.base.identifiers.excel_serials import date_from_serial
from kechuang.base.identifiers.industries import (
    industry_code,
    industry_name,
    industry_parent,
    industry_section,
    is_industry_under,
    listed_industries,
)
from kechuang.base.identifiers.money_units import MoneyUnit, unit_in_header
from kechuang.base.identifiers.organisation_code import organisation_check_character
from kechuang.base.identifiers.partial_dates import PartialDate
from kechuang.base.identifiers.patent_classes import PatentClass, parse_patent_class
from kechuang.base.identifiers.phones import mask_mobile, parse_mobile
from kechuang.base.identifiers.regions import (
    Region,
    is_region_under,
    listed_regions,
    region_name,
    region_parent,
    region_path,
)

__all__ = [
    "CitizenId",
    "CreditCode",
    "IdentifierError",
    "MoneyUnit",
    "PartialDate",
    "PatentClass",
    "Region",
    "amount_text",
    "citizen_id_check_digit",
    "citizen_id_problems",
    "credit_code_check_digit",
    "credit_code_problems",
    "date_from_serial",
    "discipline_name",
    "example_credit_code",
    "industry_code",
    "industry_name",
    "industry_parent",
    "industry_section",
    "is_citizen_id",
    "is_credit_code",
    "is_discipline_under",
    "is_industry_under",
    "is_region_under",
    "listed_disciplines",
    "listed_industries",
    "listed_regions",
    "luhn_check_digit",
    "mask_bank_card",
    "mask_citizen_id",
    "mask_mobile",
    "organisation_check_character",
    "parse_amount",
    "parse_bank_card",
    "parse_citizen_id",
    "parse_credit_code",
    "parse_date",
    "parse_mobile",
    "parse_patent_class",
    "region_name",
    "region_parent",
    "region_path",
    "unit_in_header",
]
