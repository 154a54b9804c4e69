"""R1: random histories of the ledger against an independent model, and mutants it must kill."""
