"""The promises of docs/proof.md, each measured on both databases, each with its red control."""
