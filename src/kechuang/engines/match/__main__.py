"""Use the engine on files: ``python -m kechuang.engines.match search|run``."""

from kechuang.engines.match import match

if __name__ == "__main__":
    match()
