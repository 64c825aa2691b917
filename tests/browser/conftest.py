"""The Chromium of the system, without a window, in which handouts are opened and printed."""

import os
import shutil
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all; where there is none, its tests are skipped, but never in CI."""
    if CHROMIUM is None:
        message = "there is no chromium here (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Opened(NamedTuple):
    """A page that runs no script, and what it asked the network for."""

    page: Page
    requests: list[str]


@pytest.fixture(scope="session")
def unscripted(chromium: Browser) -> Opened:
    """One page without scripts for all."""
    page = chromium.new_context(java_script_enabled=False, offline=True).new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    return Opened(page, requests)


@pytest.fixture
def opened(unscripted: Opened) -> Opened:
    """The page without scripts, as if it were new."""
    unscripted.page.emulate_media(media="null")
    unscripted.requests.clear()
    return unscripted


@pytest.fixture(scope="session")
def scripted(chromium: Browser) -> Page:
    """One page for all in which scripts of ours look at what is shown."""
    return chromium.new_context(bypass_csp=True, offline=True).new_page()
