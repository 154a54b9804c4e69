"""Jobs are computed a little ahead, and given back in their order."""

from __future__ import annotations

import pickle
from concurrent.futures import Future
from itertools import islice

from kechuang.batch.executors import AHEAD, WORTH_A_POOL, InlineExecutor, executor_for, in_order
from kechuang.batch.frozen import InputsAltered


class Eager(InlineExecutor):
    """Remembers what was handed in and finishes nothing."""

    def __init__(self) -> None:
        self.handed_in: list[Future[object]] = []

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> Future[object]:
        self.handed_in.append(Future())
        self.handed_in[0].set_result(None) if len(self.handed_in) == 1 else None
        return self.handed_in[-1]


def test_this_process_begins_a_job_only_when_the_one_before_is_taken() -> None:
    begun: list[int] = []

    def begin(job: int) -> int:
        begun.append(job)
        return job

    for job, result in in_order(InlineExecutor(), begin, range(5)):
        assert result == job
        assert begun == list(range(job + 1))


def test_only_a_few_jobs_are_handed_in_ahead() -> None:
    executor = Eager()

    list(islice(in_order(executor, str, range(1_000)), 1))

    assert len(executor.handed_in) == AHEAD + 1


def test_closing_gives_up_what_has_not_begun() -> None:
    executor = Eager()
    results = in_order(executor, str, range(1_000))
    next(results)

    results.close()

    assert all(future.cancelled() for future in executor.handed_in[1:])


def test_few_jobs_and_one_worker_stay_in_this_process() -> None:
    assert isinstance(executor_for(WORTH_A_POOL - 1, workers=8), InlineExecutor)
    assert isinstance(executor_for(1_000, workers=1), InlineExecutor)


def test_a_refusal_comes_back_from_another_process_whole() -> None:
    refusal = pickle.loads(pickle.dumps(InputsAltered("ab12")))

    assert refusal.digest == "ab12"
    assert "ab12" in refusal.why.en
