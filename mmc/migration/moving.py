"""The moving itself, in every process alike: old posts in, finished texts and photos out, and all that has to be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from ftfy import TextFixerConfig, fix_text

from mmc.base.files import disk
from mmc.base.items.kinds import KINDS
from mmc.migration.addresses import host_of, key, old_address, parts_of
from mmc.migration.filing import Shown, Story, arranged, described, text_of, with_alt
from mmc.migration.markup import INSIDE, YOUTUBE, Guide, Picture, Prepared, largest, prepared
from mmc.migration.photos import NoPhoto, moved
from mmc.migration.planning import Place
from mmc.migration.posts import Media
from mmc.migration.uploads import DOCUMENTS, PHOTOS, Uploads

# Only what was encoded twice: quotes, widths and line ends stay as they were written.
ENCODING = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_encoding=True,
    restore_byte_a0=True,
    replace_lossy_sequences=True,
    decode_inconsistent_utf8=True,
    fix_c1_controls=True,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=True,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
_TWICE = re.compile(r"[ÃÂâåäð][\x80-\u02ff\u2000-\u2122\u20ac\ufffd]")
MOST_PHOTOS = 200  # of one post


class Text(Protocol):
    """What the house's converter answers for a text."""

    @property
    def body(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def dateline(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def told(self) -> tuple[str, ...]: ...
    @property
    def has_hidden(self) -> bool: ...
    @property
    def is_unreadable(self) -> bool: ...


class Attached(Protocol):
    """A picture as the converter hands it back."""

    @property
    def name(self) -> str: ...
    @property
    def alt(self) -> str: ...
    @property
    def caption(self) -> str: ...


Convert = Callable[[Sequence[str], Callable[[int, Attached], str]], Sequence[Text]]


@dataclass(frozen=True)
class Archive:
    """All that one process knows of the old site while it moves posts."""

    content: Path
    hosts: frozenset[str]
    leads: Mapping[str, str]  # key of an old address -> new address; empty: it leads nowhere any more
    media: Mapping[str, Media]  # by number
    parents: Mapping[str, tuple[str, ...]]  # number of a post -> numbers of the photos that hang on it
    originals: frozenset[str]  # `host/path` of every file that the old site listed
    uploads: Uploads
    documents: Mapping[Path, str]  # a file of the uploads -> its name in content/dokumen
    is_loose: bool = False  # the files lie elsewhere than their addresses say


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one post."""

    key: str
    path: str
    digest: str
    is_draft: bool
    waits: tuple[str, ...]
    photos: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()  # addresses of the files that it shows, as the old site had them
    missing: tuple[str, ...] = ()
    documents: tuple[Path, ...] = ()
    told: tuple[str, ...] = ()
    lost_links: tuple[str, ...] = ()
    recordings: tuple[str, ...] = ()


@dataclass
class _Work:
    """One post on its way."""

    place: Place
    found: Prepared
    documents: list[Path] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    featured: str = ""
    inside: dict[str, str] = field(default_factory=dict)
    lead: Shown | None = None
    row: tuple[Shown, ...] = ()


def moved_in(places: Sequence[Place], archive: Archive, convert: Convert) -> list[Result]:
    """Each post with its photos in `content/`; a file that holds the same bytes already is left alone."""
    works = [_begun(place, archive) for place in places]
    for work in works:
        _photos(work, archive)

    def show(number: int, photo: Attached) -> str:
        work = works[number]
        known = next((one for one in work.shown if one.token == photo.name), None)
        if known is None or photo.name not in work.inside or not work.inside[photo.name]:
            return ""
        return known.inline()

    texts = convert([work.found.html for work in works], show)
    return [_finished(work, text, archive) for work, text in zip(works, texts, strict=True)]


def mended(text: str) -> tuple[str, bool]:
    """The text with letters that were encoded twice (`Ã©`, `â€œ`) as they were meant, and whether there were any."""
    if not _TWICE.search(text):
        return text, False
    better = fix_text(text, ENCODING)
    return better, better != text


def _begun(place: Place, archive: Archive) -> _Work:
    html, was_twice = mended(place.post.html)
    title, was_title = mended(place.post.title)
    post = replace(place.post, html=html, title=title)
    place = replace(place, post=post)
    documents: list[Path] = []

    def lead(url: str) -> str | None:
        return _lead(url, archive, documents)

    def gallery(numbers: tuple[str, ...]) -> list[tuple[str, str]]:
        wanted = numbers or archive.parents.get(post.number, ())
        known = [archive.media[number] for number in wanted if number in archive.media]
        return [(one.url, one.number) for one in known if Path(parts_of(one.url).path).suffix.casefold() in PHOTOS]

    def original(url: str) -> str:
        return _original(url, archive)

    found = prepared(html, post.base, Guide(lead, gallery, original), is_classic=post.is_classic)
    if was_twice or was_title:
        found.tell("Huruf yang tersandi dua kali (misalnya “Ã©”) sudah diperbaiki.")
    return _Work(place, found, documents)


def _lead(url: str, archive: Archive, documents: list[Path]) -> str | None:
    """Where a link leads: into this house, nowhere, or (None) to another site."""
    address = old_address(url, archive.hosts)
    path = address.partition("#")[0]
    is_file = Path(parts_of(url).path).suffix.casefold() in DOCUMENTS
    is_ours = bool(address) or f"{host_of(url)}{parts_of(url).path}" in archive.originals
    if is_file and is_ours:
        file = archive.uploads.find(url)
        if file is not None and file in archive.documents:
            documents.append(file)
            return f"/dokumen/{archive.documents[file]}"
        return ""
    if not address:
        return None if not is_ours else ""
    known = archive.leads.get(key(path))
    if known is None and "?" in path:
        known = archive.leads.get(key(path.partition("?")[0]))
    return known or ("/" if path in ("/", "/index.php", "/index.html") else "")


def _original(url: str, archive: Archive) -> str:
    """What all sizes of a photo share: the file that the old site listed, where it did."""
    parts = parts_of(url)
    exact = f"{host_of(url)}{parts.path}"
    return exact if exact in archive.originals else largest(url)


def _photos(work: _Work, archive: Archive) -> None:
    """The photos that the post shows, written beside it, in the order in which they stand: the main one first."""
    place = work.place
    pictures = sorted(work.found.pictures[:MOST_PHOTOS], key=lambda one: one.in_gallery)
    main = _main(place, archive)
    if main is not None:
        same = next((one for one in pictures if _original(one.url, archive) == _original(main.url, archive)), None)
        work.featured = same.token if same else main.token
        if same is None:
            pictures.insert(0, main)
    names: dict[str, str] = {}
    for picture in pictures:
        _take(work, picture, names, archive)
    gallery = frozenset(one.token for one in pictures if one.in_gallery)
    work.lead, work.row, work.inside = arranged(place.kind, work.shown, work.featured, gallery)


def _main(place: Place, archive: Archive) -> Picture | None:
    name = place.post.photo
    media = archive.media.get(name)
    url = media.url if media else name if name.startswith(("http://", "https://")) else ""
    return Picture("foto:utama", url, number=name if media else "") if url else None


def _take(work: _Work, picture: Picture, names: dict[str, str], archive: Archive) -> None:
    original = _original(picture.url, archive)
    media = archive.media.get(picture.number)
    if original in names:
        file = names[original]
    else:
        source = media.url if media is not None and _original(media.url, archive) == original else picture.url
        exact = f"{host_of(source)}{parts_of(source).path}" in archive.originals
        path = archive.uploads.find(source, is_original=exact, may_be_elsewhere=archive.is_loose)
        why = "tidak ada di folder unggahan" if path is None else ""
        file = ""
        if path is not None:
            try:
                photo = moved(path.read_bytes())
            except NoPhoto as error:
                why = str(error)
            except OSError:
                why = "tidak dapat dibaca"
            else:
                file = f"{work.place.stem}-{len(set(filter(None, names.values()))) + 1}{photo.ending}"
                _written(archive.content.parent / work.place.path, file, photo.data)
                if photo.was_turned:
                    work.found.tell("Foto yang direkam miring sudah ditegakkan.")
                if photo.was_changed:
                    work.found.tell("Foto yang jenisnya tidak tampil di web diubah menjadi JPEG.")
        names[original] = file
        work.sources.append(picture.url)
        if media is not None and media.url != picture.url:
            work.sources.append(media.url)
        if why:
            said = f" (keterangannya: “{picture.caption[:120]}”)" if picture.caption else ""
            work.missing.append(f"{picture.url}: {why}{said}")
    if file:
        shown = described(picture.token, file, picture.alt, picture.caption)
        work.shown.append(with_alt(shown, media.alt, media.caption) if media is not None else shown)


def _written(item: Path, name: str, data: bytes) -> None:
    target = item.parent / name
    try:
        if target.stat().st_size == len(data) and target.read_bytes() == data:
            return
    except FileNotFoundError:
        pass
    disk.replace(target, data)


def _finished(work: _Work, text: Text, archive: Archive) -> Result:
    place, waits = work.place, list(work.place.waits)
    kind = KINDS.get(place.kind)
    if text.is_unreadable:
        waits.append("teksnya tidak dapat dibaca")
    if kind is not None and kind.is_series and not work.row:
        waits.append("fotonya tidak ikut")
    video = YOUTUBE.search(place.post.html) if place.kind == "video" else None
    if place.kind == "video" and video is None:
        waits.append("alamat videonya perlu diisi (video_url)")
    body = text.body.replace(f"]({INSIDE}/", "](/").replace(f"]({INSIDE})", "](/)")
    address = f"https://www.youtube.com/watch?v={video[1]}" if video else ""
    story = Story(place, body, text.dateline, text.code, work.lead, work.row, address, tuple(waits))
    data = text_of(story).encode("utf-8", "replace")
    _written(archive.content.parent / place.path, place.path.rpartition("/")[2], data)
    told = [*work.found.told, *text.told]
    if text.has_hidden:
        told.append("Teks yang disembunyikan di halaman lama tidak ikut.")
    return Result(
        key=place.post.key,
        path=place.path,
        digest=blake2b(data, digest_size=16).hexdigest(),
        is_draft=story.is_draft,
        waits=tuple(waits),
        photos=tuple(dict.fromkeys(photo.file for photo in work.shown)),
        shown=tuple(dict.fromkeys(work.sources)),
        missing=tuple(work.missing),
        documents=tuple(dict.fromkeys(work.documents)),
        told=tuple(dict.fromkeys(told)),
        lost_links=tuple(dict.fromkeys(work.found.lost_links)),
        recordings=tuple(dict.fromkeys(work.found.recordings)),
    )
