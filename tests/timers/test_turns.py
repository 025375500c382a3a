"""A call that comes while another is at work is not lost."""

import contextlib
import threading

from app.timers.turns import OneAtATime


def test_who_asks_while_another_is_at_it_does_not_wait_and_is_not_forgotten():
    turns, done = OneAtATime(), []
    under_way, go_on = threading.Event(), threading.Event()

    def work() -> None:
        done.append(threading.current_thread().name)
        under_way.set()
        go_on.wait(10)

    first = threading.Thread(target=lambda: turns.do(work), name="first")
    first.start()
    under_way.wait(10)

    turns.do(work)  # returns at once: the first has read its last row, but still holds the lock

    assert done == ["first"]
    go_on.set()
    first.join(10)
    assert done == ["first", "first"]


def test_a_work_that_fails_leaves_the_way_free_for_the_next():
    turns, done = OneAtATime(), []

    def fails() -> None:
        raise ValueError

    for work in (fails, lambda: done.append(1)):
        with contextlib.suppress(ValueError):
            turns.do(work)

    assert done == [1]
