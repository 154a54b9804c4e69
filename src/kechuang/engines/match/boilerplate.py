"""What demands are full of and outcomes are not: the company, its money, its plans, its manners.

Such words are rare among outcomes, so rarity alone would take them for the heart of the demand.
The lists are our own, from reading how demands are written; they are configuration (示例).
"""

from __future__ import annotations

import re

HEADINGS_ABOUT_THE_FIRM = (
    "现有工作基础|工作基础|现有基础|研究基础|企业基础|企业概况|企业简介|公司简介|公司概况|单位简介|企业介绍"
    "|公司介绍|资金保障|资金投入|经费预算|投资预算|拟投入|经济效益|社会效益|市场前景|市场分析|合作方式|合作要求"
    "|联系方式|联系人|团队情况|人员配备|现有条件|保障措施|进度安排|时间要求|完成时限|产业化基础|企业现状|现有设备"
)
HEADINGS_ABOUT_THE_NEED = (
    "需求内容|需求描述|需求概述|需求说明|技术需求|技术难题|主要问题|关键问题|研究内容|主要内容|技术指标|预期目标"
    "|技术要求|主要技术|攻关内容|需要解决|拟解决|技术难点|难题描述|项目内容|具体要求|应用背景|研究目标"
)
FIRM_WORDS = (
    "公司|我司|我公司|本公司|企业现|成立于|成立以来|注册资[本金]|占地|厂房|员工|职工|本科|博士|硕士|高级职称|工程师"
    "|销售收入|销售额|营业收入|产值|利润|税收|利税|纳税|万元|亿元|资金|贷款|融资|高新技术企业|科技型|专精特新"
    "|瞪羚|小巨人|工程技术研究中心|企业技术中心|实验室面积|专利|著作权|知识产权|认证|荣誉|称号|奖|市场占有|客户"
    "|市场前景|管理人员|技术团队|研发团队|人员队伍|组织机构|产学研|合作关系|检测设备|生产设备|有限|股份|集团|订单"
    "|经济效益|社会效益|就业|扶贫|农户|带动|出口|远销|办公|年产|投资|财务|保障|到位|合作单位|签订|协议"
)
FRAME_WORDS = (
    "研究与开发|关键技术|技术研究|技术研发|技术开发|技术攻关|技术难题|技术问题|技术需求|技术改造|技术应用|核心技术"
    "|技术升级|新技术|技术|研究|研发|研制|开发|攻关|产业化|产业|应用|示范|推广|项目|需求|难题|问题|解决|如何"
    "|提升|提高|改进|改善|优化|升级|改造|建设|实现|设计|制造|生产|制备|系统|平台|设备|装置|产品|新型|智能化?|高效"
    "|一种|关键|工艺|方法|方案|创新|综合|利用|及其|以及|基于|用于|关于|进行|目前|现有|存在|需要|要求|希望|能够|可以"
    "|企业|公司|合作|寻求|方面|相关|主要|达到|满足|通过|采用|具有|不同|使用|有效|完成|形成|影响|分析|性能|质量"
    "|智慧|绿色|环保|大型|小型|高端|先进|现代|国产|一体化|标准化|自动化|数字化|信息化|产业链|体系|服务"
    "|构建|行业|领域|工程|开展|加强|推进|引进|公关|成果|转化|试验|实验|高性能|新工艺|多功能|低成本|有关|推动|功能|灵敏度|准确率|稳定性|可靠性|一致性"
    "|[的及其与和之等在对为了是或以中各型而由将被该此从]"
)
_FIRM_HEADING = re.compile(HEADINGS_ABOUT_THE_FIRM)
_NEED_HEADING = re.compile(HEADINGS_ABOUT_THE_NEED)
_FIRM = re.compile(FIRM_WORDS)
_FRAME = re.compile(FRAME_WORDS)
_LINES = re.compile(r"(?:\\n|[\r\n])+")
_SENTENCES = re.compile(r"(?<=[。；;！!？?])")
_HEADING_LENGTH = 16


def trusted_sentences(text: str) -> list[tuple[str, float]]:
    """The sentences of a demand's body, each with how far it speaks of the need (0–1)."""
    sentences: list[tuple[str, float]] = []
    about_the_firm = False
    for line in filter(None, map(str.strip, _LINES.split(text))):
        about_the_firm = _section(line, about_the_firm)
        sentences += [
            (sentence, 0.0 if about_the_firm else _trust(sentence))
            for sentence in _SENTENCES.split(line)
            if sentence
        ]
    return sentences


def framing(text: str) -> list[tuple[int, int]]:
    """Where ``text`` (normalised) only says that something is to be developed, as spans."""
    return [found.span() for found in _FRAME.finditer(text)]


def _section(line: str, about_the_firm: bool) -> bool:
    opening = line[:_HEADING_LENGTH]
    if _FIRM_HEADING.search(opening):
        return True
    return about_the_firm and not _NEED_HEADING.search(opening)


def _trust(sentence: str) -> float:
    return 1.0 / (1 + len(_FIRM.findall(sentence))) ** 2
