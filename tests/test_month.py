"""
A fictitious office's first month, told from the first clone to the new colleague: the first thing to read here.

Three officers, Ani, Budi and Cici, each with a clone of their own; one repository that they share, one real server with sshd
behind a real nginx, and nothing but the commands that the guides name. Forty releases arrive in the long run (MMC_LONG=1),
six in an ordinary one; everything else is the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen
from zlib import crc32

import pytest

from mmc.indonesian.calendar import zone
from mmc.release.targets.connection import KEY_VARIABLE
from tests.release.projects import PLACE, Desk, make_project
from tests.release.servers import nginx_server, sshd

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("commands")]

ARRIVALS = 40 if os.environ.get("MMC_LONG") else 6
WIB = zone("Asia/Pontianak")
NOW = datetime.now(WIB).replace(second=0, microsecond=0)
EARLIER = NOW - timedelta(hours=2)
OFFICERS = ("ani", "budi", "cici")
VILLAGES = (
    "Mahajandau",
    "Kalanis",
    "Bangkuang",
    "Teluk Betung",
    "Muara Talang",
    "Rantau Bahuang",
    "Babai",
    "Salat Baru",
)
MATTERS = (
    ("Kelompok Tani {place} Menanam Jagung di Lahan {size} Hektare", "petani menanam jagung di lahan {size} hektare"),
    ("Posyandu {place} Melayani {size} Balita", "kader posyandu menimbang {size} balita"),
    ("Jalan Desa {place} Diperbaiki Sepanjang {size} Meter", "jalan desa diperbaiki sepanjang {size} meter"),
    (
        "Perpustakaan Keliling Meminjamkan {size} Buku di {place}",
        "warga meminjam {size} buku dari perpustakaan keliling",
    ),
)


@dataclass(frozen=True)
class Office:
    """The officers by name, where readers open the site, and the folder that the server shows."""

    officers: dict[str, Desk]
    address: str
    server: Path
    remote: Path
    variables: dict[str, str]

    def __getitem__(self, name: str) -> Desk:
        return self.officers[name]

    def page(self, path: str) -> str:
        """What a reader gets at this path; empty when there is no page."""
        try:
            with urlopen(f"{self.address}{path}", timeout=20) as answer:
                return str(answer.read().decode("utf-8").replace("\N{NO-BREAK SPACE}", " "))
        except HTTPError:
            return ""

    def told(self, name: str, *words: str, code: int = 0) -> str:
        """What a command of this officer said; it ended with this exit code."""
        ended, said = self[name].inv(*words)
        assert ended == code, f"{name}: {' '.join(words)}\n{said}"
        assert "Traceback" not in said
        return said

    def publish(self, name: str, *words: str) -> str:
        """This officer shares and publishes."""
        return self.told(name, "bagikan") + self.told(name, "terbit", "--to", "server", *words)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def clone(remote: Path, folder: Path, name: str) -> None:
    """This officer's own clone, with their own name."""
    git(remote.parent, "clone", "--quiet", str(remote), str(folder))
    git(folder, "config", "user.name", name.title())
    git(folder, "config", "user.email", f"{name}@mmc.example")


