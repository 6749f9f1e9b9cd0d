"""Weak signs of an advert for gambling, by what they speak of; alone each is honest. Data only."""

# ruff: noqa: E501, SIM905  (lists of words)
from __future__ import annotations

# What is played. A word with two points is rarely used otherwise.
GAME = (
    dict.fromkeys("maxwin mexwin sbobet togel".split(), 4)
    | dict.fromkeys(
        "gacir gacorr baccarat bakarat blackjack roulette parlay sportsbook bbfs betting freespin freespins freebet jepe jepey rollingan sakong pgsoft bookie "
        "bettor paito pagcor slott jackpots".split(),
        3,
    )
    | dict.fromkeys(
        "slots casino kasino poker odds wager gambling rungkad rungkat ceme habanero pragmatic sgp sdy pools jackpot rtp slotnya shio dingdong".split(),
        2,
    )
    | dict.fromkeys(
        "judi judol syair result singapore singapura taiwan kamboja turbo gim nomer nomor olimpus toto gacor slot scatter spin spins reels dealer idn bet bets "
        "colok hk macau vegas sbo jp lotre lottery rolet turnover capsa bertaruh taruhan bonanza starlight bandar domino mahjong pasaran taruh main "
        "mainkan maen bermain permainan games zeus olympus putaran putar pola petir dewa x500 x1000 x5000 multiplier perkalian 2d 3d 4d game bola tembus jitu "
        "angka keluaran bocoran sydney hongkong provider undian gulungan gulungannya roda tebak skor bos bosku liga laga pemain lapak poin sultan fishing "
        "crypto".split(),
        1,
    )
)

# What it costs and pays.
MONEY = (
    dict.fromkeys("wede withdraw withdrawal rollover".split(), 3)
    | dict.fromkeys("wd goceng rebate referral".split(), 2)
    | dict.fromkeys(
        "depo deposit cashback gopay ovo linkaja e-wallet ewallet rebu bokek bayaran ratusan sejuta seribu ewu yuto nyata dp saldo dana qris pulsa modal receh "
        "perak cair cairkan dicairkan mencairkan setor setoran tarik tarikan menarik kredit credit profit untung cuan dibayar bayar bayarnya jutaan juta miliar "
        "ribu 10rb 20rb 50rb 100rb 25rb 5rb 10k 20k 25k 50k 100k uang tunai duit rm50 money cash payout instant bonus kemenangan komisi rate".split(),
        1,
    )
)

# What is promised.
PROMISE = dict.fromkeys("hoki cuan gampang sultan rungkad anti auto wso".split(), 1) | dict.fromkeys(
    "tercepat progresif jutawan menang memenangkan menangkan pasti dijamin terbukti mudah tertinggi terbesar terpercaya terlengkap terbaik termurah maksimal gratis "
    "free promo diskon bonus kilat lancar lunas nonstop resmi lisensi trusted win winning big best kalah kekalahan ribet batas "
    "potongan blokir berlipat lipat raih dapatkan nikmati rasakan sensasi kaya jutawan menanti hadiah berhadiah buktikan gacor jamin".split(),
    1,
)

# What the reader is to do, and where.
CALL = dict.fromkeys(
    "dm japri inbox daftar daftarkan gabung join gaskan gaskeun klik login merapat mampir kunjungi buruan yuk ayo ketik google link akun member "
    "bio cs admin wa chat register registrasi signup coba cobain pindah raih segera langsung nikmati klaim claim mainkan main pasang "
    "menangkan dapatkan putar taruh setor bergabung bergabunglah sekarang play now today buka situs web server hubungi invest".split(),
    1,
)

# How no office writes.
LOOSE = frozenset(
    "handak banar haja wes neng udah udh banget bgt gak nggak ga kak kakak bang bosku boskuh bossku gan sis guys cuma cuman pengen kalo emang maen gw gue lu loe "
    "wkwk hehe parah mantap jajan ngopi rokok goceng cepet beneran bray cuy anjir jir kuy yuk gaskeun gas salam nih dong deh sih kok lho "
    "semalam lapak buruan merapat".split()
)

