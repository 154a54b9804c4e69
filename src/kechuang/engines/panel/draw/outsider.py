"""Repeat a draw of Kechuang from its published record, with the standard library alone.

    python outsider.py record.json

Prints the panel and whether the record holds (else ends with 1). Imports nothing of the platform.
"""

import hashlib
import hmac
import json
import sys
import unicodedata
from collections import Counter
from typing import Any


def normalised(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [normalised(part) for part in value]
    if isinstance(value, dict):
        return {normalised(key): normalised(part) for key, part in value.items()}
    return value


def digest(pool: Any) -> str:
    shape: Any = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    return hashlib.sha256(json.dumps(normalised(pool), **shape).encode()).hexdigest()


def region_cap(pool: Any, region: str) -> int:
    cap: int = pool["seats"] if pool["region_at_most"] is None else pool["region_at_most"]
    return min(cap, pool["seats"] - pool["away_at_least"]) if region == pool["region"] else cap


def can_finish(pool: Any, seated: list[Any], left: list[Any]) -> bool:
    """Whether units and regions leave room: the greatest flow units → regions, path by path."""
    units = Counter({unit: pool["unit_at_most"] for _, unit, _ in seated + left})
    homes = {region or pool["region"] for _, _, region in seated + left}
    room = Counter({region: region_cap(pool, region) for region in homes})
    units.subtract(unit for _, unit, _ in seated)
    room.subtract(region or pool["region"] for _, _, region in seated)
    if min([*units.values(), *room.values()], default=0) < 0:
        return False
    arcs = Counter((unit, region or pool["region"]) for _, unit, region in left)
    flow: Counter[Any] = Counter()

    def push(unit: str, seen: set[str]) -> bool:
        for one, region in arcs:
            if one != unit or region in seen or flow[one, region] >= arcs[one, region]:
                continue
            seen.add(region)
            others = [key for key, number in flow.items() if key[1] == region and number]
            moved = next((key for key in others if room[region] < 1 and push(key[0], seen)), None)
            if room[region] > 0:
                room[region] -= 1
            elif moved is not None:
                flow[moved] -= 1
            else:
                continue
            flow[one, region] += 1
            return True
        return False

    tries = [unit for unit in units for _ in range(units[unit])]
    found = sum(push(unit, set()) for unit in tries)
    return found + len(seated) >= int(pool["seats"])


def repeat(record: Any) -> list[str]:
    pool, key = record["pool"], bytes.fromhex(record["seed"])
    head = f"{digest(pool)}\n{record['public']}\n"
    order = sorted(
        pool["experts"], key=lambda e: hmac.new(key, (head + e[0]).encode(), "sha256").digest()
    )
    gone: list[str] = []
    panel: list[Any] = []
    for name in ["", *record["absent"]]:
        gone.append(name)
        panel = [expert for expert in panel if expert[0] != name]
        waiting = [e for e in order if e[0] not in gone and e not in panel]
        while len(panel) < pool["seats"]:
            expert, *waiting = waiting
            if can_finish(pool, [*panel, expert], waiting):
                panel.append(expert)
    return [expert[0] for expert in panel]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        RECORD = json.load(file)
    OWN, PANEL = digest(RECORD["pool"]), repeat(RECORD)
    COMMITTED = hashlib.sha256(f"{OWN}\n{RECORD['seed']}".encode()).hexdigest()
    SAID = [RECORD[name] for name in ("pool_digest", "commitment", "panel")]
    HELD = SAID == [OWN, COMMITTED, PANEL]
    verdict = "一致 / the record holds" if HELD else "不一致 / the record does NOT hold"
    sys.stdout.write("\n".join([*PANEL, verdict, ""]))
    sys.exit(0 if HELD else 1)
