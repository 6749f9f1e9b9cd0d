"""The vocabulary of gambling adverts as BSSN and the ministry found it on hacked government pages; data only."""

# ruff: noqa: E501, SIM905  (lists of words)
from __future__ import annotations

# Any of these is enough, for no honest item of a regency needs it (unless it is news about gambling).
ADVERTS = (
    "slot gacor", "slot online", "slot deposit", "slot depo", "slot qris", "slot thailand", "slot kamboja", "slot server",
    "slot terpercaya", "slot maxwin", "slot hoki", "slot joker", "slot zeus", "slot pragmatic", "slot mahjong", "slot pg", "slot resmi", "slot terbaik",
    "slot gampang menang", "slot mudah menang", "slot luar negeri", "slot bet", "slot bonus", "slot jackpot", "slot 4d", "slot demo",
    "slot via dana", "slot via qris", "slot ovo", "slot gopay", "slot mania", "slot machine", "slot games", "slots online", "slot jp", "slot anti rungkad",
    "mesin slot", "rtp live", "live rtp", "rtp slot", "rtp gacor", "rtp tertinggi", "pola gacor", "jam gacor", "link gacor", "situs gacor", "akun gacor", "game gacor",
    "gacor hari ini", "gacor malam ini", "gacor maxwin", "gacor terpercaya", "gacor terbaru", "server gacor", "gacor anti rungkad", "gacor parah", "super gacor",
    "togel online", "togel hongkong", "togel singapore", "togel sydney", "togel hk", "togel sgp", "bandar togel", "agen togel", "situs togel", "prediksi togel",
    "angka togel", "keluaran hk", "keluaran sgp", "data sgp", "data hk", "data sydney", "result hk", "live draw hk", "live draw sgp", "live draw", "bocoran togel",
    "toto macau", "toto slot", "toto togel", "situs toto", "bandar toto", "agen toto", "toto online", "toto gelap", "toto 4d", "toto hk", "toto sgp",
    "idn poker", "idn play", "idn slot", "poker online", "poker qq", "situs poker", "agen poker", "poker idn", "judi poker", "domino qq", "qiu qiu", "domino online", "bandar qq",
    "qq online", "situs qq", "ceme online", "ceme keliling", "capsa susun", "sakong online", "adu q", "bandar q", "live casino", "casino online", "kasino online", "situs casino",
    "agen casino", "online casino", "casino resmi", "bet online", "betting online", "sports betting", "sportsbook", "mix parlay", "bola tangkas", "tangkasnet", "taruhan bola",
    "taruhan online", "taruhan slot", "situs taruhan", "agen bola", "bandar bola", "bandar judi", "bandar slot", "agen judi", "agen slot", "situs judi", "situs slot",
    "judi terpercaya", "judi resmi", "judi deposit", "sabung ayam online", "pragmatic play", "pg soft", "spade gaming", "joker gaming", "habanero slot", "mahjong ways",
    "mahjong wins", "gates of olympus", "gate of olympus", "starlight princess", "sweet bonanza", "wild west gold", "aztec gems", "wild bandito", "lucky neko", "kakek zeus",
    "scatter hitam", "scatter mahjong", "scatter naga", "anti rungkad", "bonus new member", "bonus member baru", "new member 100", "free bet", "free chip",
    "depo 5k", "depo 10k", "depo 20k", "depo 25k", "deposit 5k", "deposit 10k", "minimal depo", "min depo", "deposit pulsa tanpa potongan", "depo pulsa", "wd cepat",
    "wd berapapun", "pasti wd", "gampang maxwin", "auto maxwin", "mudah maxwin", "akun pro kamboja", "akun pro thailand", "akun wso", "akun demo slot", "perkalian x1000", "jp paus",
    "bet kecil", "link alternatif slot", "link alternatif judi", "link alternatif togel", "link alternatif casino", "rolet online", "tembak ikan online", "game tembak ikan",
    "sbo bet", "slot on line", "buy spin", "free spin", "freespin", "turbo spin", "judi slot",
)  # fmt: skip

# Words that stand alone.
SINGLE = (
    "maxwin", "sbobet", "sbotop", "togel", "slotgacor", "slotonline", "idnpoker", "idnplay", "dominoqq", "pokerqq", "bandarqq", "pokeronline", "pragmaticplay", "pgsoft",
    "joker123", "pkv games", "rtpslot", "rtplive", "freebet", "freechip", "mpo slot", "judislot", "tangkasnet", "gacorbet", "cmd368", "sv388", "baccarat", "bakarat", "sicbo", "roulette", "jvdi", "jvdol",
)  # fmt: skip

# What news about gambling itself says; with `about_gambling: ya` it passes.
TOPICS = (
    "judi online", "judi daring", "judi bola", "judi togel", "judol", "judi kartu", "judi dadu", "judi sabung ayam", "perjudian online", "perjudian daring", "permainan judi",
    "taruhan daring", "sabung ayam", "online gambling", "gambling", "bermain judi", "main judi", "slot judi",
)  # fmt: skip

