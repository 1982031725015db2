"""The browser that the browser tests drive: find one or, run as a script, install one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Asked in a process of its own: Playwright's sync API can't start inside a running loop.
DOWNLOADED = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find() -> str | None:
    """Return the path of a Chromium or Chrome that starts, or None.

    PINCITE_CHROMIUM, where set, names the only one that counts.
    """
    named = os.environ.get("PINCITE_CHROMIUM")
    return next(filter(_starts, [named] if named else _candidates()), None)


def install() -> None:
    """Try Debian's package where root may install it, then Playwright's download."""
    apt = shutil.which("apt-get") if os.geteuid() == 0 else None
    if apt:
        packages = ["chromium", "fonts-liberation"]
        if _run(apt, "-qq", "update") and _run(
            apt, "-qq", "-y", "install", "--no-install-recommends", *packages
        ):
            return
    libraries = ["--with-deps"] if apt else []
    _run(sys.executable, "-m", "playwright", "install", *libraries, "chromium")


def main() -> None:
    """Print the path of a browser, installed first if there is none."""
    named = os.environ.get("PINCITE_CHROMIUM")
    path = find()
    if path is None and not named:
        print("No Chromium found: installing one.", file=sys.stderr, flush=True)
        install()
        path = find()
    if path is None:
        sys.exit(
            f"PINCITE_CHROMIUM: {named} does not start."
            if named
            else "No Chromium could be had: install one, or name one in PINCITE_CHROMIUM."
        )
    print(path)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    asked = subprocess.run(
        [sys.executable, "-c", DOWNLOADED], capture_output=True, text=True, check=False
    )
    yield asked.stdout.strip()
    yield from MACOS


def _starts(path: str) -> bool:
    # Being there isn't enough: Ubuntu's chromium-browser may only point to a snap.
    try:
        subprocess.run([path, "--version"], capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _run(*command: str) -> bool:
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    main()
