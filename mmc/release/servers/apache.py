"""The Apache configuration of a site: brotli, zstd and gzip copies by content negotiation done in mod_rewrite."""

from __future__ import annotations

from collections.abc import Iterator

from mmc.base.media_types import EXACT_TYPES, TYPES
from mmc.release.servers.moved import Moved, moved
from mmc.release.servers.options import Options
from mmc.release.servers.policy import COMMON, RULES, Policy

HOST = """\
# Dibuat oleh perintah `peladen`; jangan diubah dengan tangan. Sumbernya mmc/release/servers/policy.py.
# Pasang sebagai /etc/apache2/sites-available/mmc.conf, lalu:
#   a2enmod ssl http2 headers rewrite && a2ensite mmc && apachectl configtest && systemctl reload apache2
ServerTokens Prod
ServerSignature Off
TraceEnable Off
{plain}
<VirtualHost {listen}>
    ServerName {host}
    DocumentRoot {root}
    DirectoryIndex index.html
    DirectorySlash On
    ErrorDocument 403 /404.html
    ErrorDocument 404 /404.html
    ErrorDocument 405 /404.html
    FileETag MTime Size
    AddDefaultCharset utf-8
{tls}
    <Directory {folder}>
        Options FollowSymLinks
        AllowOverride None
        Require method GET HEAD
    </Directory>

{types}
    RewriteEngine On
{redirects}
    RewriteRule "/\\.(?!well-known(/|$))" - [R=404,L]
    RewriteCond %{{ENV:REDIRECT_STATUS}} ^$
    RewriteRule "\\.(br|gz|zst)$" - [R=404,L]
    RewriteCond %{{DOCUMENT_ROOT}}%{{REQUEST_URI}} -d
    RewriteRule "^(.*)/$" "$1/index.html"
{copies}
{headers}
{rules}
</VirtualHost>
"""
TLS = """\
    SSLEngine on
    SSLCertificateFile {certificate}
    SSLCertificateKeyFile {key}
    SSLProtocol -all +TLSv1.2 +TLSv1.3
    SSLHonorCipherOrder off
    SSLSessionTickets off
    <IfModule mod_http2.c>
        Protocols h2 http/1.1
    </IfModule>
"""
PLAIN = """
<VirtualHost *:80>
    ServerName {host}
    RedirectMatch 301 "^/(?!\\.well-known/acme-challenge/)(.*)$" "https://{host}/$1"
</VirtualHost>
"""
COPY = """\
    RewriteCond %{{HTTP:Accept-Encoding}} \\b{token}\\b
    RewriteCond %{{DOCUMENT_ROOT}}$1{suffix} -f
    RewriteRule "^(.+)$" "$1{suffix}" [T={kind},E=mmc_encoding:{token},L]"""
COPIED = (
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".json",
    ".xml",
    ".svg",
    ".txt",
    ".webmanifest",
    ".ics",
    ".vtt",
    ".csv",
)
TOKENS = {"br": ".br", "zstd": ".zst", "gzip": ".gz"}


def apache(policy: Policy, options: Options) -> str:
    """The whole virtual host, ready to be put in place."""
    headers = {**COMMON, "Content-Security-Policy": policy.content_security()}
    return HOST.format(
        plain=PLAIN.format(host=options.host) if options.is_secure and not options.address else "",
        listen=f"{options.address or '*'}:{options.own_port}",
        host=options.host,
        root=options.root,
        folder=options.root.removesuffix("/current"),
        tls=TLS.format(certificate=options.certificate, key=options.certificate_key) if options.is_secure else "",
        types="\n".join([*(f"    AddType {kinds[0]} {suffix}" for suffix, kinds in TYPES.items()), *_exact()]),
        redirects="\n".join(_redirects(moved(policy.redirects))),
        copies="\n".join(_copies()),
        headers="\n".join(f'    Header always set {name} "{value}"' for name, value in headers.items()),
        rules="\n".join(_rules()),
    )


def _redirects(old: Moved) -> Iterator[str]:
    """Those with a query first, which an address without one passes over in one step."""
    asked = [
        "\n".join(
            [
                *(
                    f'    RewriteCond %{{QUERY_STRING}} "(?:^|&){name}={_escape(value)}(?:&|$)"'
                    for name, value in zip(asking.names, values, strict=True)
                ),
                f'    RewriteRule "^{_escape(path)}$" "{new}" [R=301,L,NE,QSD]',
            ]
        )
        for asking in old.queries
        for (path, values), new in asking.moved.items()
    ]
    if asked:
        yield "    RewriteCond %{QUERY_STRING} ^$"
        yield f'    RewriteRule "^" - [S={len(asked)}]'
    yield from asked
    for source, target in old.paths.items():
        yield f'    RewriteRule "^{_escape(source)}$" "{target}" [R=301,L,NE]'


def _exact() -> list[str]:
    return [
        f'    <Files "{name}*">\n        ForceType "{kind}; charset=utf-8"\n    </Files>'
        for name, kind in EXACT_TYPES.items()
    ]


def _copies() -> list[str]:
    """For each encoding and kind of file, the copy is served under the file's own type."""
    lines = []
    for token, suffix in TOKENS.items():
        lines.append(
            f"    RewriteCond %{{HTTP:Accept-Encoding}} \\b{token}\\b\n"
            f"    RewriteCond %{{DOCUMENT_ROOT}}%{{REQUEST_URI}} -f [OR]\n"
            f"    RewriteCond %{{DOCUMENT_ROOT}}$1 -f\n"
            f"    RewriteCond %{{DOCUMENT_ROOT}}$1{suffix} -f\n"
            f'    RewriteRule "^(.+)$" "$1{suffix}" [E=mmc_{token}:1,L]'
        )
        for kind in COPIED:
            wanted = TYPES[kind][0]
            lines.append(
                f'    <Files "*{kind}{suffix}">\n'
                f'        ForceType "{wanted}"\n'
                f'        Header set Content-Encoding "{token}"\n'
                f'        Header append Vary "Accept-Encoding"\n'
                f"    </Files>"
            )
    return lines


def _rules() -> list[str]:
    """What is written later counts, so the general rule stands first."""
    lines = []
    for rule in reversed(RULES):
        settings = [f'Header always set Cache-Control "{rule.cache}"']
        settings.append(f'Header always set Cross-Origin-Resource-Policy "{rule.resource}"')
        lines += _when(rule.pattern, settings)
    return lines


def _when(pattern: str, settings: list[str]) -> list[str]:
    if not pattern:
        return [f"    {line}" for line in settings]
    return [f'    <If "%{{REQUEST_URI}} =~ m#{pattern}#">', *(f"        {line}" for line in settings), "    </If>"]


def _escape(address: str) -> str:
    return "".join(f"\\{character}" if character in ".?+*()[]" else character for character in address)
