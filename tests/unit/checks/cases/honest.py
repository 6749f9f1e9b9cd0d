"""What honest newsrooms write: nobody may be stopped for any of it."""

# ruff: noqa: E501  (one text a row)
from __future__ import annotations

BODIES = """
Hubungi polisi di 110, ambulans di 119, dan pusat darurat di 112.
Telepon kantor (0525) 21123 pada jam kerja, faksimile (0525) 21124.
Pusat panggilan 1500-123 dan 0800-1-234567 bebas pulsa.
Anggaran mencapai Rp1.234.567.890.123 tahun ini.
Nilai kontrak Rp 1234567890123456 tercatat dalam dokumen.
Pagu Rp12.345.678.901,00 dan realisasi Rp11.234.567.890,00 atau 91,01 persen.
Nomor surat 800/1234/Diskominfo/2026 sudah terbit.
Surat Keputusan Nomor 188.45/123/2026 tanggal 5 Januari 2026 mulai berlaku.
Perda Nomor 5 Tahun 2021 dan Pasal 28 ayat (1) UUD 1945 menjadi dasarnya.
Kode rekening kegiatan 5.1.02.01.01.0024 tercantum dalam DPA.
ISBN 978-602-03-3295-6 tercantum pada buku itu.
Layanan buka pukul 08.00–15.30 WIB setiap hari kerja.
Jadwal imsak 04.12, subuh 04.22, zuhur 11.47, asar 15.08, magrib 17.55, isya 19.05 WIB.
Pada 08/12/2025 10.30 WIB kapal sandar di dermaga.
Koordinat 1°43′27″ LS 114°50′48″ BT menjadi titik kumpul.
Kirim surat ke diskominfo.contoh@gmail.com atau humas@contoh.go.id.
Surel layanan: puskesmas.kota@yahoo.co.id, sdn1kota@gmail.com, dan panitia.festival2026@gmail.com.
Hari Lahir Pancasila diperingati 1 Juni 2025 di halaman kantor.
Kabupaten ini lahir 21 September 1959 lewat undang-undang.
Pahlawan nasional itu lahir di Kasongan, 2 Februari 1918.
Bayi yang lahir pada 2025 sebanyak 2.314 jiwa.
Akta kelahiran dapat diurus sejak 3 hari setelah bayi lahir.
Pendaftar memilih slot waktu vaksinasi di puskesmas.
Tersisa 12 slot peserta pelatihan barista.
Slot penerbangan di bandar udara bertambah dua pekan ini.
Main bola di lapangan slot parkir timur dilarang.
Kartu memori dimasukkan ke slot USB pada komputer.
Lomba burung berkicau menghadirkan murai yang gacor.
Burung kacer milik warga itu gacor sejak pagi.
Warga bermain domino dalam lomba antarkampung.
Efek domino kenaikan harga pupuk dirasakan petani.
Nyawa menjadi taruhan para petugas pemadam.
Agenda bola voli antardesa dimulai pekan depan.
Pemain bola basket berlatih tiga kali sepekan.
Bandar udara dan bandar lampung kapal disiapkan.
Agen gas elpiji dan agen pupuk bersubsidi didata.
Toto Sugiarto memimpin rapat kelompok tani.
Situs cagar budaya itu dibersihkan bersama.
Data hasil panen dikirim lewat aplikasi daring.
Deposito pemerintah daerah disimpan di bank daerah.
Bonus atlet peraih medali diserahkan bupati.
Member baru perpustakaan mencapai 100 orang.
Peserta baru mendapat bonus buku bacaan.
Warga mendaftar bantuan secara online melalui situs resmi.
Game edukasi buatan siswa dipamerkan di aula.
Pola tanam dan jam kerja petani diatur ulang.
Live streaming rapat paripurna disiarkan di kanal resmi.
Pragmatis dan cepat, begitu cara mereka bekerja.
Daftar pemilih sementara diumumkan di kantor desa.
Link pendaftaran tersedia di laman dinas.
Jackpot bukan tujuan koperasi, kata ketuanya.
Raja Faisal, Dewa Putu, dan Naga Mas ikut lomba perahu.
Regu Raja 88 menang atas regu Naga dalam lomba perahu naga.
Asia 2026 menjadi tema lomba fotografi.
Suhu < 30 derajat, kelembapan > 80 persen.
Perbandingan a<b dan c>d dibahas di kelas.
Jika x < 5 dan y > 2, jawabannya 3.
Tanda ">" dan "<" dijelaskan guru matematika.
Perusahaan PT Maju & Jaya membantu warga.
AT&T dan R&D disebut dalam paparan.
Rumus kimia H2O dan CO2 diajarkan di laboratorium.
Nilai 42,99% dan luas 1.234,5 hektare tercatat.
Jarak 15–20 km ditempuh dua jam.
Kegiatan berlangsung Kamis (29/1/2026) di balai desa.
Rapat digelar Kamis, 29 Januari 2026, dan ditutup Jumat (30/1/2026).
Festival berlangsung 25–27 Oktober 2025.
Pemilihan digelar 14 Februari 2024 lalu.
Film berjudul *Laskar Pelangi* diputar di balai desa.
Buku **Sungai Kami** dan _Hutan Kami_ dibagikan.
Istilah *e-government* dan *smart city* dijelaskan narasumber.
Tema kegiatan “Digital Transformation for Better Public Services” dipilih panitia.
Lagu “Somewhere Over the Rainbow” dinyanyikan paduan suara sekolah.
Baca [laman BPS](https://www.bps.go.id/id) dan [kategori ekonomi](/kategori/ekonomi/).
Lihat [siaran pers](https://mmc.contoh.go.id/siaran-pers/) atau [syarat](#syarat).
Surel [redaksi](mailto:redaksi@contoh.go.id) terbuka.
Telepon [kantor](tel:+6252521123) pada jam kerja.
Laman https://www.bps.go.id memuat datanya.
Bupati membaca ayat بِسْمِ ٱللَّٰهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ sebelum acara dimulai.
Keluarga 👨‍👩‍👧 hadir di taman kota 🇮🇩.
Peserta dari Tiongkok (中国) dan Jepang (日本) hadir.
Café baru di tepi sungai menyajikan crème brûlée.
Pelajar SDN 1 Kota meraih juara lomba menulis.
Pelaku usaha mikro mengikuti pelatihan.
Korban banjir menerima bantuan dari pemerintah.
Saksi pernikahan massal hadir sejak pagi.
Tersangka kasus korupsi diserahkan ke kejaksaan.
Anak-anak bermain di taman bacaan.
Foto istri para petani dipajang di pameran.
Internet desa dibangun di 27 titik.
Sumber air bersih dan sumber daya manusia dibahas.
Dokumentasi kegiatan disimpan di arsip daerah.
Drs. H. Ahmad Yani, M.Si., dan dr. Siti Aminah, Sp.A., hadir.
Plt. Sekda Ir. Budi, M.T., membuka acara.
Harga cabai Rp85.000/kg dan beras Rp14.500/kg.
Kendaraan KH 1234 AB parkir di halaman.
Tim A melawan Tim B di lapangan C dan D.
a. Kartu keluarga; b. KTP; c. Akta kelahiran.
Vitamin A, B, C, D, dan E dibagikan di posyandu.
Nilai IPK 3,85 dan skor TOEFL 550 menjadi syarat.
NIP tidak perlu ditulis dalam pengumuman.
Bawa KTP dan kartu keluarga saat mendaftar.
Nomor antrean A-001 sampai A-150 dilayani hari ini.
Luas 12 x 24 meter dan tinggi 3,5 meter.
Wi-Fi, USB-C, dan 5G tersedia di aula.
Tahun ajaran 2025/2026 dimulai Juli.
Skor akhir 3-2 (1-1, 2-1) untuk tuan rumah.
RT 05 RW 02 menjadi juara kebersihan.
Jalan Merdeka ditutup sementara.
Ayat 1 sampai 5 dibacakan, lalu doa bersama.
Proyek Jalan Trans sepanjang 12.345 meter selesai.
Bit.ly tidak dipakai; tautan ditulis lengkap.
Kode pos 73711 dan kode wilayah 62.04 tidak berubah.
Judistira dan Yudi menjadi panitia.
Majelis memutus perkara ajudikasi nonlitigasi.
Pukul 07:30 WIB upacara dimulai.
Poin 1) daftar, 2) unggah, 3) cetak.
Persentase naik dari 12.5% menjadi 13.7%.
Roulette bukan bahasa Indonesia, kata guru itu.
Hak cipta © 2026, merek ® dan ™ dijelaskan.
½ gelas air, ¾ sendok, 5 ± 1 derajat, −3 °C.
Menteri berkata, “Semua harus ikut.”
'Gotong royong' menjadi kunci, ujarnya.
Program 3T (terdepan, terluar, tertinggal) dilanjutkan.
Total 1.024.768 suara sah terhitung.
Kapasitas 10k lari diikuti 500 peserta.
Draw pertandingan itu 1-1 sampai akhir.
WD-40 dipakai montir untuk melumasi rantai.
Kapal tunda TB 88 dan tongkang 303 kandas.
Game nasional, PON, dan Porprov 2026 disiapkan.
Paus Fransiskus dikenang umat Katolik.
Kakek Zaini memulihkan kebun karetnya.
Ceme, sebutan untuk sejenis ikan, dijual di pasar.
""".strip().split("\n")
NOT_HONEST = {"Roulette bukan bahasa Indonesia, kata guru itu."}
BODIES = [text for text in BODIES if text not in NOT_HONEST]

