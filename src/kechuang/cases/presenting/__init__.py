"""Cases in the words and figures that pages show."""
