"""`_headers` and `_redirects` for hosting without a configuration of one's own (Cloudflare Pages, Netlify)."""

from __future__ import annotations

from mmc.release.servers.moved import moved
from mmc.release.servers.policy import COMMON, Policy, rule_of

# The rules of the policy as path patterns; a later block takes back with `!` what an earlier one has set.
PLACES = (
    "/aset/*",
    "/media/*",
    "/kartu/*",
    "/cari/indeks/*",
    "/.well-known/mmc/*",
    "/*atom.xml",
    "/*rss.xml",
    "/*feed.json",
    "/sitemap.xml",
)


def headers_file(policy: Policy) -> str:
    """The `_headers` file."""
    blocks = [_block("/*", {**COMMON, **_changing(policy, "/")})]
    for place in PLACES:
        address = place.replace("/*", "/x" if place.endswith("*") else "/", 1)
        changes = {
            name: value for name, value in _changing(policy, address).items() if name != "Content-Security-Policy"
        }
        blocks.append(_block(place, changes, is_replacing=True))
    return "\n".join(blocks)


def redirects_file(policy: Policy) -> str:
    """The `_redirects` file; such hosting does not look at queries, so addresses that need them are named as left out."""
    old = moved(policy.redirects)
    lines = [f"{source} {target} 301\n" for source, target in old.paths.items()]
    left_out = sum(len(asking.moved) for asking in old.queries)
    if left_out:
        lines.append(
            f"# {left_out} pengalihan dengan tanda tanya tidak dapat dijalankan penyedia ini; pakai server sendiri.\n"
        )
    return "".join(lines)


def _changing(policy: Policy, address: str) -> dict[str, str]:
    rule = rule_of(address)
    return {
        "Content-Security-Policy": policy.content_security(),
        "Cross-Origin-Resource-Policy": rule.resource,
        "Cache-Control": rule.cache,
    }


def _block(place: str, headers: dict[str, str], *, is_replacing: bool = False) -> str:
    taken = [f"  ! {name}" for name in headers] if is_replacing else []
    return "\n".join([place, *taken, *(f"  {name}: {value}" for name, value in headers.items())]) + "\n"
