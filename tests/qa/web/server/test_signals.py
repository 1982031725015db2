"""A server ends when it is told to, whenever that is."""

import subprocess
import sys

from tests.browser.server import ROOT

# The handler is due, and nothing wakes the main thread: as when a signal comes just before it
# begins to wait.
UNSEEN = """
import _thread, signal, sys, threading
from qa.web.server.signals import interrupt, on_stop, wait_for_stop

def stop():
    main = threading.main_thread().ident
    while sys._current_frames()[main].f_code.co_name != "wait":
        pass
    _thread.interrupt_main(signal.SIGTERM)

on_stop(interrupt)
try:
    threading.Thread(target=stop).start()
    wait_for_stop()
except KeyboardInterrupt:
    print("stopped")
"""


def test_a_signal_just_before_the_wait_ends_it_too():
    command = [sys.executable, "-c", UNSEEN]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "stopped\n"
