"""Reads conditions: ``test``, ``score``, ``policy``, or ``all``, ``any``, ``none`` … of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from kechuang.engines.packfile import EVIDENCE, Located, Problems
from kechuang.engines.rulebook.checking.groups import refuse_dead_group, refuse_dead_leaf
from kechuang.engines.rulebook.reading.articles import read_article
from kechuang.engines.rulebook.reading.reliance import read_reliance
from kechuang.engines.rulebook.reading.scores import read_score
from kechuang.engines.rulebook.reading.words import read_choice, read_test
from kechuang.engines.rulebook.rules.conditions import Condition, Group, Leaf
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.terms.comparisons import Test
from kechuang.engines.rulebook.terms.grammar import Vocabulary
from kechuang.engines.rulebook.terms.qualities import Membership
from kechuang.engines.wording import Text

_HEAD = frozenset({"id", "label", "article", "evidence"})
_JOINTS = ("all", "any", "none", "at_least", "readings")
FEWEST_READINGS = 2
_FORMS = ("test", "score", "policy", *_JOINTS)
CONDITION_KEYS = _HEAD | {*_FORMS, "of", "if_failed"}


class ConditionReader:
    """Reads the conditions of one clause; every id is used once, every node rests on an article.

    What is wrong with one condition is noted in ``problems``, and the reading goes on.
    """

    def __init__(self, vocabulary: Vocabulary, problems: Problems) -> None:
        self.vocabulary, self.problems = vocabulary, problems
        self.ids: set[str] = set()

    def read(
        self, part: Located, *, inherited: Text | None = None, is_excluding: bool = False
    ) -> Condition:
        part.only(CONDITION_KEYS)
        forms = [key for key in _FORMS if key in part]
        if len(forms) != 1:
            _refuse_forms(part)
        head = self.head(part, inherited)
        form = forms[0]
        if form == "test":
            return self._leaf(part, head, is_excluding=is_excluding)
        if form == "score":
            return read_score(part.need("score"), head, self)
        if form == "policy":
            return read_reliance(part.need("policy"), head, self.vocabulary.policies)
        return self._group(part, head, form)

    def head(self, part: Located, inherited: Text | None = None) -> Head:
        """The words of a node; its article is its own or that of the group around it."""
        article, evidence = part.get("article"), part.get("evidence")
        rests_on = read_article(article) if article else inherited
        if rests_on is None:
            _refuse_article(part)
        return Head(
            id=self._new_id(part.need("id")),
            label=part.need("label").both(),
            article=rests_on,
            evidence=read_choice(evidence, EVIDENCE) if evidence else "",
        )

    def _new_id(self, part: Located) -> str:
        name = part.text()
        if name in self.ids:
            part.refuse(
                Text(f"编号“{name}”用了两次", f"id “{name}” is used twice"),
                Text("请换一个编号", "choose another id"),
            )
        self.ids.add(name)
        return name

    def _leaf(self, part: Located, head: Head, *, is_excluding: bool) -> Leaf:
        failed = part.get("if_failed")
        if failed is not None and failed.value != "possible":
            failed.refuse(
                Text("if_failed 只能写 possible", "if_failed can only be possible"),
                Text("不需要人工判断时请删去", "leave it out when nobody has to judge"),
            )
        test = read_test(part.need("test"), self.vocabulary)
        leaf = Leaf(
            head,
            test,
            is_judged=failed is not None,
            is_curable=not _asks_what_it_is(test),
            is_excluding=is_excluding,
        )
        refuse_dead_leaf(part.need("test"), leaf)
        return leaf

    def read_all(
        self, items: Sequence[Located], *, inherited: Text | None = None, is_excluding: bool = False
    ) -> tuple[Condition, ...]:
        """Those of ``items`` that can be read; what is wrong with the others is noted."""
        found: list[Condition] = []
        for item in items:
            with self.problems.catching():
                found.append(self.read(item, inherited=inherited, is_excluding=is_excluding))
        return tuple(found)

    def _group(self, part: Located, head: Head, form: str) -> Group:
        listed = part.need("of" if form == "at_least" else form)
        count = part.need("at_least").whole() if form == "at_least" else 0
        fewest = FEWEST_READINGS if form == "readings" else 1
        _refuse_number(listed, form, count, fewest)
        parts = self.read_all(listed.items, inherited=head.article, is_excluding=form == "none")
        if len(parts) == len(listed.items):
            refuse_dead_group(listed, form, parts)
        return Group(head, form, parts, count)


def _asks_what_it_is(test: Test) -> bool:
    """What a party is, or where: a policy for others, or of another place, is never near."""
    if not isinstance(test, Membership):
        return False
    return test.is_region or test.fact.definition.is_inherent


def _refuse_number(listed: Located, form: str, count: int, fewest: int) -> None:
    if not listed.items or (form == "at_least" and not 1 <= count <= len(listed.items)):
        listed.refuse(
            Text("条件数目不对", "the number of conditions is wrong"),
            Text("at_least 须在 1 与条件数之间", "at_least lies between 1 and their number"),
        )
    if len(listed.items) < fewest:
        listed.refuse(
            Text("至少要有两种理解", "at least two readings are needed"),
            Text("只有一种时直接写条件", "with one only, write it as the condition"),
        )


def _refuse_forms(part: Located) -> NoReturn:
    part.refuse(
        Text("每个条件恰好写一种形式", "a condition has exactly one form"),
        Text(
            f"请写 {'、'.join(_FORMS)} 之一",
            f"write one of {', '.join(_FORMS)}",
        ),
    )


def _refuse_article(part: Located) -> NoReturn:
    part.refuse(
        Text("没有写明依据的条款", "the article it rests on is missing"),
        Text("请补上 article: 第…条", "add article: …"),
    )