def day_one(folder: Path, port: int, host_key: str, address: str) -> Path:
    """The office's facts are written down, its key is made, and the repository stands where everybody reaches it."""
    first, remote = folder / "first", folder / "situs.git"
    make_project(first)
    desk = Desk(first, {"MMC_KEY": str(folder / "kantor.key")})
    desk.edit(f"{PLACE}.md", "aliases:\n  - /berita/panen/\n", "")  # tests/release/test_servers.py tries redirects
    desk.edit("data/kantor.toml", "https://mmc-barito-selatan.example", "https://mmc.barsel.go.id")
    desk.edit("data/kantor.toml", 'label = "Telepon"\ntext = ""', 'label = "Telepon"\ntext = "(0525) 21001"')
    with (first / "data/terbit.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[target.server]\nkind = "ssh"\nurl = "{address}"\nhost = "127.0.0.1"\nport = {port}\n'
            f'path = "{folder / "srv"}"\nhost_key = "{host_key}"\nencodings = ["gzip"]\n'
        )
    (first / ".gitignore").write_text(".venv/\n.cache/\n.terbit/\noutput/\nsiaran/\n__pycache__/\n", "utf-8")
    shutil.copy(Path(__file__).resolve().parents[1] / ".gitattributes", first)
    code, said = desk.inv("kunci", "--no-password")
    assert (code, "Kunci publik sudah ditulis" in said) == (0, True), said
    git(first, "init", "--quiet", "--initial-branch=main")
    git(first, "add", "--all")
    git(first, "-c", "user.name=Ani", "-c", "user.email=ani@mmc.example", "commit", "--quiet", "-m", "Awal")
    git(folder, "clone", "--quiet", "--bare", str(first), str(remote))
    return remote


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """
    The office on its second day: every officer has a clone, and the site is live.
    """
    folder = tmp_path_factory.mktemp("bulan")
    with sshd(folder / "sshd") as server, nginx_server(folder / "nginx", folder / "srv/current") as web:
        remote = day_one(folder, server.port, server.host_key, web.url)
        variables = {"MMC_KEY": str(folder / "kantor.key"), KEY_VARIABLE: str(server.client_key)}
        for name in OFFICERS:
            clone(remote, folder / name, name)
        officers = {name: Desk(folder / name, variables) for name in OFFICERS}
        office = Office(officers, web.url, folder / "srv", remote, variables)
        office.publish("ani")
        yield office


def path_of(desk: Desk, kind: str, slug: str, moment: datetime = EARLIER) -> Path:
    path = desk.root / "content" / kind / f"{moment:%Y/%m}" / f"{moment:%Y-%m-%d}-{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def write(desk: Desk, kind: str, slug: str, title: str, body: str, *fields: str, status: str = "terbit") -> str:
    """An item of this officer as it is written by hand; the answer is its address."""
    lines = [
        "---",
        f"title: {title}",
        f"date: {EARLIER:%Y-%m-%d %H.%M} WIB",
        f"status: {status}",
        f"id: brs-{EARLIER:%Y-%m-%d}-{crc32(slug.encode()) % 10_000:04}",
        f"summary: {body.partition('.')[0]}.",
        "author: Redaksi",
        *fields,
        "---",
        "",
        body,
        "",
    ]
    path_of(desk, kind, slug).write_text("\n".join(lines), "utf-8")
    return f"/{kind}/{EARLIER:%Y/%m}/{slug}/"


def test_the_site_is_live_on_the_first_day(office: Office) -> None:
    """
    Readers find the front page, and anybody can prove it.
    """
    assert "MMC Barito Selatan" in office.page("/")
    office.told("budi", "buktikan", "--to", "server")


def test_releases_arrive_at_three_desks(office: Office) -> None:
    """
    Each officer imports what came, fills what is missing, shares and publishes; nothing of a colleague is lost.
    """
    titles = []
    for number in range(ARRIVALS):
        name = OFFICERS[number % 3]
        place, size = VILLAGES[number % len(VILLAGES)], 12 + 7 * number
        title, what = (words.format(place=place, size=size) for words in MATTERS[number % len(MATTERS)])
        arrived = office[name].root.parent / f"rilis {number}.txt"
        day = EARLIER - timedelta(days=1)
        arrived.write_text(
            f"{title}\n\nMMCBarsel-Buntok. Di Desa {place}, {what}, {day:%d/%m/%Y}. Kegiatan itu dihadiri camat dan warga.\n\n"
            f"Kepala desa mengatakan kegiatan serupa direncanakan lagi bulan depan.\n\n(//Pubdok//diskominfobarsel//R{number}//)\n",
            "utf-8",
        )
        said = office.told(name, "impor", str(arrived))
        assert title in said or "content/berita" in said
        [draft] = [path for path in (office[name].root / "content").rglob("*.md") if title in path.read_text("utf-8")]
        text = draft.read_text("utf-8").replace("status: draf", "status: terbit")
        for field, value in (("category", "Sosial"), ("summary", f"{title}."), ("author", name.title())):
            text = text.replace(f"\n{field}:\n", f"\n{field}: {value}\n")
        draft.write_text(text, "utf-8")
        titles.append(title)
        if number % 3 == 2:
            for each in OFFICERS:
                office.told(each, "bagikan")
            office.publish(name)

    office.publish("ani")
    archive = (
        office.page(f"/berita/{EARLIER:%Y/%m}/") + office.page("/berita/") + office.page(f"/arsip/{EARLIER:%Y/%m}/")
    )
    assert [title for title in titles if title not in archive] == []


