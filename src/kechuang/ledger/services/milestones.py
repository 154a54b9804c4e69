"""Accepting a tranche; releasing what will not be paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Model

from kechuang.base.errors import Text, invalid
from kechuang.engines.tally import split
from kechuang.ledger.conditions import refuse_unmet
from kechuang.ledger.models import Grant, Tranche, TrancheShare, Voucher
from kechuang.ledger.refusals import NOT_POSTED, already_done, yuan
from kechuang.ledger.selectors.tracing import vouchers_promising
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.states import Kind


@transaction.atomic
def accept_tranche(
    *, warrant: Warrant, tranche: Tranche, acceptance: str, amount_fen: int | None = None
) -> Voucher:
    """The condition is met under document ``acceptance``: the tranche may now be paid.

    A smaller ``amount_fen`` accepts in part: each fund bears its portion and the rest goes back
    to the budget lines. Raises ``AlreadyDone`` for a tranche accepted or released before, and
    whatever a room above has against it (``kechuang.ledger.conditions``).
    """
    granted = tranche.amount_fen if amount_fen is None else amount_fen
    _require_within(tranche, granted, acceptance)
    content = {"tranche": tranche.pk, "acceptance": acceptance, "amount_fen": granted}
    order = _order(warrant, tranche.grant, "accept_tranche", content, acceptance)
    if earlier := posted_before(order):
        return earlier
    current = _locked(tranche)
    refuse_unmet(current)
    parts = list(current.parts.select_related("share__line__account", "share__obligation"))
    amounts = split(granted, [part.amount_fen for part in parts])
    entries = [e for part, fen in zip(parts, amounts, strict=True) for e in _accepted(part, fen)]
    current.accepted_on, current.acceptance = warrant.on, acceptance
    current.save(update_fields=["accepted_on", "acceptance"])
    said = Text(
        f"{current} 验收通过 {yuan(granted)} 元", f"{current}: {yuan(granted)} yuan accepted"
    )
    return post(order, entries, said, sealed=[current], beside=vouchers_promising(parts))


@transaction.atomic
def release_tranches(
    *, warrant: Warrant, grant: Grant, reason: str, is_cancelled: bool = False
) -> Voucher:
    """Give back what was promised for every tranche not yet accepted (核减、终止).

    ``is_cancelled`` cancels the grant itself, which frees its ground; refused once a tranche was
    accepted.
    """
    content = {"grant": grant.number, "reason": reason, "is_cancelled": is_cancelled}
    order = _order(warrant, grant, "release_tranches", content, reason)
    if earlier := posted_before(order):
        return earlier
    waiting = list(_waiting_tranches(grant, is_cancelled=is_cancelled))
    parts = list(TrancheShare.objects.filter(tranche__in=waiting, share__line__isnull=False))
    entries = [_released(part, part.amount_fen) for part in parts if part.amount_fen]
    changed = _mark_released(waiting, grant, warrant, is_cancelled=is_cancelled)
    said = Text(f"{grant.number} 核减：{reason}", f"{grant.number} released: {reason}")
    return post(order, entries, said, sealed=changed, beside=vouchers_promising(parts))


def _mark_released(
    waiting: Sequence[Tranche], grant: Grant, warrant: Warrant, *, is_cancelled: bool
) -> list[Model]:
    Tranche.objects.filter(pk__in=[t.pk for t in waiting]).update(released_on=warrant.on)
    for tranche in waiting:
        tranche.released_on = warrant.on
    if not is_cancelled:
        return [*waiting]
    cancelled = Grant.objects.get(pk=grant.pk)
    cancelled.cancelled_at = warrant.at
    cancelled.save(update_fields=["cancelled_at"])
    return [*waiting, cancelled]


def _order(
    warrant: Warrant, grant: Grant, command: str, content: dict[str, object], decision: str
) -> Order:
    return Order(warrant, grant.scheme.book, command, content, decision, grant.rule_version)


def _require_within(tranche: Tranche, amount_fen: int, acceptance: str) -> None:
    if not acceptance.strip() or not 0 < amount_fen <= tranche.amount_fen:
        raise invalid(
            NOT_POSTED,
            f"验收文号为空，或验收金额 {yuan(amount_fen)} 元不在节点金额 "
            f"{yuan(tranche.amount_fen)} 元之内",
            f"the acceptance document is missing, or {yuan(amount_fen)} yuan is not within "
            f"the tranche's {yuan(tranche.amount_fen)} yuan",
            Text(
                "请填写验收文号和不超过节点的金额",
                "Give the document and an amount not above the tranche",
            ),
        )


def _locked(tranche: Tranche) -> Tranche:
    current = Tranche.objects.select_for_update().get(pk=tranche.pk)
    if current.accepted_on or current.released_on:
        raise already_done("该节点已验收或已核减", "the tranche was accepted or released before")
    return current


def _waiting_tranches(grant: Grant, *, is_cancelled: bool) -> Iterable[Tranche]:
    tranches = list(grant.tranches.select_for_update())
    if is_cancelled and any(tranche.accepted_on for tranche in tranches):
        raise already_done(
            "已有节点验收，不能整体取消；可核减其余节点或追回",
            "a tranche was accepted: release the others or claw back instead",
        )
    waiting = [t for t in tranches if not t.accepted_on and not t.released_on]
    if not waiting:
        raise already_done("没有可核减的节点", "no tranche is left to release")
    return waiting


def _accepted(part: TrancheShare, amount_fen: int) -> Iterable[Entry]:
    if part.share.obligation is None or part.accepted is None:
        return
    if amount_fen:
        yield Entry(
            kind=Kind.ACCEPT,
            debit=part.share.obligation,
            credit=part.accepted,
            amount_fen=amount_fen,
            reference=f"part:{part.pk}",
        )
    if amount_fen < part.amount_fen:
        yield _released(part, part.amount_fen - amount_fen)


def _released(part: TrancheShare, amount_fen: int) -> Entry:
    share = part.share
    if share.obligation is None or share.line is None:
        raise ValueError("only public funds are released")
    return Entry(
        kind=Kind.RELEASE,
        debit=share.obligation,
        credit=share.line.account,
        amount_fen=amount_fen,
        reference=f"part:{part.pk}",
    )
