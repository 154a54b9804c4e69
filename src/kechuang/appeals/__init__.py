"""Appeals: what a firm says is wrong, a fact about it or an answer to it, and what it is told."""
