"""How much the fictional city has and gives; every figure is invented (虚构示例)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.ledger.states import Condition, Distribution, FundSource, GrantMode, GroundKind

WAN = 1_000_000
FIRST_YEAR, CURRENT_YEAR = 2025, 2026
TRANSFER, HIGH_TECH = "CZ", "GX"


@dataclass(frozen=True)
class BookFigures:
    code: str
    name: str
    name_en: str
    department: str


@dataclass(frozen=True)
class SchemeFigures:
    """A scheme, its lines by fund in 万元 a year, and what one of its grants looks like.

    ``ground``: the kind of its grounds and how their numbers are written.
    """

    code: str
    name: str
    name_en: str
    book: str
    lines: tuple[tuple[FundSource, int], ...]
    distribution: Distribution
    mode: GrantMode
    ground: tuple[GroundKind, str]
    title: str
    tranches: tuple[tuple[str, Condition, int], ...]
    own_match_weight: int
    grants: int
    pack: str = ""
    clause: str = ""


BOOKS = (
    BookFigures(TRANSFER, "成果转化资金账套", "Technology transfer funds", "transfer"),
    BookFigures(HIGH_TECH, "高新技术资金账套", "High-tech funds", "high-tech"),
)
MILESTONES = (
    ("首拨：合同签订", Condition.CONTRACT, 40),
    ("中期里程碑", Condition.MILESTONE, 40),
    ("结题验收", Condition.COMPLETION, 20),
)
ONE_PAYMENT = (("审核通过后一次拨付", Condition.COMPLETION, 100),)
SCHEMES = (
    SchemeFigures(
        "challenge",
        "揭榜挂帅攻关专项",
        "Challenge programme",
        TRANSFER,
        ((FundSource.CENTRAL, 900), (FundSource.PROVINCIAL, 1_500), (FundSource.CITY, 2_600)),
        Distribution.FIRST_COME,
        GrantMode.FRONT,
        (GroundKind.PROJECT, "云揭示例{year}-{place:03d}"),
        "关键技术攻关",
        MILESTONES,
        50,
        16,
    ),
    SchemeFigures(
        "contract-award",
        "技术合同交易后补助",
        "Technology contract awards",
        TRANSFER,
        ((FundSource.CITY, 800), (FundSource.DISTRICT, 400)),
        Distribution.FIRST_COME,
        GrantMode.AFTER,
        (GroundKind.CONTRACT, "云技合示例{year}-{place:03d}"),
        "技术合同成交补助",
        ONE_PAYMENT,
        0,
        26,
        "yunlan-contracts",
        "registrant",
    ),
    SchemeFigures(
        "rd-subsidy",
        "企业研发投入后补助",
        "R&D expenditure subsidy",
        HIGH_TECH,
        ((FundSource.PROVINCIAL, 1_000), (FundSource.CITY, 2_000)),
        Distribution.FIRST_COME,
        GrantMode.AFTER,
        (GroundKind.FACT, "研发投入"),
        "研发投入后补助",
        ONE_PAYMENT,
        0,
        34,
    ),
)


DOCUMENTS = [(scheme.code, source) for scheme in SCHEMES for source, _ in scheme.lines]


def doc_no(year: int, scheme: str, source: FundSource) -> str:
    """The number of an invented budget document."""
    place = DOCUMENTS.index((scheme, source)) + 1
    return f"云财预示例〔{year}〕{place}号"


def posted_on(year: int, place: int) -> date:
    """Days spread over February to October, so that the months of the board differ."""
    return date(year, 2 + place * 7 % 9, 1 + place * 5 % 27)


def amount_fen(scheme: SchemeFigures, place: int) -> int:
    """Between a half and one and a half of what the lines give to each grant on average."""
    average = sum(wan for _, wan in scheme.lines) * WAN * 8 // (scheme.grants * 10)
    return average * (50 + place * 37 % 100) // 100 // 100 * 100
