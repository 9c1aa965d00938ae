"""Open every page of the site in headless browsers, and look for what a reader would stumble on.

`python -m release.browser build/site`: each page at two widths, in the light and in the dark: no
error on the console, no request to elsewhere, no sideways scroll, every formula shown, cards within
the page, text that stands out from its ground; every link and anchor leads somewhere; the search
finds names and signs. Chromium and Firefox each open all of it; where one isn't there, a line says
so. The standard library alone: the browser is spoken
to through a pipe, in the words of its debugging protocol.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Protocol, Self
from urllib.parse import quote, unquote, urlsplit

from release import firefox

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
SEARCHES = {"mixed product": "#mixed_product", "⊗": ".html", "logits": "#refmath.logits"}
"""What is searched for, and what one of the addresses found has to hold."""

PATIENCE = 10.0
"""How many seconds a search may take."""

LOOKED_AT = (Path(__file__).parent / "browser.js").read_text(encoding="utf-8")


def main(folder: Path) -> int:
    """Look at a site.

    Args:
        folder: where its pages are.

    Returns:
        The exit status: 0 if nothing was found, or if there is no browser to look with.
    """
    pages = sorted(p for p in folder.rglob("*.html") if "_static" not in p.parts)
    if not pages:
        print(f"{folder}: expected pages, got none: `make docs` writes them", file=sys.stderr)
        return 2
    opened = []
    for called, names, kind in BROWSERS:
        program = next(filter(None, map(shutil.which, names)), None)
        if program is None or os.name != "posix":
            print(f"no {called} was found: links are followed, no page is opened in it")
        else:
            opened.append((called, kind, program))
    count = 0
    for said in objections(pages, folder, opened):
        print(said, flush=True)
        count += 1
    print(f"{len(pages)} pages, {count} objections")
    return int(count > 0)


def objections(
    pages: list[Path], folder: Path, browsers: list[tuple[str, type[Opened], str]]
) -> Iterator[str]:
    """Name all that is wrong, as it is found.

    Args:
        pages: the site's.
        folder: where they are.
        browsers: to open them in: what each is called, its kind, what to start.
    """
    yield from dead_links(pages)
    for called, kind, program in browsers:
        with kind(program) as browser:
            for n, page in enumerate(pages, 1):
                if sys.stderr.isatty():
                    print(f"\r{n} of {len(pages)} pages ", end="", file=sys.stderr, flush=True)
                yield from (f"{called}: {said}" for said in looked_at(browser, page))
            yield from (f"{called}: {said}" for said in searched(browser, folder / "search.html"))


# --- links ----------------------------------------------------------------------------------------


class _Links(HTMLParser):
    """What a page links to, and what can be linked to on it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what one element links to, and what it is called."""
        del tag
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("href", "src") and value:
                self.links.append(value)


def dead_links(pages: list[Path]) -> Iterator[str]:
    """Name links that lead nowhere, and ids that a page has twice.

    Args:
        pages: all pages of a site.
    """
    read = {page.resolve(): _Links(page.read_text(encoding="utf-8")) for page in pages}
    for page, held in read.items():
        for name in sorted({n for n in held.ids if held.ids.count(n) > 1}):
            yield f"{page.name}: the id {name} stands there more than once"
        for link in dict.fromkeys(held.links):
            to = urlsplit(link)
            if to.scheme or to.netloc:
                continue
            target = (page.parent / unquote(to.path)).resolve() if to.path else page
            if not target.is_file():
                yield f"{page.name}: a link to {link}, which is no file"
            elif to.fragment and target in read and unquote(to.fragment) not in read[target].ids:
                yield f"{page.name}: a link to {link}, which has no such place"


# --- the browser ----------------------------------------------------------------------------------


class Opened(Protocol):
    """A browser with one page, of whichever kind."""

    def __init__(self, program: str) -> None:
        """Start the program."""

    def __enter__(self) -> Self:
        """Return the browser."""

    def __exit__(self, *_: object) -> None:
        """End what was started."""

    def open(self, address: str) -> None:
        """Open a page and wait until it is there."""

    def show(self, *, width: int, scheme: str) -> None:
        """Give the page a width, and the reader's wish for light or dark."""

    def value(self, script: str) -> Any:
        """Run a script on the page, and return what its promise comes to."""

    @property
    def events(self) -> list[dict[str, Any]]:
        """What happened since the page was opened, in the words of Chromium's protocol."""


