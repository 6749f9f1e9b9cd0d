"""The office's desk on its server: a unit of systemd, and the configuration of Caddy or nginx in front of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mmc.base.files.disk import replace
from mmc.desk.declaration import Declared, declared

MOST_MEGABYTES = 60  # of one request: a press release with its photos
SCRIPT = "tasks.py"
MADE = "# Dibuat oleh perintah `peladen` dari data/meja.toml; jangan diubah dengan tangan."


def files(root: Path, desk: Declared) -> dict[str, str]:
    """Every file by its name."""
    return {"meja.service": service(root), "meja.Caddyfile": caddy(desk), "meja.nginx.conf": nginx(desk)}


def write(root: Path, folder: Path, say: Callable[[str], None]) -> None:
    """The files lie in the folder. Raises `ContentError` where `data/meja.toml` is wrong."""
    for name, text in files(root, declared(root)).items():
        replace(folder / name, text.encode())
        say(f"Ditulis: {(folder / name).relative_to(root).as_posix()}")


def caddy(desk: Declared, *, tls: str = "") -> str:
    """Caddy in front of the desk; the certificate comes by itself, or as `tls` says."""
    return f"""\
{MADE}
# Tambahkan ke /etc/caddy/Caddyfile, lalu: systemctl reload caddy
{desk.address} {{
{f"	tls {tls}" + chr(10) if tls else ""}	request_body {{
		max_size {MOST_MEGABYTES}MB
	}}
	header -Server
	encode zstd gzip
	reverse_proxy {desk.bind}
}}
"""


def nginx(desk: Declared, *, certificate: str = "/etc/ssl/meja.crt", key: str = "/etc/ssl/private/meja.key") -> str:
    """The server block of nginx in front of the desk."""
    port = urlsplit(desk.address).port or 443
    return f"""\
{MADE}
# Pasang sebagai /etc/nginx/conf.d/meja.conf, sesuaikan letak sertifikat, lalu: nginx -t && systemctl reload nginx
server {{
	listen {port} ssl;
	server_name {desk.host};
	server_tokens off;
	ssl_certificate {certificate};
	ssl_certificate_key {key};
	ssl_protocols TLSv1.2 TLSv1.3;
	gzip on;
	gzip_types text/css text/javascript application/javascript application/json image/svg+xml;
	client_max_body_size {MOST_MEGABYTES}m;
	location / {{
		proxy_pass http://{desk.bind};
		proxy_set_header Host $http_host;
		proxy_set_header X-Forwarded-Proto $scheme;
		proxy_set_header X-Forwarded-For $remote_addr;
		proxy_read_timeout 120s;
	}}
}}
"""


def service(root: Path) -> str:
    """The unit with which systemd keeps the desk running, under a user of its own that may write into the checkout alone."""
    return f"""\
{MADE}
# Pasang sebagai /etc/systemd/system/meja.service, lalu: systemctl enable --now meja
# Pengguna `meja` memiliki folder ini, dan kunci git untuk berbagi bila ada tempat berbagi.
[Unit]
Description=Meja redaksi
After=network-online.target
Wants=network-online.target

[Service]
User=meja
WorkingDirectory={str(root).replace("%", "%%")}
ExecStart=/usr/bin/env python3 {SCRIPT} desk --no-open
KillMode=mixed
KillSignal=SIGTERM
TimeoutStopSec=60
Restart=on-failure
NoNewPrivileges=true
PrivateTmp=true
ProtectSystem=strict
ReadWritePaths={_quoted(root)}
UMask=0077

[Install]
WantedBy=multi-user.target
"""


def _quoted(path: Path) -> str:
    """A folder as systemd reads it, whatever letters its name has."""
    text = str(path).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{text}"' if set(text) & set(" \t\"'\\;") else text
