"""Reading events from the B2B files (``.dzn``)."""

from kechuang.engines.timetable.reading.b2b import Read, read_event

__all__ = ["Read", "read_event"]
