"""Addresses by who uses them: everybody and applicants, the bureau, those who run a project."""
