"""What pages of reviews show, made from what the selectors give."""