def test_a_colleagues_draft_does_not_stop_the_flood_warning(office: Office) -> None:
    """
    Budi's half-written story is named and stays out; Cici's warning stands on every page.
    """
    office.told("budi", "baru", "Berita yang Belum Selesai")
    office.told("budi", "bagikan")
    address = write(
        office["cici"],
        "pengumuman",
        "banjir",
        "Air Sungai Naik di Dusun Hilir, Warga Diminta Mengungsi",
        "Air Sungai Barito naik cepat. Warga di tepi sungai diminta mengungsi ke balai desa.",
        "urgent: ya",
        f"starts: {EARLIER:%Y-%m-%d %H.%M} WIB",
        f"ends: {EARLIER + timedelta(days=3):%Y-%m-%d %H.%M} WIB",
    )
    office.publish("cici")

    assert "diminta mengungsi" in office.page(address)
    assert "Warga Diminta Mengungsi" in office.page("/kontak/")
    assert "Belum Selesai" not in office.page("/") + office.page("/arsip/")


def test_an_embargo_holds_until_the_timer_lets_it_out(office: Office) -> None:
    """
    Before its moment nobody finds the item; then the timer publishes it without anybody's hand.
    """
    address = write(
        office["ani"], "berita", "embargo", "Jadwal Pasar Murah Diumumkan", "Pasar murah dibuka di enam kecamatan.",
        "category: Ekonomi", f"embargo: {NOW + timedelta(days=1):%Y-%m-%d %H.%M} WIB",
    )  # fmt: skip
    office.publish("ani")
    assert office.page(address) == ""

    path = path_of(office["ani"], "berita", "embargo")
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("embargo")]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    office.told("ani", "bagikan")
    office.told("ani", "terbit", "--to", "server", "--due")
    assert "Pasar murah dibuka" in office.page(address)


def test_a_mistake_is_corrected_in_the_open(office: Office) -> None:
    """
    The correction stands on the item with its time, and the text for the chats says what was corrected.
    """
    fields = ("category: Ekonomi",)
    address = write(
        office["budi"], "berita", "panen", "Panen Jagung Dimulai", "Panen mencapai 6 hektare di Babai.", *fields
    )
    office.publish("budi")
    path = path_of(office["budi"], "berita", "panen")
    said = "Sebelumnya tertulis 6 hektare, yang benar 60 hektare."
    text = path.read_text("utf-8").replace("mencapai 6 hektare", "mencapai 60 hektare")
    note = (
        f"corrections:\n  - kind: ralat\n    date: {NOW - timedelta(minutes=1):%Y-%m-%d %H.%M} WIB\n    text: {said}\n"
    )
    path.write_text(text.replace("author: Redaksi\n", f"author: Redaksi\n{note}"), "utf-8")
    office.publish("budi")

    assert said in office.page(address)
    assert "yang benar 60 hektare" in office.told("budi", "siarkan", path.relative_to(office["budi"].root).as_posix())


def test_a_withdrawn_item_keeps_its_page_and_says_why(office: Office) -> None:
    """
    Nothing disappears: the address answers, with the reason.
    """
    address = write(
        office["cici"], "berita", "salah", "Layanan Dipindahkan", "Loket pindah ke gedung sebelah.", "category: Pemerintahan"
    )  # fmt: skip
    office.publish("cici")
    path = path_of(office["cici"], "berita", "salah")
    note = f"withdrawn:\n  date: {NOW - timedelta(minutes=1):%Y-%m-%d %H.%M} WIB\n  reason: Kabar ini keliru dan ditarik.\n"
    path.write_text(path.read_text("utf-8").replace("author: Redaksi\n", f"author: Redaksi\n{note}"), "utf-8")
    office.publish("cici")

    assert "Kabar ini keliru dan ditarik." in office.page(address)


