"""The command line: one file per command, each a thin door to services, selectors and engines."""
