"""Unit names by their endings, and sentences in which an author describes the own unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDINGS = (
    "有限责任公司|股份有限公司|有限公司|公司|集团|大学|学院|研究院|研究所|设计院|科学院|研究中心|工程中心"
    "|技术中心|创新中心|实验室|医院|学校|中学|事务所|合作社|协会|学会|基金会|银行|支行|工厂|制造厂|[机化药电]厂"
)
_UNIT = re.compile(
    rf"(?P<stem>[\u3400-\u9fffA-Za-z0-9()·&]{{1,28}}?)(?P<ending>{_ENDINGS})(?!法|化|制|员|生)"
)
_LATIN_UNIT = re.compile(
    r"(?:[A-Z][\w&.-]{0,30}\s{1,3}){1,6}(?:Co\.,?\s?Ltd\.?|Corporation|Inc\.|Limited|University|Institute"
    r"|Academy|Laborator(?:y|ies)|Hospital|College|GmbH)"
    r"|(?:University|Institute|Academy|College) of (?:[A-Z]\w{1,30}\s?){1,5}"
)
_PLACEHOLDER = re.compile(r"单位[A-Z]{1,2}")
_LEADING = re.compile(
    r"^(?:由|与|和|及|以及|或|在|向|为|是|于|将|对|以|从|到|经|被|给|让|请|按|按照|根据|通过|其中|包括|依托"
    r"|委托|联合|申请|应当|可以|支持|推动|鼓励|引导|面向|具有|拥有|设立|成立|组建|建设|建立|具备|开展|作为|属于|的)+"
)
_GENERIC = re.compile(
    r"(?:.*(?:本|我|该|贵|各|某|某某|子|母|分|总|等|家|个|所|一|些|类|上市|我们|他们|其|其他|其它|有关|相关|同类|所在|合作|承担"
    r"|依托|国有|民营|外资|跨国|中小|科技型|高新技术|知名|一流|重点|国家级|省级|市级|国家|省|市|校级|企业|高等|科研|专业|第三方"
    r"|检测|投资|担保|保险|商业|专科|公立|三甲|附属|综合性|理工科|研究型|关联|控股|参股|独立|联合|共建|会计师|律师"
    r"|开户|工程|技术|产业|行业|社会|现代|大型|小型|数字|智能))?"
)
_SELF = re.compile(
    r"(?:我|本)(?:公司|校|院|所|厂|单位|集团|企业|团队|课题组|实验室|中心|医院)"
    r"(?:(?:现)?(?:是|系|作为|位于|坐落于?|地处|前身|成立于|始建于|创建于|创办于|隶属|获批|获评|先后|拥有|建有|全称|简称|曾|于)"
    r"|[^,，。;；\n]{0,12}(?:首家|首个|唯一|第一家|龙头|独角兽|上市|院士|211|985|双一流))[^,，。;；\n]{0,40}"
)


def named_units(text: str) -> Iterator[tuple[int, int]]:
    """Places of what looks like the name of one unit; general words are passed over."""
    for match in _UNIT.finditer(text):
        stem = _LEADING.sub("", match["stem"])
        if _PLACEHOLDER.search(match[0]) or not _tells(stem):
            continue
        yield match.start() + len(match["stem"]) - len(stem), match.end()
    for match in _LATIN_UNIT.finditer(text):
        yield match.span()


def _tells(stem: str) -> bool:
    """``stem`` names somebody; a function word at its end (华为, 和为) may be part of a name."""
    return not _GENERIC.fullmatch(stem)


def self_descriptions(text: str) -> Iterator[tuple[int, int]]:
    """Sentences that begin with 我公司, 本校 … and go on to describe it."""
    for match in _SELF.finditer(text):
        yield match.span()
