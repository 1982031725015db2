from queue import SimpleQueue
from threading import get_ident

import pytest

from index.search.threads import begin

SECONDS = 60  # so that a fault does not wait for ever


def test_work_beside_this_thread_is_done_meanwhile():
    given: SimpleQueue[int] = SimpleQueue()
    result = begin(lambda: (given.get(timeout=SECONDS), get_ident()), beside=True)
    given.put(7)  # what it waits for
    number, thread = result()
    assert number == 7
    assert thread != get_ident()


def test_work_that_is_not_worth_a_thread_is_done_when_it_is_asked_for():
    done: list[int] = []
    result = begin(lambda: done.append(get_ident()), beside=False)
    assert done == []
    result()
    assert done == [get_ident()]


@pytest.mark.parametrize("beside", [True, False])
def test_what_fails_fails_where_it_is_asked_for(beside):
    def fail():
        raise LookupError("nothing there")

    result = begin(fail, beside=beside)
    with pytest.raises(LookupError, match="nothing there"):
        result()
