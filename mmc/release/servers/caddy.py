"""The Caddyfile of a site; Caddy fetches the certificate by itself and serves brotli, zstd and gzip copies."""

from __future__ import annotations

from collections.abc import Iterator

from mmc.base.media_types import CHARSET, EXACT_TYPES, TYPES
from mmc.release.servers.moved import Moved, moved
from mmc.release.servers.options import Options
from mmc.release.servers.policy import COMMON, RULES, Policy

SITE = """\
# Dibuat oleh perintah `peladen`; jangan diubah dengan tangan. Sumbernya mmc/release/servers/policy.py.
# Pasang sebagai /etc/caddy/Caddyfile, lalu: caddy validate --config /etc/caddy/Caddyfile && systemctl reload caddy
{globals}
(mmc_headers) {{
	header {{
		-Server
{headers}
	}}
}}

(mmc_files) {{
	file_server {{
		precompressed zstd br gzip
	}}
}}

{site} {{
{tls}	root * {root}
	map {{path}} {{mmc_redirect}} {{
{redirects}
		default ""
	}}
{queries}	map {{path}} {{mmc_cache}} {{mmc_resource}} {{
{rules}
	}}
{types}
	@refused not method GET HEAD
{asked}	@moved expression `{{mmc_redirect}} != ""`
	@hidden {{
		path_regexp /\\.
		not path /.well-known/*
	}}
	@copies path_regexp \\.(br|gz|zst)$
	route {{
		import mmc_headers
		error @refused 405
{led}		redir @moved {{mmc_redirect}} 301
		error @hidden 404
		error @copies 404
		error /404.html 404
		import mmc_files
	}}
	handle_errors {{
		map {{path}} {{mmc_cache}} {{mmc_resource}} {{
			default {error_page}
		}}
		import mmc_headers
		header Content-Type "text/html; charset=utf-8"
		rewrite * /404.html
		import mmc_files
	}}
}}
"""


def caddy(policy: Policy, options: Options) -> str:
    """The whole Caddyfile, ready to be put in place."""
    headers = {
        **COMMON,
        "Content-Security-Policy": policy.content_security(),
        "Cross-Origin-Resource-Policy": "{mmc_resource}",
        "Cache-Control": "{mmc_cache}",
    }
    scheme = "https" if options.is_secure or not options.port else "http"
    page = RULES[-1]
    old = moved(policy.redirects)
    numbers = range(len(old.queries))
    return SITE.format(
        globals=_globals(options),
        site=f"{scheme}://{options.host}" + (f":{options.port}" if options.port else ""),
        tls=f"\ttls {options.certificate} {options.certificate_key}\n" if options.is_secure else "",
        root=options.root,
        redirects="\n".join(f"\t\t{source} {target}" for source, target in old.paths.items()),
        queries="".join(_asked(old)),
        asked="".join(f'\t@asked{n} expression `{{mmc_query_{n}}} != ""`\n' for n in numbers),
        led="".join(f"\t\tredir @asked{n} {{mmc_query_{n}}} 301\n" for n in numbers),
        headers="\n".join(f"\t\t{name} {_quote(value)}" for name, value in headers.items()),
        rules=_map({f"~{rule.pattern}": (rule.cache, rule.resource) for rule in RULES}),
        types="\n".join(_types()),
        error_page=" ".join(map(_quote, (page.cache, page.resource))),
    )


def _asked(old: Moved) -> Iterator[str]:
    """One map for the addresses with the same names in their query."""
    for number, asking in enumerate(old.queries):
        source = "&".join(f"{name}={{query.{name}}}" for name in asking.names)
        rows = "".join(
            f'\t\t"{path}?{"&".join(f"{name}={value}" for name, value in zip(asking.names, values, strict=True))}" {new}\n'
            for (path, values), new in asking.moved.items()
        )
        yield f'\tmap "{{path}}?{source}" {{mmc_query_{number}}} {{\n{rows}\t\tdefault ""\n\t}}\n'


def _types() -> Iterator[str]:
    """The type of every kind of file; of two rules that apply Caddy would take either, so none of them overlap."""
    kinds = {f"*{suffix}": kinds[0] for suffix, kinds in TYPES.items() if suffix != ".html"}
    exact = {f"*/{name}": kind for name, kind in EXACT_TYPES.items()}
    for number, (path, kind) in enumerate({**kinds, **exact}.items()):
        others = [other for other in exact if other.endswith(path[1:]) and other != path]
        without = f"\n\t\tnot path {' '.join(others)}" if others else ""
        value = kind + "; charset=utf-8" * (kind in CHARSET)
        yield f"\t@type{number} {{\n\t\tpath {path}{without}\n\t}}\n\theader @type{number} Content-Type {_quote(value)}"


def _map(rows: dict[str, tuple[str, ...]]) -> str:
    """The rows of a `map`; the pattern that matches everything becomes its default."""
    return "\n".join(
        "\t\t" + " ".join(["default" if key == "~" else key, *map(_quote, values)]) for key, values in rows.items()
    )


def _globals(options: Options) -> str:
    """Only a Caddy on a given address, as in the tests, needs settings of its own."""
    if not options.address:
        return ""
    return f"{{\n\tadmin off\n\tauto_https off\n\tdefault_bind {options.address}\n\tskip_install_trust\n}}\n"


def _quote(value: str) -> str:
    return "`" + value.replace("`", "") + "`"
