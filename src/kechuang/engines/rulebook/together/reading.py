"""Reads the rules between clauses from YAML, each with its article."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from kechuang.engines.packfile import EVIDENCE, Located, nearest, read_yaml
from kechuang.engines.rulebook.answers import canonical_json
from kechuang.engines.rulebook.checking.dates import refuse_contradictory_dates
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.reading.articles import read_article
from kechuang.engines.rulebook.reading.contents import dates_as_text
from kechuang.engines.rulebook.reading.words import read_amount, read_choice
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.levels import FIRST_COME, PRO_RATA
from kechuang.engines.rulebook.together.limits import BudgetRule, CapRule, HighestRule, OnceRule
from kechuang.engines.rulebook.together.settling import Rule, Together
from kechuang.engines.wording import Text

TOGETHER_KEYS = frozenset(
    {"id", "title", "issuer", "doc_no", "issued_on", "valid_from", "valid_to", "evidence", "rules"}
)
RULE_KEYS = frozenset(
    {"id", "label", "article", "evidence", "rule", "of", "cap", "years", "total", "method"}
)
RULES = frozenset({"once", "highest", "annual_cap", "total_cap", "budget"})


def load_together(text: str, *, name: str, packs: Iterable[Pack]) -> Together:
    """The document in ``text``; PackError for a clause that none of ``packs`` has."""
    root = read_yaml(text, name=name)
    root.only(TOGETHER_KEYS)
    refuse_contradictory_dates(root)
    clauses = frozenset(f"{pack.id}/{clause.id}" for pack in packs for clause in pack.clauses)
    valid_to = root.get("valid_to")
    root.need("issuer").text()
    return Together(
        id=root.need("id").text(),
        title=root.need("title").both(),
        doc_no=root.need("doc_no").text(),
        valid_from=root.need("valid_from").date(),
        valid_to=valid_to.date() if valid_to else None,
        evidence=read_choice(root.need("evidence"), EVIDENCE),
        rules=_read_rules(root.need("rules"), clauses),
        digest=sha256(canonical_json(dates_as_text(root.plain()))).hexdigest(),
    )


def _read_rules(part: Located, clauses: frozenset[str]) -> tuple[Rule, ...]:
    ids: set[str] = set()
    rules: list[Rule] = []
    for item in part.some:
        item.only(RULE_KEYS)
        rule = _read_rule(item, clauses)
        if rule.head.id in ids:
            item.refuse(
                Text(f"编号“{rule.head.id}”用了两次", f"id “{rule.head.id}” is used twice"),
                Text("请换一个编号", "choose another id"),
            )
        ids.add(rule.head.id)
        rules.append(rule)
    return tuple(rules)


def _read_rule(part: Located, clauses: frozenset[str]) -> Rule:
    kind = read_choice(part.need("rule"), RULES)
    head, named = _read_head(part), _read_clauses(part.need("of"), clauses)
    if kind == "once":
        return OnceRule(head, named)
    if kind == "highest":
        return HighestRule(head, named)
    if kind == "budget":
        method = read_choice(part.need("method"), frozenset({PRO_RATA, FIRST_COME}))
        return BudgetRule(head, named, read_amount(part.need("total")), method)
    years = part.get("years")
    over = 0 if kind == "annual_cap" else years.whole() if years else None
    return CapRule(head, named, read_amount(part.need("cap")), over)


def _read_head(part: Located) -> Head:
    evidence = part.get("evidence")
    return Head(
        id=part.need("id").text(),
        label=part.need("label").both(),
        article=read_article(part.need("article")),
        evidence=read_choice(evidence, EVIDENCE) if evidence else "",
    )


def _read_clauses(part: Located, known: frozenset[str]) -> tuple[str, ...]:
    """``pack/clause`` in the order in which they are served."""
    named = tuple(item.text() for item in part.some)
    for item in part.items:
        if item.text() not in known:
            item.refuse(
                Text(f"没有条款“{item.text()}”", f"there is no clause “{item.text()}”"),
                nearest(item.text(), known),
            )
    if len(set(named)) < len(named):
        part.refuse(
            Text("同一条款写了两次", "a clause is named twice"),
            Text("请删去一个", "take one of them out"),
        )
    return named
