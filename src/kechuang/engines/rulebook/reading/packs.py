"""Reads one pack."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from kechuang.engines.packfile import EVIDENCE, Located, read_yaml
from kechuang.engines.rulebook.answers import canonical_json
from kechuang.engines.rulebook.catalogue import FactCatalogue
from kechuang.engines.rulebook.packs import Clause, NearMiss, Pack
from kechuang.engines.rulebook.reading.adoption import ADOPTION_KEYS, adopt
from kechuang.engines.rulebook.reading.amounts import read_amount_rule
from kechuang.engines.rulebook.reading.articles import read_article
from kechuang.engines.rulebook.reading.conditions import ConditionReader
from kechuang.engines.rulebook.reading.force import in_force, in_region
from kechuang.engines.rulebook.reading.phrases import read_choice, read_definitions, read_rate
from kechuang.engines.rulebook.rules.conditions import Group
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.terms.grammar import Vocabulary
from kechuang.engines.wording import Text

KINDS = frozenset({"recognition", "tax", "subsidy", "voucher", "loan", "award"})
TEXT_KINDS = frozenset({"hard", "ceiling", "expert"})
_KEYS = frozenset(
    {
        "id", "title", "issuer", "doc_no", "issued_on", "valid_from", "valid_to", "region",
        "evidence", "text_kind", "is_example", "adopted_from", "near_miss", "note", "define",
        "clauses",
    }
)  # fmt: skip
_CLAUSE = frozenset(
    {"id", "kind", "title", "article", "text_kind", "evidence", "conditions", "amount"}
)


def load_pack(
    text: str, *, name: str, catalogue: FactCatalogue, adoptable: Mapping[str, Pack] | None = None
) -> Pack:
    """The pack in ``text``; PackError says file ``name``, line, what, why and how to mend it.

    ``adoptable`` holds the packs, by id, that an adopting pack (``adopts: …``) may build on.
    """
    root = read_yaml(text, name=name)
    if "adopts" in root:
        root.only(ADOPTION_KEYS)
        text = adopt(root, adoptable or {})
        root = read_yaml(text, name=name)
    return _read_pack(root, text, Vocabulary(catalogue))


def _read_pack(root: Located, source: str, vocabulary: Vocabulary) -> Pack:
    root.only(_KEYS)
    define, note, adopted = root.get("define"), root.get("note"), root.get("adopted_from")
    if define:
        vocabulary = read_definitions(define, vocabulary)
    valid_to, issued_on, example = (
        root.get(key) for key in ("valid_to", "issued_on", "is_example")
    )
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
        is_example=example.flag() if example else False,
        clauses=_read_clauses(root, vocabulary),
        near_miss=_read_near_miss(root.get("near_miss")),
        digest=sha256(canonical_json(_dates_as_text(root.plain()))).hexdigest(),
        source=source,
        note=note.both() if note else Text("", ""),
    )


def _dates_as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: _dates_as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(part) for part in value]
    return value if isinstance(value, str | int | None) else str(value)


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
    clauses = tuple(_read_clause(part, root, vocabulary) for part in root.need("clauses").items)
    ids = [clause.id for clause in clauses]
    if not ids or len(ids) != len(set(ids)):
        root.need("clauses").refuse(
            Text("条款须至少一条且编号不同", "at least one clause, each with its own id"),
            Text("请检查 id", "check the ids"),
        )
    return clauses


def _read_clause(part: Located, root: Located, vocabulary: Vocabulary) -> Clause:
    part.only(_CLAUSE)
    reader = ConditionReader(vocabulary)
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
    )


def _read_condition(part: Located, root: Located, reader: ConditionReader) -> Group:
    """Force, region and the written conditions, all required."""
    doc_no = root.need("doc_no").text()
    valid_to = root.get("valid_to")
    cited = Text(doc_no, doc_no)
    force = in_force(
        root.need("valid_from").date(), valid_to.date() if valid_to else None, article=cited
    )
    place = in_region(_read_region(root.need("region")), reader.vocabulary, article=cited)
    written = tuple(reader.read(item) for item in part.need("conditions").items)
    evidence = read_choice(part.get("evidence") or root.need("evidence"), EVIDENCE)
    article = read_article(part.need("article"))
    rests_on = Text(f"{doc_no} {article.zh}", f"{doc_no} {article.en}")
    head = Head(part.need("id").text(), part.need("title").both(), rests_on, evidence)
    return Group(head, "all", (force, *place, *written))
