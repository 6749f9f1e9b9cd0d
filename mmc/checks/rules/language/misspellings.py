"""Words that are often misspelt, with the spelling of EYD V and KBBI VI; data only."""

from __future__ import annotations

from collections.abc import Mapping


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _pairs(table: str) -> dict[str, str]:
    """`salah>benar` pairs; a `+` stands for a space."""
    return {wrong: right.replace("+", " ") for wrong, _, right in (pair.partition(">") for pair in table.split())}


# One word for one word. A name keeps its own spelling, so a capital in the middle of a sentence is never touched.
WORDS: Mapping[str, str] = _pairs(
    """
    jum'at>Jumat do'a>doa ma'af>maaf adzan>azan aktifitas>aktivitas aktip>aktif analisa>analisis antri>antre antrian>antrean
    apotik>apotek asesoris>aksesori atlit>atlet azas>asas batere>baterai baterei>baterai bathin>batin bekerjasama>bekerja+sama
    beresiko>berisiko berfikir>berpikir beritahu>beri+tahu bertanggungjawab>bertanggung+jawab blangko>blanko cabe>cabai
    cidera>cedera cinderamata>cendera+mata coklat>cokelat darimana>dari+mana deterjen>detergen detil>detail diagnosa>diagnosis
    dihimbau>diimbau diijinkan>diizinkan dikoordinir>dikoordinasi dimana-mana>di+mana-mana dipraktekkan>dipraktikkan
    dirubah>diubah disain>desain efektifitas>efektivitas ekstrim>ekstrem elit>elite enerji>energi faham>paham fihak>pihak
    fikir>pikir fikiran>pikiran formil>formal fotocopy>fotokopi frekwensi>frekuensi gotongroyong>gotong+royong gubug>gubuk
    hakekat>hakikat hapal>hafal hembus>embus himbau>imbau himbauan>imbauan hirarki>hierarki hisap>isap hutang>utang
    ibukota>ibu+kota ijasah>ijazah ijin>izin indera>indra insyaf>insaf isteri>istri jadual>jadwal jagad>jagat jenasah>jenazah
    jendral>jenderal jerigen>jeriken kadaluarsa>kedaluwarsa kadaluwarsa>kedaluwarsa karir>karier katagori>kategori kemaren>kemarin
    kerjasama>kerja+sama ketrampilan>keterampilan kharisma>karisma komplit>komplet konggres>kongres kongkrit>konkret
    konkrit>konkret koordinir>koordinasi kordinasi>koordinasi kreatifitas>kreativitas kuatir>khawatir kwalitas>kualitas
    kwantitas>kuantitas kwitansi>kuitansi lalulintas>lalu+lintas lembab>lembap lobang>lubang managemen>manajemen masal>massal
    matapelajaran>mata+pelajaran memparkir>memarkir mempedulikan>memedulikan mempengaruhi>memengaruhi mempesona>memesona
    mempopulerkan>memopulerkan mempraktekkan>mempraktikkan mempublikasi>memublikasi mempublikasikan>memublikasikan
    menasehati>menasihati menghimbau>mengimbau mengijinkan>mengizinkan mengkaitkan>mengaitkan mengkampanyekan>mengampanyekan
    mengkelola>mengelola mengkirim>mengirim mengkombinasikan>mengombinasikan mengkomunikasikan>mengomunikasikan
    mengkonsumsi>mengonsumsi mengkontrol>mengontrol mengkoordinasikan>mengoordinasikan mengkoordinir>mengoordinasi
    mensejahterakan>menyejahterakan mensiagakan>menyiagakan mensiasati>menyiasati mensikapi>menyikapi mensinergikan>menyinergikan
    mensosialisasikan>menyosialisasikan mensubsidi>menyubsidi mensukseskan>menyukseskan mensuplai>menyuplai mensurvei>menyurvei
    mentaati>menaati mentargetkan>menargetkan menterjemahkan>menerjemahkan mentertibkan>menertibkan mentuntaskan>menuntaskan
    merubah>mengubah mesjid>masjid metoda>metode milyar>miliar milyaran>miliaran mulya>mulia mushola>musala musholla>musala
    nahkoda>nakhoda nampak>tampak nasehat>nasihat nomer>nomor nopember>November obyek>objek obyektif>objektif orangtua>orang+tua
    otentik>autentik otodidak>autodidak pebruari>Februari perduli>peduli perijinan>perizinan phisik>fisik photo>foto
    pondasi>fondasi praktek>praktik prakteknya>praktiknya produktifitas>produktivitas propinsi>provinsi prosentase>persentase
    ramadhan>Ramadan rame>ramai rapih>rapi rapot>rapor rejeki>rezeki resiko>risiko respon>respons rumahsakit>rumah+sakit
    saptu>Sabtu seijin>seizin sekedar>sekadar sekertaris>sekretaris seksama>saksama serahterima>serah+terima shalat>salat
    sholat>salat silahkan>silakan sistim>sistem sistimatis>sistematis standarisasi>standardisasi subyek>subjek sukuran>syukuran
    sumberdaya>sumber+daya supir>sopir sutera>sutra syah>sah syaraf>saraf tandatangan>tanda+tangan tanggungjawab>tanggung+jawab
    tauladan>teladan tehnik>teknik tehnis>teknis tehnologi>teknologi telpon>telepon terimakasih>terima+kasih terlanjur>telanjur
    terlantar>telantar tilpon>telepon trampil>terampil trilyun>triliun ujicoba>uji+coba unjukrasa>unjuk+rasa ustad>ustaz
    ustadz>ustaz vidio>video walikota>wali+kota
    """
)

