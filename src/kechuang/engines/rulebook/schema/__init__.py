"""The JSON Schema of policy packs, for editors: made from the very keys that the readers accept."""

from kechuang.engines.rulebook.schema.packs import pack_schema

__all__ = ["pack_schema"]
