"""Pagefind's program, spoken to in its own way: JSON in Base64 between commas, over its standard streams."""

from __future__ import annotations

import base64
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import IO, Any

import pagefind_bin  # type: ignore[import-untyped]

Message = Mapping[str, Any]


class IndexerError(Exception):
    """Pagefind refused a record or ended early; the message is its own."""


def program_version() -> str:
    """The version of the program that makes the files."""
    return version("pagefind-bin")


def index(records: Iterable[Message], config: Message) -> dict[str, bytes]:
    """
    The files of a fresh index of these records, by their path within the bundle.

    Pagefind's Python package does the same but waits a tenth of a second for every record, 100 s for a year.
    """
    messages: list[Message] = [{"type": "NewIndex", "config": config}]
    messages += [{"type": "AddRecord", "index_id": 0, **record} for record in records]
    messages.append({"type": "GetFiles", "index_id": 0})
    program = subprocess.Popen(
        [str(pagefind_bin.get_executable()), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    # A thread, since the program answers while it still reads: both pipes would fill up and stand still.
    writer = threading.Thread(target=_send, args=(program.stdin, messages), daemon=True)
    writer.start()
    try:
        for answer in _answers(program.stdout):
            if answer["type"] == "Error":
                raise IndexerError(answer.get("message", "Pagefind failed"))
            if answer["type"] == "GetFiles":
                return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
        raise IndexerError("Pagefind ended before it gave its files")
    finally:
        program.kill()
        program.wait()
        writer.join()
        program.stdin.close()
        program.stdout.close()


def _send(pipe: IO[bytes], messages: list[Message]) -> None:
    try:
        for number, payload in enumerate(messages):
            message = json.dumps({"message_id": number, "payload": payload}).encode("ascii")
            pipe.write(base64.b64encode(message) + b",")
        pipe.flush()
    except BrokenPipeError:
        return  # the reader tells why


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    pieces: list[bytes] = []
    while chunk := pipe.read1(1 << 20):  # type: ignore[attr-defined]
        *ended, rest = chunk.split(b",")
        for part in ended:
            yield json.loads(base64.b64decode(b"".join([*pieces, part])))["payload"]
            pieces = []
        pieces.append(rest)