class Browser:
    """A headless Chromium with one page.

    Args:
        program: what to start.
    """

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        theirs, self._out = os.pipe()
        self._in, theirs_too = os.pipe()
        self._process = subprocess.Popen(
            [
                *("bash", "-c", f'exec "$@" 3<&{theirs} 4>&{theirs_too}', "bash", program),
                *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                *("--remote-debugging-pipe", f"--user-data-dir={self._profile.name}"),
                *("--disable-background-networking", "--force-color-profile=srgb", "about:blank"),
            ],
            pass_fds=(theirs, theirs_too),
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(theirs_too)
        self._rest, self._number = b"", 0
        self.events: list[dict[str, Any]] = []
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=page, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)  # a headless page has none

    _session = ""

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
        os.close(self._out)
        os.close(self._in)
        self._profile.cleanup()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask for something, and return the answer; what happens meanwhile is noted.

        Raises:
            RuntimeError: if the browser refuses, or doesn't answer in two minutes.
        """
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + 120
        while time.monotonic() < end:
            answer = self._read(end)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])
            self.events.append(answer)
        raise RuntimeError(f"{method}: no answer")

    def _read(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            part = os.read(self._in, 1 << 20) if ready else b""
            if not part:
                raise RuntimeError("the browser: no answer")
            self._rest += part
        first, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(first))

    def open(self, address: str) -> None:
        """Open a page and wait until it is there."""
        self.events.clear()
        self.call("Page.navigate", url=address)
        end = time.monotonic() + 120
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self._read(end))

    def show(self, *, width: int, scheme: str) -> None:
        """Give the page a width, and the reader's wishes: light or dark, and less motion."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        wishes = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.call("Emulation.setEmulatedMedia", features=features)

    def value(self, script: str) -> Any:
        """Run a script on the page, and return what its promise comes to.

        Raises:
            RuntimeError: if the script fails.
        """
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(f"script: {answer['exceptionDetails']}")
        return answer["result"].get("value")


def looked_at(browser: Opened, page: Path) -> Iterator[str]:
    """Name what is wrong on a page, at each width and in each scheme.

    Args:
        browser: to open it with.
        page: its file.
    """
    browser.open(page.resolve().as_uri())
    for width in WIDTHS:
        for scheme in SCHEMES:
            browser.show(width=width, scheme=scheme)
            found = browser.value(LOOKED_AT)
            yield from (f"{page.name}, {width} px, {scheme}: {said}" for said in found)
    yield from (f"{page.name}: {said}" for said in complaints(browser.events))


def complaints(events: list[dict[str, Any]]) -> Iterator[str]:
    """Name requests to elsewhere, and what went to the console as an error or a warning.

    >>> request = {"request": {"url": "https://fonts.example/a.woff2"}}
    >>> list(complaints([{"method": "Network.requestWillBeSent", "params": request}]))
    ['a request to https://fonts.example/a.woff2']
    """
    for event in events:
        method, params = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            url = params["request"]["url"]
            if not url.startswith(("file:", "data:", "about:")):
                yield f"a request to {url}"
        elif method == "Network.loadingFailed":
            yield f"a file that could not be loaded: {params.get('errorText')}"
        elif method == "Runtime.exceptionThrown":
            yield f"an exception: {params['exceptionDetails'].get('text')}"
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            yield f"on the console: {[a.get('value') for a in params['args']]}"
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            yield f"in the log: {params['entry']['text']}"


def searched(browser: Opened, page: Path) -> Iterator[str]:
    """Name what the search doesn't find, opened as a file.

    Args:
        browser: to open it with.
        page: the search's.
    """
    results = "[...document.querySelectorAll('#search-results a')].map(a => a.href)"
    for words, place in SEARCHES.items():
        browser.open(f"{page.resolve().as_uri()}?q={quote(words)}")
        end, found = time.monotonic() + PATIENCE, list[str]()
        while not any(place in link for link in found) and time.monotonic() < end:
            time.sleep(0.2)
            found = browser.value(results)
        if not any(place in link for link in found):
            yield f"the search for «{words}» doesn't find {place}: {found[:5]}"


BROWSERS: tuple[tuple[str, tuple[str, ...], type[Opened]], ...] = (
    ("Chromium", NAMES, Browser),
    ("Firefox", firefox.NAMES, firefox.Firefox),
)
"""What each is called, what its program may be called, and how it is spoken to."""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