DEFACED = (
    "hacked by", "defaced by", "pwned by", "owned by team", "touched by mr", "you have been hacked", "has been hacked", "was here hacker", "deface by", "bokep", "viagra", "cialis",
    "porn", "porno online", "xnxx", "xvideos", "escort service", "payday loan", "buy backlinks", "jasa backlink", "jual backlink", "pinjol ilegal cepat cair", "pinjaman tanpa bi checking",
    "free crypto", "bitcoin doubler", "replica watches", "essay writing service",
    "obat aborsi", "kami ambil alih", "cyber team", "pijat plus", "diretas oleh", "website diretas", "situs diretas", "beli followers", "jual followers", "beli backlink", "backlink edu", "jual viagra",
    "jual pbn", "jasa pbn", "backlink murah", "backlink pbn", "obat kuat", "obat perangsang", "pil biru", "pembesar alat vital", "tanpa resep dokter kirim",
    "video dewasa", "cerita dewasa", "film dewasa", "video syur", "foto syur", "video mesum", "video bugil", "nonton bugil", "tanpa sensor", "gadis panggilan", "jasa pijat plus", "open bo",
    "dana tunai cair", "pinjaman cair", "pinjaman kilat", "pinjaman online cair", "pinjol cair", "tanpa bi checking", "hanya ktp cair", "gestun", "gesek tunai",
    "stupid security", "your security is", "security sucks", "cyber team was here", "greetz to", "owned by", "admin bodoh", "patch your",
)  # fmt: skip

# Names that such sites put before a number: the first stand apart from it too, the others are everyday words.
BRANDS_APART = (
    "slot gacor toto mpo qq poker joker togel hoki zeus sbo cuan jitu olympus domino vegas gaming bet".split()
)
BRANDS_JOINED = "raja dewa naga panen macan sultan bola koin ratu kaisar asia indo mega lucky dewi pasti bandar agen surya kuda liga".split()
BRANDS = frozenset(BRANDS_APART)
_NUMBER = "(?:4d|77|88|99|138|168|303|338|365|368|388|777|888|999)(?![a-z0-9])"

# `slot88`, `raja303`, `hoki99`, `gacor777`, `toto4d`.
BRANDED = (
    rf"(?<![a-z0-9])(?:s+l+o+t+|{'|'.join(BRANDS_APART)})[ -]?{_NUMBER}"
    rf"|(?<![a-z0-9])(?:{'|'.join(BRANDS_JOINED)})-?{_NUMBER}"
    r"|(?<![a-z0-9])(?!timeslot)(?:[a-z]{2,12}slot|slot[a-z]{2,10}bet|[a-z]{3,10}toto)(?:4d|77|88|99|138|168|303|388|777|888)?(?![a-z])"
)

# Found in a line without its spaces: `sl ot ga cor`.
JOINED = (
    "slotgacor",
    "judionline",
    "judislot",
    "situsslot",
    "situsjudi",
    "agenjudi",
    "bandarjudi",
    "togelonline",
    "slotonline",
    "pokeronline",
    "gacormaxwin",
    "bandartogel",
    "rtpslot",
)
JOINED_ROOTS = ("slot", "judi", "togel", "poker", "gacor")  # each of them holds one

# Alone each is honest; three together are not.
WEAK = frozenset(
    [
        "gacor",
        "slot",
        "slots",
        "jackpot",
        "jp",
        "scatter",
        "spin",
        "maxwin",
        "rtp",
        "casino",
        "poker",
        "parlay",
        "taruhan",
        "bandar",
        "togel",
        "toto",
        "withdraw",
        "wd",
        "depo",
        "cuan",
        "hoki",
        "rungkad",
        "domino",
        "jepe",
        "zeus",
        "petir",
        "gambling",
        "betting",
        "bet",
        "bets",
    ]
)

# Words of the phrases above that honest items use every day: none of them is a reason to look closer.
EVERYDAY = frozenset(
    [
        "online",
        "dana",
        "deposit",
        "server",
        "terpercaya",
        "resmi",
        "terbaik",
        "hari",
        "ini",
        "malam",
        "live",
        "data",
        "result",
        "agen",
        "situs",
        "bandar",
        "bola",
        "bonus",
        "new",
        "member",
        "baru",
        "min",
        "minimal",
        "pulsa",
        "akun",
        "game",
        "games",
        "pro",
        "thailand",
        "kamboja",
        "luar",
        "negeri",
        "gampang",
        "mudah",
        "menang",
        "via",
        "main",
        "bermain",
        "permainan",
        "adu",
        "gelap",
        "to",
        "free",
        "demo",
        "machine",
        "mesin",
        "parah",
        "super",
        "kecil",
        "keluaran",
        "chip",
        "bonus",
        "qris",
        "dana",
        "hacked",
        "mania",
        "parah",
        "terbaru",
        "tertinggi",
        "angka",
        "prediksi",
        "tanpa",
        "potongan",
        "service",
        "loan",
        "buy",
        "essay",
        "writing",
        "replica",
        "watches",
        "kartu",
        "sports",
        "bet",
        "susun",
        "keliling",
        "hitam",
        "naga",
        "kecil",
        "cepat",
        "of",
        "sweet",
        "wild",
        "west",
        "gold",
        "wins",
        "ways",
        "lucky",
        "princess",
        "gates",
        "gate",
        "was",
        "here",
        "been",
        "has",
        "you",
        "by",
        "team",
        "mr",
        "touched",
        "owned",
        "domino",
        "joker",
        "toto",
        "play",
        "auto",
        "pasti",
        "jual",
        "jasa",
        "cair",
        "ilegal",
        "pinjaman",
        "checking",
        "crypto",
        "daring",
        "link",
        "spin",
        "turbo",
        "jp",
        "q",
        "bi",
        "100",
        "paus",
        "soft",
        "member",
        "berapapun",
        "agen",
        "situs",
        "bandar",
        "thailand",
        "kamboja",
        "gelap",
        "potongan",
        "bet",
        "hk",
        "keluaran",
    ]
)
# Numbers that such sites put behind their names.
NUMBERED = ("4d", "77", "88", "99", "138", "168", "303", "338", "365", "368", "388", "777", "888", "999")
