"""A server ends when it is told to, whenever that is."""

import pytest

from qa.web.server import signals
from qa.web.server.signals import wait_for_stop


def test_the_wait_is_broken_off_now_and_then_for_a_signal_that_did_not_end_it(monkeypatch):
    waited: list[float | None] = []

    class Never:
        """An event that nobody sets; at last the handler of a signal is called."""

        def wait(self, timeout: float | None = None) -> bool:
            waited.append(timeout)
            if len(waited) == 3:
                raise KeyboardInterrupt
            return False

    monkeypatch.setattr(signals, "Event", Never)
    with pytest.raises(KeyboardInterrupt):
        wait_for_stop()
    assert waited == [1.0] * 3
