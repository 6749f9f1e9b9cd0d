"""Gambling and defacement in many spellings, personal data, other languages."""

# ruff: noqa: E501  (one text a row, as it arrives)
from __future__ import annotations

from tests.unit.checks.cases.case import Case, in_body, in_header

GAMBLING = """
slot gacor|Slot Gacor Hari Ini|s1ot g4cor|5l0t g4c0r|$lot gacor|s!ot gacor|s|ot gacor|slot  gacor|s l o t g a c o r|s.l.o.t.g.a.c.o.r|s-l-o-t g-a-c-o-r|s_l_o_t gacor
slоt gаcоr|ѕlot gacor|ѕӏот ɡасог|ｓｌｏｔ ｇａｃｏｒ|𝘀𝗹𝗼𝘁 𝗴𝗮𝗰𝗼𝗿|𝓼𝓵𝓸𝓽 𝓰𝓪𝓬𝓸𝓻|🅂🄻🄾🅃 🄶🄰🄲🄾🅁|ⓢⓛⓞⓣ ⓖⓐⓒⓞⓡ|ꜱʟᴏᴛ ɢᴀᴄᴏʀ|s̶l̶o̶t̶ g̶a̶c̶o̶r̶|śłøť gåçòř
sl\u200bot ga\u200bcor|s\u00adlot ga\u00adcor|sl\u2060ot gacor|slot\u00a0gacor|slot\u3000gacor|slot&nbsp;gacor|s&#108;ot gac&#x6f;r|sl**o**t g*ac*or|sl\\ot gacor|s`l`ot gacor|[sl](https://bps.go.id/)ot gacor
slooooot gaaacor|sl0tgacor|slotgac0r|slot-gacor-hari-ini|#slotgacor|@slotgacor88|SLOT88|slot777|slot4d|raja slot|rajaslot88|gacor77|maxwin|m4xwin|MAXW1N|togel|t0gel|togel sgp|togel 4D
judi online|jud1 0nl1ne|judol|jud0l|judi bola|situs judi|bandar judi|agen judi online|perjudian online|judi slot|taruhan bola|mix parlay|sbobet|sb0bet|sbo bet|casino online|kasino online|live casino
poker online|p0ker online|idn poker|domino qq|dominoqq|bandarqq|bandar qq|capsa susun|ceme online|toto macau|toto slot|toto 4d|prediksi togel|keluaran hk|data sgp|live draw hk|rtp live|rtp slot
gates of olympus|mahjong ways|starlight princess|sweet bonanza|pragmatic play|pg soft|joker123|scatter hitam|bonus new member|bonus member baru 100|depo 10k|deposit pulsa tanpa potongan|anti rungkad
link alternatif slot|link slot gacor|akun pro kamboja|slot thailand|slot server luar negeri|demo slot|slot dana|slot qris|pola gacor|jam gacor|daftar slot|main slot|situs slot terpercaya
situs  judi|rolet online|roulette online|sabung ayam online|tembak ikan online|bola88|hoki88|dewa99|naga303|mpo777|zeus138|sultan77|raja4d
gampang menang maxwin|wd cepat|freebet|free chip|situs toto|bandar togel|slot depo 5k|slot bonus|rtp gacor|sIot gacor|sl0t0nline|slot on line|jvdi online|slot g@cor|sl@t gacor|s1ot.g4cor
""".strip().replace("\n", "|")
SEPARATOR = "\x1f"
_KEPT = "s|ot gacor"


def _split(text: str) -> list[str]:
    parts = text.replace(_KEPT, SEPARATOR).replace("slot|ngacor", "slot ngacor").split("|")
    return [
        part.replace(SEPARATOR, _KEPT).encode("raw_unicode_escape").decode("raw_unicode_escape")
        if "\\" in part
        else part.replace(SEPARATOR, _KEPT)
        for part in parts
    ]


