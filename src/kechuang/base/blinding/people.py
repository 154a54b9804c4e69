"""Personal names beside the words that announce them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚"
    "邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘"
    "祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟"
    "艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞"
    "姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_COMPOUND = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|皇甫|公孙|慕容"
    "|令狐|司徒|宇文|长孙"
)
_NAME = rf"(?:(?:{_COMPOUND})[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
_ROLES = (
    "项目负责人|课题负责人|项目主持人|课题组长|项目组成员|主要完成人|主要参与人|技术总师"
    "|总设计师|首席科学家|首席专家|技术负责人|财务负责人|科研财务助理|财务助理|负责人|联系人"
    "|经办人|法定代表人|法人代表|实际控制人|通讯作者|第一作者|第一发明人|发明人|申报人|申请人"
    "|填表人|编制人|编写人|审核人|批准人|主持人|答辩人|导师|团队带头人|学科带头人|带头人|签字"
    "|签名|姓名|作者"
)
_TITLES = (
    "教授|副教授|研究员|副研究员|院士|博士|硕士|高级工程师|工程师|总工程师|总经理|董事长|主任"
    "|院长|所长|校长|厂长|老师|先生|女士|同志|总工"
)
_ANNOUNCED = re.compile(
    rf"(?:{_ROLES})(?:[（(][^）)]{{0,12}}[）)])?"
    rf"(?P<gap>\s*[:：]\s*|\s*(?:为|是|由|系|——|—)\s*|\s+|\t+|)"
    rf"(?P<name>{_NAME}|[A-Z][a-z]+(?:\s[A-Z][a-z-]+){{1,2}})"
)
_TITLED = re.compile(rf"(?P<name>{_NAME})\s?(?:{_TITLES})(?![级学点后])")
_SPACED = re.compile(rf"(?<=[{_SURNAMES}])[ \u3000](?=[\u4e00-\u9fff](?:[\s，。；、]|$))")
_NO_GIVEN_NAME = re.compile(
    r".(?:当|该|有|具|按|须|需|为|由|的|和|与|及|或|在|是|对|于|将|可|能|同|关|权|期|间|时|责|任|项|位|品|本|效|成|果|术|业|理|度|部|部门|全|程|目|件"
    r"|总|体|确|格|入|出|定|进|行|向|后|前|内|外|上|下|中|年|月|日|元|个|名|等|人|员|工|科|研|专|产|所|单|方|法|式|务|位)"
)
_NOT_SURNAMES_HERE = "应时和于任成明全解单向方管安单和高"


def named_people(text: str) -> Iterator[tuple[int, int]]:
    """Places of names after a role (项目负责人：…) and before a title (…教授)."""
    joined = _SPACED.sub("\u200b", text)
    for match in _ANNOUNCED.finditer(joined):
        if match["gap"].strip(" \t") in (":", "：", "—", "——") or _is_likely(match["name"]):
            yield match.span("name")
    for match in _TITLED.finditer(joined):
        if _is_likely(match["name"]):
            yield match.span("name")


def _is_likely(name: str) -> bool:
    """Without a colon, words that merely begin with a surname's character are no names."""
    if name[0].isascii():
        return True
    return name[0] not in _NOT_SURNAMES_HERE and not _NO_GIVEN_NAME.match(name)