# Two words that only such adverts put beside each other, each pair worth three points.
PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "gampang menang|mudah menang|pasti cair|pasti wd|pasti dibayar|bonus member|member baru|new member|anti kalah|anti rungkat|anti blokir|"
        "link alternatif|link login|situs gacor|akun pro|minimal depo|min depo|minimal deposit|minimal taruhan|modal receh|modal kecil|"
        "bebas ip|to kecil|uang asli|putaran gratis|free spin|pola gacor|pola gacir|jam hoki|jam gacor|rtp live|dealer cantik|live dealer|"
        "kode alam|colok bebas|angka main|angka jitu|ekor jitu|bocoran hk|bocoran pola|tembak ikan|sabung ayam|kasino langsung|"
        "taruhan olahraga|taruhan bola|pengguna baru|tanpa deposit|semua provider|proses kilat|tanpa potongan|rate 0|deposit pulsa|"
        "deposit harian|deposit qris|via qris|auto cuan|auto sultan|jadi sultan|roda keberuntungan|tingkat kemenangan|kemenangan maksimal|"
        "kemenangan tertinggi|kemenangan member|bayar kemenangan|situs nomor|bandar online|bandar darat|agen resmi|agen bola|big win|"
        "sign up|online casino|win big|free credit|spin the|instant withdrawal|jp paus|bagi thr|cuan tiap|modal balik|pasti jepe|saldo gratis|"
        "saldo cair|wd cepat|wd lancar|wd tanpa|dewa petir|dewa zeus|terbukti bayar|terbukti membayar|naga emas|bonus deposit|bonus harian|"
        "cashback kekalahan|cashback mingguan|kekalahan mingguan|menang berapa|berapa pun|pasti tembus|hadiah tunai|menangkan uang|permainan favorit|"
        "permainan kartu|tarik dana|tarik dananya|setor dana|balik modal|server thailand|server luar|tebak skor|login terbaru|info angka|keluaran sydney|depo pertama|depo cuma|depo sekali|depo kecil|depo minimal|depo dana|depo pulsa|modal depo|deposit sekali|deposit minimal|deposit pertama|deposit from|jackpot progresif|putaran zeus|persentase kemenangan|pasaran lengkap|pasaran terlengkap|hadiah 4d|link cadangan|internet positif|situs utama|spin sekali|bonus referral|tingkat kemenangan|jadi jutawan|jadi sultan|rtp tertinggi|situs kami|semua operator|turnover rendah|cashback harian|cashback mingguan|colok bebas|colok jitu|keluaran hongkong|nomor keluaran|kirim rahasia|angka ikut|rumus angka|tempat main|selalu membayar|selalu dibayar|uang nyata|naik bet|beli spin|free spin|turbo manual|provider ternama|provider ternama|pulang sejuta|taruh seribu|taruh modal|sydney hongkong|hongkong singapura|hongkong singapore|dingdong klasik|ding dong|bawa pulang|ratusan juta|berlisensi internasional|lisensi resmi|payout crypto|guaranteed payout|casino online|no deposit|sign up|from one|pasang nomor|pasang nomer|turnover terbanyak|scatter datang|keberuntunganmu di|uang cepat|putaran berhadiah|hadir daring|mainkan sekarang|main sekarang|main aman|mesin pencari|di google|situs pertama|situs teratas|paling atas|cek bio|bio kami|link bio|las vegas|genggaman anda|sensasi bertaruh|pengen cuan|mau cuan|butuh cuan|cari cuan"
    ).split("|")
)  # fmt: skip

# Pairs that honest texts have too: worth one point.
COMMON_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "member baru|pengguna baru|tanpa potongan|saldo gratis|hadiah tunai|tebak skor|naga emas|sabung ayam|tembak ikan|roda keberuntungan|"
        "setor dana|tarik dana|berapa pun|modal kecil|permainan kartu|minimal deposit|agen resmi|bonus harian|mesin pencari|di google|paling atas|"
        "genggaman anda|las vegas|bawa pulang|ratusan juta|main sekarang|lisensi resmi|ding dong|sign up|from one|no deposit|tempat main|deposit minimal"
    ).split("|")
)  # fmt: skip

# Written backwards, for the eye that reads both ways.
BACKWARDS = frozenset("rocag tols stols legot niwxam onisac rekop oppat iduj loduj rettacs topkcaj".split())
