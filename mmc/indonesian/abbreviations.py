"""Abbreviations and what is said for them; how a row of capitals is read when the list does not know it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mmc.indonesian.numerals import digit_by_digit

LETTERS: Mapping[str, str] = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        [
            "a",
            "be",
            "ce",
            "de",
            "e",
            "ef",
            "ge",
            "ha",
            "i",
            "je",
            "ka",
            "el",
            "em",
            "en",
            "o",
            "pe",
            "ki",
            "er",
            "es",
            "te",
            "u",
            "ve",
            "we",
            "eks",
            "ye",
            "zet",
        ],
        strict=True,
    )
)

# Written with a point. A small `dr.` is a physician, a capital one a doctor of letters: case counts.
POINTED: Mapping[str, str] = {
    "Kab.": "Kabupaten", "kab.": "kabupaten", "Kec.": "Kecamatan", "kec.": "kecamatan", "Kel.": "Kelurahan", "kel.": "kelurahan",
    "Prov.": "Provinsi", "Ds.": "Desa", "Jl.": "Jalan", "Jln.": "Jalan", "jl.": "jalan", "Gg.": "Gang", "No.": "Nomor", "no.": "nomor",
    "Tgl.": "Tanggal", "tgl.": "tanggal", "hlm.": "halaman", "hal.": "halaman", "Telp.": "Telepon", "telp.": "telepon", "Tel.": "Telepon",
    "dll.": "dan lain-lain", "dsb.": "dan sebagainya", "dst.": "dan seterusnya", "dkk.": "dan kawan-kawan", "tsb.": "tersebut",
    "yth.": "yang terhormat", "Yth.": "Yang terhormat", "Bpk.": "Bapak", "Sdr.": "Saudara", "Sdri.": "Saudari", "Ny.": "Nyonya",
    "a.n.": "atas nama", "u.p.": "untuk perhatian", "s.d.": "sampai dengan", "d.a.": "dengan alamat", "u.b.": "untuk beliau",
    "dr.": "dokter", "drg.": "dokter gigi", "drh.": "dokter hewan", "Dr.": "Doktor", "Prof.": "Profesor", "Ir.": "Insinyur",
    "Drs.": "Doktorandus", "Dra.": "Doktoranda", "H.": "Haji", "Hj.": "Hajah", "K.H.": "Kiai Haji", "KH.": "Kiai Haji", "Pdt.": "Pendeta",
    "Ust.": "Ustaz", "Alm.": "Almarhum", "alm.": "almarhum", "Tn.": "Tuan", "ha.": "hektare", "Kapt.": "Kapten", "Brigjen.": "Brigjen",
}  # fmt: skip

# Written in capitals, or as one word. What is spoken as a word stands for itself.
CAPITALS: Mapping[str, str] = {
    "WIB": "Waktu Indonesia Barat", "WITA": "Waktu Indonesia Tengah", "WIT": "Waktu Indonesia Timur",
    "KTP": "Kartu Tanda Penduduk", "e-KTP": "Kartu Tanda Penduduk elektronik", "KK": "Kartu Keluarga", "NIK": "Nomor Induk Kependudukan",
    "SIM": "Surat Izin Mengemudi", "STNK": "Surat Tanda Nomor Kendaraan", "KIA": "Kartu Identitas Anak",
    "APBD": "Anggaran Pendapatan dan Belanja Daerah", "APBN": "Anggaran Pendapatan dan Belanja Negara",
    "PAD": "Pendapatan Asli Daerah", "PBB": "Pajak Bumi dan Bangunan", "BLT": "Bantuan Langsung Tunai", "PKH": "Program Keluarga Harapan",
    "DPRD": "Dewan Perwakilan Rakyat Daerah", "DPR": "Dewan Perwakilan Rakyat", "TNI": "Tentara Nasional Indonesia",
    "Polri": "Kepolisian Negara Republik Indonesia", "RI": "Republik Indonesia", "ASN": "aparatur sipil negara", "PNS": "pegawai negeri sipil",
    "PPPK": "pegawai pemerintah dengan perjanjian kerja", "OPD": "organisasi perangkat daerah",
    "BPBD": "Badan Penanggulangan Bencana Daerah", "BNPB": "Badan Nasional Penanggulangan Bencana",
    "BMKG": "Badan Meteorologi, Klimatologi, dan Geofisika", "BPS": "Badan Pusat Statistik", "BPOM": "Badan Pengawas Obat dan Makanan",
    "PDAM": "Perusahaan Daerah Air Minum", "PLN": "Perusahaan Listrik Negara", "KPU": "Komisi Pemilihan Umum",
    "RSUD": "Rumah Sakit Umum Daerah", "UGD": "Unit Gawat Darurat", "IGD": "Instalasi Gawat Darurat", "DBD": "demam berdarah dengue",
    "UMKM": "usaha mikro, kecil, dan menengah", "SD": "sekolah dasar", "SMP": "sekolah menengah pertama", "SMA": "sekolah menengah atas",
    "SMK": "sekolah menengah kejuruan", "SDN": "sekolah dasar negeri", "SMPN": "sekolah menengah pertama negeri",
    "SMAN": "sekolah menengah atas negeri", "PAUD": "pendidikan anak usia dini", "RT": "rukun tetangga", "RW": "rukun warga",
    "UU": "Undang-Undang", "PP": "Peraturan Pemerintah", "PPID": "Pejabat Pengelola Informasi dan Dokumentasi",
    "HUT": "hari ulang tahun", "HP": "ponsel", "SDM": "sumber daya manusia", "WNI": "warga negara Indonesia", "IKM": "industri kecil dan menengah",
    "PKK": "Pemberdayaan dan Kesejahteraan Keluarga", "KB": "keluarga berencana", "TPA": "tempat pembuangan akhir", "SK": "surat keputusan",
    "DAS": "daerah aliran sungai", "DLH": "Dinas Lingkungan Hidup", "PUPR": "Pekerjaan Umum dan Penataan Ruang",
    "SAR": "SAR", "KUR": "Kredit Usaha Rakyat", "QRIS": "kris", "SMS": "es em es", "BUMD": "badan usaha milik daerah",
    "BUMN": "badan usaha milik negara", "BUMDes": "badan usaha milik desa", "Kades": "kepala desa", "Kadis": "kepala dinas",
    "Wabup": "wakil bupati", "Sekda": "sekretaris daerah", "Pemkab": "pemerintah kabupaten", "Pemprov": "pemerintah provinsi",
}  # fmt: skip

# After a number.
UNITS: Mapping[str, str] = {
    "km/jam": "kilometer per jam", "m/s": "meter per detik", "m/detik": "meter per detik", "m³/detik": "meter kubik per detik",
    "µg/m³": "mikrogram per meter kubik", "µg/m3": "mikrogram per meter kubik", "mm/jam": "milimeter per jam",
    "km²": "kilometer persegi", "km2": "kilometer persegi", "m²": "meter persegi", "m2": "meter persegi", "m³": "meter kubik", "m3": "meter kubik",
    "°C": "derajat Celsius", "km": "kilometer", "cm": "sentimeter", "mm": "milimeter", "m": "meter", "kg": "kilogram", "g": "gram",
    "ha": "hektare", "l": "liter", "ml": "mililiter", "kWh": "kilowatt jam", "kVA": "kilovolt ampere", "GB": "gigabita", "MB": "megabita",
    "KB": "kilobita", "Mbps": "megabit per detik",
}  # fmt: skip

_VOWELS = frozenset("AIUEO")
_BEGINNINGS = frozenset(
    ["BL", "BR", "DR", "GL", "GR", "KL", "KR", "PL", "PR", "SK", "SL", "SP", "SR", "ST", "TR", "KH", "NG", "NY", "SY"]
)
_ENDINGS = frozenset(["KS", "NG", "NS", "RS", "SK", "NY"])
_CLUSTER = re.compile(r"[^AIUEO]{3,}")
SHORTEST_WORD = 4  # three capitals are spelled


def spelled(letters: str) -> str:
    """`BKD` as “be ka de”; digits in it are read as digits, other signs are left out."""
    return " ".join(filter(None, (LETTERS.get(each) or digit_by_digit(each) for each in letters.lower())))


def is_sayable(capitals: str) -> bool:
    """True when people read this row of capitals as a word: BASARNAS, PAUD; not BPBD, PUPR."""
    if len(capitals) < SHORTEST_WORD or not _VOWELS & set(capitals) or _CLUSTER.search(capitals):
        return False
    begins, ends = capitals[:2], capitals[-2:]
    return (bool(_VOWELS & set(begins)) or begins in _BEGINNINGS) and (bool(_VOWELS & set(ends)) or ends in _ENDINGS)
