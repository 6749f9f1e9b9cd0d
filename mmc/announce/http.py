"""HTTP with the one distinction that matters here: surely not done, or perhaps done."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from mmc.base.files.system import reason

TIMEOUT = 20


class RefusedError(Exception):
    """Surely nothing was done: no connection, or a clear no. May be tried again."""


class UnclearError(Exception):
    """Perhaps it was done: the answer is lost, or is an error of the server. Must not be tried again blindly."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A success: its status, body and location."""

    status: int
    body: bytes
    location: str = ""

    def json(self) -> Any:
        """The body as data; UnclearError if it is none, since the server said yes."""
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise UnclearError("jawaban peladen tidak terbaca") from error


def ask(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | list[tuple[str, str]] | None = None,
    data: Any = None,
    body: bytes = b"",
    content_type: str = "",
    timeout: float = TIMEOUT,
) -> Answer:
    """
    The answer to one request; only https, except to this very machine. Redirects are not followed: a secret goes nowhere else.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" and host not in ("127.0.0.1", "localhost", "::1"):
        raise RefusedError(f"alamat harus https: {parts.scheme}://{host}")
    if form is not None:
        body, content_type = urlencode(form).encode("ascii"), "application/x-www-form-urlencoded"
    elif data is not None:
        body, content_type = json.dumps(data, ensure_ascii=False).encode("utf-8"), "application/json; charset=utf-8"
    sent = {"User-Agent": "mmc", "Accept": "application/json", **(headers or {})}
    if content_type:
        sent["Content-Type"] = content_type
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(
            host, parts.port, timeout=timeout, context=ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=timeout)
    try:
        try:
            connection.connect()
        except OSError as error:
            raise RefusedError(f"{host} tidak dapat dihubungi: {reason(error)}") from error
        try:
            path = parts.path or "/"
            connection.request(method, f"{path}?{parts.query}" if parts.query else path, body or None, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.read(2_000_000), response.getheader("Location", ""))
        except (OSError, http.client.HTTPException) as error:
            raise UnclearError(
                f"jawaban {host} tidak sampai: {reason(error) if isinstance(error, OSError) else 'terputus'}"
            ) from error
    finally:
        connection.close()
    if answer.status >= 500:
        raise UnclearError(f"{host} menjawab {answer.status}")
    if answer.status >= 300:
        raise RefusedError(f"{host} menolak ({answer.status}): {_reason(answer.body)}")
    return answer


def _reason(body: bytes) -> str:
    try:
        data = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(data, dict):
        return ""
    return str(data.get("description") or data.get("message") or data.get("error") or "")[:200]
