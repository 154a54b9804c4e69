"""Forms of the ledger, one module per subject."""
