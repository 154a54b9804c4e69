"""A firm's own answers, a clause's reach, one answer with all its reasons."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.design.charts import bar_chart
from kechuang.entitlements.access import can_read_answers, can_survey_clauses
from kechuang.entitlements.code_words import with_codes_named
from kechuang.entitlements.evidence import unpack_evidence
from kechuang.entitlements.fact_words import with_facts_in_words
from kechuang.entitlements.filters import ReachFilter
from kechuang.entitlements.lacking import Lacked, by_nearness
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.presenting import ClauseBoard, PartyBoard, district_rows, lacked_rows
from kechuang.entitlements.renewing import shown_since
from kechuang.entitlements.selectors import (
    answer_detail,
    answers_of_clause,
    answers_of_party,
    facts_to_collect,
    met_by_district,
    reach_by_clause,
    reach_of,
)
from kechuang.entitlements.tables.reach import ReachTable
from kechuang.entitlements.views.asked import party_asked_about
from kechuang.parties.access import can_state_facts
from kechuang.policies.models import PolicyClause
from kechuang.policies.selectors import listed_clause, listed_clauses
from kechuang.runs.selectors import latest_sweep

DRAWN_CONDITIONS = 12
LACKED = Text("差在哪一条的企业数", "Enterprises by the condition they lack")
CAPTION = Text("各区符合条件的企业数", "Enterprises that qualify, by district")


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Every clause with whom it reaches and what it costs."""
    _require_surveyor(request)
    reach = reach_by_clause(request.actor)
    boards = [ClauseBoard(clause, reach.get(key)) for key, clause in listed_clauses().items()]
    context = {"boards": boards, "run": latest_sweep()}
    return render(request, "entitlements/board.html", context)


@require_safe
def party(request: HttpRequest, pk: int) -> HttpResponse:
    """What one party is entitled to, nearly gets, and what is missing."""
    found = party_asked_about(request, pk)
    answers, clauses, run = list(answers_of_party(found)), listed_clauses(), latest_sweep()
    board = PartyBoard.of(answers, clauses)
    context = {
        "party": found,
        "board": board,
        "wanted": facts_to_collect(card.answer.missing for card in board.answerable),
        "run": run,
        "since": shown_since(found, run, answers, clauses) if run else None,
        "states_facts": can_state_facts(request.actor, found),
    }
    return render(request, "entitlements/party.html", context)


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer: verdict, amount, tree of reasons, facts used, what would change it."""
    try:
        found = answer_detail(pk)
    except Entitlement.DoesNotExist as missing:
        raise Http404 from missing
    require(can_read_answers(request.actor, found.party), Text("查看此结论", "see this answer"))
    clauses = listed_clauses()
    context = {
        "since": shown_since(found.party, found.run, [found], clauses),
        "entitlement": found,
        "answer": with_codes_named(with_facts_in_words(unpack_evidence(found.evidence))),
        "clause": clauses.get((found.pack_id, found.clause_id)),
    }
    return render(request, "entitlements/answer.html", context)


class ClauseReach(RegistryList):
    """Whom one clause reaches: counts, cost, districts, facts to collect, and the parties."""

    table_class = ReachTable
    filterset_class = ReachFilter
    template_name = "entitlements/clause.html"
    list_title = _("条款惠及企业")
    clause: PolicyClause

    def get_queryset(self) -> QuerySet[Entitlement]:
        _require_surveyor(self.request)
        pack_id, clause_id = self.kwargs["pack_id"], self.kwargs["clause_id"]
        try:
            self.clause = listed_clause(pack_id, clause_id)
        except PolicyClause.DoesNotExist as missing:
            raise Http404 from missing
        return by_nearness(answers_of_clause(self.request.actor, pack_id, clause_id))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answers = self.get_queryset()
        rows = district_rows(met_by_district(answers), self.request.path, _language())
        lacked = kwargs["filter"].lacked
        undecided = answers.filter(verdict="unknown").values_list("missing", flat=True)
        return super().get_context_data(
            **kwargs,
            clause=self.clause,
            run=latest_sweep(),
            reach=reach_of(answers),
            wanted=facts_to_collect(undecided)[:10],
            district_rows=rows,
            district_table=[(row["label"], row["value"]) for row in rows],
            district_columns=[_("地区"), _("企业数")],
            chart=_chart(rows, CAPTION) if rows else "",
            chart_caption=CAPTION.said_in(_language()),
            csv_query=self.query_to_save("csv"),
            lacked=lacked_rows(lacked, self.request.path, _language()),
            lacked_caption=LACKED.said_in(_language()),
            lacked_chart=self._lacked_chart(lacked),
        )

    def _lacked_chart(self, lacked: list[Lacked]) -> str:
        rows = lacked_rows(lacked[:DRAWN_CONDITIONS], self.request.path, _language())
        return _chart(rows, LACKED) if rows else ""


def _chart(rows: list[dict[str, Any]], title: Text) -> str:
    return bar_chart(
        rows,
        category="label",
        value="value",
        title=title,
        link=lambda row: str(row["url"]),
        language=_language(),
    )


def _require_surveyor(request: HttpRequest) -> None:
    require(can_survey_clauses(request.actor), Text("查看条款惠及面", "survey a clause's reach"))


def _language() -> str:
    return get_language() or "zh-hans"
