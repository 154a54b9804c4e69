"""Accounts: people who log in, the departments of the bureau, and memberships."""
