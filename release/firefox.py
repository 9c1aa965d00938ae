"""A headless Firefox with one page, as `release.browser` has a Chromium: through its own protocol.

The page stands in a frame, which may be narrower than any window. The standard library alone.
"""

from __future__ import annotations

import html
import json
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

NAMES = ("firefox", "firefox-esr")

_PREFERENCES = {
    "marionette.port": 0,  # any that is free
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.captive-portal-service.enabled": False,
    "ui.prefersReducedMotion": 1,
}
_SCHEME = "layout.css.prefers-color-scheme.content-override"
_ERRORS = """
const errors = Services.console.getMessageArray().filter((said) =>
  said instanceof Ci.nsIScriptError && said.category.startsWith("content") && !(said.flags & 1));
Services.console.reset();
return errors.map((said) => said.errorMessage);
"""


class Firefox:
    """A headless Firefox with one page.

    Args:
        program: what to start.
    """

    def __init__(self, program: str) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        profile = Path(self._folder.name)
        written = (f'user_pref("{k}", {json.dumps(v)});\n' for k, v in _PREFERENCES.items())
        (profile / "user.js").write_text("".join(written), encoding="utf-8")
        self._process = subprocess.Popen(
            [
                *(program, "--headless", "--no-remote", "--profile", str(profile)),
                *("--marionette", "--remote-allow-system-access"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._socket = self._connected(profile / "MarionetteActivePort")
        self._rest, self._number = b"", 0
        self._read()
        self.call("WebDriver:NewSession", {"acceptInsecureCerts": False})

    def _connected(self, port: Path) -> socket.socket:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            try:
                return socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=120)
            except (OSError, ValueError):
                time.sleep(0.2)
        self._process.terminate()
        raise RuntimeError("Firefox: no answer")

    def __enter__(self) -> Firefox:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(timeout=60)
        self._folder.cleanup()

    def call(self, method: str, params: dict[str, Any]) -> Any:
        """Ask for something, and return the answer.

        Raises:
            RuntimeError: if the browser refuses, or doesn't answer in two minutes.
        """
        self._number += 1
        message = json.dumps([0, self._number, method, params]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{method}: {error.get('message')}")
        return result.get("value", result) if isinstance(result, dict) else result

    def _read(self) -> Any:
        while b":" not in self._rest:
            self._receive()
        length, _, self._rest = self._rest.partition(b":")
        while len(self._rest) < int(length):
            self._receive()
        message, self._rest = self._rest[: int(length)], self._rest[int(length) :]
        return json.loads(message)

    def _receive(self) -> None:
        part = self._socket.recv(1 << 20)
        if not part:
            raise RuntimeError("Firefox: no answer")
        self._rest += part

    def open(self, address: str) -> None:
        """Open a page in a frame and wait until it is there."""
        self._privileged("Services.console.reset();")
        frame = Path(self._folder.name) / "frame.html"
        source = html.escape(address)
        frame.write_text(
            f'<!doctype html><title>frame</title><body style="margin:0"><iframe src="{source}" '
            'style="border:0;height:900px"></iframe>',
            encoding="utf-8",
        )
        self.call("WebDriver:SwitchToFrame", {"id": None})
        self.call("WebDriver:Navigate", {"url": frame.as_uri()})
        self._into_the_frame()

    def _into_the_frame(self) -> None:
        found = {"using": "css selector", "value": "iframe"}
        self.call("WebDriver:SwitchToFrame", {"element": self._id(found)})

    def _id(self, found: dict[str, str]) -> str:
        (reference,) = self.call("WebDriver:FindElement", found).values()
        return str(reference)

    def show(self, *, width: int, scheme: str) -> None:
        """Give the page a width, and the reader's wish for light or dark."""
        self._privileged(f'Services.prefs.setIntPref("{_SCHEME}", {int(scheme == "light")});')
        self.call("WebDriver:SwitchToFrame", {"id": None})
        self._run(f"document.querySelector('iframe').style.width = '{width}px'")
        self._into_the_frame()

    def value(self, script: str) -> Any:
        """Run a script on the page, and return what its promise comes to.

        Raises:
            RuntimeError: if the script fails.
        """
        return self._run("return eval(arguments[0])", script)

    def _run(self, script: str, *arguments: str) -> Any:
        return self.call("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})

    def _privileged(self, script: str) -> Any:
        self.call("Marionette:SetContext", {"value": "chrome"})
        try:
            return self._run(script)
        finally:
            self.call("Marionette:SetContext", {"value": "content"})

    @property
    def events(self) -> list[dict[str, Any]]:
        """What happened since the page was opened, in the words of Chromium's protocol."""
        asked = self.value("performance.getEntriesByType('resource').map((entry) => entry.name)")
        requests = [
            {"method": "Network.requestWillBeSent", "params": {"request": {"url": url}}}
            for url in asked
        ]
        thrown = [
            {"method": "Runtime.exceptionThrown", "params": {"exceptionDetails": {"text": text}}}
            for text in self._privileged(_ERRORS)
        ]
        return requests + thrown