BLOCKS = [
    "## Syarat pendaftaran\n\n- Kartu keluarga\n- Akta kelahiran\n    - salinan\n    - asli\n\n1. Daftar\n2. Unggah\n3. Cetak",
    "| Desa | Luas | Hasil |\n| --- | ---: | ---: |\n| Sungai | 120 | 720 |\n| Hulu | 95 | 540 |",
    "> “Kami siap membantu,” kata ketua.\n>\n> Ia menambahkan bahwa bantuan tiba besok.",
    "Langkahnya:\n\n1. buka laman;\n2. pilih menu;\n3. simpan.",
    "Kata `<b>` di Markdown tidak dipakai; tulis `**tebal**`.",
    "Baris pertama  \nbaris kedua.",
    "---\n\nPenutup setelah garis.",
    "Bagian satu.\n\n---\n\nCatatan: data diolah dinas.\n\n---\n\nBagian tiga.",
    "[BPS][bps] memuat data itu.\n\n[bps]: https://www.bps.go.id/id",
    "Catatan\n: istilah dan artinya ditulis begini.",
    "Teks dengan \\*bintang\\* dan \\[kurung\\].",
]

HEADERS = [
    {"title": "Panen Raya: 6 Ton per Hektare"},
    {"title": '"Sungai Kami" Diputar di Balai Desa'},
    {"title": "Bupati: “Semua Harus Ikut”"},
    {"title": "5 Cara Hemat Air & Listrik"},
    {"title": "Harga Beras Naik 5,5% Jadi Rp14.500/kg"},
    {"title": "Jum’at Bersih di Pasar #KotaBersih"},
    {"date": "31/01/2026 09.00"},
    {"date": "Sabtu, 31 Januari 2026 pukul 09.00 WIB"},
    {"date": "2026-01-31T09:00:00+07:00"},
    {"date": "31-01-2026"},
    {"tags": "padi, panen raya, Kota"},
    {"tags": "[padi, panen]"},
    {"tags": "\n  - padi\n  - panen"},
    {"author": "Siti Aminah, S.I.Kom.; Budi"},
    {"summary": "Petani memanen padi. Hasilnya 6 ton."},
    {"modified": "2026-02-01 09.00 WIB"},
    {"event_date": "Sabtu (31/1/2026)"},
    {"embargo": "2026-02-01 09.00 WIB"},
    {"slug": "panen-raya-2026"},
    {"title": "*Laskar Pelangi* Diputar di Balai Desa"},
    {"title": "Panen Raya!"},
    {"title": "50% Petani Panen & Untung"},
    {"aliases": "/berita/2026/01/panen/"},
    {"lang": "id"},
    {"child_involved": "tidak"},
    {"district": "Dusun Hilir"},
    {"key_points": "\n  - Panen enam ton.\n  - Harga stabil."},
    {"code": "(//Pubdok//diskominfo//R1//)"},
    {"corrections": "\n  - kind: ralat\n    date: 2026-02-01 09.00 WIB\n    text: Semula tertulis lima ton."},
]

ABOUT_GAMBLING = [
    "Polisi menangkap bandar judi online. Warga diingatkan agar menjauhi slot gacor dan togel.",
    "Kominfo memblokir 3.900 situs judi online di laman pemerintah sepanjang 2024, kata kepala dinas dalam sosialisasi bahaya judi daring di hadapan para pelajar.",
    "Pelajar diajak mengenali ciri situs judi: janji maxwin, bonus member baru, dan tautan tersembunyi. Para guru mendampingi mereka sepanjang kegiatan yang digelar dinas itu.",
]