# Words that shops, mosques and people bear in their names: `Apotik Sehat`.
IN_NAMES = _set_of(
    "apotik mesjid mushola musholla praktek coklat sutera indera mulya managemen tehnik photo ustadz ustad walikota"
)

# Prepositions are written apart: `dirumah` is `di rumah`. Only what cannot be a verb stands here.
AFTER_DI = _set_of(
    "antara atas bawah dalam depan belakang samping luar hadapan tengah sana sini situ mana rumah kantor sekolah kota desa pasar daerah "
    "wilayah kabupaten kecamatan kelurahan provinsi lapangan lokasi seluruh setiap berbagai masing masa era tahun hari tingkat bidang "
    "sekitar sepanjang sela tepi pinggir ujung akhir awal aula gedung halaman jalan dunia indonesia jakarta"
)
AFTER_KE = _set_of(
    "depan dalam atas bawah belakang samping sana sini situ mana rumah kantor sekolah kota desa pasar daerah lokasi"
)
# The prefix is written together: `di laksanakan` is `dilaksanakan`. Verbs only.
VERBS = _set_of(
    "ikuti hadiri buka tutup gelar laksanakan adakan selenggarakan sampaikan serahkan berikan terima harapkan lakukan "
    "pimpin resmikan tandatangani  tetapkan tentukan bentuk bangun perbaiki tingkatkan kembangkan dukung bantu salurkan "
    "bagikan umumkan terbitkan tunjuk lantik utus tugaskan  undang sambut dampingi kunjungi tinjau periksa awasi pantau "
    "evaluasi susun siapkan sediakan gunakan manfaatkan kelola jalankan lanjutkan  hentikan batalkan tunda ubah hapus ganti "
    "pindahkan antar jemput bawa ambil beli jual bayar hitung catat tulis baca kirim rawat obati  evakuasi selamatkan cegah "
    "atasi tangani temukan duga sebut katakan jelaskan terangkan ungkapkan tegaskan ingatkan imbau minta ajak  rencanakan "
    "jadwalkan mulai akhiri pusatkan tempatkan letakkan pasang tanam olah masak sajikan tampilkan pamerkan perlombakan "
    "menangkan raih dapatkan peroleh butuhkan perlukan anggarkan alokasikan realisasikan sosialisasikan koordinasikan "
    "fasilitasi "
)

# Phrases: what is written, what EYD or plain Indonesian has instead.
PHRASES: Mapping[str, str] = {
    "antar instansi": "antarinstansi",
    "antar daerah": "antardaerah",
    "antar lembaga": "antarlembaga",
    "antar kecamatan": "antarkecamatan",
    "antar desa": "antardesa",
    "antar warga": "antarwarga",
    "non aktif": "nonaktif",
    "non formal": "nonformal",
    "non fisik": "nonfisik",
    "pasca bencana": "pascabencana",
    "pasca panen": "pascapanen",
    "pasca banjir": "pascabanjir",
    "pra sejahtera": "prasejahtera",
    "sub bagian": "subbagian",
    "sub bidang": "subbidang",
    "olah raga": "olahraga",
    "suka rela": "sukarela",
    "mana kala": "manakala",
    "bagai mana": "bagaimana",
    "dari pada": "daripada",
    "barang kali": "barangkali",
    "walau pun": "walaupun",
    "meski pun": "meskipun",
}
