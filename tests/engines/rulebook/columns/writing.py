"""Writes random packs in YAML: every form of the language, nested, over a small catalogue."""

from __future__ import annotations

from random import Random

from tests.engines.rulebook.lists import LISTS
from tests.engines.rulebook.samples import MINIMAL

CATALOGUE = (
    LISTS
    + """\
rd_expense: {zh: 研发, en: R&D, type: money, period: year, source: 账}
received: {zh: 已领, en: Received, type: money, period: none, source: 财政}
lpr: {zh: 利率, en: LPR, type: ratio, period: year, source: 银行}
given: {zh: 专家分, en: Given, type: count, period: none, source: 专家}
"""
)
DEFINED = {
    "growth": "growth: {of: sales_revenue, years: 3, since: established_on, zero_base: 0%}",
    "limit": "cases: [{when: sales_revenue@last_year <= 5元, value: 10%}, "
    "{when: rd_expense@last_year / sales_revenue@last_year >= 50%, value: 20%}, {otherwise: 5%}]",
    "loose": "dated: {at: established_on, versions: [{from: 2024-01-01, value: 3元, article: 一}, "
    "{from: 2025-06-01, value: 4元, article: 一}]}",
}
NEAR = ("{gap: 10%, single_gap: 50%}", "{gap: 30%, single_gap: 100%}", "{gap: 0%, single_gap: 5%}")
MONEY = (
    "sales_revenue@last_year", "rd_expense@last_year", "sales_revenue@previous_year", "received",
    "sum(sales_revenue, 3, established_on)", "sum(rd_expense, 2)", "mean(rd_expense, 2)",
    "min(rd_expense@last_year, received)", "max(sales_revenue@last_year, received)",
    "mean(sales_revenue, 2, established_on)", "(sales_revenue@last_year - rd_expense@last_year)",
    "sum(ip_rights.income where core)",
)  # fmt: skip
SHARES = ("limit", "growth", "lpr@last_year")
FLAGS = (
    "hnte_holder", "not mainland_resident", "major_accident@last_year",
    "not ever(major_accident, 2)", "every(major_accident, last_year, this_year)",
    "valid(hnte_holder, hnte_valid_until)", "valid(hnte_holder, established_on + 24个月)",
)  # fmt: skip
DATES = (
    "established_on within 3年", "established_on in last_year", "hnte_valid_until >= on",
    "established_on <= on - 18个月", "hnte_valid_until between established_on and 2027-01-31",
    "on - established_on >= 365天", "years_since(established_on) >= 2",
)  # fmt: skip
CODES = ("industry_code under [C39, I65]", "region_code under 350000", "industry_code under C3911")
SCALES = (
    "linear: {from: 0元, to: 7元, points: 6}", "linear: {from: 10元, to: 1元, points: 5}",
    "log: {from: 1元, to: 10元, points: 7}", "log: {from: 100元, to: 3元, points: 6}",
    "percentile: {points: 6}", "percentile: {points: 7, same: industry_code, digits: 2}",
)  # fmt: skip
WEIGHTS = (((8, 13), (12, 7)), ((20, 1), (0, 19)), ((10, 10), (10, 10)))
OLD = "{id: old, zh: 长, en: B}"


