"""The README's screenshots, one of each state of the page."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.server import ROOT, Server, opened, ready
from tests.browser.states import STATES, State


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_screenshot(
    browser: Browser, private: Server, state: State, request: pytest.FixtureRequest
) -> None:
    """Taken with --screenshots only: a picture differs with the fonts of the machine."""
    if not request.config.getoption("--screenshots"):
        pytest.skip("no --screenshots")
    folder = ROOT / "docs"
    folder.mkdir(exist_ok=True)
    screen = {"viewport": {"width": 1280, "height": 800}} | state.options
    with opened(browser, private, **screen) as page:
        ready(page)
        state.reach(page)
        picture = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    # With 256 colours a third as large, and to the eye the same.
    picture.quantize(method=Image.Quantize.MAXCOVERAGE, kmeans=1).save(
        folder / f"{state.name}.png", optimize=True
    )
