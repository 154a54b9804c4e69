"""What a run has computed so far, beside its result file, so that it can go on."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from kechuang.engines.match import Index, files_of, read_documents

QUESTION = "question"


def question_of(corpus: Path, queries: Path, asked: str) -> str:
    """A digest of all that decides the answers."""
    digests = []
    for file in (*files_of(corpus), *files_of(queries)):
        with file.open("rb") as content:
            digests.append(hashlib.file_digest(content, "sha256").hexdigest())
    return hashlib.sha256("\n".join([asked, *digests]).encode()).hexdigest()


class Unfinished:
    """The folder ``OUT.parts``: the index and the parts computed; gone once ``OUT`` is whole.

    What another question left there is thrown away.
    """

    def __init__(self, out: Path, question: str) -> None:
        self._out, self._question = out, question
        self._folder = out.with_name(f"{out.name}.parts")
        stamp = self._folder / QUESTION
        if not stamp.is_file() or stamp.read_text("utf-8") != question:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            stamp.write_text(question, "utf-8")
        self._kept = 0
        while self._part(self._kept).is_file():
            self._kept += 1

    def index_of(self, corpus: Path) -> Path:
        """The folder of the index, built at the first call.

        It is named for the question, since a process that lives on keeps what it opened.
        """
        folder = self._folder / f"index-{self._question[:16]}"
        if not Index.is_saved(folder):
            Index.build(read_documents(corpus)).save(folder)
        return folder.absolute()

    def kept(self) -> int:
        """How many parts are computed, from the first on."""
        return self._kept

    def keep(self, answers: bytes) -> None:
        """Keep the next part, whole or not at all."""
        _write(self._part(self._kept), answers)
        self._kept += 1

    def finish(self, parts: int) -> None:
        """Put the parts together and remove the folder."""
        draft = self._folder / "whole"
        with draft.open("wb") as whole:
            for number in range(parts):
                whole.write(self._part(number).read_bytes())
        os.replace(draft, self._out)
        shutil.rmtree(self._folder)

    def _part(self, number: int) -> Path:
        return self._folder / f"part-{number:06d}"


def _write(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    os.replace(draft, path)
