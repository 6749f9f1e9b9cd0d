"""The stories: the office, its people and its places are invented, the lengths and shapes are those that arrive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """One item: `days` before the day that is looked at; `photo` names a shape of `photographs`, `more` those in its series."""

    kind: str
    days: int
    title: str
    summary: str
    text: str
    category: str = ""
    district: str = ""
    photo: str = ""
    alt: str = ""
    more: tuple[str, ...] = ()
    fields: str = ""


QUOTES = """

“Kami menunggu ini sejak tahun lalu,” kata Sariah (54), warga yang datang sejak pagi. Ia berharap layanan serupa hadir setiap bulan, \
sebab ke ibu kota kabupaten ia harus naik perahu dua jam.

Kepala dinas menyatakan kegiatan dilanjutkan ke tiga desa lain sampai akhir bulan. Jadwalnya ditempel di kantor desa dan dapat dibaca di \
[halaman pengumuman](/pengumuman/)."""
TABLE = """

## Angka menurut kecamatan

| Kecamatan | Desa | Penerima | Anggaran | Selesai |
|---|---:|---:|---:|---|
| Hulu | 12 | 1.240 | Rp310.000.000 | 14 November 2026 |
| Tengah | 9 | 860 | Rp215.000.000 | 21 November 2026 |
| Hilir | 14 | 1.515 | Rp378.750.000 | 28 November 2026 |
"""

STORIES = (
    Story(
        "berita", 0, "Perahu Puskesmas Menjangkau Tujuh Desa yang Baru Terendam",
        "Tenaga kesehatan memeriksa 312 warga dalam dua hari; obat demam dan diare paling banyak diminta.",
        "Perahu puskesmas keliling menjangkau tujuh desa di Kecamatan Hilir sejak Rabu. Sebanyak 312 warga diperiksa, 41 di antaranya "
        "anak di bawah lima tahun." + QUOTES, "Kesehatan", "Hilir", "berdua", "Dua petugas berbincang di tepi dermaga",
        fields="key_points: Tujuh desa terjangkau; 312 warga diperiksa; Jadwal berikutnya Senin",
    ),
    Story(
        "berita", 1, "Harga Beras di Tiga Pasar Turun Setelah Operasi Pasar Dua Hari",
        "Beras medium dijual Rp13.500 per kilogram, turun Rp700 dari pekan lalu.",
        "Harga beras medium di tiga pasar turun menjadi Rp13.500 per kilogram, Selasa. Operasi pasar menyalurkan 18 ton dalam dua hari."
        + QUOTES + TABLE, "Ekonomi", "Tengah", "meja", "Secangkir kopi di atas meja pedagang",
    ),
    Story(
        "berita", 1,
        "Pemerintah Kabupaten Tepian Raya melalui Dinas Pendidikan Menyerahkan Bantuan Seragam dan Buku kepada 1.250 Siswa di Empat Kecamatan",
        "Bantuan diserahkan di sekolah masing-masing agar orang tua tidak perlu ke ibu kota kabupaten.",
        "Sebanyak 1.250 siswa menerima seragam dan buku, Selasa. Penyerahan berlangsung di 43 sekolah." + QUOTES,
        "Pendidikan", "Hulu", "potret", "Penumpang turun dari bus di depan sekolah",
        fields="short_title: 1.250 Siswa Menerima Seragam dan Buku di Sekolahnya",
    ),
    Story(
        "berita", 2, "Jembatan Gantung Desa Muara Dibuka Lagi dengan Batas Lima Orang",
        "Pemeriksaan menemukan dua tali baja aus; penggantian dimulai Senin.",
        "Jembatan gantung Desa Muara dibuka lagi untuk pejalan kaki, Senin. Paling banyak lima orang boleh menyeberang bersamaan." + QUOTES,
        "Pembangunan", "Muara", "lanskap", "Bangunan bertingkat di bawah langit biru",
    ),
    Story(
        "berita", 3, "Warga Bantaran Belajar Membaca Papan Duga Air",
        "Empat puluh relawan dari delapan desa kini melapor dua kali sehari.",
        "Empat puluh relawan belajar membaca papan duga air dan melaporkannya, Minggu." + QUOTES,
        "Lingkungan & Bencana", "Hilir", "malam", "Cahaya terang di langit malam",
    ),
    Story(
        "berita", 4, "Festival Perahu Hias Kembali setelah Tiga Tahun",
        "Dua puluh perahu ikut; jalur sungai ditutup pukul 14.00–17.00 WIB.",
        "Festival perahu hias kembali digelar setelah tiga tahun, Sabtu. Dua puluh perahu dari empat kecamatan ikut serta." + QUOTES,
        "Budaya & Pariwisata", "Muara", "bunga", "Bunga merah muda dari dekat",
        more=("lanskap", "potret", "persegi", "malam", "berdua"),
    ),
    Story(
        "berita", 5, "Kantor Desa Hulu Melayani Perubahan Kartu Keluarga Setiap Rabu",
        "Warga cukup membawa kartu lama dan surat pengantar; selesai hari itu juga.",
        "Perubahan kartu keluarga kini dilayani di kantor desa setiap Rabu." + QUOTES, "Pemerintahan", "Hulu",
    ),
    Story(
        "berita", 6, "Posyandu Lansia Menambah Pemeriksaan Mata",
        "Pemeriksaan gratis; kacamata baca dibagikan kepada 75 orang.",
        "Posyandu lansia menambah pemeriksaan mata mulai November." + QUOTES, "Kesehatan", "Tengah", "persegi",
        "Potret seorang perempuan tersenyum dengan latar bendera",
    ),
    Story(
        "berita", 8, "Perajin Rotan Memasarkan Anyaman lewat Lokapasar",
        "Delapan kelompok mengirim pesanan pertama ke luar pulau.",
        "Delapan kelompok perajin rotan mengirim pesanan pertama, Selasa." + QUOTES, "Ekonomi", "Hulu", "hewan", "Seekor kucing menatap kamera",
    ),
    Story(
        "siaran-pers", 1, "Pendaftaran Calon Anggota Panitia Pemungutan Suara Diperpanjang Tiga Hari",
        "Pendaftaran diperpanjang sampai Jumat karena jaringan di enam desa terputus.",
        "Pendaftaran calon anggota panitia pemungutan suara diperpanjang tiga hari." + QUOTES, "", "", "lanskap", "Gedung dari kejauhan",
        more=("bunga", "meja"),
    ),
    Story(
        "siaran-pers", 9, "Laporan Keuangan Daerah 2025 Mendapat Opini Wajar Tanpa Pengecualian",
        "Opini yang sama diterima lima tahun berturut-turut.",
        "Laporan keuangan daerah tahun 2025 mendapat opini wajar tanpa pengecualian." + QUOTES,
    ),
    Story(
        "klarifikasi", 0, "Bendungan Hulu Tidak Jebol; Pintunya Dibuka Sesuai Jadwal",
        "Pintu air dibuka 40 sentimeter untuk menjaga tinggi muka air, dan dipantau setiap jam.",
        "Petugas memeriksa tubuh bendungan pukul 05.00 WIB dan tidak menemukan retakan. Pintu air dibuka 40 sentimeter sesuai jadwal." + QUOTES,
        fields="number: KLR-2026-004\nclaim: Bendungan hulu jebol jam 3 pagi, air bah sampai kota dua jam lagi, sebarkan!\n"
        "claim_seen_date: 2026-11-29\nclaim_seen_where: Pesan berantai WhatsApp\nanswered_by: Dinas Pekerjaan Umum\nverdict: konten palsu",
    ),
    Story(
        "klarifikasi", 7, "Foto Antrean Bahan Bakar Diambil di Kota Lain Tahun 2022",
        "Antrean dalam foto terjadi empat tahun lalu; stok bahan bakar di kabupaten cukup untuk sebelas hari.",
        "Foto yang beredar pernah dimuat media pada 2022." + QUOTES,
        fields="number: KLR-2026-003\nclaim: Stok bensin habis, antrean mengular di ibu kota kabupaten.\nclaim_seen_date: 2026-11-18\n"
        "claim_seen_where: Facebook\nanswered_by: Dinas Perdagangan\nverdict: konteks yang salah",
    ),
    Story(
        "klarifikasi", 20, "Uang Kuliah Gratis bagi Dua Ratus Mahasiswa Memang Dibuka",
        "Pendaftaran sampai 30 November lewat kampus masing-masing, tanpa biaya.",
        "Bantuan uang kuliah dibuka untuk dua ratus mahasiswa." + QUOTES,
        fields="number: KLR-2026-002\nclaim: Pemerintah kabupaten membayar uang kuliah 200 mahasiswa.\nclaim_seen_date: 2026-11-05\n"
        "claim_seen_where: Grup WhatsApp\nanswered_by: Dinas Pendidikan\nverdict: benar",
    ),
    Story(
        "pengumuman", 2, "Loket Pajak Kendaraan Tutup Sabtu Ini",
        "Loket pindah ke gedung baru; pembayaran daring tetap berjalan.",
        "Loket pajak kendaraan tutup pada Sabtu karena pindah gedung. Pembayaran daring tetap berjalan." + QUOTES,
        fields="starts: 2026-12-05 08.00 WIB\nends: 2026-12-05 16.00 WIB",
    ),
    Story(
        "agenda", 3, "Musyawarah Rencana Pembangunan Kecamatan Hilir", "Terbuka untuk umum; usulan dibawa tertulis.",
        "Warga boleh hadir dan membawa usulan tertulis untuk desanya." + QUOTES, "", "Hilir",
        fields="starts: 2026-12-03 08.30 WIB\nends: 2026-12-03 12.00 WIB\nevent_place: Balai Kecamatan Hilir\norganizer: Kecamatan Hilir",
    ),
    Story(
        "agenda", 5, "Pasar Tani Akhir Pekan", "Sayur dan ikan langsung dari petani dan nelayan.",
        "Pasar tani buka setiap akhir pekan di lapangan kota, pagi sampai siang." + QUOTES,
        fields="starts: 2026-12-06 06.00 WIB\nevent_place: Lapangan kota",
    ),
    Story(
        "galeri", 4, "Sungai, Pasar, dan Malam Festival", "Enam foto dari pekan festival.",
        "Pekan festival dalam enam foto, dari pasar pagi sampai pelepasan lampion." + QUOTES,
        more=("bunga", "persegi", "lanskap", "potret", "malam", "meja"),
    ),
    Story(
        "infografis", 6, "Lima Langkah Saat Air Naik", "Apa yang dibawa, siapa yang dihubungi, ke mana pergi.",
        "1. Matikan listrik.\n2. Bawa surat dan obat.\n3. Hubungi 112.\n4. Ikuti jalur evakuasi.\n5. Jangan kembali sebelum diumumkan." + TABLE,
        photo="lembar", alt="Lembar dengan lima langkah bernomor",
    ),
    Story(
        "video", 2, "Cara Melapor Kerusakan Jalan lewat Ponsel", "Tiga langkah, dua menit.",
        "Video pendek ini menunjukkan tiga langkah melapor kerusakan jalan lewat ponsel." + QUOTES, photo="hewan", alt="Seekor kucing",
        fields="video_url: https://www.youtube.com/watch?v=contoh\nvideo_duration: 2.05",
    ),
)  # fmt: skip

FLOOD = Story(
    "pengumuman", 0, "Siaga Banjir: Warga Bantaran di Kecamatan Hilir dan Muara Diminta Pindah Sekarang",
    "Air mencapai 7,25 meter dan masih naik. Tiga tempat pengungsian sudah dibuka.",
    "Tinggi muka air di pos Hilir mencapai 7,25 meter pada pukul 05.00 WIB dan masih naik. Warga bantaran diminta pindah sekarang.\n\n"
    "- Balai Desa Hilir, kapasitas 300 orang\n- SD Negeri 2 Muara, kapasitas 180 orang\n- Gedung serbaguna, kapasitas 500 orang\n\n"
    "Bawa surat penting, obat, dan pakaian untuk tiga hari. Matikan listrik sebelum meninggalkan rumah.",
    fields="urgent: ya\nstarts: 2026-11-30 05.00 WIB\nends: 2026-12-03 18.00 WIB",
)  # fmt: skip

MORE_ON_A_BUSY_DAY = (
    "Dua Kapal Penyeberangan Kembali Beroperasi", "Pelatihan Operator Desa Diikuti 60 Orang", "Stok Obat Puskesmas Ditambah",
    "Lampu Jalan di Lima Ruas Diperbaiki", "Vaksinasi Ternak Menjangkau Dua Desa", "Tim Cerdas Cermat Lolos ke Tingkat Provinsi",
    "Sumur Bor Desa Muara Mulai Dipakai", "Pameran Benih Lokal Dibuka",
)  # fmt: skip
