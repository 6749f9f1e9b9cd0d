"""The headers of an answer held against the policy, and those that only an intruder or a careless server sends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmc.base.media_types import types_of
from mmc.release.servers.policy import Policy
from mmc.release.verify.fetch import Answer

# Never ours, on whatever hosting.
FOREIGN = (
    "set-cookie",
    "refresh",
    "x-powered-by",
    "content-location",
    "service-worker-allowed",
    "sourcemap",
    "clear-site-data",
)
# Not ours where the server is our own.
STRANGE = (
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "content-disposition",
    "content-security-policy-report-only",
    "link",
    "location",
    "x-robots-tag",
    "x-generator",
    "x-pingback",
)


def header_problems(answer: Answer, path: str, policy: Policy | None) -> Iterator[str]:
    """
    What is wrong with the headers, in the words of the office; without a policy only what is wrong everywhere.
    """
    headers = answer.headers
    for name in FOREIGN:
        if name in headers:
            yield f"kepala asing {name}: {_short(headers[name])}"
    wanted = types_of(path)
    if wanted and answer.kind not in wanted:
        yield f"Content-Type “{answer.kind}”, seharusnya “{wanted[0]}”"
    if policy is None:
        return
    address = "/404.html" if answer.status == 404 else answer.request.address
    for name, value in policy.headers(address).items():
        told = headers.get(name.lower())
        if told is None:
            yield f"kepala {name} hilang"
        elif told != value:
            yield f"kepala {name} berubah: {_short(told)}"
    for name in STRANGE:
        if name in headers and not (name == "location" and answer.is_redirect):
            yield f"kepala asing {name}: {_short(headers[name])}"
    if re.search(r"\d", headers.get("server", "")):
        yield f"server membuka versinya: {_short(headers['server'])}"


def _short(value: str) -> str:
    return value if len(value) <= 120 else f"{value[:117]}…"
