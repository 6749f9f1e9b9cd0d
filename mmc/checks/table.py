"""The one table of all checks: code, function, meaning, an example that it must catch. `docs/checks.md` is made from it."""

# ruff: noqa: E501  (a table, read row by row)
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from mmc.base.problems import Severity
from mmc.checks.archive import Archive
from mmc.checks.content import budget
from mmc.checks.content.draft import Draft, Finding
from mmc.checks.rules import across_items, characters, children, media, names, old_addresses, plausible, privacy
from mmc.checks.rules.attack import adverts, gambling, hidden, leading, linking, markup
from mmc.checks.rules.language import foreign, language

Subject = TypeVar("Subject")
Told = TypeVar("Told")
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject, Told]):
    """
    One row. `example` is content that the check must catch: header lines (`key: …`), then the body; bytes as Python
    writes them; or the path of a file. A confirmable finding may be accepted in the header with a reason.
    """

    code: str
    run: Callable[[Subject], Iterator[Told]]
    meaning: str
    example: str
    severity: Severity = ERROR
    is_confirmable: bool = False


# On the bytes of a text file, before it is read.
BYTES: tuple[Check[bytes, Finding], ...] = (
    Check("budget", budget.budget, "Berkas terlalu besar, terlalu panjang, atau terlalu bersarang untuk diolah.", "> > > > > > > > > > teks"),
    Check("encoding", characters.encoding, "Berkas tidak tersimpan sebagai UTF-8.", r"Rapat di Caf\xe9 Barito"),
    Check("merge", characters.merge_marks, "Ada sisa penggabungan git (`<<<<<<<`, `=======`, `>>>>>>>`).", "<<<<<<< HEAD"),
    Check("bom", characters.byte_order_mark, "Ada penanda urutan bita (BOM) di awal berkas.", r"\xef\xbb\xbf---"),
    Check("line-ends", characters.line_ends, "Baris berakhir cara Windows (CRLF) atau Mac lama (CR).", r"Panen raya\r\ndi sawah"),
    Check("characters", characters.characters, "Ada karakter kendali, tak terlihat, pembalik arah, atau simbol khusus Word.", r"Panen\xe2\x80\x8b raya"),
)  # fmt: skip

# On the path of a file.
NAMES: tuple[Check[str, Finding], ...] = (
    Check("file-name", names.name, "Nama berkas tidak dapat dibawa Windows atau alamat web.", "content/berita/2026/01/Panen Raya.jpg"),
    Check("file-kind", names.place, "Berkas berjenis atau bertempat yang tidak diterbitkan.", "content/berita/2026/01/surat.docx"),
)  # fmt: skip

