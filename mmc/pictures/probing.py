"""What is in a photo's file and what is wrong with it; whatever the file is, the answer is facts and problems."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from PIL import Image

from mmc.base.problems import Problem, Severity, posix
from mmc.indonesian.text import joined, number
from mmc.pictures.decoding import DamagedPicture, decode, open_picture, quietly, upright_size
from mmc.pictures.facts import MAX_BYTES, MAX_PIXELS, MAX_SIDE, MIN_WIDTH, RECIPE, SUFFIXES, PictureFacts
from mmc.pictures.fingerprint import fingerprint
from mmc.pictures.sniffing import kind_of, webp_size

SMALL = 512  # wide enough for a fingerprint; what a decoder reads on the way tells whether the file is whole
MOST_SCANS = 100  # of a progressive JPEG: honest ones have about ten, hostile ones thousands, each as dear as a decode
GPS = 0x8825
XMP_GPS = b"exif:GPSL"  # latitude and longitude, as XMP says them

SAVE_AS_JPEG = "Buka gambarnya, lalu simpan sebagai JPEG (.jpg) atau PNG (.png)."
ASK_AGAIN = "Minta berkasnya sekali lagi dari pemotret, kirim sebagai dokumen, dan ganti berkas ini."
FOREIGN = {
    "HEIC": ("foto HEIC dari iPhone", "Di iPhone: Pengaturan › Kamera › Format › Paling Kompatibel, lalu kirim lagi."),
    "SVG": ("gambar SVG, yang dapat memuat skrip", "Simpan gambarnya sebagai PNG."),
    "HTML": ("halaman web", "Unduh fotonya, bukan halaman yang memuatnya."),
    "GIF": ("gambar GIF", SAVE_AS_JPEG),
    "PDF": ("dokumen PDF", "Letakkan dokumen di content/dokumen/; foto harus JPEG atau PNG."),
    "ZIP": ("arsip atau dokumen kantor", "Keluarkan fotonya dari arsip atau dokumen itu, lalu simpan sebagai JPEG."),
    "video": ("video", "Pakai jenis naskah video, atau simpan satu bingkainya sebagai JPEG."),
    "program": ("program, bukan gambar", "Hapus berkas ini dan periksa komputer yang mengirimnya."),
}


@dataclass(frozen=True, slots=True)
class Probe:
    """`facts` is there when the photo can be published; `problems` holds errors when not, else warnings and notes."""

    facts: PictureFacts | None
    problems: tuple[Problem, ...] = ()


def probe(data: bytes, path: PurePath | str) -> Probe:
    """The facts and problems of the photo in this file."""
    return _Prober(data, posix(path)).probe()


def digest_of(data: bytes) -> str:
    """Names a file's content, together with the recipe of what is made of it."""
    return hashlib.blake2b(data, digest_size=8, person=RECIPE.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Prober:
    data: bytes
    path: str

    def probe(self) -> Probe:
        kind = kind_of(self.data)
        if errors := tuple(self._wrong_file(kind)):
            return Probe(None, errors)
        if kind == "WEBP" and (errors := tuple(self._too_large(webp_size(self.data), kind))):
            return Probe(None, errors)
        try:
            image = open_picture(self.data, kind)
            if errors := tuple(self._too_large(upright_size(image), kind)) + tuple(self._moving(image, kind)):
                return Probe(None, errors)
            return self._whole(image, kind)
        except DamagedPicture:
            return Probe(None, (self._damaged(),))

    def _whole(self, image: Image.Image, kind: str) -> Probe:
        width, height = upright_size(image)
        is_print = image.mode == "CMYK"
        has_exif, has_gps = self._metadata(image)
        small = decode(image, (min(SMALL, width), max(1, round(height * min(SMALL, width) / width))))
        facts = PictureFacts(
            digest=digest_of(self.data),
            format=kind,
            width=width,
            height=height,
            size=len(self.data),
            has_exif=has_exif,
            has_gps=has_gps,
            fingerprint=fingerprint(small),
        )
        return Probe(facts, tuple(self._remarks(facts, is_print=is_print)))

    def _metadata(self, image: Image.Image) -> tuple[bool, bool]:
        """Whether the photo says how it was taken, and where."""
        in_xmp = XMP_GPS in self.data
        try:
            with quietly():
                exif = image.getexif()
                return bool(exif) or in_xmp, bool(exif.get_ifd(GPS)) or in_xmp
        except Exception:  # noqa: BLE001 - hostile EXIF makes Pillow stumble in every way there is; it is never published
            return True, GPS.to_bytes(2, "big") in self.data or GPS.to_bytes(2, "little") in self.data

    # Problems ----------------------------------------------------------------------------------------------------

    def _wrong_file(self, kind: str) -> Iterator[Problem]:
        suffix = PurePath(self.path).suffix.lower()
        if not self.data:
            yield self._error("Berkas foto kosong: 0 bita.", ASK_AGAIN, "photo-empty")
        elif kind not in SUFFIXES:
            name, mend = FOREIGN.get(kind, (f"berkas {kind}" if kind else "bukan gambar yang dikenal", SAVE_AS_JPEG))
            yield self._error(f"Foto harus JPEG, PNG, atau WebP, tetapi isinya {name}.", mend, "photo-kind")
        elif suffix not in SUFFIXES[kind]:
            wanted = PurePath(self.path).stem + SUFFIXES[kind][0]
            message = (
                f"Nama berkas berakhiran “{suffix}”, tetapi isinya {kind}; perlu {joined(SUFFIXES[kind], 'atau')}."
            )
            hint = f"Ganti namanya menjadi “{wanted}” dan sesuaikan namanya di naskah."
            yield self._error(message, hint, "photo-name")
        elif len(self.data) > MAX_BYTES:
            found, most = _megabytes(len(self.data)), _megabytes(MAX_BYTES)
            yield self._error(
                f"Berkas foto terlalu besar: {found} MB, paling besar {most} MB.",
                "Perkecil fotonya sampai sisi panjangnya sekitar 4000 piksel, lalu simpan sebagai JPEG.",
                "photo-bytes",
            )
        elif kind == "JPEG" and self.data.count(b"\xff\xda") > MOST_SCANS:
            message = "Berkas JPEG ini disusun tidak wajar sehingga sangat lambat dibuka."
            yield self._error(message, "Buka gambarnya dan simpan ulang sebagai JPEG biasa.", "photo-bomb")

    def _too_large(self, size: tuple[int, int], kind: str) -> Iterator[Problem]:
        width, height = size
        most = MAX_PIXELS[kind]
        if width * height > most or max(size) > MAX_SIDE:
            yield self._error(
                f"Ukuran gambar terlalu besar: {width} × {height} piksel; paling besar {most // 1_000_000} megapiksel"
                f" dan {MAX_SIDE} piksel pada satu sisi.",
                "Perkecil fotonya sampai sisi panjangnya sekitar 4000 piksel.",
                "photo-bomb",
            )

    def _moving(self, image: Image.Image, kind: str) -> Iterator[Problem]:
        # A JPEG with several pictures is an ordinary photo of some phones; its first one counts.
        if kind != "JPEG" and getattr(image, "is_animated", False):
            message = "Gambar ini bergerak; yang diterbitkan hanya foto diam."
            yield self._error(message, "Simpan satu bingkainya sebagai JPEG atau PNG.", "photo-moving")

    def _damaged(self) -> Problem:
        return self._error(
            "Foto ini rusak atau terpotong: tidak dapat dibuka sampai akhir.", ASK_AGAIN, "photo-damaged"
        )

    def _remarks(self, facts: PictureFacts, *, is_print: bool) -> Iterator[Problem]:
        if facts.width < MIN_WIDTH:
            message = f"Foto terlalu kecil: lebar {facts.width}, perlu {MIN_WIDTH}."
            hint = "Minta berkas aslinya, dikirim sebagai dokumen; WhatsApp mengecilkan foto yang dikirim sebagai foto."
            yield Problem(self.path, 0, message, hint, severity=Severity.WARNING, code="photo-small")
        if facts.has_gps:
            message = "Foto memuat lokasi GPS tempat ia diambil; yang diterbitkan dibersihkan, berkas asli ini tidak."
            hint = "Bila lokasinya rahasia (rumah korban, anak), hapus lokasinya dari berkas ini juga."
            yield Problem(self.path, 0, message, hint, severity=Severity.NOTE, code="photo-gps")
        if is_print:
            message = "Warna foto ini untuk percetakan (CMYK); di layar diubah ke sRGB dan dapat sedikit berbeda."
            hint = "Bila warnanya meleset, simpan ulang fotonya sebagai RGB."
            yield Problem(self.path, 0, message, hint, severity=Severity.NOTE, code="photo-cmyk")

    def _error(self, message: str, hint: str, code: str) -> Problem:
        return Problem(self.path, 0, message, hint, code=code)


def _megabytes(size: int) -> str:
    return number(size / 1_000_000, 1)
