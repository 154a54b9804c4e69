"""Who registers a body and what kind of body it is: the first two characters of a credit code.

GB 32100-2015 tables 1 and 2; departments A and N were added by later notices to the same scheme.
"""

from __future__ import annotations

from kechuang.engines.wording import Text

OTHER = Text("其他", "other")

DEPARTMENTS = {
    "1": Text("机构编制", "public-sector establishment"),
    "2": Text("外交", "foreign affairs"),
    "3": Text("司法行政", "judicial administration"),
    "4": Text("文化", "culture"),
    "5": Text("民政", "civil affairs"),
    "6": Text("旅游", "tourism"),
    "7": Text("宗教", "religious affairs"),
    "8": Text("工会", "trade unions"),
    "9": Text("市场监管（工商）", "market regulation"),
    "A": Text("军队改革和编制", "military establishment"),
    "N": Text("农业农村", "agriculture and rural affairs"),
    "Y": Text("其他", "other"),
}

CATEGORIES = {
    "11": Text("机关", "state organ"),
    "12": Text("事业单位", "public institution"),
    "13": Text("编制管理的群众团体", "people's organisation on the state payroll"),
    "21": Text("外国常驻新闻机构", "resident foreign news agency"),
    "31": Text("律师执业机构", "law firm"),
    "32": Text("公证处", "notary office"),
    "33": Text("基层法律服务所", "grass-roots legal service"),
    "34": Text("司法鉴定机构", "forensic institution"),
    "35": Text("仲裁委员会", "arbitration commission"),
    "41": Text("外国在华文化中心", "foreign cultural centre"),
    "51": Text("社会团体", "social organisation"),
    "52": Text("民办非企业单位", "private non-enterprise unit"),
    "53": Text("基金会", "foundation"),
    "61": Text("外国旅游部门代表机构", "foreign tourism representative office"),
    "62": Text("港澳台旅游部门代表机构", "Hong Kong, Macao or Taiwan tourism office"),
    "71": Text("宗教活动场所", "place of worship"),
    "72": Text("宗教院校", "religious school"),
    "81": Text("基层工会", "grass-roots trade union"),
    "91": Text("企业", "enterprise"),
    "92": Text("个体工商户", "individual business"),
    "93": Text("农民专业合作社", "farmers' cooperative"),
    "A1": Text("军队事业单位", "military institution"),
    "N1": Text("组级集体经济组织", "group-level rural collective"),
    "N2": Text("村级集体经济组织", "village-level rural collective"),
    "N3": Text("乡镇级集体经济组织", "township-level rural collective"),
}
