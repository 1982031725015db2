"""A page whose server is gone keeps what was typed, and goes on when it is back."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from socket import socket

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import ISSUED, ROOT, ask, box, guarded


def start(folder: Path, port: int) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port)],
        cwd=ROOT,
        env=guarded(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline()
    return process


@pytest.mark.parametrize("draft", ["", "And wh"])
def test_a_question_waits_for_the_server_to_come_back(
    browser: Browser, tmp_path: Path, draft: str
) -> None:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = start(tmp_path, port)
    context = browser.new_context()
    page = context.new_page()
    try:
        page.goto(f"http://127.0.0.1:{port}")
        expect(ask(page, "Who issued the strategy?")).to_contain_text(ISSUED)
        os.kill(server.pid, signal.SIGKILL)
        server.communicate()
        ask(page, "What are the goals?", wait=False)
        if draft:  # what is typed meanwhile stays, and is not sent
            box(page).fill(draft)
        expect(page.locator(".pc-hint").last).to_contain_text("is asked when it is back")
        expect(box(page)).to_have_value(draft or "What are the goals?")
        expect(page.locator(".pc-question")).to_have_count(1)

        server = start(tmp_path, port)
        expect(page.locator(".pc-answer")).to_have_count(2)
        expect(page.locator(".pc-answer").last).to_contain_text("The strategic goals")
        expect(box(page)).to_have_value(draft)
    finally:
        context.close()
        server.kill()
        server.communicate()