# On one item.
TEXTS: tuple[Check[Draft, Finding], ...] = (
    Check("mojibake", characters.mojibake, "Huruf rusak karena salah penyandian.", "Bupati berkata â€œsiapâ€\x9d kepada warga."),
    Check("mixed-scripts", characters.mixed_scripts, "Satu kata memakai huruf dari dua aksara yang mirip.", "Pemerintаh daerah membuka layanan."),
    Check("nfc", characters.decomposed, "Huruf beraksen tersimpan terurai (bukan NFC).", "Pameran cafe\u0301 di kota."),
    Check("html", markup.tags, "Ada elemen, komentar, atau perintah HTML.", "<b>Penting</b>: rapat besok."),
    Check("word-paste", markup.word_paste, "Ada sisa tempelan dari Word.", '<p class="MsoNormal">Panen raya</p>'),
    Check("handler", markup.handlers, "Ada skrip peristiwa pada elemen.", '<img src="x" onerror="alert(1)">'),
    Check("scheme", markup.schemes, "Alamat memakai `javascript:`, `data:`, atau skema lain yang tidak boleh.", "[Unduh](javascript:alert(1)) formulir."),
    Check("template", markup.template_syntax, "Ada sintaks templat atau kode singkat yang akan tampil apa adanya.", "Halo {{ nama }}, selamat datang."),
    Check("yaml", markup.yaml_syntax, "Nilai kepala memakai bagian YAML yang tidak dibaca di sini (jangkar, alias, tipe, peta sebaris).", "title: !!python/name:os.system"),
    Check("heading", markup.heading_levels, "Subjudul tidak mulai dari tingkat kedua.", "# Latar Belakang", WARNING),
    Check("hidden-text", hidden.hidden_text, "Teks disembunyikan dengan gaya, ukuran, warna, atau letak.", '<span style="display:none">tautan</span>'),
    Check("empty-link", hidden.empty_links, "Tautan tanpa kata yang terlihat.", "Baca [](https://kominfo.go.id/) selengkapnya."),
    Check("posing-link", hidden.posing_links, "Tautan menampilkan satu situs, tetapi membuka situs lain.", "Buka [www.bps.go.id](https://kominfo.go.id/)."),
    Check("unused-link", hidden.unused_definitions, "Acuan alamat yang tidak pernah dipakai di teks.", "Panen raya di sawah.\n\n[a]: https://kominfo.go.id/"),
    Check("link-farm", hidden.link_farm, "Terlalu banyak tautan keluar.", " ".join(f"[situs {n}](https://situs-{n}.example/)" for n in range(6))),
    Check("disguised-link", hidden.disguised, "Alamat menyamarkan tujuannya.", "Buka [laman dinas](https://bps.go.id@situs.example/)."),
    Check("gambling", gambling.gambling_words, "Ada istilah judi tanpa keterangan bahwa naskah memberitakannya.", "Daftar s1ot g4cor hari ini.", ERROR, is_confirmable=True),
    Check("advert", adverts.weak_signs, "Beberapa tanda lemah bersama-sama menyerupai iklan judi.", "Depo 10rb dapat 50rb, wd tanpa batas.", ERROR, is_confirmable=True),
    Check("invitation", adverts.invitations, "Berita tentang judi memuat ajakan dengan tempat tujuannya.", "about_gambling: ya\n\nKlik rimbawin77 untuk bermain."),
    Check("decorated", adverts.decorated, "Huruf hias atau huruf bergaris yang bukan huruf biasa.", "Kabar dari 𝗞𝗲𝗺𝗯𝗮𝗻𝗴 untuk warga."),
    Check("gambling-link", gambling.gambling_hosts, "Alamat mengarah ke situs judi.", "Baca [pengumuman](https://raja-slot88.example/)."),
    Check("gambling-mention", gambling.mentions, "Naskah menyebut perjudian.", "Polisi menertibkan perjudian di pasar.", NOTE),
    Check("defaced", gambling.defaced, "Ada tanda tangan peretas atau jualan spam.", "Hacked by Tim Anonim."),
    Check("http", linking.secure_links, "Tautan tidak aman (http).", "Baca [laman BPS](http://bps.go.id/).", ERROR, is_confirmable=True),
    Check("unknown-host", linking.known_hosts, "Situs luar tidak ada dalam daftar tepercaya.", "Baca [laman itu](https://tidak-dikenal.example/).", ERROR, is_confirmable=True),
    Check("named-host", leading.named_hosts, "Teks menyebut situs yang tidak ada dalam daftar tepercaya, tanpa tautan.", "Buka situs-contoh.xyz untuk keterangan.", ERROR, is_confirmable=True),
    Check("leading-on", leading.through_others, "Alamat meneruskan ke situs lain yang tidak dikenal, atau menyembunyikan tujuannya.", "Baca [keterangan](https://www.youtube.com/redirect?q=https%3A%2F%2Fsitus.example)."),
    Check("free-place", leading.anybodys, "Alamat pendek, formulir atau situs gratis, percakapan atau grup yang bukan milik kantor.", "Isi [formulir](https://forms.gle/AbCd1234).", ERROR, is_confirmable=True),
    Check("address", linking.well_formed, "Alamat tautan tidak lengkap, rusak, atau keluar dari foldernya.", "Baca [berita lain](../../rahasia.md)."),
    Check("link-words", linking.telling_words, "Kata tautan tidak berarti bila dibaca sendiri.", "Untuk daftar, [klik di sini](https://kominfo.go.id/).", WARNING),
    Check("image-missing", linking.images_exist, "Gambar yang disebut tidak ada di samping naskah.", "![Warga memanen padi](tidak-ada.jpg)"),
    Check("photo", media.main_photo, "Foto utama tidak ada, atau belum punya teks alternatif, keterangan, atau kredit.", "photo: tidak-ada.jpg"),
    Check("photo-credit", media.credits_named, "Kredit foto tidak menyebut siapa pun.", "photo_credit: Foto/IST"),
    Check("unread", media.unread_marks, "Gambar, catatan kaki, atau tautan yang tidak terbaca dan akan tampil apa adanya.", "Anggaran naik 12 persen.[^1]"),
    Check("alt-text", media.alt_texts, "Gambar tanpa teks alternatif yang berarti.", "![](peta.jpg)"),
    Check("nik", privacy.numbers, "Ada NIK, nomor kartu keluarga, atau nomor kartu pembayaran.", "NIK 6204051708900001 milik warga.", ERROR, is_confirmable=True),
    Check("phone", privacy.phones, "Ada nomor ponsel.", "Hubungi 0812-5012-3456 untuk daftar.", ERROR, is_confirmable=True),
    Check("phone-spelled", privacy.spelled_phones, "Ada nomor ponsel yang dieja dengan kata.", "Hubungi nol delapan satu dua lima nol satu dua tiga empat lima enam.", ERROR, is_confirmable=True),
    Check("secret-asked", privacy.asked_secrets, "Pembaca diminta memberikan OTP, PIN, kata sandi, atau swafoto dengan KTP.", "Masukkan kode OTP agar bantuan cair.", ERROR, is_confirmable=True),
    Check("transfer", privacy.transfers, "Ada nomor tujuan kiriman uang.", "Transfer biaya ke 1234 5678 9012 sekarang.", ERROR, is_confirmable=True),
    Check("number", privacy.labelled_numbers, "Ada nomor rekening, kependudukan, pajak, atau kartu.", "Transfer ke rekening BRI 0123-01-004567-50-9.", ERROR, is_confirmable=True),
    Check("email", privacy.emails, "Ada surel pribadi.", "Kirim ke siti.aminah77@gmail.com segera.", ERROR, is_confirmable=True),
    Check("birth-date", privacy.birth_dates, "Ada tanggal lahir.", "Siti Aminah, lahir di Kota 17 Agustus 1990, menjadi juara.", ERROR, is_confirmable=True),
    Check("child-name", children.child_names, "Anak atau korban disebut namanya.", "child_involved: ya\n\nKorban bernama Rani Lestari dirawat.", ERROR, is_confirmable=True),
    Check("child-place", children.child_surroundings, "Sekolah, kampung, jalan, atau keluarga anak atau korban disebut.", "child_involved: ya\n\nAnak itu murid SDN 2 Kota.", ERROR, is_confirmable=True),
    Check("child-photo", children.child_photo, "Naskah tentang anak atau korban memakai foto.", "child_involved: ya\nphoto: anak.jpg", ERROR, is_confirmable=True),
    Check("child-unstated", children.child_unstated, "Naskah perkara tidak menyatakan apakah melibatkan anak.", "Polisi menangkap pelaku terhadap anak di bawah umur.", WARNING),
    Check("date-far", plausible.far_dates, "Tanggal terlalu jauh di depan atau di belakang.", "date: 2099-01-05 09.00 WIB"),
    Check("date-order", plausible.event_order, "Urutan tanggal tidak mungkin.", "event_date: 4 Januari 2024", WARNING),
    Check("date-path", plausible.dated_path, "Folder atau nama berkas menyebut hari lain daripada kepala.", "date: 2025-05-01 09.00 WIB"),
    Check("date-text", plausible.text_dates, "Tanggal di teks tidak ada, atau harinya tidak cocok.", "Rapat digelar Senin (26/10/2023).", ERROR, is_confirmable=True),
    Check("no-text", plausible.body_text, "Naskah tidak berisi teks.", "photo_alt: Sawah menguning\n\n- -"),
    Check("placeholder", plausible.placeholders, "Masih ada isian contoh.", "Rapat di [isi tempat] berlangsung lancar.", ERROR, is_confirmable=True),
    Check("title", plausible.title_form, "Judul tidak terbaca, terlalu panjang, atau huruf besar semua.", "title: !!!"),
    Check("slug", plausible.slug_name, "Slug tidak dapat dipakai.", "slug: con"),
    Check("tag-twice", plausible.repeated_tags, "Topik yang sama ditulis dua kali.", "tags: padi, Padi"),
    Check("language", foreign.language, "Paragraf tidak berbahasa Indonesia.", "最新的在线游戏平台欢迎您的加入", ERROR, is_confirmable=True),
    Check("spelling", language.words, "Kata tidak baku menurut KBBI.", "Silahkan datang ke apotik.", NOTE),
    Check("preposition", language.prepositions, "Kata depan `di`, `ke` atau awalan `di-` salah sambung.", "Rapat di laksanakan dirumah kepala desa.", NOTE),
    Check("repeated-word", language.repeated_words, "Satu kata tertulis dua kali, atau kata ulang tanpa tanda hubung.", "Warga hadir di di balai desa.", NOTE),
    Check("punctuation", language.punctuation, "Spasi atau tanda baca kurang, ganda, atau tidak berpasangan.", "Air surut , warga pulang.", NOTE),
    Check("paragraph-end", language.paragraph_ends, "Paragraf tidak berakhir dengan tanda baca.", "Warga pulang ke rumah masing-masing", NOTE),
    Check("figures", language.figures, "Rupiah, persen, ribuan, atau jam tidak ditulis menurut EYD.", "Dana Rp. 1.500.000,- cair 42.99 %.", NOTE),
    Check("quotation", language.quotations, "Koma kutipan di luar tanda kutip, atau tidak ada.", "“Kami siap”, kata ketua.", NOTE),
    Check("degree", language.degrees, "Gelar tanpa titik atau koma.", "Sekretaris daerah Budi Santoso, S.Sos, M.Si hadir.", NOTE),
    Check("official-name", language.officials, "Nama mirip nama di data/redaksi.toml, tetapi tidak sama.", "nama pejabat yang salah satu hurufnya", NOTE),
    Check("dateline", language.dateline, "Titimangsa ditulis di naskah, atau dengan tanda baca.", "dateline: Media Center-Kota.", NOTE),
    Check("long-title", language.long_title, "Judul lebih dari 100 huruf.", "title: " + "Panen Raya di Tepi Sungai " * 4, NOTE),
    Check("long-sentence", language.long_sentences, "Kalimat lebih dari 40 kata.", "Warga datang " + "dan menanam pohon " * 14 + "bersama.", NOTE),
    Check("officialese", language.officialese, "Bahasa kantor yang dapat diganti kata biasa.", "Dalam rangka hari jadi, acara bertempat di balai desa.", NOTE),
    Check("passive", language.passives, "Kalimat bertumpuk kata kerja pasif.", "Acara dibuka, dipimpin, dihadiri, lalu ditutup oleh pejabat.", NOTE),
    Check("readability", language.hard_text, "Naskah sulit dibaca (LIX di atas 65).", " ".join(["Penyelenggaraan pertanggungjawaban ketatalaksanaan pemerintahan berkesinambungan memerlukan pengoordinasian."] * 10), NOTE),
)  # fmt: skip