PRIVATE: dict[str, list[str]] = {
    "nik": [
        "NIK 6204051708900001",
        "NIK: 6204 0517 0890 0001",
        "NIK 62.04.05.170890.0001",
        "62-0405-170890-0001",
        "6204051708900001",
        "6204055708900001",
        "６２０４０５１７０８９００００１",
        "No KK 6204051708900001",
        "kartu 4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "5500005555555559",
        "378282246310005",
        "62040517\u200b08900001",
        "6204\u00a00517\u00a00890\u00a00001",
        "**6204051708900001**",
        "(6204051708900001)",
        "NIK6204051708900001",
        "nik=6204051708900001",
        "6204O51708900001 dan 6204051708900001",
    ],
    "phone": [
        "0812-5012-3456",
        "0812 5012 3456",
        "081250123456",
        "+6281250123456",
        "+62 812-5012-3456",
        "62 812 5012 3456",
        "(0812) 5012 3456",
        "0812.5012.3456",
        "O81250123456",
        "wa.me/6281250123456",
        "https://wa.me/6281250123456",
        "WA: 0852-4900-1122",
        "tel 08 12 50 12 34 56",
        "０８１２５０１２３４５６",
        "[hubungi kami](tel:+6281250123456)",
        "api.whatsapp.com/send?phone=6281250123456",
        "0812\u20115012\u20113456",
        "0812–5012–3456",
        "No. HP 0812 50123456",
        "hubungi 0813/4567/8901",
        "**0812**50123456",
    ],
    "number": [
        "rekening BRI 0123-01-004567-50-9",
        "No. Rek. 1234567890",
        "nomor rekening: 123 456 7890",
        "BCA 1234567890 a.n. Siti",
        "Bank Mandiri 1590001234567",
        "BPJS 0001234567890",
        "NPWP 12.345.678.9-712.000",
        "NPWP 123456789012345",
        "Paspor A1234567",
        "norek BNI 0123456789",
        "rekening Bank Kalteng 1000123456789",
        "SIM C 900112345678",
    ],
    "email": [
        "budi.santoso88@gmail.com",
        "siti_a@yahoo.co.id",
        "rina (at) gmail.com",
        "rina[at]gmail[dot]com",
        "rina at gmail dot com",
        "[surel](mailto:rina77@gmail.com)",
        "rina77@outlook.com",
        "RINA77@GMAIL.COM",
        "rina77@ymail.com",
    ],
    "birth-date": [
        "Siti Aminah lahir di Kota, 17 Agustus 1990",
        "TTL: Kota, 3 Mei 1988",
        "tanggal lahir 12-04-1991",
        "lahir pada tanggal 5 Januari 2001",
        "Siti (lahir 17/08/1990)",
        "kelahiran Kota, 17 Agustus 1990",
        "tempat/tgl lahir: Kota, 17-8-1990",
    ],
}
CHILDREN = {
    "child-name": [
        "Korban bernama Rani Lestari dirawat.",
        "Anak berinisial RL bernama Rani dirawat.",
        "Rani Lestari (12) dirawat.",
        "Rani, 12 tahun, dirawat di rumah sakit.",
        "Pelaku, Budi Santoso, ditahan.",
        "Saksi atas nama Siti Aminah hadir.",
    ],
    "child-place": [
        "Anak itu murid SDN 2 Kota.",
        "Siswa SMP Negeri 1 Kota itu dirawat.",
        "Ia tinggal di Desa Sungai Jaya.",
        "Rumahnya di Jalan Merdeka nomor 5.",
        "Rumahnya di RT 05.",
        "Ayah korban, Ahmad Yani, melapor.",
        "Ibunya bernama Siti Aminah.",
        "Anak pasangan Ahmad dan Siti dirawat.",
        "Rani binti Ahmad dirawat.",
        "Santri Ponpes Darul itu pulang.",
    ],
}
FOREIGN = [
    "Welcome to our best site where you can get all the latest news and offers for your home and this is the place to be with all of your friends at any time of the day",
    "最新的在线游戏平台欢迎您的加入我们提供最好的服务",
    "オンラインカジノで遊ぼう。今すぐ登録してボーナスを獲得しよう。",
    "온라인 카지노에 오신 것을 환영합니다 지금 가입하세요",
    "Лучшие онлайн казино для вас и ваших друзей с бонусами каждый день",
    "เว็บพนันออนไลน์อันดับหนึ่งของประเทศไทยที่ดีที่สุด",
    "En iyi bahis siteleri için bu sayfayı ziyaret edin ve çok kazanmak için hemen üye olun çünkü bu site bir numara ve her gün daha çok bonus ile sizi bekliyor ne kadar iyi",
    "Los mejores juegos para todos los que quieren ganar en la casa con un bono de bienvenida que es para los nuevos y que no se acaba en todo el año para sus amigos",
    "Der beste Ort für alle die mit uns spielen und gewinnen wollen ist hier auf der Seite von uns und nicht bei den anderen die das nicht so gut machen wie wir es tun",
]
DEFACED = [
    "Hacked by Tim Gelap",
    "H4cked by Tim Gelap",
    "HACKED BY 1337",
    "Defaced by Anon",
    "Owned by Team X",
    "You have been hacked",
    "viagra murah",
    "v1agra",
    "bokep terbaru",
    "b0kep",
    "jasa backlink murah",
    "xnxx",
    "Touched by Mr. X",
    "pwned by x",
]
ADDRESSES = [
    "[pengumuman resmi](https://raja-slot88.example/)",
    "[pengumuman resmi](https://gacor77.example/)",
    "[pengumuman resmi](https://contoh.go.id/slot-gacor/)",
    "[pengumuman resmi](https://togel-sgp.example/)",
    "[pengumuman resmi](https://sbobet.example/)",
    "[pengumuman resmi](https://s1ot-gacor.example/)",
    "kunjungi raja-slot88.com segera",
    "kunjungi slotgacor.xyz segera",
    "kunjungi hoki88.net segera",
    "[pengumuman resmi](https://contoh.go.id/?q=slot+gacor)",
    "[pengumuman resmi](https://contoh.go.id/%73lot-gacor)",
    '![peta wilayah](slot-gacor.jpg "Peta. Foto: Ani")',
]

