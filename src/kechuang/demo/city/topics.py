"""The topics of the fictional city, read from ``texts/``: one YAML file per field of FIELDS."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kechuang.demo.city.shapes import FIELDS

TEXTS = Path(__file__).parent / "texts"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Method:
    """A technique: a noun phrase, the clause that says how it works, and its English name."""

    name: str
    mechanism: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Want:
    """What a firm looks for (noun phrase) and the pain behind it (sentence without full stop)."""

    thing: str
    pain: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A measured quantity: what firms have now, what they ask for, what laboratories reach."""

    name: str
    unit: str
    current: str
    target: str
    reached: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One narrow theme on which outcomes and demands meet.

    ``issue`` is a predicate of the objects; ``line`` a predicate of the firm; ``parameters`` are
    (name, low, high, unit) of the field, from which confidential process settings are drawn.
    """

    id: str
    field: str
    kind: str
    name: str
    name_en: str
    use_en: str
    pain_en: str
    discipline: str
    ipc: str
    issue: str
    line: str
    objects: tuple[str, ...]
    applications: tuple[str, ...]
    keywords: tuple[str, ...]
    methods: tuple[Method, ...]
    wants: tuple[Want, ...]
    metrics: tuple[Metric, ...]
    parameters: tuple[tuple[str, int, int, str], ...]


@cache
def load_topics() -> tuple[Topic, ...]:
    """Every topic, in the order of FIELDS and of each file."""
    return tuple(topic for field in FIELDS for topic in _field_topics(field))


@cache
def load_phrases(name: str) -> dict[str, Any]:
    """The sentence frames in ``texts/phrases/<name>.yaml``."""
    phrases: dict[str, Any] = _read(TEXTS / "phrases" / f"{name}.yaml")
    return phrases


def _field_topics(field: str) -> Iterable[Topic]:
    content = _read(TEXTS / f"{field}.yaml")
    parameters = tuple(_parameter(line) for line in content["parameters"])
    for entry in content["topics"]:
        yield _topic(entry, field=field, kind=content["kind"], parameters=parameters)


def _topic(entry: dict[str, Any], **of_field: Any) -> Topic:
    lists = {key: tuple(entry[key]) for key in ("objects", "applications", "keywords")}
    records = {
        "methods": tuple(Method(*line.split("|")) for line in entry["methods"]),
        "wants": tuple(Want(*line.split("|")) for line in entry["wants"]),
        "metrics": tuple(Metric(*line.split("|")) for line in entry["metrics"]),
    }
    return Topic(**{**of_field, **entry, **lists, **records})


def _parameter(line: str) -> tuple[str, int, int, str]:
    name, low, high, unit = line.split("|")
    return name, int(low), int(high), unit


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (safe loaders only)
