"""What must be caught and what must pass, one text a row."""

# ruff: noqa: E501, SIM905  (one text a row)
from __future__ import annotations

import pytest

from tests.unit.checks.newsroom import BODY, codes, item

GAMBLING = """slot gacor|SLOT GACOR|s1ot g4cor|sl0t gac0r|5lot gacor|s l o t  g a c o r|s.l.o.t g.a.c.o.r|s-l-o-t gacor|slоt gаcor|ｓｌｏｔ ｇａｃｏｒ|𝐬𝐥𝐨𝐭 𝐠𝐚𝐜𝐨𝐫|ⓢⓛⓞⓣ ⓖⓐⓒⓞⓡ
sloooot gacooor|slotgacor|slot-gacor|slot_gacor|sl**o**t ga*c*or|s&#108;ot gacor|slot88|slot777|maxwin|togel hongkong|toto macau|situs judi terpercaya|judi online|judi daring|judol
bandarqq|dominoqq|poker online|live casino|sbobet|mahjong ways|gates of olympus|pragmatic play|rtp live|bonus new member|scatter hitam|mix parlay|agen bola|raja303|hoki99|toto4d""".replace(
    "\n", "|"
).split("|")
PRIVATE = {
    "nik": [
        "NIK 6204051708900001",
        "6204 0517 0890 0001",
        "6204055708900002",
        "kartu 4111 1111 1111 1111",
        "4111111111111111",
    ],
    "phone": [
        "0812-5012-3456",
        "+62 812 5012 3456",
        "081250123456",
        "62812-5012-3456",
        "0852 4900 1122",
        "https://wa.me/6281250123456",
    ],
    "email": ["budi.santoso88@gmail.com", "siti_a@yahoo.co.id", "rina (at) gmail.com"],
    "number": [
        "rekening BRI 0123-01-004567-50-9",
        "nomor rekening 1234567890",
        "BPJS 0001234567890",
        "NPWP 12.345.678.9-712.000",
    ],
    "birth-date": [
        "Siti Aminah lahir di Buntok, 17 Agustus 1990",
        "TTL: Buntok, 3 Mei 1988",
        "tanggal lahir 12-04-1991",
    ],
}
MARKUP = {
    "html": [
        "<script>alert(1)</script>",
        "<iframe src=x></iframe>",
        "<form>",
        "<style>p{}</style>",
        "<meta http-equiv=refresh>",
        "<base href=/>",
        "<b>tebal",
        "<!-- rahasia -->",
        "&lt;script&gt;",
        "<ScRiPt>",
        "<svg/onload=x>",
    ],
    "scheme": [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:x)",
        "[a](java&#115;cript:x)",
        "[a](data:text/html,x)",
        "<javascript:alert(1)>",
        "![a b c](data:image/png;base64,AA)",
        "[a](vbscript:x)",
    ],
    "template": [
        "{{ nama }}",
        "{% if x %}",
        "{# catatan #}",
        "${nama}",
        "[x]({filename}a.md)",
        "[x]({attach}../../x)",
        "[gallery ids=1]",
    ],
    "empty-link": ["[](https://a.go.id/)", "[ ](https://a.go.id/)", "[.](https://a.go.id/)"],
    "disguised-link": [
        "[dinas](https://bps.gо.id/)",
        "[dinas](https://xn--bps-abc.id/)",
        "[dinas](https://bps.go.id@jahat.example/)",
        "[dinas](https://10.0.0.1/)",
    ],
    "unknown-host": ["[x satu](https://jahat.example/)", "https://jahat.example/a", "www.jahat.example"],
    "http": ["[x satu](http://bps.go.id/)"],
    "characters": ["Panen\u200braya", "Panen\u202eraya", "Pa\u00adnen", "Panen\ufeff raya"],
    "language": [
        "Welcome to our best site where you can get all the latest news and offers for your home and this is the place to be with all of your friends at any time of the day"
    ],
}
BAD = [("gambling", text) for text in GAMBLING] + [
    (code, text) for group in (PRIVATE, MARKUP) for code, texts in group.items() for text in texts
]
GOOD = """Hubungi polisi di 110, ambulans di 119, dan pusat darurat di 112.
Telepon kantor (0525) 21123 pada jam kerja.
Anggaran mencapai Rp1.234.567.890.123 tahun ini.
Nilai kontrak 1234567890123456 rupiah tercatat.
Nomor surat 800/1234/Diskominfo/2026 sudah terbit.
Layanan buka pukul 08.00–15.30 WIB setiap hari kerja.
Kirim surat ke diskominfo.barsel@gmail.com atau humas@baritoselatankab.go.id.
Hari Lahir Pancasila diperingati 1 Juni 2025 di halaman kantor.
Pendaftar memilih slot waktu vaksinasi di puskesmas.
Slot penerbangan di Bandar Udara Sanggu bertambah.
Lomba burung berkicau menghadirkan murai yang gacor.
Warga bermain domino dalam lomba antarkampung.
Nyawa menjadi taruhan para petugas pemadam.
Suhu < 30 derajat, kelembapan > 80 persen.
Perbandingan a<b dan c>d dibahas di kelas.
Pahlawan Tjilik Riwut lahir di Kasongan, 2 Februari 1918.
Baca [laman BPS](https://www.bps.go.id/id) dan [kategori ekonomi](/kategori/ekonomi/).
Surel [redaksi](mailto:redaksi@baritoselatankab.go.id) terbuka.
Bupati membaca ayat بِسْمِ ٱللَّٰهِ sebelum acara dimulai.
Keluarga 👨‍👩‍👧 hadir di taman kota.
Nilai 42,99% dan luas 1.234,5 hektare tercatat.
Kegiatan berlangsung Kamis (29/1/2026) di Jenamas.
Film berjudul *Laskar Pelangi* diputar di balai desa.
Toto Sugiarto memimpin rapat kelompok tani.
Agenda bola voli antardesa dimulai pekan depan.
Foto istri para petani dipajang di pameran.
Pelajar SDN 1 Buntok meraih juara lomba menulis.""".split("\n")


@pytest.mark.parametrize(("code", "text"), BAD, ids=lambda value: value[:24].encode("ascii", "replace").decode())
def test_a_bad_text_is_caught(code: str, text: str) -> None:
    """The finding has the code that its mend is written for."""
    assert code in codes(item(f"{BODY}\n\nWarga membaca {text} kemarin."))


@pytest.mark.parametrize("text", GOOD, ids=lambda text: text[:24].encode("ascii", "replace").decode())
def test_an_honest_text_passes(text: str) -> None:
    """Nobody is stopped for honest words."""
    assert codes(item(f"{BODY}\n\n{text}")) == set()


def test_news_about_gambling_passes_but_not_its_links() -> None:
    """The field lets words through, never an address."""
    body = BODY + "\n\nPolisi menangkap bandar judi online. Warga diingatkan agar menjauhi slot gacor dan togel."

    assert codes(item(body, about_gambling="ya")) == set()
    assert "gambling-link" in codes(item(body + " [Situs itu](https://raja-slot88.example/).", about_gambling="ya"))