class Writer:
    """One pack per seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.ids = 0

    def pack(self) -> str:
        depth = self.random.choice([1, 2, 3])
        parts = [self.condition(depth, 3) for _ in range(self.random.choice([1, 2, 3]))]
        body = "\n".join(parts)
        if self.random.random() < 0.7:
            body += f"\n{self.amount()}"
        kind = self.random.choice(["hard", "hard", "ceiling"])
        text = MINIMAL.replace("TEXT_KIND", kind).replace("CONDITIONS", body)
        near = self.random.choice(NEAR)
        used = [f"  {name}: {{{rule}}}" for name, rule in DEFINED.items() if name in body]
        define = "\n".join(["define:", *used, ""]) if used else ""
        return text.replace("clauses:", f"near_miss: {near}\n{define}clauses:")

    def head(self) -> str:
        self.ids += 1
        return f"id: c{self.ids}, article: 一, label: {{zh: 条件, en: Condition}}"

    def condition(self, depth: int, at: int) -> str:
        pad = "  " * at
        form = self.random.choice(["all", "any", "none", "at_least", "readings", "score", "test"])
        if depth == 0 or form == "test":
            judged = ", if_failed: possible" if self.random.random() < 0.1 else ""
            return f'{pad}- {{{self.head()}, test: "{self.test()}"{judged}}}'
        head = self.head().replace(", ", f"\n{pad}  ", 2)
        if form == "score":
            return f"{pad}- {head}\n{self.score(at + 1)}"
        parts = [self.condition(depth - 1, at + 2) for _ in range(self.random.choice([2, 3]))]
        key = f"at_least: {self.random.choice([1, 2])}\n{pad}  of" if form == "at_least" else form
        return f"{pad}- {head}\n{pad}  {key}:\n" + "\n".join(parts)

    def test(self) -> str:
        pick = self.random.choice
        operator = pick(["<=", ">=", "<", ">", ">=", "<=", "=="])
        return pick(
            [
                f"{pick(MONEY)} {operator} {pick([1, 2, 3, 5, 10])}元",
                f"{pick(MONEY)} {operator} {pick(MONEY)}",
                f"{pick(MONEY)} / {pick(MONEY)} {operator} {pick(['10%', '50%', '100%'])}",
                f"{pick(MONEY)} * {pick(SHARES)} {operator} {pick(['loose', '2元'])}",
                f"{pick(SHARES)} {operator} {pick(['5%', '10%', '40%'])}",
                f"employees@last_year {operator} {pick([1, 3, 5])}人",
                f"employees@last_year between 2人 and {pick([3, 5])}人",
                "count(ip_rights where class under Ⅰ类) >= 1",
                pick(FLAGS), pick(FLAGS), pick(DATES), pick(DATES), pick(CODES),
            ]
        )  # fmt: skip

    def score(self, at: int) -> str:
        pad = "  " * at
        is_staged = self.random.random() < 0.4
        written = [f"{{{self.item()}}}" for _ in range(2 if is_staged else 3)]
        if is_staged:
            weights = self.random.choice(WEIGHTS)
            written = [
                f"{item[:-1]}, weight: {{young: {a}, old: {b}}}}}"
                for item, (a, b) in zip(written, weights, strict=True)
            ]
        items = "\n".join(f"{pad}    - {item}" for item in written)
        lines = [f"{pad}score:", f"{pad}  most: 20", f"{pad}  pass: {self.random.choice([3, 8])}"]
        if self.random.random() < 0.6:
            lines += [f"{pad}  decimals: {self.random.choice([1, 2, 4])}"]
        if is_staged:
            when = f'when: "{self.test()}"'
            lines += [f"{pad}  stages: [{{id: young, zh: 初, en: A, {when}}}, {OLD}]"]
        lines += [f"{pad}  items:", items]
        if self.random.random() < 0.4:
            lines += [
                f"{pad}  minus:",
                f"{pad}    - {{{self.head()}, when: hnte_holder, points: 3}}",
            ]
        if self.random.random() < 0.4:
            lines += [f"{pad}  veto:", f'{pad}    - {{{self.head()}, test: "{self.test()}"}}']
        return "\n".join(lines)

    def item(self) -> str:
        pick = self.random.choice
        required = ", pass: 2" if self.random.random() < 0.3 else ""
        bands = "[{when: x < 2元, points: 0}, {when: 2元 <= x <= 5元, points: 4}, " \
                "{when: x > 5元, points: [6, 8]}]"  # fmt: skip
        shares = bands.replace("2元", "10%").replace("5元", "50%")
        options = [
            f'of: "{pick(MONEY)}", bands: {bands}',
            f'of: "{pick(MONEY)} / {pick(MONEY)}", bands: {shares}',
            f'cases: [{{when: "{self.test()}", points: 5}}, {{otherwise: 1}}]',
            "points: [0, 6], given: given",
            *(f'of: "{pick(MONEY)}", {scale}' for scale in SCALES),
            f'of: "{pick(MONEY)} / {pick(MONEY)}", linear: {{from: 90%, to: 20%, points: 7}}',
            f'of: "{pick(MONEY)} / {pick(MONEY)}", log: {{from: 7%, to: 300%, points: 6}}',
            f'of: "{pick(MONEY)} / {pick(MONEY)}", percentile: {{points: 6}}',
        ]
        if self.random.random() < 0.3:
            best = ", ".join(
                f"{{{one}}}" for one in self.random.sample([*options[:3], *options[4:]], 2)
            )
            return f"{self.head()}, best_of: [{best}]{required}"
        return f"{self.head()}, {pick(options)}{required}"

    def amount(self) -> str:
        lines = [f"        - {{{self.line()}}}" for _ in range(self.random.choice([1, 2, 3]))]
        more = [
            f"      {one}"
            for one in ("cap: 9元", "take: highest", "budget: {total: 50元, method: pro_rata}")
            if self.random.random() < 0.3
        ]
        head = ["    amount:", "      label: {zh: 补助, en: Subsidy}", *more, "      items:"]
        return "\n".join([*head, *lines])

    def line(self) -> str:
        pick = self.random.choice
        money, share = (
            pick(MONEY),
            pick([*SHARES, "10%", "2 / 3", "(rd_expense@last_year / received)"]),
        )
        form = pick(
            [
                f'compute: "{money} * {share}"', f'compute: "{money} * {share}"',
                f'of: "{money}", {pick(["each_full", "each_begun"])}: 2元, award: 3元',
                f'of: "{money}", by_year: [90%, 80%], year: years_since(established_on) + 1',
                f'of: "{money}", brackets: [{{up_to: 3元, rate: 10%}}, {{rate: 5%}}]',
                "fixed: 3元",
            ]
        )  # fmt: skip
        limits = pick(["", ", cap: 4元", ", floor: 1元", ", least: 1元, cap: 5元"])
        rounding = pick(["", ", round: floor", ", round: {by: ceiling, to: 1元}"])
        when = f', when: "{self.test()}"' if self.random.random() < 0.4 else ""
        less = ", less: [received]" if self.random.random() < 0.3 else ""
        return f"{self.head()}, {form}{limits}{rounding}{when}{less}"
