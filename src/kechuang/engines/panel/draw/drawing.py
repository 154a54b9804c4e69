"""The draw: a pure function of sealed pool, seed and public word, which anyone can repeat."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kechuang.engines.panel.draw.fitting import can_be_completed
from kechuang.engines.panel.draw.pool import Pool, Qualified
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text

SEED_BYTES = 32


@dataclass(frozen=True)
class Drawn:
    """``panel`` in the order of the draw; ``tickets`` of the whole pool in ascending order."""

    pool: Pool
    seed: str
    public: str
    absent: tuple[str, ...]
    panel: tuple[str, ...]
    tickets: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, Any]:
        """The export from which an outsider repeats the draw (see ``outsider.py``)."""
        return {
            "pool": self.pool.as_dict(),
            "pool_digest": self.pool.digest,
            "seed": self.seed,
            "commitment": commitment(self.pool, self.seed),
            "public": self.public,
            "absent": list(self.absent),
            "panel": list(self.panel),
        }


def commitment(pool: Pool, seed: str) -> str:
    """What is published before the draw: SHA-256 of the pool's digest and the secret seed.

    ``seed``: 64 hex digits from a cryptographic source. Refuses (``PanelError``) anything else.
    """
    _refuse_weak(seed)
    return hashlib.sha256(f"{pool.digest}\n{seed}".encode()).hexdigest()


def draw(pool: Pool, *, seed: str, public: str = "", absent: Sequence[str] = ()) -> Drawn:
    """Seat experts by ascending ticket, passing over whoever would leave the panel unfillable.

    ``public`` is a word nobody could foresee when the seed was committed. ``absent``: drawn experts
    who do not come, in order; each is replaced by the first ticket that fits the others.
    Refuses (``PanelError``) a pool that cannot fill the panel.
    """
    _refuse_weak(seed)
    tickets = sorted((_ticket(pool, seed, public, expert.id), expert.id) for expert in pool.experts)
    known = {expert.id: expert for expert in pool.experts}
    order = [known[name] for _, name in tickets]
    panel = _filled(pool, [], order)
    for number, name in enumerate(absent, start=1):
        _refuse_stranger(name, panel)
        gone = set(absent[:number])
        staying = [expert for expert in panel if expert.id != name]
        panel = _filled(pool, staying, [e for e in order if e.id not in gone])
    names = tuple(expert.id for expert in panel)
    return Drawn(pool, seed, public, tuple(absent), names, tuple(tickets))


def _ticket(pool: Pool, seed: str, public: str, name: str) -> str:
    message = f"{pool.digest}\n{public}\n{name}".encode()
    return hmac.new(bytes.fromhex(seed), message, hashlib.sha256).hexdigest()


def _filled(pool: Pool, seated: list[Qualified], order: list[Qualified]) -> list[Qualified]:
    waiting = [expert for expert in order if expert not in seated]
    if not can_be_completed(pool, seated, waiting):
        raise _too_small(pool)
    while len(seated) < pool.quotas.seats:
        expert, *waiting = waiting
        if can_be_completed(pool, [*seated, expert], waiting):
            seated = [*seated, expert]
    return seated


def _refuse_weak(seed: str) -> None:
    if len(seed) != 2 * SEED_BYTES or set(seed) - set("0123456789abcdef"):
        raise PanelError(
            Text("抽签种子不能采用", "The seed cannot be used"),
            Text("它不是64位小写十六进制数", "it is not 64 lower-case hexadecimal digits"),
            Text("请用密码学随机源生成", "Take it from a cryptographic source"),
        )


def _refuse_stranger(name: str, panel: list[Qualified]) -> None:
    if name not in {expert.id for expert in panel}:
        raise PanelError(
            Text("不能递补", "There is nobody to replace"),
            Text(f"“{name}”不在评审组里", f"“{name}” does not sit on the panel"),
            Text("请填已抽中的专家", "Name an expert who was drawn"),
        )


def _too_small(pool: Pool) -> PanelError:
    quotas = pool.quotas
    return PanelError(
        Text("名单不足以组成评审组", "The pool cannot fill the panel"),
        Text(
            f"{len(pool.experts)}人中选不出{quotas.seats}人而同时满足单位和地区要求",
            f"no {quotas.seats} of {len(pool.experts)} experts keep the rules on units and regions",
        ),
        Text(
            "请扩充名单，或放宽地区、单位要求后重新封存",
            "Add experts or relax a rule, and seal anew",
        ),
    )
