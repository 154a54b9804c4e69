"""What importing each kind of table writes, and that doing it twice changes nothing."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.base.identifiers import example_credit_code
from kechuang.base.roles import Role
from kechuang.demands.models import Demand
from kechuang.files.storage import get
from kechuang.intake.models import ImportJob
from kechuang.intake.services import writing
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.selectors import outcomes_without_whole_shares
from kechuang.outcomes.states import OutcomeState
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.states import PartyKind
from tests.base.registry.cast import TODAY, Person, party
from tests.base.sheets import binary_workbooks
from tests.rooms.intake.sending import checked, csv, imported, xlsx

CODE = example_credit_code(region="990101", serial=77)
PARTY_HEADER = ("统一社会信用代码", "企业名称", "区划代码", "成立日期", "2024年营业收入（万元）")
PARTY_ROW = (CODE, "星桥新材公司", "990104", "2015-03-02", "1,234.5")


def reasons(job: ImportJob) -> str:
    return " ".join(problem["zh"] for problem in job.problems)


def test_a_party_comes_with_the_facts_of_its_row(bureau: Person) -> None:
    imported(bureau.actor, "parties", csv(PARTY_HEADER, PARTY_ROW))

    star = Party.objects.get(credit_code=CODE)
    facts = {fact.name: fact for fact in PartyFact.objects.filter(party=star)}

    assert (star.name, star.established_on) == ("星桥新材公司", date(2015, 3, 2))
    assert (facts["revenue"].value, facts["revenue"].period) == ("1234500000", "2024")
    assert facts["revenue"].raw_text == "1,234.5"
    assert facts["revenue"].as_of == date(2024, 12, 31)
    assert facts["established_on"].value == "2015-03-02"


def test_one_row_per_firm_and_year_takes_the_year_from_its_column(bureau: Person) -> None:
    header = ("信用代码", "名称", "区划代码", "年度", "研发费用（元）")
    rows = [(CODE, "甲", "990104", year, "100") for year in ("2023", "2024年", "2025年度")]

    imported(bureau.actor, "parties", csv(header, *rows))

    stated = PartyFact.objects.filter(name="rd_expense").order_by("period")
    assert [fact.period for fact in stated] == ["2023", "2024", "2025"]
    assert Party.objects.filter(credit_code=CODE).count() == 1


def test_rows_that_register_one_party_in_two_ways_are_rejected(bureau: Person) -> None:
    header = ("信用代码", "名称", "区划代码", "年度", "研发费用（元）")
    rows = [(CODE, "甲", "990104", "2023", "1"), (CODE, "乙", "990104", "2024", "1")]

    job = checked(bureau.actor, "parties", csv(header, *rows))

    assert (job.accepted, job.rejected) == (1, 1)
    assert "第 2 行" in reasons(job)


def test_a_table_without_kinds_leaves_the_kind_of_a_university(bureau: Person) -> None:
    university = party("云澜大学", kind=PartyKind.UNIVERSITY)
    row = (university.credit_code, "云澜大学", university.region_code)

    job = imported(bureau.actor, "parties", csv(PARTY_HEADER[:3], row))

    assert job.unchanged == 1
    assert Party.objects.get().kind == PartyKind.UNIVERSITY


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("parties", csv(PARTY_HEADER, PARTY_ROW)),
        ("outcomes", csv(("id", "title", "owner"), ("a", "甲技术", "甲大学"))),
        ("outcomes", csv(("title",), ("没有编号的成果",))),
        ("demands", csv(("id", "title", "text"), ("a", "甲需求", "要解决甲问题"))),
    ],
    ids=["parties", "outcomes with keys", "outcomes without keys", "demands"],
)
def test_the_same_file_again_is_unchanged(bureau: Person, kind: str, content: bytes) -> None:
    first = imported(bureau.actor, kind, content)
    again = imported(bureau.actor, kind, content)

    assert (first.created, first.updated, first.unchanged) == (1, 0, 0)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)


def test_facts_in_long_format_keep_unit_source_and_certification(
    bureau: Person, firm: Party
) -> None:
    header = ("信用代码", "指标", "年度", "数值", "单位", "来源", "截至日期", "核验单位")
    row = (
        firm.credit_code,
        "营业收入",
        "2024",
        "3000",
        "万元",
        "审计报告",
        "2025-04-30",
        "正信会计师",
    )

    first = imported(bureau.actor, "facts", csv(header, row))
    again = imported(bureau.actor, "facts", csv(header, row))

    fact = PartyFact.objects.get(name="revenue")
    assert (fact.value, fact.raw_text, fact.source) == ("3000000000", "3000万元", "审计报告")
    assert (fact.as_of, fact.certified_by) == (date(2025, 4, 30), "正信会计师")
    assert (first.created, again.created, again.unchanged) == (1, 0, 1)


def test_a_firm_does_not_say_who_certified_its_facts(accountant: Person, firm: Party) -> None:
    header = ("信用代码", "指标", "年度", "数值", "单位", "核验单位")
    own, certified = (
        (firm.credit_code, "营业收入", year, "3000", "万元", by)
        for year, by in (("2023", ""), ("2024", "正信会计师"))
    )

    job = checked(accountant.actor, "facts", csv(header, own, certified))

    assert "企业不能为自己的事实写核验单位" in reasons(job)
    assert (job.accepted, job.rejected) == (1, 1), reasons(job)


@pytest.mark.parametrize("kind", ["facts", "parties"])
def test_a_clerk_who_acts_for_the_firm_does_not_certify_it_and_is_told_on_the_row(
    bureau: Person, firm: Party, other_firm: Party, kind: str
) -> None:
    user = User.objects.get(pk=bureau.actor.account_id)
    Membership.objects.create(user=user, role=Role.ENTERPRISE, party=firm, since=TODAY)
    header = ("信用代码", "名称", "区划代码", "2024年营业收入（万元）", "核验单位")
    rows = [(one.credit_code, one.name, one.region_code, "3", "局") for one in (firm, other_firm)]

    job = checked(actor_of(user, on=TODAY), kind, csv(header, *rows))

    assert "企业不能为自己的事实写核验单位" in reasons(job)
    assert (job.accepted, job.rejected) == (1, 1), reasons(job)


def test_a_unit_in_the_cell_that_contradicts_the_heading_is_rejected(
    bureau: Person, firm: Party
) -> None:
    wide = csv(("信用代码", "2024年营业收入（万元）"), (firm.credit_code, "3000元"))
    long = csv(
        ("信用代码", "指标", "年度", "数值（元）", "单位"),
        (firm.credit_code, "营业收入", "2024", "3000", "万元"),
    )

    for content in (wide, long):
        job = checked(bureau.actor, "facts", content)

        assert (job.accepted, job.rejected) == (0, 1)
        assert "万元" in reasons(job)


def test_an_amount_without_any_unit_is_rejected(bureau: Person, firm: Party) -> None:
    job = checked(
        bureau.actor, "facts", csv(("信用代码", "2024年营业收入"), (firm.credit_code, "3"))
    )

    assert job.rejected == 1
    assert "没有单位" in reasons(job)


def test_a_rejected_row_does_not_keep_back_the_others(bureau: Person) -> None:
    job = imported(bureau.actor, "outcomes", csv(("id", "title"), ("a", "甲"), ("b", ""), ("", "")))

    assert (job.rows_in, job.accepted, job.rejected, job.blank) == (3, 1, 1, 1)
    assert [outcome.title for outcome in Outcome.objects.all()] == ["甲"]


def test_rejected_rows_come_back_with_the_reason_in_the_cell(bureau: Person) -> None:
    content = xlsx(("id", "title", "价格（万元）"), ("a", "甲", "5"), ("b", "乙", "五十左右"))

    job = checked(bureau.actor, "outcomes", content, name="成果.xlsx")

    assert job.returned is not None
    page = load_workbook(BytesIO(get(job.returned.digest))).active
    assert page["C3"].comment is not None
    assert "五十左右" in page["D3"].value
    assert page["D2"].value is None


def test_an_invalid_credit_code_is_rejected_unless_the_bureau_overrides_it(bureau: Person) -> None:
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    content = csv(PARTY_HEADER, (wrong, *PARTY_ROW[1:]))

    refused = checked(bureau.actor, "parties", content)
    allowed = imported(bureau.actor, "parties", content, overrides_codes=True)

    assert refused.rejected == 1
    assert "校验码" in reasons(refused)
    assert allowed.accepted == 1
    assert wrong in allowed.warnings[0]["zh"]
    assert Party.objects.get(credit_code=wrong).is_code_overridden


def test_backslash_n_written_by_a_program_becomes_a_line_break(bureau: Person) -> None:
    imported(bureau.actor, "demands", csv(("id", "title", "text"), ("a", "甲", r"一\n  二")))

    assert Demand.objects.get().problem == "一\n  二"


def test_what_the_source_does_not_tell_stays_unknown(bureau: Person) -> None:
    job = imported(bureau.actor, "demands", csv(("id", "title", "text"), ("a", "甲", "")))
    imported(bureau.actor, "outcomes", csv(("id", "title"), ("a", "乙")))

    demand, outcome = Demand.objects.get(), Outcome.objects.get()
    assert (demand.problem, demand.enterprise_name, demand.enterprise) == ("", "", None)
    assert "只能按标题匹配" in job.warnings[0]["zh"]
    assert not outcome.shares.exists()
    assert not outcomes_without_whole_shares().exists()


def test_each_wrong_cell_is_told_once(bureau: Person) -> None:
    job = checked(bureau.actor, "parties", csv(PARTY_HEADER, (*PARTY_ROW[:4], "1e5")))

    assert [problem["column"] for problem in job.problems] == [PARTY_HEADER[4]]


def test_publishing_is_the_senders_choice(bureau: Person) -> None:
    content = csv(("id", "title"), ("a", "甲"))

    imported(bureau.actor, "outcomes", content, publishes=False)

    assert Outcome.objects.get().state == OutcomeState.REGISTERED


def test_owners_with_shares_are_read_and_several_without_shares_rejected(bureau: Person) -> None:
    header = ("id", "title", "权利人")

    job = imported(
        bureau.actor,
        "outcomes",
        csv(header, ("a", "甲", "甲大学 60%；乙公司 40%"), ("b", "乙", "甲大学；乙公司")),
    )

    shares = [(s.owner_name, s.share_bp) for s in Outcome.objects.get().shares.all()]
    assert shares == [("甲大学", 6000), ("乙公司", 4000)]
    assert "份额" in reasons(job)


def test_a_gb18030_file_is_read(bureau: Person) -> None:
    content = "编号,成果名称\na,龘靐材料㐂\n".encode("gb18030")

    job = imported(bureau.actor, "outcomes", content)

    assert job.preview["encoding"] == "gb18030"
    assert Outcome.objects.get().title == "龘靐材料㐂"


def test_an_old_xls_is_read(bureau: Person) -> None:
    content = binary_workbooks.workbook([["编号", "成果名称"], ["a", "甲材料"]])

    imported(bureau.actor, "outcomes", content, name="旧表.xls")

    assert Outcome.objects.get().title == "甲材料"


def test_a_cell_that_cannot_be_trusted_rejects_its_row_if_the_column_is_used(
    bureau: Person,
) -> None:
    rows: list[list[str | int | float]] = [["编号", "成果名称", "备注"], ["a", "甲", "x"]]
    used = binary_workbooks.workbook([*rows, ["b", "乙", "y"]], errors=((2, 1),))
    unused = binary_workbooks.workbook([*rows, ["b", "乙", "y"]], errors=((2, 2),))

    rejecting = checked(bureau.actor, "outcomes", used, name="t.xls")
    accepting = checked(bureau.actor, "outcomes", unused, name="t.xls")

    assert (rejecting.accepted, rejecting.rejected) == (1, 1)
    assert "错误值" in reasons(rejecting)
    assert accepting.accepted == 2


def test_slices_add_up(bureau: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "SLICE", 2)
    content = csv(("id", "title"), *((str(number), "甲") for number in range(5)))

    job = imported(bureau.actor, "outcomes", content)

    assert (job.created, Outcome.objects.count()) == (5, 5)


def test_a_deadline_keeps_its_precision(bureau: Person) -> None:
    header = ("id", "title", "text", "期限")

    imported(bureau.actor, "demands", csv(header, ("a", "甲", "问题", "2027年3月")))

    assert Demand.objects.get().deadline_text == "2027-03"
