"""The one source of every header, cache time and content type; the configurations and the live check both read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

HSTS = "max-age=63072000; includeSubDomains"  # two years; no `preload`, which is the whole domain's decision
POWERS = (  # what no page of ours asks of a browser; a name that browsers do not know would be a line in every console
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
    "hid", "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials",
    "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip

COMMON: Mapping[str, str] = {
    "Strict-Transport-Security": HSTS,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in POWERS),
    "Cross-Origin-Opener-Policy": "same-origin",
}

DIRECTIVES: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "base-uri": ("'none'",),
    "connect-src": ("'self'",),
    "font-src": ("'self'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'none'",),
    "img-src": ("'self'",),
    "manifest-src": ("'self'",),
    "media-src": ("'self'",),
    "object-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "worker-src": ("'self'",),
    "upgrade-insecure-requests": (),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Addresses of one kind, as a regular expression that every server understands, and what is said with them."""

    name: str
    pattern: str
    cache: str
    resource: str

    def applies(self, address: str) -> bool:
        """True when the address is of this kind."""
        return re.search(self.pattern, address) is not None


# The first rule that applies counts; the last one applies to everything.
RULES = (
    Rule("immutable", r"^/(aset|media|kartu|cari/indeks)/", "public, max-age=31536000, immutable", "cross-origin"),
    Rule("proof", r"^/\.well-known/mmc/", "no-cache", "cross-origin"),
    Rule("feed", r"/(atom\.xml|rss\.xml|feed\.json|sitemap[^/]*\.xml)$", "public, max-age=300", "cross-origin"),
    Rule("page", r"", "public, max-age=60, stale-while-revalidate=300", "same-origin"),
)


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one site: hashes allow inline code that was there when the site was built, and no other."""

    script_hashes: tuple[str, ...] = ()
    style_hashes: tuple[str, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)

    def content_security(self) -> str:
        """The Content-Security-Policy of every address; never with an `unsafe-` word."""
        own = {"script-src": _quoted(self.script_hashes), "style-src": _quoted(self.style_hashes)}
        return "; ".join(" ".join((name, *values, *own.get(name, ()))) for name, values in DIRECTIVES.items())

    def headers(self, address: str) -> dict[str, str]:
        """Every header that an answer for this address carries, whatever its status."""
        rule = rule_of(address)
        return {
            **COMMON,
            "Content-Security-Policy": self.content_security(),
            "Cross-Origin-Resource-Policy": rule.resource,
            "Cache-Control": rule.cache,
        }


def rule_of(address: str) -> Rule:
    """The first rule that applies."""
    return next(rule for rule in RULES if rule.applies(address))


def _quoted(hashes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"'{one}'" for one in hashes)
