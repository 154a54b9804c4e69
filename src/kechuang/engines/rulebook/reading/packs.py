"""Reads one pack."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from kechuang.engines.packfile import EVIDENCE, Located, Problems, read_yaml
from kechuang.engines.rulebook.answers import canonical_json
from kechuang.engines.rulebook.catalogue import FactCatalogue
from kechuang.engines.rulebook.checking.branches import refuse_unused
from kechuang.engines.rulebook.checking.dates import refuse_contradictory_dates
from kechuang.engines.rulebook.checking.groups import refuse_dead_group
from kechuang.engines.rulebook.checking.labels import read_label
from kechuang.engines.rulebook.checking.seasons import Validity
from kechuang.engines.rulebook.packs import Clause, NearMiss, Pack
from kechuang.engines.rulebook.reading.adoption import ADOPTION_KEYS, adopt
from kechuang.engines.rulebook.reading.amounts import read_amount_rule
from kechuang.engines.rulebook.reading.articles import read_article
from kechuang.engines.rulebook.reading.conditions import ConditionReader
from kechuang.engines.rulebook.reading.contents import dates_as_text
from kechuang.engines.rulebook.reading.definitions import read_definitions
from kechuang.engines.rulebook.reading.force import in_force, in_region
from kechuang.engines.rulebook.reading.reliance import (
    RELIES,
    policies_of,
    read_relied,
    write_out,
)
from kechuang.engines.rulebook.reading.seasons import read_seasons
from kechuang.engines.rulebook.reading.words import read_choice, read_rate
from kechuang.engines.rulebook.rules.conditions import Group
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.terms.grammar import Vocabulary
from kechuang.engines.wording import Text

KINDS = frozenset({"recognition", "tax", "subsidy", "voucher", "loan", "award"})
TEXT_KINDS = frozenset({"hard", "ceiling", "expert"})
PACK_KEYS = frozenset(
    {
        "id", "title", "issuer", "doc_no", "issued_on", "valid_from", "valid_to", "region",
        "evidence", "text_kind", "is_example", "adopted_from", "near_miss", "note", "define",
        "clauses", RELIES,
    }
)  # fmt: skip
CLAUSE_KEYS = frozenset(
    {
        "id",
        "kind",
        "title",
        "article",
        "text_kind",
        "evidence",
        "conditions",
        "amount",
        "seasons",
    }
)


def load_pack(
    text: str, *, name: str, catalogue: FactCatalogue, adoptable: Mapping[str, Pack] | None = None
) -> Pack:
    """The pack in ``text``; PackError says file ``name``, line, what, why and how to mend it.

    ``adoptable`` holds the packs, by id, that an adopting pack (``adopts: …``) may build on.
    """
    root = read_yaml(text, name=name)
    known = adoptable or {}
    if "adopts" in root:
        root.only(ADOPTION_KEYS)
        text = adopt(root, known)
        root = read_yaml(text, name=name)
    relied = read_relied(
        root, known, lambda source, base: load_pack(source, name=base, catalogue=catalogue)
    )
    source = write_out(root, relied) if relied else text
    policies = policies_of(relied)
    return _read_pack(root, source, relied, Vocabulary(catalogue, policies=policies))


def _read_pack(
    root: Located, source: str, relied: Mapping[str, Pack], vocabulary: Vocabulary
) -> Pack:
    root.only(PACK_KEYS)
    define, note, adopted = root.get("define"), root.get("note"), root.get("adopted_from")
    if define:
        vocabulary = read_definitions(define, vocabulary)
    refuse_contradictory_dates(root)
    valid_to, issued_on = root.get("valid_to"), root.get("issued_on")
    clauses = _read_clauses(root, vocabulary)
    rules = [rule for clause in clauses for rule in (clause.condition, clause.amount_rule)]
    refuse_unused(define, vocabulary.defined, rules)
    return Pack(
        id=root.need("id").text(),
        title=root.need("title").both(),
        issuer=root.need("issuer").text(),
        doc_no=root.need("doc_no").text(),
        issued_on=issued_on.date() if issued_on else None,
        valid_from=root.need("valid_from").date(),
        valid_to=valid_to.date() if valid_to else None,
        region=_read_region(root.need("region")),
        evidence=read_choice(root.need("evidence"), EVIDENCE),
        text_kind=read_choice(root.need("text_kind"), TEXT_KINDS),
        adopted_from=adopted.text() if adopted else "",
        is_example=read_label(root),
        clauses=clauses,
        near_miss=_read_near_miss(root.get("near_miss")),
        digest=sha256(canonical_json(_content(root, relied))).hexdigest(),
        source=source,
        note=note.both() if note else Text("", ""),
    )


def _content(root: Located, relied: Mapping[str, Pack]) -> object:
    """What the digest is of; what the pack relies on stands in it by its own digest."""
    content = dates_as_text(root.plain())
    if relied and isinstance(content, dict):
        content[RELIES] = {pack_id: pack.digest for pack_id, pack in sorted(relied.items())}
    return content


def _read_region(part: Located) -> str:
    region = part.text()
    if len(region) != 6 or not region.isdigit():
        part.refuse(
            Text(f"“{region}”不是六位行政区划代码", f"“{region}” is no six-digit region code"),
            Text("全国写 100000，福清写 350181", "write 100000 for the whole country"),
        )
    return region


def _read_near_miss(part: Located | None) -> NearMiss:
    if part is None:
        return NearMiss()
    part.only(frozenset({"gap", "single_gap"}))
    usual = NearMiss()
    return NearMiss(
        _read_basis_points(part.get("gap"), usual.gap_bp),
        _read_basis_points(part.get("single_gap"), usual.single_gap_bp),
    )


def _read_basis_points(part: Located | None, usual: int) -> int:
    return int(read_rate(part) * 10_000) if part else usual


def _read_clauses(root: Located, vocabulary: Vocabulary) -> tuple[Clause, ...]:
    """Every clause; BrokenPackError with all that is wrong in them, in the order of the lines."""
    problems = Problems()
    clauses: list[Clause] = []
    for part in root.need("clauses").items:
        with problems.catching():
            clauses.append(_read_clause(part, root, vocabulary, problems))
    problems.refuse()
    ids = [clause.id for clause in clauses]
    if not ids or len(ids) != len(set(ids)):
        root.need("clauses").refuse(
            Text("条款须至少一条且编号不同", "at least one clause, each with its own id"),
            Text("请检查 id", "check the ids"),
        )
    return tuple(clauses)


def _read_clause(
    part: Located, root: Located, vocabulary: Vocabulary, problems: Problems
) -> Clause:
    part.only(CLAUSE_KEYS)
    reader = ConditionReader(vocabulary, problems)
    text_kind = read_choice(part.get("text_kind") or root.need("text_kind"), TEXT_KINDS)
    amount = part.get("amount")
    return Clause(
        id=part.need("id").text(),
        article=read_article(part.need("article")),
        title=part.need("title").both(),
        kind=read_choice(part.need("kind"), KINDS),
        text_kind=text_kind,
        evidence=read_choice(part.get("evidence") or root.need("evidence"), EVIDENCE),
        condition=_read_condition(part, root, reader),
        amount_rule=read_amount_rule(amount, reader, is_ceiling=text_kind == "ceiling")
        if amount
        else None,
        seasons=read_seasons(part.get("seasons"), _validity(root)),
    )


def _validity(root: Located) -> Validity:
    ends = root.get("valid_to")
    return Validity(root.need("valid_from").date(), ends.date() if ends else None)


def _read_condition(part: Located, root: Located, reader: ConditionReader) -> Group:
    """Force, region and the written conditions, all required."""
    doc_no = root.need("doc_no").text()
    cited = Text(doc_no, doc_no)
    force = in_force(*_validity(root), article=cited)
    place = in_region(_read_region(root.need("region")), reader.vocabulary, article=cited)
    listed = part.need("conditions")
    written = reader.read_all(listed.items)
    if len(written) == len(listed.items):
        refuse_dead_group(listed, "all", written)
    evidence = read_choice(part.get("evidence") or root.need("evidence"), EVIDENCE)
    article = read_article(part.need("article"))
    rests_on = Text(f"{doc_no} {article.zh}", f"{doc_no} {article.en}")
    head = Head(part.need("id").text(), part.need("title").both(), rests_on, evidence)
    return Group(head, "all", (force, *place, *written))
