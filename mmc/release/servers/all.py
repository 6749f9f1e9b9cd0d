"""Every server configuration of a site at once, by the name of its file."""

from __future__ import annotations

from dataclasses import replace

from mmc.release.servers.apache import apache
from mmc.release.servers.caddy import caddy
from mmc.release.servers.hosting import headers_file, redirects_file
from mmc.release.servers.nginx import nginx
from mmc.release.servers.options import Options
from mmc.release.servers.policy import Policy


def configurations(policy: Policy, options: Options) -> dict[str, str]:
    """
    The files; nginx and Apache read the certificate where certbot puts it, Caddy gets one by itself.
    """
    folder = f"/etc/letsencrypt/live/{options.host}"
    secure = replace(options, certificate=f"{folder}/fullchain.pem", certificate_key=f"{folder}/privkey.pem")
    return {
        "nginx.conf": nginx(policy, secure),
        "Caddyfile": caddy(policy, options),
        "apache.conf": apache(policy, secure),
        "_headers": headers_file(policy),
        "_redirects": redirects_file(policy),
    }
