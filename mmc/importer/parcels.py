"""Everything that came at once, sorted into releases, each with its photos: files, folders, archives, mails, chats."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from mmc.base.problems import ContentError, Problem
from mmc.importer.arrival import MOST_BYTES, Arrival, Attachment, aside, doubt, refuse
from mmc.importer.photos import natural
from mmc.importer.readers.mail import Letter, read_mail, read_outlook
from mmc.importer.readers.package import BROKEN
from mmc.importer.readers.plain import cleaned, decoded
from mmc.importer.readers.whatsapp import Candidate, candidates, is_chat, messages, named_at
from mmc.importer.reception import kind_of, read_arrival

MOST_UNPACKED = 600_000_000
MOST_FILES = 3000
DEEPEST = 3
UNSEEN = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})
COMPANIONS = ("_files", "_berkas", ".fld", "_html")
BESIDE_PAGES = (".js", ".css", ".svg", ".ico", ".woff", ".woff2", ".map", ".json", ".vcf", ".opus", ".webmanifest")
NEAR = timedelta(seconds=150)

Choose = Callable[[str, Sequence[Candidate]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Received:
    """One release, read, with the name of the file in which it came."""

    name: str
    arrival: Arrival


@dataclass
class Reception:
    """What came out of everything that came in; `problems` name what could not be taken."""

    releases: list[Received] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    photos: list[Attachment] = field(default_factory=list)  # those that no release came with


def receive(files: Iterable[Attachment], choose: Choose, places: Sequence[str] = (), depth: int = 0) -> Reception:
    """
    Every release among the files of one parcel, each with the photos that came with it.

    A file's name may hold folders. `choose` answers which of a chat's candidates are wanted, by their places from 0.
    """
    sorter = _Sorter(choose, tuple(places), depth)
    parcel = [file for file in files if not _is_unseen(file.name)]
    sorter.by_name = {file.name: file.data for file in parcel}
    for file in parcel:
        try:
            sorter.take(file)
        except ContentError as error:
            sorter.result.problems += error.problems
    return sorter.sorted()


def _is_unseen(name: str) -> bool:
    parts = name.casefold().split("/")
    return any(part in UNSEEN for part in parts) or parts[-1].startswith(("._", "~$", ".~lock"))


@dataclass
class _Sorter:
    choose: Choose
    places: tuple[str, ...]
    depth: int
    by_name: dict[str, bytes] = field(default_factory=dict)
    result: Reception = field(default_factory=Reception)
    loose: list[Attachment] = field(default_factory=list)
    claimed: set[str] = field(default_factory=set)

    def take(self, file: Attachment) -> None:
        name = posixpath.basename(file.name) or file.name
        kind = kind_of(file.data[:MOST_BYTES] if len(file.data) > MOST_BYTES else file.data)
        if self.is_companion(file.name) or (kind == "text" and name.casefold().endswith(BESIDE_PAGES)):
            return
        if not file.data:
            raise refuse(name, "Berkas ini kosong.", "Salin naskah rilis ke dalamnya.")
        if kind == "photo":
            self.loose.append(file)
        elif kind == "zip":
            self.unpack(file)
        elif kind in ("mail", "outlook"):
            self.take_letter(read_mail(file.data, name) if kind == "mail" else read_outlook(file.data, name), name)
        elif kind == "text" and is_chat(text := decoded(file.data, name)[0]):
            self.take_chat(text, file.name)
        else:
            self.result.releases.append(Received(file.name, read_arrival(file.data, name, self.beside(file.name))))

    def is_companion(self, name: str) -> bool:
        """True for what a browser saves in the folder beside a page."""
        return any(folder.casefold().endswith(COMPANIONS) for folder in name.split("/")[:-1])

    def beside(self, name: str) -> Callable[[str], bytes | None]:
        """How a page finds a file that was saved with it: by its path, else by its name where there is one of it."""
        folder = posixpath.dirname(name)

        def find(target: str) -> bytes | None:
            path = posixpath.normpath(posixpath.join(folder, target))
            same = [known for known in self.by_name if posixpath.basename(known) == posixpath.basename(target)]
            found = path if path in self.by_name else same[0] if len(same) == 1 else ""
            if found:
                self.claimed.add(found)
            return self.by_name.get(found)

        return find

    def unpack(self, file: Attachment) -> None:
        name = posixpath.basename(file.name)
        if self.depth >= DEEPEST:
            raise refuse(name, "Arsip ini berlapis terlalu dalam.", "Buka arsipnya, lalu impor isinya.")
        inner = receive(_entries(file.data, name), self.choose, self.places, self.depth + 1)
        self.result.problems += inner.problems
        self.result.releases += inner.releases
        self.loose += inner.photos
        if not (inner.releases or inner.photos or inner.problems):
            raise refuse(name, "Arsip ini tidak berisi rilis atau foto.", "Periksa isinya.")

    def take_letter(self, letter: Letter, name: str) -> None:
        """The documents of a mail are the releases; its own words are one where no document came with it."""
        if self.depth >= DEEPEST:
            raise refuse(name, "Surel ini berlapis terlalu dalam.", "Simpan lampirannya, lalu impor lampirannya.")
        inner = receive(letter.files, self.choose, self.places, self.depth + 1)
        self.result.problems += inner.problems
        own = letter.arrival
        if inner.releases:
            note: tuple[Problem, ...] = ()
            if own is not None:
                words = " ".join(line.text.strip() for line in own.lines if line.text.strip())
                note = (
                    doubt(
                        name,
                        0,
                        f"Isi surelnya tidak diambil, hanya lampirannya: “{words[:100]}{'…' if len(words) > 100 else ''}”.",
                        "Lihat apakah ada yang perlu dari surelnya.",
                    ),
                )
            for release in inner.releases:
                arrival = replace(release.arrival, doubts=(*release.arrival.doubts, *note))
                self.result.releases.append(Received(f"{name}: {posixpath.basename(release.name)}", arrival))
            if len(inner.releases) == 1:
                self.attach(len(self.result.releases) - 1, inner.photos)
            else:
                self.loose += inner.photos
        elif own is not None:
            shown = {photo.data for photo in own.photos}
            photos = (*own.photos, *(photo for photo in inner.photos if photo.data not in shown))
            self.result.releases.append(Received(name, cleaned(replace(own, photos=photos), name)))
        elif inner.photos:
            self.loose += inner.photos
            raise refuse(name, "Surel ini hanya berisi foto, tanpa naskah.", "Impor naskahnya bersama surel ini.")
        else:
            raise refuse(name, "Surel ini tidak berisi naskah.", "Periksa lampirannya.")

    def take_chat(self, text: str, name: str) -> None:
        """The chosen releases of a chat, each with the photos that its sender sent around it."""
        shown = posixpath.basename(name)
        found = messages(text)
        offers = candidates(found, self.places)
        if not offers:
            raise refuse(
                shown,
                f"Di percakapan ini ({len(found)} pesan) tidak ada yang tampak seperti rilis.",
                "Salin pesan rilisnya saja ke berkas .txt.",
            )
        sent = {posixpath.basename(known): known for known in self.by_name}
        every = {file for message in found for file in message.files}
        self.claimed |= {sent[file] for file in every if file in sent}
        for place in [place for place in self.choose(shown, offers) if 0 <= place < len(offers)]:
            offer = offers[place]
            self.result.releases.append(self._chat_release(offer, shown, sent))

    def _chat_release(self, offer: Candidate, name: str, sent: dict[str, str]) -> Received:
        told: list[Problem] = []
        if offer.document:
            if offer.document not in sent:
                raise refuse(
                    offer.document,
                    "Berkas ini disebut di percakapan, tetapi tidak ikut diekspor.",
                    "Ekspor percakapan dengan media, atau minta berkasnya.",
                )
            arrival = read_arrival(self.by_name[sent[offer.document]], offer.document)
        else:
            arrival = Arrival(offer.lines)
        photos: list[Attachment] = []
        lost: list[str] = []
        for file, caption in offer.photos:
            data = self.by_name.get(sent.get(file, ""))
            if data is None:
                lost.append(f"{file}: “{caption}”" if caption else file)
            elif kind_of(data) == "photo":
                photos.append(Attachment(file, data, caption))
            else:
                told.append(
                    doubt(name, 0, f"“{file}” bukan foto; tidak diambil.", "Video diunggah ke kanal resmi.", "photo")
                )
        if offer.omitted or lost:
            found = self._by_time(offer)
            photos += found
            count = offer.omitted + len(lost) - len(found)
            if count > 0:
                told.append(
                    doubt(
                        name,
                        0,
                        f"{count} foto atau video tidak disertakan dalam ekspor{_named(lost)}.",
                        "Ekspor lagi dengan “Sertakan media”, atau beri fotonya bersama percakapan ini.",
                        "photo",
                    )
                )
        told.append(aside(name, 0, f"Diambil dari pesan {offer.sender}, {offer.at:%d/%m/%Y %H.%M}."))
        arrival = replace(arrival, photos=(*arrival.photos, *photos), doubts=(*arrival.doubts, *told))
        return Received(f"{name}: {offer.title[:60]}", cleaned(arrival, name))

    def _by_time(self, offer: Candidate) -> list[Attachment]:
        """Photos that came beside the chat and whose names tell a moment near the message."""
        found = []
        for file in list(self.by_name):
            at = named_at(posixpath.basename(file))
            if at is None or file in self.claimed or kind_of(self.by_name[file][:64]) != "photo":
                continue
            is_day_only = (at.hour, at.minute, at.second) == (0, 0, 0)
            if (is_day_only and at.date() == offer.at.date()) or abs(at - offer.at) <= timedelta(minutes=20):
                self.claimed.add(file)
                found.append(Attachment(posixpath.basename(file), self.by_name[file]))
        return found

    def attach(self, place: int, photos: Sequence[Attachment]) -> None:
        received = self.result.releases[place]
        arrival = replace(received.arrival, photos=(*received.arrival.photos, *photos))
        self.result.releases[place] = replace(received, arrival=arrival)

    def sorted(self) -> Reception:
        """Loose photos go to the one release, or to the one whose name or folder they share; others stay loose."""
        releases = self.result.releases
        loose = [photo for photo in self.loose if photo.name not in self.claimed]
        self.result.photos = []
        for photo in loose:
            owners = range(len(releases)) if len(releases) == 1 else _owners(photo.name, [one.name for one in releases])
            owners = list(owners)
            if len(owners) == 1:
                self.attach(owners[0], [replace(photo, name=posixpath.basename(photo.name))])
            else:
                self.result.photos.append(photo)
        return self.result


def _named(files: Sequence[str]) -> str:
    return f" ({'; '.join(files[:4])})" if files else ""


def _owners(photo: str, releases: Sequence[str]) -> list[int]:
    """The releases that lie alone in the photo's folder, else those whose name begins the photo's."""
    folder = posixpath.dirname(photo)
    beside = [place for place, name in enumerate(releases) if posixpath.dirname(name) == folder]
    if len(beside) == 1:
        return beside
    stem = posixpath.basename(photo).casefold()
    named = [
        place
        for place, name in enumerate(releases)
        if stem.startswith(posixpath.splitext(posixpath.basename(name))[0].casefold())
    ]
    longest = max((len(releases[place]) for place in named), default=0)
    return [place for place in named if len(releases[place]) == longest]


def _entries(data: bytes, name: str) -> list[Attachment]:
    """The files of an archive, each read no further than its limit; raises `ContentError` for a bomb or a locked one."""
    found: list[Attachment] = []
    spent = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise refuse(
                    name, "Isi arsip ini terlalu besar.", "Buka arsipnya, lalu impor isinya sebagian demi sebagian."
                )
            for entry in sorted(entries, key=lambda one: natural(one.filename)):
                with archive.open(entry) as stream:
                    content = stream.read(MOST_UNPACKED - spent + 1)
                spent += len(content)
                if spent > MOST_UNPACKED:
                    raise refuse(
                        name, "Isi arsip ini terlalu besar.", "Buka arsipnya, lalu impor isinya sebagian demi sebagian."
                    )
                found.append(Attachment(entry.filename.replace("\\", "/"), content))
    except BROKEN as error:
        raise refuse(
            name, "Arsip ini rusak atau dikunci dengan sandi.", "Minta arsip yang utuh, tanpa sandi."
        ) from error
    return found
