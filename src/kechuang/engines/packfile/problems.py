"""All problems of one file, gathered instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from kechuang.engines.packfile.refusals import PackError
from kechuang.engines.wording import Text


class BrokenPackError(PackError):
    """A file with one or more problems, in the order of their lines."""

    def __init__(self, problems: Sequence[PackError]) -> None:
        first = problems[0]
        more = len(problems) - 1
        what, why, mend = first._parts
        also_zh = "".join(f"\n{problem.said_in('zh')}" for problem in problems[1:])
        also_en = "".join(f"\n{problem.said_in('en')}" for problem in problems[1:])
        also = Text(f"（共{more + 1}处）{also_zh}", f" ({more + 1} in all){also_en}")
        listed = Text(mend.zh + also.zh, mend.en + also.en) if more else mend
        super().__init__(file=first.file, line=first.line, what=what, why=why, mend=listed)
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[object, ...]:
        return BrokenPackError, (self.problems,)


class Problems:
    """Gathers refusals while a file is read; ``is_partial`` once a whole part was given up."""

    def __init__(self) -> None:
        self.found: list[PackError] = []
        self.is_partial = False

    def note(self, problem: PackError) -> None:
        """One more problem; the reading goes on with the same part."""
        self.found.append(problem)

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Gives up the part read inside when it is refused, and goes on after it."""
        try:
            yield
        except BrokenPackError as broken:
            self.found += broken.problems
            self.is_partial = True
        except PackError as problem:
            self.found.append(problem)
            self.is_partial = True

    def refuse(self) -> None:
        """BrokenPackError when anything was found."""
        if self.found:
            seen = {(error.file, error.line, str(error)): error for error in self.found}
            raise BrokenPackError([seen[key] for key in sorted(seen)])
