"""The nginx configuration of a site: stock Debian nginx, brotli where its module is installed."""

from __future__ import annotations

from collections.abc import Iterator

from mmc.base.media_types import CHARSET, EXACT_TYPES, TYPES
from mmc.release.servers.moved import Moved, moved
from mmc.release.servers.options import Options
from mmc.release.servers.policy import COMMON, RULES, Policy

SERVER = """\
# Dibuat oleh perintah `peladen`; jangan diubah dengan tangan. Sumbernya mmc/release/servers/policy.py.
# Pasang sebagai /etc/nginx/conf.d/mmc.conf, lalu: nginx -t && systemctl reload nginx

map_hash_bucket_size 512;
map_hash_max_size 65536;

map $uri $mmc_cache {{
{caches}
}}

map $uri $mmc_resource {{
{resources}
}}

map $uri $mmc_redirect {{
    default "";
{redirects}
}}
{queries}{plain}
server {{
{listen}
    server_name {host};
    server_tokens off;
    absolute_redirect off;

    root {root};
    index index.html;
    types {{
{kinds}
    }}
    default_type application/octet-stream;
    charset utf-8;
    charset_types {texts};
    autoindex off;
    etag on;
    keepalive_requests 10000;
    client_max_body_size 1k;
    gzip off;
    gzip_static on;
    gzip_vary on;
{brotli}
{headers}

    if ($request_method !~ ^(GET|HEAD)$) {{ return 405; }}
{asked}    if ($mmc_redirect) {{ return 301 $mmc_redirect; }}

    error_page 403 404 405 /404.html;
    error_page 500 502 503 504 /404.html;

    location / {{ try_files $uri $uri/ =404; }}
    location = /404.html {{ internal; }}
    location = /.well-known/mmc/manifest.json {{ gzip on; gzip_types application/json; }}
    location ~ /\\.(?!well-known(/|$)) {{ return 404; }}
    location ~ \\.(br|gz|zst)$ {{ return 404; }}
{types}
}}
"""
CIPHERS = (  # Mozilla's intermediate profile, without the ciphers for browsers of before 2014
    "ECDHE-ECDSA-AES128-GCM-SHA256",
    "ECDHE-RSA-AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-RSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-CHACHA20-POLY1305",
)
TLS = """\
    listen {address}{port} ssl http2;
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers {ciphers};
    ssl_prefer_server_ciphers off;
    ssl_session_cache shared:mmc:10m;
    ssl_session_timeout 1d;
    ssl_session_tickets off;
"""
PLAIN = """
server {{
    listen 80;
    listen [::]:80;
    server_name {host};
    server_tokens off;
    location /.well-known/acme-challenge/ {{ root /var/lib/letsencrypt; }}
    location / {{ return 301 https://{host}$request_uri; }}
}}
"""
TYPED = "    location ~ /{name}$ {{ types {{}} default_type {kind}; }}"


def nginx(policy: Policy, options: Options) -> str:
    """The whole configuration, ready to be put in place."""
    prefix = f"{options.address}:" if options.address else ""
    listen = (
        TLS.format(
            address=prefix,
            port=options.own_port,
            certificate=options.certificate,
            key=options.certificate_key,
            ciphers=":".join(CIPHERS),
        )
        if options.is_secure
        else f"    listen {prefix}{options.own_port};\n"
    )
    if options.is_secure and not options.address:
        listen = listen.replace("ssl http2;\n", f"ssl http2;\n    listen [::]:{options.own_port} ssl http2;\n", 1)
    headers = {
        **COMMON,
        "Content-Security-Policy": policy.content_security(),
        "Cross-Origin-Resource-Policy": "$mmc_resource",
    }
    headers["Cache-Control"] = "$mmc_cache"
    old = moved(policy.redirects)
    return SERVER.format(
        caches=_map({f"~{rule.pattern}": rule.cache for rule in RULES}),
        resources=_map({f"~{rule.pattern}": rule.resource for rule in RULES}),
        redirects=_map(dict(old.paths)),
        queries="".join(_asked(old)),
        asked="".join(f"    if ($mmc_query_{n}) {{ return 301 $mmc_query_{n}; }}\n" for n in range(len(old.queries))),
        plain=PLAIN.format(host=options.host) if options.is_secure and not options.address else "",
        listen=listen.rstrip("\n"),
        host=options.host,
        root=options.root,
        brotli="    brotli_static on;\n" if options.has_brotli else "",
        headers="\n".join(f'    add_header {name} "{value}" always;' for name, value in headers.items()),
        kinds="\n".join(f"        {kinds[0]} {suffix.removeprefix('.')};" for suffix, kinds in TYPES.items()),
        texts=" ".join(sorted(CHARSET - {"text/html"})),
        types="\n".join(TYPED.format(name=name.replace(".", "\\."), kind=kind) for name, kind in EXACT_TYPES.items()),
    )


def _asked(old: Moved) -> Iterator[str]:
    """One map for the addresses with the same names in their query; nginx looks them up at once, however many there are."""
    for number, asking in enumerate(old.queries):
        source = "&".join(f"{name}=$arg_{name}" for name in asking.names)
        rows = {
            f"{path}?{'&'.join(f'{name}={value}' for name, value in zip(asking.names, values, strict=True))}": new
            for (path, values), new in asking.moved.items()
        }
        yield f'\nmap "$uri?{source}" $mmc_query_{number} {{\n    default "";\n{_map(rows)}\n}}\n'


def _map(rows: dict[str, str]) -> str:
    """The rows of a `map`; the pattern that matches everything becomes its default."""
    return "\n".join(f'    {"default" if key == "~" else _quote(key)} "{value}";' for key, value in rows.items())


def _quote(key: str) -> str:
    return f'"{key}"'
