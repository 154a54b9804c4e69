"""The demo: a fictional city that fills an empty installation (虚构示例)."""