CASES: list[Case] = [
    *(case for text in _split(GAMBLING) for case in in_body("gambling", f"Warga membaca {text} kemarin.")),
    *(
        case
        for code, texts in PRIVATE.items()
        for text in texts
        for case in in_body(code, f"Warga mencatat {text} kemarin.")
    ),
    *(case for code, texts in CHILDREN.items() for case in in_body(code, *texts, child_involved="ya")),
    *in_body("gambling", "Warga membaca slot\ngacor kemarin.", "Warga membaca SLOT\nGACOR kemarin."),
    *in_body("child-photo", '![warga di sawah](a.jpg "Warga. Foto: Ani")', child_involved="ya"),
    *in_body("child-unstated", "Polisi menangkap pelaku pencabulan terhadap anak di bawah umur."),
    *in_body("language", *FOREIGN),
    *in_body("defaced", *DEFACED),
    *in_body("gambling-link", *ADDRESSES),
    *in_body("gambling-link", "[Situs itu](https://raja-slot88.example/) diblokir.", about_gambling="ya"),
    *in_body(
        "gambling",
        "Daftar slot gacor. Main slot online maxwin. Togel hongkong. Bonus new member. Pola gacor. RTP live.",
        about_gambling="ya",
    ),
    *in_header("gambling", "title: Daftar S1ot G4cor Hari Ini", line=2),
    *in_header("gambling", "summary: Main slot gacor di sini.", line=8),
    *in_header("phone", "summary: Hubungi 0812-5012-3456.", line=8),
    *in_header("nik", "title: Warga dengan NIK 6204051708900001", line=2),
    *in_header("language", "title: 最新的在线游戏平台欢迎您的加入", line=2),
    *in_header(
        "gambling",
        "event_place: Slot gacor",
        "photo_caption: Slot gacor",
        "organizer: Slot Gacor",
        "author: Slot Gacor",
    ),
]
