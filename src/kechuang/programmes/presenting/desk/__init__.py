"""The bureau's desk in words and figures."""
