"""Pages with labelled leaks in neutral text, drawn from a seed; and how many are flagged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from kechuang.base.blinding import find_leaks
from kechuang.base.identifiers import citizen_id_check_digit, example_credit_code, luhn_check_digit
from kechuang.engines.wording import Text

_NEUTRAL = (
    "本项目拟突破高温合金叶片的精密铸造工艺，形成可复制的技术路线。",
    "项目负责人应当具有高级职称，并承担不少于一项省级以上课题。",
    "第一年完成样机试制，第二年完成中试，第三年形成批量供货能力。",
    "预算总额3,200.00万元，其中设备费1,150.00万元，材料费420.50万元。",
    "与国内上市公司的同类产品相比，能耗降低12.5%，寿命提高到8000小时。",
    "考核指标：抗拉强度不低于1280兆帕，合格率不低于98%。",
    "申报单位须为在本地区注册的企业，高等学校和科研院所可以联合申报。",
    "技术总师负责技术路线的决策，财务助理协助编制预算和决算。",
    "依据国家重点研发计划的要求，成果应当在两年内完成转化。",
    "试验数据见表3，执行标准为GB/T 1804-2000，检测周期为2026年3月至2027年5月。",
    "本公司的管理制度、各子公司的分工和第三方检测机构的报告列于附录。",
    "主要研究内容包括建模、仿真、试制和验证四个部分，进度安排见图2。",
)
_PLACES = ("云澜", "青砚", "苇川", "江北", "岭南", "华东", "西北", "泰和", "临港", "滨海")
_TRADES = ("精密机械", "新材料", "生物医药", "智能装备", "光电技术", "数控系统", "环境工程", "软件")
_FORMS = ("有限公司", "股份有限公司", "集团有限公司", "有限责任公司")
_SCHOOLS = (
    "理工大学",
    "大学",
    "职业技术学院",
    "师范学院",
    "农业科学院",
    "材料研究所",
    "工业研究院",
    "中心医院",
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙朱马胡郭林何高罗郑梁谢宋唐许邓冯韩曹曾彭"
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰"
    "建国志鹏宇航子涵梓轩雨桐思远嘉怡浩然文博晓东海燕"
)
_ROLES = (
    "项目负责人：{}",
    "技术总师为{}",
    "联系人 {}",
    "法定代表人：{}",
    "课题负责人{}，",
    "首席科学家：{}",
    "{}教授主持了本研究",
    "由{}博士完成建模",
    "财务助理：{}",
)


@dataclass(frozen=True)
class Page:
    """The text, and the kind and words of each leak in it."""

    text: str
    labels: tuple[tuple[str, str], ...]


def pages(chance: Random, count: int) -> list[Page]:
    """Every tenth page is clean, to count false alarms."""
    return [
        _page(chance, 0 if number % 10 == 9 else chance.randint(2, 4)) for number in range(count)
    ]


def recall(drawn: list[Page]) -> tuple[int, int, int]:
    """Leaks found, leaks planted, and alarms that no label explains."""
    found = planted = alarms = 0
    for page in drawn:
        leaks = find_leaks(page.text, Text("页", "page"))
        told = [
            leak.excerpt.partition("【")[2].partition("】")[0].replace(" ", "") for leak in leaks
        ]
        planted += len(page.labels)
        found += sum(
            any(words.replace(" ", "") in each for each in told) for _, words in page.labels
        )
        alarms += sum(not any(_overlap(each, words) for _, words in page.labels) for each in told)
    return found, planted, alarms


def _overlap(told: str, words: str) -> bool:
    plain = words.replace(" ", "")
    return plain in told or told in plain


def _page(chance: Random, leaks: int) -> Page:
    lines = chance.sample(_NEUTRAL, 6)
    labels = []
    for _ in range(leaks):
        kind = chance.choice(list(_MAKERS))
        sentence, words = _MAKERS[kind](chance)
        lines.insert(chance.randint(0, len(lines)), sentence)
        labels.append((kind, words))
    return Page("\n".join(lines), tuple(labels))


def _in(
    sentences: tuple[str, ...], make: Callable[[Random], str]
) -> Callable[[Random], tuple[str, str]]:
    def planted(chance: Random) -> tuple[str, str]:
        words = make(chance)
        return chance.choice(sentences).format(words), words

    return planted


def _digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _phone(chance: Random) -> str:
    number = f"1{chance.choice('356789')}{_digits(chance, 9)}"
    return chance.choice(
        (
            number,
            f"{number[:3]} {number[3:7]} {number[7:]}",
            f"{number[:3]}-{number[3:7]}-{number[7:]}",
            f"+86 {number}",
            f"0{chance.choice(('571', '28', '10'))}-8{_digits(chance, 7)}",
        )
    )


def _citizen(chance: Random) -> str:
    born = f"19{chance.randint(60, 99)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    body = f"330{_digits(chance, 3)}{born}{_digits(chance, 3)}"
    return body + citizen_id_check_digit(body)


def _card(chance: Random) -> str:
    body = f"62{_digits(chance, chance.choice((14, 17)))}"
    number = body[:-1] + luhn_check_digit(body[:-1])
    return chance.choice((number, " ".join(number[n : n + 4] for n in range(0, len(number), 4))))


def _company(chance: Random) -> str:
    return (
        chance.choice(_PLACES)
        + chance.choice(_GIVEN)
        + chance.choice(_GIVEN)
        + chance.choice(_TRADES)
        + chance.choice(_FORMS)
    )


def _school(chance: Random) -> str:
    return chance.choice(_PLACES) + chance.choice(_SCHOOLS)


def _person(chance: Random) -> tuple[str, str]:
    name = chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.randint(1, 2)))
    return f"{chance.choice(_ROLES).format(name)}。", name


def _mail(chance: Random) -> str:
    name = _latin(chance) + chance.choice("._-") + _latin(chance)
    return f"{name}@{_latin(chance)}.{chance.choice(('com', 'edu.cn', 'org'))}"


def _latin(chance: Random) -> str:
    return "".join(chance.choice("abcdefghkmnpqrstuvwxyz") for _ in range(chance.randint(5, 9)))


_MAKERS: dict[str, Callable[[Random], tuple[str, str]]] = {
    "phone": _in(("联系电话：{}。", "可致电{}了解详情。", "手机 {}"), _phone),
    "email": _in(
        ("邮箱：{}", "材料请发至{}。"),
        _mail,
    ),
    "credit-code": _in(
        ("统一社会信用代码：{}", "（代码{}）"),
        lambda c: example_credit_code(region="990102", serial=c.randrange(999_999)),
    ),
    "citizen-id": _in(("身份证号{}。", "证件号码：{}"), _citizen),
    "bank-card": _in(("收款账号：{}", "开户行卡号{}。", "汇至{}"), _card),
    "url": _in(
        ("详见 {} 。", "网址：{}"),
        lambda c: c.choice(("www.{}.com", "http" + "://{}.example.com/about", "{}.com.cn")).format(
            _latin(c)
        ),
    ),
    "unit": _in(
        (
            "本研究由{}承担。",
            "协作单位为{}。",
            "样品由{}检测。",
            "我公司与{}签订了协议。",
            "{}提供中试条件。",
        ),
        lambda c: c.choice((_company, _school))(c),
    ),
    "self-description": _in(
        ("{}。",),
        lambda c: c.choice(
            (
                "我校是本省唯一的双一流高校",
                "我公司成立于1998年",
                "本院前身为机械工业部第七设计院",
                "我所位于云港区",
                "我公司为国内首家掌握该工艺的企业",
            )
        ),
    ),
    "person": _person,
    "patent": _in(
        ("已获专利 {}。", "专利号：{}"),
        lambda c: c.choice(
            (f"ZL20{_digits(c, 10)}.{c.choice('0123456789X')}", f"CN1{_digits(c, 8)}A")
        ),
    ),
    "grant": _in(("受{}资助。",), lambda c: f"项目编号：20{c.randint(18, 25)}YFB{_digits(c, 7)}"),
    "chat": _in(
        ("{}。",),
        lambda c: (
            c.choice(("微信：", "微信号 ", "QQ：")) + c.choice((_latin(c), f"1{_digits(c, 8)}"))
        ),
    ),
}
