"""Packs: versions of the YAML packs that have been loaded, each kept for ever under its digest."""