def test_a_rumour_is_answered(office: Office) -> None:
    """
    The plain word comes first, on the item, in the feed and in the list that Cek Pesan compares with.
    """
    address = write(
        office["ani"], "klarifikasi", "jembatan", "Jembatan Tetap Dibuka untuk Umum",
        "Dinas Pekerjaan Umum memastikan jembatan tetap dibuka. Tidak ada penutupan.",
        f"number: KLR-{NOW:%Y}-001", "claim: Jembatan akan ditutup total selama dua pekan mulai besok.",
        f"claim_seen_date: {EARLIER:%Y-%m-%d}", "claim_seen_where: pesan berantai WhatsApp",
        "answered_by: Dinas Pekerjaan Umum", "verdict: konten palsu",
    )  # fmt: skip
    office.publish("ani")

    assert "TIDAK BENAR" in office.page(address)
    assert "TIDAK BENAR: Jembatan Tetap Dibuka" in office.page("/klarifikasi/atom.xml")
    assert "Jembatan Tetap Dibuka" in office.page("/klarifikasi/cek-pesan.json")


def test_two_desks_publish_on_the_same_evening(office: Office) -> None:
    """
    Neither has shared yet; whoever comes second takes nothing away.
    """
    first = write(
        office["ani"],
        "berita",
        "malam-satu",
        "Lampu Jalan Diganti",
        "Petugas mengganti 40 lampu di tepi sungai sejak Senin.",
        "category: Pembangunan",
    )
    second = write(
        office["budi"],
        "berita",
        "malam-dua",
        "Pasar Dibersihkan",
        "Pedagang dan warga membersihkan saluran air bersama-sama.",
        "category: Sosial",
    )
    office.publish("ani")
    office.publish("budi")

    assert office.page(first) and office.page(second)


def test_a_release_is_taken_back_and_given_again(office: Office) -> None:
    """
    The way back is one command, and what comes back is proven.
    """
    address = write(
        office["cici"],
        "berita",
        "keliru",
        "Kabar yang Terlalu Cepat",
        "Isi naskah ini belum diperiksa oleh siapa pun.",
        "category: Sosial",
    )
    office.publish("cici")
    assert office.page(address)
    office.told("cici", "kembalikan", "--to", "server")
    assert office.page(address) == ""
    office.told("cici", "buktikan", "--to", "server")

    office.publish("cici", "--full")
    assert office.page(address)


def test_a_planted_link_is_found_and_removed(office: Office) -> None:
    """
    Somebody changes a page on the server: the check says so, and a full release repairs it.
    """
    page = office.server / "current/index.html"
    for copy in page.parent.glob("index.html.*"):
        copy.unlink()
    page.write_text(
        page.read_text("utf-8").replace("</body>", '<a href="https://x.example" hidden>slot gacor</a></body>')
    )
    assert "slot gacor" in office.page("/")
    assert "[berubah] /:" in office.told("ani", "buktikan", "--to", "server", code=1)

    office.told("ani", "terbit", "--to", "server", "--full")
    assert "slot gacor" not in office.page("/")
    office.told("ani", "buktikan", "--to", "server")


def test_a_laptop_breaks_and_a_colleague_joins(office: Office) -> None:
    """
    A new clone knows all that matters: it publishes without deleting, doubling or announcing anything again.
    """
    before = office.page("/sitemap.xml")
    shutil.rmtree(office["budi"].root)
    for name in ("budi", "dedi"):
        clone(office.remote, office.server.parent / name, name)
        office.officers[name] = Desk(office.server.parent / name, office.variables)
    address = write(
        office["dedi"],
        "berita",
        "dedi",
        "Petugas Baru Bertugas",
        "Seorang petugas mulai bekerja di ruang redaksi hari ini.",
        "category: Sosial",
    )
    said = office.publish("dedi")

    assert office.page(address)
    assert " 0 dihapus" in said or "dihapus" not in said
    assert before.count("<sitemap>") == office.page("/sitemap.xml").count("<sitemap>")
    office.publish("budi")
    assert office.page(address)


def test_the_month_can_be_accounted_for(office: Office) -> None:
    """
    Who published, corrected and withdrew what stands in the record, from a clone alone.
    """
    office.told("ani", "bagikan")
    since, until = (f"{moment:%Y-%m-%d}" for moment in (NOW - timedelta(days=31), NOW + timedelta(days=1)))
    said = office.told("ani", "jejak", "--from", since, "--to", until)

    assert "Panen Jagung Dimulai" in said or "panen" in said
    assert "ralat" in said.lower()
    office.told("budi", "periksa")
