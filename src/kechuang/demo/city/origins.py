"""Where each fact comes from, when that source closes its year and who certifies it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kechuang.demo.city.shapes import FactValue

ACCOUNTANTS = "云澜清衡会计师事务所"
TAX = "云澜市税务部门"
MARKET = "云澜市市场监督管理部门"
SOCIAL_INSURANCE = "云澜市社会保险经办机构"
BUREAU = "云澜市科学技术局"
BANK = "云澜澜湖银行股份有限公司"
SELF_REPORTED = "企业填报"
TAX_SHARED = "税务机关"
# What the bureau keeps itself or is told about every firm, whatever the firm hands in.
REGISTERS = frozenset(
    {
        "市场监管登记",
        "国家企业信用信息公示系统",
        "社会保险缴纳记录",
        "应急管理和市场监管部门",
        "生态环境部门",
        "科研诚信系统",
        "高新技术企业认定管理系统",
        "全国科技型中小企业信息库",
        "产业结构调整指导目录比对",
        "研发机构认定文件",
        "标准发布公告",
        "技术合同登记系统",
        "银行贷款台账",
        "平台认定文件",
        "科技奖励证书",
        "科技计划任务书",
    }
)
CHECKED_ON = date(2026, 10, 31)


class Origin(NamedTuple):
    """A source; it reports a year on ``month``/``day`` of the next, or where 0 on CHECKED_ON."""

    source: str
    certifier: str
    certified_bp: int
    month: int
    day: int
    names: tuple[str, ...]

    @property
    def is_register(self) -> bool:
        return self.source in REGISTERS

    @property
    def is_company_paper(self) -> bool:
        """Papers the firm itself draws up: without an auditor they are only its own word."""
        return self.certifier in (ACCOUNTANTS, "")

    def reported_on(self, period: str) -> date:
        return date(int(period) + 1, self.month, self.day) if period and self.month else CHECKED_ON


def _origin(
    source: str, certifier: str, certified_bp: int, closes: tuple[int, int], names: str
) -> Origin:
    return Origin(source, certifier, certified_bp, *closes, tuple(names.split()))


_ALWAYS, _MOSTLY, _OFTEN, _SOMETIMES, _NEVER = 10_000, 8_000, 6_000, 3_000, 0
_CHECKED = (0, 0)
ORIGINS = (
    _origin(
        "年度审计报告",
        ACCOUNTANTS,
        _OFTEN,
        (4, 28),
        "revenue sales_revenue cost_expense total_assets net_assets net_profit",
    ),
    _origin(
        "企业所得税年度申报表",
        TAX,
        _MOSTLY,
        (5, 31),
        "total_income investment_income negative_industry_income deduction_relief",
    ),
    _origin("高新技术产品收入专项审计报告", ACCOUNTANTS, _OFTEN, (6, 20), "hightech_income"),
    _origin("社会保险缴纳记录", SOCIAL_INSURANCE, _MOSTLY, (1, 31), "employees graduates_hired"),
    _origin("企业科技人员名册", "", _NEVER, (3, 31), "st_staff"),
    _origin("企业人员名册", "", _NEVER, (3, 31), "graduate_staff"),
    _origin("验资报告", ACCOUNTANTS, _OFTEN, (4, 28), "equity_raised"),
    _origin("研发费用辅助账", ACCOUNTANTS, _SOMETIMES, (4, 28), "rd_expense rd_expense_domestic"),
    _origin(
        "研发费用加计扣除优惠明细表",
        TAX,
        _MOSTLY,
        (5, 31),
        "rd_core_cost rd_other_cost rd_outsourced_domestic rd_outsourced_overseas",
    ),
    _origin("科技成果转化证明材料", BUREAU, _SOMETIMES, (6, 30), "conversions"),
    _origin("应急管理和市场监管部门", "", _NEVER, _CHECKED, "major_accident"),
    _origin("生态环境部门", "", _NEVER, _CHECKED, "environment_offence"),
    _origin("科研诚信系统", BUREAU, _ALWAYS, _CHECKED, "research_dishonesty"),
    _origin(
        "市场监管登记",
        MARKET,
        _ALWAYS,
        _CHECKED,
        "mainland_resident established_on region_code industry_code",
    ),
    _origin("产业结构调整指导目录比对", BUREAU, _OFTEN, _CHECKED, "restricted_business"),
    _origin(
        "国家企业信用信息公示系统",
        MARKET,
        _ALWAYS,
        _CHECKED,
        "abnormal_listing serious_violation_listing relations_read",
    ),
    _origin("法院执行信息公开", "", _NEVER, _CHECKED, "dishonest_debtor"),
    _origin("知识产权证书与技术说明", "", _NEVER, _CHECKED, "core_ip_owned"),
    _origin("国家重点支持的高新技术领域比对", BUREAU, _SOMETIMES, _CHECKED, "hightech_field"),
    _origin(
        "知识产权登记簿",
        "",
        _NEVER,
        _CHECKED,
        "ip_class1_count ip_class2_count ip_self_developed",
    ),
    _origin(
        "知识产权登记簿",
        "",
        _NEVER,
        (3, 15),
        "invention_applications pct_applications",
    ),
    _origin("高新技术企业认定管理系统", BUREAU, _ALWAYS, _CHECKED, "hnte_holder hnte_valid_until"),
    _origin(
        "全国科技型中小企业信息库",
        BUREAU,
        _ALWAYS,
        _CHECKED,
        "tech_sme_listed tech_sme_valid_until",
    ),
    _origin("国家科技奖励证书", "", _NEVER, _CHECKED, "national_award_top3"),
    _origin("研发机构认定文件", BUREAU, _OFTEN, _CHECKED, "provincial_rd_body"),
    _origin("平台认定文件", BUREAU, _OFTEN, _CHECKED, "provincial_platforms"),
    _origin("科技奖励证书", BUREAU, _OFTEN, _CHECKED, "provincial_awards"),
    _origin("科技计划任务书", BUREAU, _OFTEN, _CHECKED, "provincial_projects"),
    _origin("标准发布公告", "", _NEVER, _CHECKED, "led_standard"),
    _origin("税务机关", TAX, _ALWAYS, _CHECKED, "audited_taxation"),
    _origin("清单管理部门", "", _NEVER, _CHECKED, "special_rd_class"),
    _origin("服务合同与发票", "", _NEVER, (1, 20), "voucher_contract"),
    _origin("服务合同", "", _NEVER, (1, 20), "voucher_mandatory_test"),
    _origin("股权信息比对", BUREAU, _OFTEN, (1, 25), "voucher_affiliated"),
    _origin("借款合同", BANK, _OFTEN, (1, 15), "loan_principal loan_days"),
    _origin("全国银行间同业拆借中心", "", _NEVER, (1, 15), "loan_lpr"),
    _origin("银行还款证明", BANK, _ALWAYS, (1, 15), "loan_repaid"),
    _origin("担保费发票", "", _NEVER, (1, 15), "loan_guarantee_fee"),
    _origin("保险费发票", "", _NEVER, (1, 15), "loan_insurance_premium"),
    _origin("评级费发票", "", _NEVER, (1, 15), "loan_rating_fee"),
    _origin("评估费发票", "", _NEVER, (1, 15), "loan_valuation_fee"),
    _origin("评估报告", "", _NEVER, (1, 15), "loan_valuation_items"),
    _origin(
        "高企认定专家评价表",
        BUREAU,
        _ALWAYS,
        _CHECKED,
        "hnte_expert_advancement hnte_expert_support hnte_expert_quantity hnte_expert_acquisition "
        "hnte_expert_bonus hnte_expert_conversion hnte_expert_rules hnte_expert_body "
        "hnte_expert_incentive hnte_expert_talent hnte_expert_asset_growth "
        "hnte_expert_sales_growth",
    ),
    _origin("技术合同登记系统", BUREAU, _ALWAYS, (2, 10), "contract_amount"),
    _origin("技术合同登记与付款凭证", BUREAU, _OFTEN, (2, 10), "tech_purchase_paid"),
    _origin("技术合同登记与收款凭证", BUREAU, _OFTEN, (2, 10), "tech_sale_paid"),
)
ORIGIN_OF = {name: origin for origin in ORIGINS for name in origin.names}
# Who can say that a firm had no dealing at all, where a contract would say how large it was.
ORIGINS_OF_NONE = (
    _origin("技术合同登记系统", BUREAU, _ALWAYS, (2, 10), "tech_purchase_paid tech_sale_paid"),
    _origin("银行贷款台账", BANK, _ALWAYS, (1, 15), "loan_principal"),
)
ORIGIN_OF_NONE = {name: origin for origin in ORIGINS_OF_NONE for name in origin.names}
UNIT_OF = {
    "employees": "人",
    "st_staff": "人",
    "conversions": "项",
    "graduate_staff": "人",
    "graduates_hired": "人",
    "invention_applications": "件",
    "pct_applications": "件",
    "provincial_platforms": "个",
    "provincial_awards": "个",
    "provincial_projects": "项",
    "ip_class1_count": "件",
    "ip_class2_count": "件",
    "loan_days": "天",
    "loan_valuation_items": "项",
}
UNIT_OF |= {name: "分" for name in ORIGIN_OF if name.startswith("hnte_expert_")}


def origin_of(name: str, value: FactValue) -> Origin:
    """The source that states ``value``; that there was none is told by a register."""
    return ORIGIN_OF[name] if value else ORIGIN_OF_NONE.get(name, ORIGIN_OF[name])
