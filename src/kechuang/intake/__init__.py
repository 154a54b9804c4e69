"""Intake: tables become records; each row is accepted, rejected with its reasons, or blank."""
