"""The desk of an office: people come in by invitations and passkeys, and each may do what the duty covers."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, BrowserContext, Page

from mmc import programs
from mmc.desk import units
from mmc.desk.declaration import declared
from tests.desk.conftest import Running, Start, git
from tests.desk.test_workflow import ID, PATH, write

NAME = "meja.localhost"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Office:
    """A desk behind Caddy."""

    root: Path
    address: str
    desk: Running

    def first(self) -> str:
        """The link of the first manager."""
        words = [sys.executable, "tasks.py", "desk", "--first"]
        done = subprocess.run(
            words, cwd=self.root, env={**os.environ, "MMC_INSIDE": "1"}, capture_output=True, text=True, check=False
        )
        found = re.search(r"https://\S+", done.stdout)
        assert found, done.stdout + done.stderr
        return found[0]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def office(checkout: Path, start: Start, program: Callable[[str], str], tmp_path: Path) -> Iterator[Office]:
    """
    A desk with `data/meja.toml` behind a real Caddy, by the configuration that `inv server` writes, with Caddy's own authority.
    """
    write(checkout)
    port, inside = free_port(), free_port()
    address = f"https://{NAME}:{port}"
    settings = f'address = "{address}"\nbind = "127.0.0.1:{inside}"\nshare = false\n'
    (checkout / "data/meja.toml").write_text(settings, encoding="utf-8")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "Meja")
    desk = start(checkout)
    assert address in desk.line, desk.line + desk.stop()[1]
    own = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"
    (tmp_path / "Caddyfile").write_text(own + units.caddy(declared(checkout), tls="internal"), encoding="utf-8")
    words = [program("caddy"), "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    where = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    caddy = subprocess.Popen(words, env=where, stderr=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield Office(checkout, address, desk)
    caddy.kill()
    caddy.wait()


def seal_of(address: str) -> str:
    """The key of the certificate at this address, as Chromium names one that it is to believe."""
    port = int(address.rpartition(":")[2])
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", port)) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as safe,
    ):
        data = safe.getpeercert(binary_form=True)
    assert data
    key = x509.load_der_x509_certificate(data).public_key()
    return base64.b64encode(
        hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    ).decode()


@pytest.fixture
def phones(office: Office, chromium: Browser, tmp_path: Path) -> Iterator[Callable[[], Page]]:
    """
    A browser of one's own, with a passkey in it, that believes the office's certificate.
    """
    opened: list[BrowserContext] = []
    found = programs.find_browser()

    def phone() -> Page:
        context = chromium.browser_type.launch_persistent_context(
            str(tmp_path / f"ponsel-{len(opened)}"),
            executable_path=str(found) if found else None,
            args=["--no-sandbox", f"--ignore-certificate-errors-spki-list={seal_of(office.address)}"],
            viewport={"width": 360, "height": 740},
            locale="id-ID",
        )
        opened.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        devices = context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        return page

    yield phone
    for each in opened:
        each.close()


def test_people_come_in_by_links_and_passkeys_and_do_what_their_duty_covers(
    office: Office, phones: Callable[[], Page]
) -> None:
    """
    The first manager sets herself up, invites a writer, and switches him off; a writer who calls an editor's address, a link
    that was used, and one who is switched off get nothing.
    """
    link = office.first()
    page = phones()
    page.goto(link)
    page.get_by_label("Nama lengkap").fill("Sari Pengelola")
    page.get_by_label("Alamat surel").fill("sari@contoh.go.id")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Buat kunci sandi").click()
    page.get_by_role("heading", name="Kode cadangan").wait_for()
    page.goto(f"{office.address}/akun/")
    page.get_by_role("button", name="Keluar").click()
    if page.get_by_role("button", name="Keluar dari meja").count():
        page.get_by_role("button", name="Keluar dari meja").click()
    page.goto(f"{office.address}/orang/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    page.get_by_role("heading", name="Orang", exact=True).wait_for()
    page.get_by_label("Nama lengkap").fill("Rina Penulis")
    page.get_by_label("Alamat surel").fill("rina.baru@contoh.go.id")
    page.get_by_label("Peran").select_option("penulis")
    page.get_by_role("button", name="Buat tautan").click()
    invitation = page.locator("#tautan").inner_text()

    other = phones()
    other.goto(link)
    used = other.get_by_role("heading", level=1).inner_text()
    other.goto(invitation)
    other.get_by_role("button", name="Lanjut").click()
    other.get_by_role("button", name="Buat kunci sandi").click()
    other.get_by_role("heading", name="Kode cadangan").wait_for()
    other.goto(f"{office.address}/alur/{ID}/")
    other.get_by_role("button", name="Kirim untuk ditinjau").click()
    other.get_by_text("sudah dicatat").wait_for()
    buttons = other.get_by_role("button").all_inner_texts()
    called = other.evaluate(CALL, [f"/alur/{ID}/setujui/", "/terbitan/mulai/", "/orang/undang/"])
    author = git(office.root, "log", "-1", "--format=%an <%ae>")

    page.goto(f"{office.address}/alur/{ID}/")
    page.get_by_role("button", name="Setujui").click()
    page.get_by_text("sudah dicatat").wait_for()
    page.goto(f"{office.address}/orang/")
    page.get_by_role("button", name="Matikan Rina Penulis").click()
    page.get_by_text("dimatikan").wait_for()
    other.goto(office.address)

    assert used == "Tautan ini tidak berlaku"
    assert author == "Rina Penulis <rina.baru@contoh.go.id>"
    assert "Setujui" not in buttons
    assert called[1:] == [403, 403]
    assert git(office.root, "log", "-1", "--format=%an %s").startswith("Sari Pengelola Setujui")
    assert other.get_by_role("heading", name="Masuk").count() == 1
    log = (office.root / ".meja/catatan.log").read_text()
    assert "masuk: sari@contoh.go.id" in log and "Bukan wewenang Anda" in log
    assert link.rstrip("/").rpartition("/")[2] not in log and invitation.rstrip("/").rpartition("/")[2] not in log


def test_a_lost_database_comes_back_and_takes_no_article_with_it(office: Office) -> None:
    """
    One command keeps accounts and invitations, another brings them back; the articles were in git all the time.
    """
    link = office.first()
    desk = [sys.executable, "tasks.py", "desk"]
    where = {**os.environ, "MMC_INSIDE": "1"}
    office.desk.stop()
    file = office.root.parent / "cadangan.json"
    inside, kept = (
        subprocess.run([*desk, "--backup", name], cwd=office.root, env=where, check=False, capture_output=True)
        for name in ("x.json", str(file))
    )
    for part in (office.root / ".meja").glob("meja.sqlite3*"):
        part.unlink()
    broken = office.root / "rusak.json"
    broken.write_text("{")
    words = [[*desk, "--restore", name] for name in ("rusak.json", str(file))]
    refused, brought = (
        subprocess.run(each, cwd=office.root, env=where, check=False, capture_output=True) for each in words
    )
    with closing(sqlite3.connect(office.root / ".meja/meja.sqlite3")) as store:
        found = store.execute("SELECT digest FROM accounts_invitation").fetchall()

    assert inside.returncode == 1 and not (office.root / "x.json").exists()
    assert b"Dicadangkan" in kept.stdout
    assert file.stat().st_mode & 0o077 == 0
    assert refused.returncode == 1 and "bukan cadangan meja" in refused.stdout.decode()
    assert brought.returncode == 0
    assert found == [(hashlib.sha256(link.rstrip("/").rpartition("/")[2].encode()).hexdigest(),)]
    assert (office.root / PATH).is_file()


def test_the_desk_behind_nginx_answers_to_its_own_name_only(
    checkout: Path, start: Start, program: Callable[[str], str], tmp_path: Path
) -> None:
    """
    The server block that `inv server` writes leads to the desk over HTTPS; a visitor by another name is turned away, and
    Django's own list of what a public site needs is met.
    """
    port, inside = free_port(), free_port()
    address = f"https://{NAME}:{port}"
    (checkout / "data/meja.toml").write_text(f'address = "{address}"\nbind = "127.0.0.1:{inside}"\n', encoding="utf-8")
    start(checkout)
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    subprocess.run([*words, "-keyout", "kunci.pem", "-out", "surat.pem"], cwd=tmp_path, check=True, capture_output=True)
    block = units.nginx(declared(checkout), certificate=str(tmp_path / "surat.pem"), key=str(tmp_path / "kunci.pem"))
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nerror_log {tmp_path}/salah.log;\nevents {{}}\nhttp {{\naccess_log off;\n{block}}}\n",
        "utf-8",
    )
    nginx = subprocess.Popen(
        [program("nginx"), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-g", "daemon off;"],
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(1)
        own, foreign = (asked(port, host) for host in (f"{NAME}:{port}", "situs-lain.example"))
    finally:
        nginx.terminate()
        nginx.wait()
    code = "from pathlib import Path\nfrom mmc.desk import settings\nfrom mmc.desk.declaration import declared\n"
    code += "settings.start(Path.cwd(), declared(Path.cwd()))\nfrom django.core.management import call_command\n"
    code += "call_command('check', deploy=True, fail_level='WARNING')"
    checked = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=False)

    assert own[0] == 302 and own[1]["Location"].startswith("/masuk/")
    assert "max-age" in own[1]["Strict-Transport-Security"]
    assert "Secure" in (own[1]["Set-Cookie"] or "Secure")
    assert foreign[0] == 400
    assert checked.returncode == 0, checked.stderr


def asked(port: int, host: str) -> tuple[int, Message]:
    """The answer to a request by that name."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = HTTPSConnection("127.0.0.1", port, context=context, timeout=120)
    with closing(connection):
        connection.request("GET", "/", headers={"Host": host})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers


CALL = """async (places) => {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const found = [];
  for (const place of places) {
    const answer = await fetch(place, { method: "POST", headers: { "X-CSRFToken": token } });
    found.push(answer.status);
  }
  return found;
}"""
