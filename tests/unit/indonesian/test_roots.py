"""Roots: the forms of a word find each other, and words that only look alike do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmc.indonesian.roots import roots

FAMILIES = """
tutup menutup ditutup penutupan
tulis menulis ditulis penulis tulisan
pakai memakai dipakai pemakaian
pinjam meminjam pinjaman peminjaman dipinjam
perpanjang memperpanjang perpanjangan diperpanjang
kerja bekerja pekerja pekerjaan mengerjakan
sapu menyapu disapu
kirim mengirim pengiriman dikirim kiriman
bangun membangun pembangunan dibangun bangunan
latih pelatihan latihan melatih dilatih
salur penyaluran menyalurkan disalurkan
daftar mendaftar pendaftaran didaftarkan terdaftar pendaftarannya
kenal mengenali mengenal dikenali pengenalan
periksa memeriksa pemeriksaan diperiksa
banjir kebanjiran
panen memanen pemanenan
cegah mencegah pencegahan dicegah
usul mengusulkan usulan diusulkan
potret memotret
tanam menanam penanaman tanaman ditanam
gerak gerakan bergerak menggerakkan
laku lakukan melakukan dilakukan
baik perbaikan memperbaiki diperbaiki
teliti penelitian meneliti diteliti
sehat kesehatan menyehatkan
aman keamanan pengamanan mengamankan
tani petani pertanian bertani
tipu penipuan menipu
uang keuangan
terbit penerbitan menerbitkan diterbitkan
setuju disetujui menyetujui persetujuan
labuh pelabuhan berlabuh
sampai menyampaikan disampaikan penyampaian
harga penghargaan menghargai
beli pembelian membeli
cek mengecek dicek
rusak kerusakan dirusak
""".strip().splitlines()


@pytest.mark.parametrize("family", FAMILIES)
def test_the_forms_of_a_word_share_its_root(family: str) -> None:
    """
    Whoever searches one form finds the others.
    """
    root, *forms = family.split()

    assert [form for form in forms if not set(roots(form)) & set(roots(root))] == []


@pytest.mark.parametrize(
    "pair",
    [
        *("kabar sabar", "pasar kasar", "kepala pala", "kelapa lapa", "masa masalah", "selat selatan", "teri menteri"),
        *("gawai pegawai", "camat kecamatan", "pohon permohonan", "jaring daring", "panah tanah"),
    ],
)
def test_words_that_only_look_alike_stay_apart(pair: str) -> None:
    """
    A result never claims a word that it does not hold.
    """
    one, other = pair.split()

    assert not set(roots(one)) & set(roots(other))


@given(st.text("abdeghiklmnprstuy", max_size=20))
def test_every_word_has_a_root_that_is_part_of_it_but_for_its_first_letter(word: str) -> None:
    """
    Nothing is invented: at most one swallowed letter comes back.
    """
    found = roots(word)

    assert found
    assert len(found) == len(set(found))
    assert all(root in word or root[1:] in word or root in roots(root) for root in found)
