"""`python -m evals.speed.browser`: how fast the page is, in Chromium. The home of playwright."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Error, Page, sync_playwright

from evals.cases import ARTICLE, load_cases
from evals.speed.machine import machine
from evals.speed.server import app
from index import PinciteError

STARTS, QUESTIONS, CLICKS = 3, 20, 20
"""How often each is timed."""

# Milliseconds for the last answer: a question that comes sooner waits for its suggestions.
_READ = 2000
_LAST = "Who issued the strategy?"
_USABLE = "document.activeElement?.matches('#pc-question textarea')"
_CLEAR = (
    """() => document.dispatchEvent(new CustomEvent("pincite", { detail: { does: "clear" } }))"""
)
# Milliseconds until a reply stands in the page.
_ASK = """question => new Promise(done => {
  const form = document.querySelector("#pc-question");
  const begun = performance.now();
  new MutationObserver((_, observer) => {
    if (!document.querySelector(".pc-reply")) return;
    observer.disconnect();
    done(performance.now() - begun);
  }).observe(document.body, { childList: true, subtree: true });
  form.elements.question.value = question;
  form.requestSubmit();
})"""
# Milliseconds until the frame with the highlight is painted, from elsewhere in the source.
_CLICK = """() => new Promise(done => {
  document.querySelector("#pc-source").scrollTo(0, 0);
  const begun = performance.now();
  document.querySelector("#pc-chat a.pc-cite").click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
})"""
_WEIGHT = """() => ["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind))
  .reduce(([count, bytes], it) => [count + 1, bytes + it.transferSize], [0, 0])"""


def _load_page(browser: Browser, url: str) -> tuple[float, Page]:
    """Seconds until a question can be typed, and the page."""
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    begun = perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(_USABLE)
    return perf_counter() - begun, page


def _asked(page: Page, question: str) -> float:
    page.wait_for_timeout(_READ)
    page.evaluate(_CLEAR)
    page.locator(".pc-reply").wait_for(state="detached")
    return float(page.evaluate(_ASK, question)) / 1000


def measured(chromium: str | None) -> tuple[dict[str, list[float]], int, int]:
    """Use the page in the browser at ``chromium``, or Playwright's own.

    Returns the times of each thing in seconds, and the requests and bytes of a first visit.

    Raises:
        PinciteError: when the app or the browser does not start.
    """
    asked = [case.question for case in load_cases(ARTICLE) if case.answers][: QUESTIONS - 1]
    loads = []
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=chromium)
        except Error as error:
            raise PinciteError("No Chromium starts.", "Name one with --chromium.") from error
        for _ in range(STARTS - 1):
            with app(Path(home)) as url:
                loads.append(_load_page(browser, url)[0])
        with app(Path(home)) as url:
            taken, page = _load_page(browser, url)
            page.locator(".pc-report:not(:empty)").wait_for(state="attached", timeout=120_000)
            requests, weight = page.evaluate(_WEIGHT)
            answers = [_asked(page, question) for question in (*asked, _LAST)]
            page.locator(".pc-ask").first.wait_for()
            clicks = [float(page.evaluate(_CLICK)) / 1000 for _ in range(CLICKS)]
        browser.close()
    times = {
        "page usable, from when the app answers": [*loads, taken],
        "answer, from the question, warm": answers,
        "highlight painted, from the click": clicks,
    }
    return times, requests, weight


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print a table; 2 when it could not be measured."""
    does = "Measure how fast the page is; needs the test tools."
    parser = argparse.ArgumentParser(prog="python -m evals.speed.browser", description=does)
    installed = os.environ.get("PINCITE_CHROMIUM") or shutil.which("chromium")
    parser.add_argument("--chromium", metavar="PATH", default=installed, help="the browser")
    try:
        times, requests, weight = measured(parser.parse_args(argv).chromium)
    except PinciteError as error:
        print(f"python -m evals.speed.browser: {error}", file=sys.stderr)
        return 2
    print(f"{machine()}\n\n| in Chromium | median | slowest | of |\n|---|---:|---:|---:|")
    for name, taken in times.items():
        middle, most = median(taken) * 1000, max(taken) * 1000
        print(f"| {name} | {middle:.0f} ms | {most:.0f} ms | {len(taken)} |")
    print(f"\nA first visit transfers {weight / 1e6:.2f} MB in {requests} requests.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