# On all items together.
ARCHIVE: tuple[Check[Archive, tuple[str, Finding]], ...] = (
    Check("duplicate-id", across_items.ids, "Nomor tetap atau nomor klarifikasi dipakai dua kali.", "dua naskah dengan `id: brs-2026-01-05-aaaa`"),
    Check("collision", across_items.addresses, "Dua halaman berebut satu alamat.", "`aliases: /berita/` pada sebuah naskah"),
    Check("twin", across_items.twins, "Judul atau slug sama dengan naskah lain.", "dua naskah berjudul sama dalam dua bulan"),
    Check("tag-spelling", across_items.tag_spellings, "Satu topik ditulis dengan dua cara.", "`tags: Padi` dan `tags: padi`"),
    Check("broken-link", across_items.internal_links, "Halaman atau bagian yang ditautkan tidak ada.", "[berita](/berita/2026/01/tidak-ada/)"),
    Check("orphan", across_items.orphans, "Foto atau dokumen yang tidak dipakai naskah mana pun.", "`sisa.jpg` di folder berita"),
    Check("file-collision", across_items.file_collisions, "Dua berkas hanya berbeda huruf besar-kecil, atau menimpa halaman situs.", "`content/akar/index.html`"),
    Check("address-gone", across_items.published_addresses, "Alamat yang pernah terbit hilang tanpa pengalihan.", "slug diganti tanpa `aliases`"),
    Check("redirect", old_addresses.redirects, "Pengalihan berputar, menutupi halaman, atau menuju halaman yang tidak ada.", '`from = "/berita/"`'),
)  # fmt: skip

