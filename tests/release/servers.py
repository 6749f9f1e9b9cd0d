"""Real servers of this machine, each with its own folder, port and keys, started and stopped by the test that needs it."""

from __future__ import annotations

import getpass
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mmc.release.servers.apache import apache
from mmc.release.servers.caddy import caddy
from mmc.release.servers.nginx import nginx
from mmc.release.servers.options import Options
from mmc.release.servers.policy import Policy
from tests.release.machines import free_port, is_listening, program, wait_until


@contextmanager
def running(words: list[str], port: int, log: Path, environment: dict[str, str] | None = None) -> Iterator[int]:
    """The program listens on the port while the block runs; its process number."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            words, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env=environment, start_new_session=True
        )
    try:
        wait_until(lambda: is_listening(port) or process.poll() is not None, log=log)
        assert process.poll() is None, log.read_text()[-2000:]
        yield process.pid
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@dataclass(frozen=True)
class Sshd:
    """A running sshd: where it listens, the key that it shows, the key that it lets in."""

    port: int
    host_key: str
    client_key: Path
    user: str


@contextmanager
def sshd(folder: Path) -> Iterator[Sshd]:
    """A private sshd that lets in one key and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("host", "client"):
        subprocess.run(
            [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "uji", "-f", str(folder / name)], check=True
        )
    (folder / "authorized").write_bytes((folder / "client.pub").read_bytes())
    port = free_port()
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized",
        "PidFile": folder / "pid",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
        "PermitRootLogin": "prohibit-password",
        "MaxStartups": "100",
        "ClientAliveInterval": 5,
        "SetEnv": f"HOME={folder}",  # a plain account, without the start-up files of whoever runs the tests
    }
    (folder / "config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    Path("/run/sshd").mkdir(exist_ok=True)  # Debian's sshd wants it, and no service of the system has made it here
    with running([program("sshd"), "-D", "-e", "-f", str(folder / "config")], port, folder / "log"):
        host_key = " ".join((folder / "host.pub").read_text().split()[:2])
        yield Sshd(port, host_key, folder / "client", getpass.getuser())


@dataclass(frozen=True)
class Web:
    """A running web server: the address that readers use and the certificate that they trust."""

    url: str
    authority: str = ""


NGINX = """\
daemon off;
pid {folder}/pid;
error_log {folder}/error.log warn;
worker_processes 2;
{modules}
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/mmc.conf;
}}
"""
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@contextmanager
def nginx_server(folder: Path, root: Path, policy: Policy | None = None, *, is_secure: bool = False) -> Iterator[Web]:
    """The shipped configuration in a stock nginx."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    options = options_for(folder, root, port, is_secure=is_secure)
    modules = f"load_module {BROTLI};" if options.has_brotli else ""
    (folder / "mmc.conf").write_text(nginx(policy or Policy(), options))
    if os.geteuid() == 0:
        modules = f"user root;\n{modules}"  # the test's folders are readable by nobody else
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, modules=modules))
    words = [program("nginx"), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with running(words, port, folder / "log"):
        yield web(options)


@contextmanager
def caddy_server(folder: Path, root: Path, policy: Policy | None = None, *, is_secure: bool = False) -> Iterator[Web]:
    """The shipped configuration in Debian's Caddy."""
    folder.mkdir(parents=True, exist_ok=True)
    options = options_for(folder, root, free_port(), is_secure=is_secure)
    (folder / "Caddyfile").write_text(caddy(policy or Policy(), options))
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    words = [program("caddy"), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with running(words, options.own_port, folder / "log", environment):
        yield web(options)


APACHE = """\
ServerRoot /usr/lib/apache2
ServerName localhost
PidFile {folder}/pid
DefaultRuntimeDir {folder}
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
{modules}
TypesConfig /etc/mime.types
Include {folder}/mmc.conf
"""
APACHE_MODULES = (
    "mpm_event authz_core authz_host allowmethods alias dir mime headers rewrite env setenvif filter socache_shmcb ssl"
)


@contextmanager
def apache_server(folder: Path, root: Path, policy: Policy | None = None, *, is_secure: bool = False) -> Iterator[Web]:
    """The shipped configuration in Debian's Apache."""
    folder.mkdir(parents=True, exist_ok=True)
    options = options_for(folder, root, free_port(), is_secure=is_secure)
    (folder / "mmc.conf").write_text(apache(policy or Policy(), options))
    modules = "\n".join(f"LoadModule {name}_module modules/mod_{name}.so" for name in APACHE_MODULES.split())
    (folder / "apache.conf").write_text(APACHE.format(folder=folder, port=options.own_port, modules=modules))
    words = [program("apache2"), "-X", "-f", str(folder / "apache.conf")]
    with running(words, options.own_port, folder / "log"):
        yield web(options)


SERVERS = {"nginx": nginx_server, "caddy": caddy_server, "apache": apache_server}


def options_for(folder: Path, root: Path, port: int, *, is_secure: bool) -> Options:
    """The options of a server of the tests: loopback only, with a certificate of its own when it is to speak TLS."""
    certificate, key = certify(folder) if is_secure else ("", "")
    return Options("localhost", str(root), certificate, key, "127.0.0.1", port, BROTLI.exists())


def web(options: Options) -> Web:
    """How readers reach it."""
    return Web(f"{'https' if options.is_secure else 'http'}://localhost:{options.own_port}", options.certificate)


def certify(folder: Path) -> tuple[str, str]:
    """A certificate for `localhost`, valid today, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "site.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "site.key").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    return str(folder / "site.pem"), str(folder / "site.key")


@dataclass(frozen=True)
class Store:
    """A running store: how rclone reaches it, and where readers see it."""

    remote: str
    url: str
    port: int


def configure(name: str, **settings: object) -> None:
    """rclone knows the store under this name, from the environment alone."""
    for key, value in settings.items():
        os.environ[f"RCLONE_CONFIG_{name.upper()}_{key.upper()}"] = str(value)


@contextmanager
def s3_store(folder: Path) -> Iterator[Store]:
    """A real SeaweedFS with an S3 door, and a bucket that everybody may read."""
    folder.mkdir(parents=True, exist_ok=True)
    actions = [f"{action}:mmc" for action in ("Read", "Write", "List", "Tagging", "Admin")]
    identities = [
        {
            "name": "kantor",
            "credentials": [{"accessKey": "kantor", "secretKey": "rahasia-uji"}],
            "actions": [*actions, "Admin"],
        },
        {"name": "anonymous", "actions": ["Read:mmc"]},
    ]
    (folder / "s3.json").write_text(json.dumps({"identities": identities}))
    ports = {name: free_port_pair() for name in ("master", "volume", "filer", "s3")}
    words = [program("weed"), "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", "-filer"]
    words += ["-master.volumeSizeLimitMB=64", "-volume.max=50", f"-s3.config={folder / 's3.json'}"]
    words += ["-master.telemetry=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]  # two workers cannot share a port
    for name, port in ports.items():
        words += [f"-{name}.port={port}", f"-{name}.port.grpc={port + 10000}"]
    with running(words, ports["s3"], folder / "log"):
        endpoint = f"http://127.0.0.1:{ports['s3']}"
        configure("mmcs3", type="s3", provider="SeaweedFS", access_key_id="kantor", secret_access_key="rahasia-uji",
                  endpoint=endpoint, no_check_bucket="true", force_path_style="true")  # fmt: skip
        wait_until(_can_make_bucket, 60, folder / "log")
        yield Store("mmcs3:mmc", f"{endpoint}/mmc", ports["s3"])


def free_port_pair() -> int:
    """A free port whose neighbour 10000 higher is free too."""
    while True:
        port = free_port() % 20000 + 20000
        if not is_listening(port) and not is_listening(port + 10000):
            return port


def _can_make_bucket() -> bool:
    done = subprocess.run([program("rclone"), "mkdir", "mmcs3:mmc", "--retries", "1"], capture_output=True, check=False)
    return done.returncode == 0


FTP = """
import sys
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import ThreadedFTPServer
users = DummyAuthorizer()
users.add_user("kantor", "rahasia-uji", sys.argv[2], perm="elradfmwMT")
FTPHandler.authorizer = users
ThreadedFTPServer(("127.0.0.1", int(sys.argv[1])), FTPHandler).serve_forever()
"""


@contextmanager
def ftp_store(folder: Path) -> Iterator[Store]:
    """A real FTP server; what it holds is read from its folder, as a hosting's web server would."""
    root = folder / "www"
    root.mkdir(parents=True, exist_ok=True)
    port = free_port()
    hidden = subprocess.run([program("rclone"), "obscure", "rahasia-uji"], capture_output=True, text=True, check=True)
    with running([sys.executable, "-W", "ignore", "-c", FTP, str(port), str(root)], port, folder / "log"):
        configure("mmcftp", type="ftp", host="127.0.0.1", port=port, user="kantor", **{"pass": hidden.stdout.strip()})
        yield Store("mmcftp:", str(root), port)
