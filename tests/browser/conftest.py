"""A real Chromium on real pages: Debian's browser, no request to anywhere else."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from commune_security.demo import PASSWORD, load_demo
from tests.factories import ensure_catalogue

# Playwright runs an event loop in the test thread; Django must not mind.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def portal(live_server, settings):
    """The address of a portal with the demo in it, whose users sign in by password alone."""
    settings.SECOND_FACTOR = False
    ensure_catalogue()
    load_demo()
    return live_server.url


class Visitor:
    """A signed-in user at a screen; collects what no page may do."""

    def __init__(self, browser, url, username, screen) -> None:
        self.context = browser.new_context(viewport=screen, locale="vi-VN", base_url=url)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self._request(request.url, url))
        if username:
            self.sign_in(username)
            self.page.wait_for_url(f"{url}/")

    def _console(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(message.text)

    def _request(self, asked: str, url: str) -> None:
        if not asked.startswith((url, "data:")):
            self.faults.append(f"left the server: {asked}")

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        self.page.goto("/accounts/sign-in/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("button", name="Đăng nhập").click()

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.1 A and AA on the page as it stands.

        It measures with styles of its own, which our policy refuses: not the page's fault.
        """
        before = len(self.faults)
        found = Axe().run(
            self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
        )
        del self.faults[before:]
        return [
            f"{item['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
            for item in found.response["violations"]
            for node in item["nodes"]
        ]

    def fits(self) -> bool:
        """Whether the page needs no sideways scrolling."""
        return self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def visit(browser, portal):
    visitors = []

    def make(username: str | None, screen=DESKTOP) -> Visitor:
        visitors.append(Visitor(browser, portal, username, screen))
        return visitors[-1]

    yield make
    faults = [fault for visitor in visitors for fault in visitor.faults]
    for visitor in visitors:
        visitor.context.close()
    assert faults == []
