"""``python -m kechuang.engines.rulebook``: the rulebook alone, on files."""

from kechuang.engines.rulebook.command import rulebook

if __name__ == "__main__":
    rulebook()
