"""The ledger's limited things."""
