"""Measuring the engine: quality on labelled sets, speed against other engines."""

from kechuang.engines.match.bench.command_line import bench

__all__ = ["bench"]