# Told by others and listed here so that the table is whole: code -> meaning, example.
OTHERS: dict[str, tuple[str, str]] = {
    "header": ("Kepala naskah salah: kolom tidak dikenal, nilai di luar daftar, tanggal yang tidak ada, kolom wajib kosong.", "`kategori: Ekonomi`"),
    "data": ("Berkas di data/ salah.", '`[[category]]` tanpa `slug`'),
    "confirmed": ("Konfirmasi di kepala tidak mengenai temuan mana pun, atau tanpa alasan.", "`finding: phone` tanpa nomornya"),
    "file-size": ("Berkas terlalu besar atau kosong.", "foto 40 MB"),
    "true-kind": ("Isi berkas bukan jenis yang disebut namanya, atau memuat program; PDF yang rusak, terkunci, berskrip, berlampiran, atau bersambung halaman web.", "`foto.jpg` yang berisi PDF"),
    "root-file": ("Berkas di content/akar/ bukan UTF-8, atau berisi lain daripada yang diminta layanannya.", "`google0123456789abcdef.html` dengan `<script>`"),
    "document": ("Teks atau tautan di dalam PDF memuat istilah judi, iklan, atau situs yang tidak dikenal.", "tautan PDF ke situs yang tidak ada dalam daftar"),
    "document-scan": ("PDF hasil pindai tanpa teks: pembaca layar dan pencarian tidak dapat membacanya.", "surat yang difoto lalu disimpan sebagai PDF"),
    "public-information": ("Dokumen, formulir, atau bukti dalam data/informasi-publik.toml tidak ada, kedaluwarsa, atau jatuh tempo.", '`file = "hilang.pdf"`'),
    "surroundings": ("Kata atau alamat di data/ atau theme/ tidak boleh sampai ke pembaca.", "menu ke `javascript:…`, slogan berisi istilah judi, `*.xyz` sebagai situs tepercaya"),
    "svg": ("Gambar SVG memuat skrip atau memanggil situs luar.", "`<svg onload=…>`"),
    "outside": ("Tautan berkas (symlink) di content/, data/, atau theme/.", "`content/berita/rahasia.md` → `/etc/passwd`"),
    "photo-kind": ("Foto bukan JPEG, PNG, atau WebP.", "foto HEIC"),
    "photo-name": ("Akhiran nama foto tidak sesuai isinya.", "PNG bernama .jpg"),
    "photo-empty": ("Berkas foto kosong.", "0 bita"),
    "photo-bytes": ("Berkas foto terlalu besar.", "30 MB"),
    "photo-bomb": ("Gambar yang akan memenuhi memori atau menghentikan pembangunan.", "PNG 60.000 × 60.000 piksel"),
    "photo-damaged": ("Foto rusak atau terpotong.", "unggahan yang terputus"),
    "photo-moving": ("Gambar bergerak.", "PNG animasi"),
    "photo-small": ("Foto lebih sempit dari 1200 piksel.", "foto WhatsApp 800 piksel"),
    "photo-gps": ("Foto asli memuat lokasi GPS.", "foto dari ponsel"),
    "photo-cmyk": ("Warna foto untuk percetakan.", "JPEG CMYK"),
    "output": ("Situs yang dibangun memuat skrip, gaya sebaris, permintaan ke situs lain, alamat komputer sendiri, atau umpan rusak.", "`<script>` tanpa `src` di halaman"),
    "output-leak": ("Situs yang dibangun memuat naskah yang belum terbit.", "judul draf di indeks pencarian"),
    "output-link": ("Tautan di situs yang dibangun tidak sampai.", "`/berita/hilang/`"),
    "output-page": ("Folder yang dibangun bukan situs.", "tanpa index.html"),
    "output-shrunk": ("Situs yang dibangun kehilangan lebih dari sepersepuluh halamannya.", "900 halaman, sebelumnya 1.200"),
    "internal": ("Pemeriksaan sendiri gagal pada berkas ini.", "—"),
}  # fmt: skip
CONFIRMABLE = frozenset(check.code for check in TEXTS if check.is_confirmable)
