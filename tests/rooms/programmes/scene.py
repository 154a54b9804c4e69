"""A challenge of a place, played by people of the town on given days of 2026."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.test import Client

from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from kechuang.cases.models import Case, ProcedureVersion
from kechuang.cases.selectors import terms_of
from kechuang.cases.services import attach_document, attach_file, enter_procedure, save_draft
from kechuang.demands.models import Demand
from kechuang.demands.services import NewDemand, NewTarget, file_demand
from kechuang.engines.flow import fill
from kechuang.ledger.models import BudgetLine
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, ItemReview, ListedItem, Need, ProgrammeRound
from kechuang.programmes.selectors.items import closes_on
from kechuang.reviews.models import Expert, ReviewRound
from tests.base.registry.cast import Person, party, person
from tests.engines.flow.playing import PROCEDURES
from tests.rooms.cases.scene import at, do, fresh, hand_in, paper, sealed, wait
from tests.rooms.ledger.town import WAN, small_treasury
from tests.rooms.programmes.records import clean, state
from tests.rooms.reviews import town as reviews

ELEVEN = (
    "jinan-challenge", "qingdao-challenge", "chengdu-challenge", "yinchuan-challenge",
    "xiamen-challenge", "changzhou-challenge", "guangdong-challenge", "zhengzhou-challenge",
    "qinghai-race", "hunan-challenge", "ganzhou-challenge",
)  # fmt: skip
OPENED = at("2026-03-02T09:00")
OPENS_ON = date(2026, 3, 16)
FAR = "310115"
ONE_DAY = timedelta(days=1)
NEED = {
    "is_legal_person": True, "is_local": True, "no_rd_two_years": False, "ordinary_purchase": False,
    "topic": "高温薄膜传感器", "list_class": "enterprise",
    "targets": [{"indicator": "温度", "present": "600", "wanted": "900", "proof": "第三方检测"}],
    "is_market_driven": True, "is_contested": True,
    "years": "2", "budget": "2000", "own_funds": "1500", "rd_last_year": "800",
    "contact": {"name": "张三"}, "is_consortium": False, "scenario": "城市管网巡检",
    "own_funds_in_kind": "0",
}  # fmt: skip
BID = {
    "declares_affiliation": False, "bids_with_partners": False, "bid_budget": "1200",
    "grant_asked": "300", "months": "18", "contact_phone": "021-5550101",
    "contact_address": "外省示例路1号", "bank_account": "6222000099990000",
    "answers": [{"target": "温度", "promised": "950", "means": "薄膜"}],
}  # fmt: skip
MARKS = {
    "clear_target": 20, "real_gap": 20, "money_secured": 15, "not_a_purchase": 12, "worth": 10,
}  # fmt: skip


@dataclass
class Scene:
    """A round of one place with the people who act in it.

    ``make`` registers a party and ``enrol`` a person; ``prefix`` tells the people of this scene
    from others of the same names.
    """

    programme: ProgrammeRound
    demander: Person
    unit: Party
    officer: Actor
    minister: Actor
    demand: dict[str, Any] | None = None
    bidders: list[tuple[Person, Party]] = field(default_factory=list)
    staff: dict[str, Actor] = field(default_factory=dict)
    make: reviews.Make = party
    enrol: reviews.Enrol = person
    prefix: str = ""

    def again(self) -> Scene:
        """The same scene for a test of its own, as the database has it."""
        return replace(
            self,
            programme=ProgrammeRound.objects.get(pk=self.programme.pk),
            demander=self.demander.again(),
            bidders=[(who.again(), unit) for who, unit in self.bidders],
            staff=dict(self.staff),
        )

    def bidder(self, name: str, kind: str = PartyKind.ENTERPRISE) -> tuple[Person, Party]:
        unit = self.make(name, kind=kind, region=FAR)
        clean(unit)
        role = Role.ENTERPRISE if kind == PartyKind.ENTERPRISE else Role.INSTITUTION
        who = (self.enrol(f"{self.prefix}of {name}", role, of=unit), unit)
        self.bidders.append(who)
        return who

    def need(self, **changes: Any) -> Need:
        """A filed need."""
        posed = None if is_government(self.programme) else self.unit
        by = self.poser
        need = programmes.begin_need(
            by=by, at=OPENED, programme=self.programme, party=posed, demand=self._filed_demand()
        )
        unit = named(self.unit)
        typed = {"demander_unit": unit, "scenario_owner": unit, "sector": self.sector}
        fill_in(need.case, "need", {**NEED, **typed, **changes}, by)
        commit(need.case, "need_commitment", by)
        do(need.case, "file_need", by, "2026-03-02T10:00")
        return refreshed(need)

    def _filed_demand(self) -> Demand | None:
        return None if self.demand is None else demand_of(self.unit, by=self.poser, **self.demand)

    def listable(self, **changes: Any) -> Need:
        """A need that two people scored and that repeats nothing."""
        need = self.need(**changes)
        for scorer in (self.scorer("first scorer"), self.scorer("second scorer")):
            programmes.score_need(by=scorer, at=at("2026-03-04T09:00"), need=need, marks=MARKS)
        scorer = self.scorer("third scorer")
        search = programmes.search_duplicates(by=scorer, at=at("2026-03-05T09:00"), need=need)
        programmes.rule_on_duplicates(
            by=scorer, at=at("2026-03-05T10:00"), search=search, reason="与已有项目不同"
        )
        return need

    def also_officer(self, who: Person) -> Actor:
        """The same person, who works for the bureau besides."""
        user = User.objects.get(pk=who.actor.account_id)
        Membership.objects.create(user=user, role=Role.BUREAU, since=date(2020, 1, 1))
        return actor_of(user, on=OPENED.date())

    def scorer(self, name: str) -> Actor:
        if name not in self.staff:
            self.staff[name] = self.enrol(f"{self.prefix}{name}", Role.BUREAU).actor
        return self.staff[name]

    def published(self, **changes: Any) -> ListedItem:
        need = self.listable(**changes)
        do(need.case, "list_need", self.officer, "2026-03-10T10:00")
        do(need.case, "publish", self.officer, "2026-03-11T10:00", bids_open_on=OPENS_ON)
        return ListedItem.objects.get(need=need)

    def bidding(self, **changes: Any) -> ListedItem:
        item = self.published(**changes)
        wait(item.case, "2026-03-16T09:00")
        return item_again(item)

    def bid(self, item: ListedItem, who: tuple[Person, Party], **changes: Any) -> Bid:
        """A bid with everything that sealing asks for."""
        actor, unit = who[0].actor, who[1]
        bid = programmes.begin_bid(by=actor, at=at("2026-03-17T09:00"), item=item, party=unit)
        leader = {"code": f"ID of {unit.name}", "name": f"{unit.name}的技术总师"}
        hosted = self.hosted(unit) if self.options.get("needs_local_host") is True else {}
        typed = {**BID, "lead_unit": named(unit), "project_leader": leader, **hosted, **changes}
        fill_in(bid.case, "bid", typed, actor)
        plan = paper(actor, "plan.pdf")
        attach_file(by=actor, at=OPENED, case=bid.case, field="plan_file", file=plan)
        commit(bid.case, "bid_commitment", actor)
        return bid

    def sealed(self, item: ListedItem, who: tuple[Person, Party], **changes: Any) -> Bid:
        bid = self.bid(item, who, **changes)
        sealed(bid.case, who[0].actor, "2026-03-20T09:00")
        return bid_again(bid)

    def unsealed(self, item: ListedItem) -> ListedItem:
        """The deadline has passed, and the officer opened the bids."""
        last_day = closing_day(item)
        wait(item.case, f"{last_day}T17:00")
        do(item.case, "unseal", self.officer, f"{last_day + ONE_DAY}T09:00")
        return item_again(item)

    def two_bids(self, **changes: Any) -> tuple[ListedItem, list[Bid]]:
        """Two bids for a new item, sealed, opened and in their formal check."""
        item = self.bidding(**changes)
        names = (("远方传感科技有限公司", PartyKind.ENTERPRISE), ("远方大学", PartyKind.UNIVERSITY))
        bids = [self.sealed(item, self.bidder(name, kind)) for name, kind in names]
        return self.unsealed(item), [bid_again(bid) for bid in bids]

    def reviewing(self) -> tuple[ListedItem, list[Bid]]:
        """Both bids admitted and sent to the review."""
        item, bids = self.two_bids()
        for bid in bids:
            do(bid.case, "admit", self.officer, "2026-04-20T09:00")
        do(item.case, "finish_check", self.officer, "2026-04-20T10:00")
        return item_again(item), [bid_again(bid) for bid in bids]

    def reviewed(self) -> tuple[ListedItem, list[Bid]]:
        """The scores are opened; the first bid is ranked first."""
        item, bids = self.reviewing()
        return self.ranked(item, bids), bids

    def ranked(self, item: ListedItem, bids: list[Bid], *, even: bool = False) -> ListedItem:
        """Experts have judged; the ranking goes to the demander."""
        judge(item, bids, make=self.make, enrol=self.enrol, prefix=self.prefix, even=even)
        hand_in(item.case, "review_record", self.officer, "2026-05-06T08:00")
        do(item.case, "close_review", self.officer, "2026-05-06T09:00")
        return item_again(item)

    def proposed(self) -> tuple[ListedItem, list[Bid]]:
        """The demander chose the bid that was ranked second, and it is in publicity."""
        item, bids = self.reviewed()
        return self.propose(item, bids[1]), bids

    def propose(self, item: ListedItem, bid: Bid) -> ListedItem:
        """The demander chooses, and the officer makes it public."""
        programmes.choose_winner(
            by=self.poser,
            at=at("2026-05-08T09:00"),
            item=item,
            label=label_of(bid),
            reason="更合用",
        )
        do(item.case, "propose", self.officer, "2026-05-11T09:00")
        return item_again(item)

    def approved(self) -> tuple[ListedItem, list[Bid]]:
        item, bids = self.proposed()
        return self.approve(item), [bid_again(bid) for bid in bids]

    def approve(self, item: ListedItem) -> ListedItem:
        """Two people approve a proposed item once its publicity is over."""
        wait(item.case, "2026-05-20T00:00")
        for name in ("first approver", "second approver"):
            do(item.case, "approve", self.scorer(name), "2026-05-20T09:00")
        return item_again(item)

    def hosted(self, lead: Party) -> dict[str, object]:
        """A consortium with a technology enterprise of the province."""
        host = self.make(f"{lead.name}的本省承接企业")
        clean(host)
        state(host, "hnte_holder", is_so=True)
        return consortium(lead, host, shares=("70", "30"))

    @property
    def options(self) -> Mapping[str, Any]:
        return terms_of(self.programme.items_round).settled()

    @property
    def sector(self) -> str:
        """One that the round takes."""
        named_ones = self.options["sectors"]
        return named_ones[0] if isinstance(named_ones, tuple) and named_ones else "电子信息"

    @property
    def poser(self) -> Actor:
        return self.minister if is_government(self.programme) else self.demander.actor


def scene(
    pack: str = "jinan-challenge",
    *,
    with_money: bool = True,
    line: BudgetLine | None = None,
    make: reviews.Make = party,
    enrol: reviews.Enrol = person,
    prefix: str = "",
    code: str = "",
    **options: Any,
) -> Scene:
    """A round of ``pack`` with a demander, an officer and money."""
    unit = make("云澜甲科技有限公司")
    clean(unit)
    demander = enrol(f"{prefix}demander", Role.ENTERPRISE, of=unit)
    officer = enrol(f"{prefix}officer", Role.BUREAU).actor
    minister = enrol(f"{prefix}minister", Role.BUREAU).actor
    programme = programmes.open_programme(
        by=officer,
        at=OPENED,
        code=code or pack,
        year=2026,
        title=f"{pack} 2026",
        version=entered(pack),
        options=options,
        line=line or (treasury() if with_money else None),
    )
    return Scene(
        programme, demander, unit, officer, minister, make=make, enrol=enrol, prefix=prefix
    )


def demand_of(unit: Party, *, by: Actor, **changes: Any) -> Demand:
    content: dict[str, Any] = {
        "title": "高温薄膜传感器",
        "enterprise_name": unit.name,
        "enterprise_id": unit.pk,
        "problem": "现有传感器在高温下失效",
        "budget_fen": 2000 * WAN,
        "targets": (NewTarget("温度", "900", "600", "℃"),),
    }
    return file_demand(by=by, at=OPENED, content=NewDemand(**{**content, **changes}))


LANES = {"chengdu-challenge": "chengdu-lane", "qinghai-race": "qinghai-lane"}


def entered(pack: str) -> ProcedureVersion:
    """The option pack of a place, with the procedures it needs."""
    lanes = [LANES[pack]] if pack in LANES else []
    for name in ("challenge", "challenge-bid", "challenge-lane", *lanes, pack):
        version = enter_procedure(by=reviews.OFFICER, at=OPENED, content=PROCEDURES[name].source)
    return version


def treasury() -> BudgetLine:
    return small_treasury(budget_fen=5_000 * WAN, firm=party("收款企业")).line


JUDGES_FROM = (*reviews.PLACES, *("330106", "110105") * 3)


def judge(
    item: ListedItem,
    bids: list[Bid],
    *,
    make: reviews.Make = party,
    enrol: reviews.Enrol = person,
    prefix: str = "",
    even: bool = False,
) -> None:
    """Experts of nine units, seven from elsewhere, review every bid; the earlier bid gets the
    better marks, unless all get the same (``even``)."""
    town = reviews.Town(ItemReview.objects.get(item=item).round, [], {}, [])
    for number in range(9):
        unit = make(f"{prefix}第{number}研究院", kind=PartyKind.INSTITUTE)
        known = enrol(f"{prefix}expert{number}", Role.EXPERT)
        row = reviews.expert(f"{prefix}专家{number}", unit, JUDGES_FROM[number], known)
        town.experts.append(row)
        town.people[row.pk] = known
    for row in Expert.objects.filter(account__isnull=False).exclude(pk__in=town.people):
        town.people[row.pk] = Person(actor_of(row.account, on=reviews.REVIEW_ON), Client())
    town.submissions = list(town.round.submissions.order_by("pk"))
    order = {bid.submission.submission_id: place for place, bid in enumerate(map(bid_again, bids))}
    for seat in town.scoring():
        marks = 90 if even else 90 - 10 * order[seat.submission_id]
        town.report(seat, fit=marks, route=marks, use=marks)
    reviews.reviews.open_scores(
        by=reviews.OFFICER, at=reviews.AT, review_round=ReviewRound.objects.get(pk=town.round.pk)
    )


def label_of(bid: Bid) -> str:
    """All that the demander knows of a bid while it chooses."""
    return str(bid_again(bid).submission.submission.label)


def is_government(programme: ProgrammeRound) -> bool:
    return terms_of(programme.items_round).settled()["posed_by"] == "government"


def named(unit: Party) -> dict[str, str]:
    return {"code": unit.credit_code, "name": unit.name}


def fill_in(case: Case, form: str, typed: Mapping[str, object], by: Actor) -> None:
    terms = terms_of(case.round)
    asked = terms.procedure.forms[form]
    filled = fill(asked, typed, terms.inquiry({}))
    missing = {one.field for one in filled.problems} - {"plan_file"}
    assert not missing, filled.problems
    latest = fresh(case)
    save_draft(by=by, at=OPENED, case=latest, revision=latest.revision, values=filled.values)


def commit(case: Case, document: str, by: Actor) -> None:
    attach_document(by=by, at=OPENED, case=case, document=document, file=paper(by))


def closing_day(item: ListedItem) -> date:
    last_day = closes_on(item_again(item))
    assert last_day is not None
    return last_day


def refreshed(need: Need) -> Need:
    return Need.objects.get(pk=need.pk)


def item_again(item: ListedItem) -> ListedItem:
    return ListedItem.objects.get(pk=item.pk)


def bid_again(bid: Bid) -> Bid:
    return Bid.objects.get(pk=bid.pk)


def consortium(*units: Party, shares: tuple[str, ...] = ()) -> dict[str, object]:
    """What is typed of a consortium: half for the lead, a tenth for each partner."""
    given = shares or ("50", *["10"] * (len(units) - 1))
    rows = [
        {"unit": named(unit), "duty": "研发", "share": share}
        for unit, share in zip(units, given, strict=True)
    ]
    return {"bids_with_partners": True, "members": rows}
