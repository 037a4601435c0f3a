"""A desk that a process of its own serves, and a client that asks as a browser does."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from sayso.workbench.casebook import Casebook

_PROOF = re.compile(r'<meta name="proof" content="([^"]+)">')
_FILE = re.compile(r"/static/\w+/desk\.css")
_PATIENCE = 600.0


class Client:
    """One browser without eyes: it keeps its connection, its cookie and its proof."""

    def __init__(self, address: str, casebook: Casebook) -> None:
        """Enter by the address that was printed."""
        self.casebook = casebook
        parts = urlsplit(address.strip())
        self._host = parts.netloc
        self._connection = http.client.HTTPConnection(self._host, timeout=_PATIENCE)
        entered = self._ask("GET", f"{parts.path}?{parts.query}")
        self._cookie = entered[1].partition(";")[0]
        page = self.show("/reports").decode()
        self._proof = _PROOF.search(page)[1]  # type: ignore[index]
        self._file = _FILE.search(page)[0]  # type: ignore[index]

    def show(self, path: str) -> bytes:
        """Return a page; raises ``SystemExit`` where there is none."""
        status, _, body = self._ask("GET", path)
        if status != 200:
            raise SystemExit(f"{path} was answered with {status}: {body[:200]!r}")
        return body

    def show_file(self) -> bytes:
        """Return a file that pages load."""
        return self.show(self._file)

    def act(self, path: str, **fields: str) -> Any:
        """Send a form, and return what it was answered with."""
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "accept": "application/json",
            "origin": f"http://{self._host}",
            "x-sayso-proof": self._proof,
        }
        _, _, body = self._ask("POST", path, urlencode(fields), headers)
        return json.loads(body)

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str, bytes]:
        cookie = {"cookie": self._cookie} if hasattr(self, "_cookie") else {}
        try:
            self._connection.request(method, path, body=body, headers=cookie | (headers or {}))
            answer = self._connection.getresponse()
        except http.client.RemoteDisconnected:
            # The server closes what was silent for some seconds; a browser opens it again.
            self._connection.close()
            self._connection.request(method, path, body=body, headers=cookie | (headers or {}))
            answer = self._connection.getresponse()
        return answer.status, answer.getheader("set-cookie", ""), answer.read()


class Served:
    """`sayso serve` as a process, from entering the context to leaving it."""

    def __init__(self, path: Path, *, analyst: str) -> None:
        self._path, self._analyst = path, analyst

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "sayso", "serve", "--no-browser", "--port", "0"]
        command += ["--casebook", str(self._path), "--analyst", self._analyst]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
        stdout = self.process.stdout
        lines = iter(stdout.readline, "") if stdout is not None else iter(())
        address = next(
            (it for it in (re.search(r"http://\S+", line) for line in lines) if it), None
        )
        if address is None:
            raise SystemExit("The desk did not start.")
        self.address: str = address[0]
        self.casebook = Casebook.open(self._path, analyst=self._analyst)
        self.client = Client(address[0], self.casebook)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.casebook.close()
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
