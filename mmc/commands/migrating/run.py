"""One run of `pindah`: read the old site, plan, move what is new, lead old addresses on, let the gate judge, report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from mmc.base.files import disk
from mmc.base.files.journal import MOVED, Journal
from mmc.base.items.schema import PAGE
from mmc.base.problems import Problem
from mmc.base.typed import typed
from mmc.base.vocabulary import Vocabulary, load_vocabulary
from mmc.commands import check
from mmc.commands.migrating import sources, work
from mmc.commands.migrating.judging import FOLDER, Move, judged, row_of, seal
from mmc.importer.text.guesses import guess_category, guess_district
from mmc.indonesian import calendar
from mmc.indonesian.text import group_key, number, slugify
from mmc.migration import redirects, report, rules
from mmc.migration.addresses import host_of, key, old_address, parts_of
from mmc.migration.filing import plain
from mmc.migration.leading import Aliases, Rows, with_aliases
from mmc.migration.moving import Archive, Result
from mmc.migration.planning import Place, Planner, Taken
from mmc.migration.posts import OldSite, Post, State
from mmc.migration.uploads import Uploads
from mmc.rebuild.workers import Workers, in_chunks

FORGOTTEN = frozenset({"gambling", "gambling-link", "defaced", "invitation"})
PLAN = Path(".cache") / "pindah.tsv"
EVERY = 1000
_URL = re.compile(r"https?://[^\s\"'<>\]\\]+?\.(?:jpe?g|png|webp|gif|bmp|tiff?)(?=[\s\"'<>\]?&#\\)]|$)", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:src|href)\s*=\s*[\"'](/[^\"'\s]+?\.(?:jpe?g|png|webp|gif))[\"']", re.IGNORECASE)
_IDS = re.compile(r"(?:wp-image-|data-id=\"|ids=\"?|[,\"])([0-9]{1,9})")


def run(root: Path, paths: Sequence[Path], say: Callable[[str], object], *, at_once: bool = False) -> int:
    """
    The old site has moved in as far as it may, and the report says what became of each post; 0 if all is well.

    The first run only writes its proposals to `data/pindah.toml`, unless they are taken as they are (`at_once`).
    """
    vocabulary = load_vocabulary(root / "data")
    zone = calendar.zone(vocabulary.office.timezone)
    move = Move(root, datetime.now(zone), say, vocabulary)
    known = rules.load(root / "data", vocabulary)
    selectors = known.mirror if known is not None else rules.Selectors()
    found = sources.read(paths, zone, selectors, say)
    site = found.site
    say(
        f"Situs lama: {number(len(site.posts))} tulisan, {number(len(site.media))} berkas, "
        f"{number(site.comments)} komentar (tidak ikut pindah)."
    )
    if known is None:
        known = rules.proposed(site, vocabulary, selectors)
        disk.replace(root / "data" / rules.NAME, rules.written(known, site.program).encode("utf-8"))
        say(f"Usul ditulis di data/{rules.NAME}: kategori, label, dan penulis lama menjadi apa di sini.")
        if not at_once:
            say(
                f"Periksa berkas itu, lalu jalankan `{typed('pindah ekspor.xml')}` lagi, dengan sumber yang sama. "
                "Belum ada yang dipindahkan."
            )
            return 0
        known = rules.load(root / "data", vocabulary) or known
    _moved(move, site, known, found)
    return 0


def _moved(move: Move, site: OldSite, known: rules.Rules, found: sources.Sources) -> None:
    journal = Journal(move.root / "data", MOVED)
    record = {row["key"]: row for row in journal.rows()}
    fresh = [post for post in site.posts if post.key not in record]
    move.changed = [
        post.key for post in site.posts if post.key in record and record[post.key].get("seal") != seal(post)
    ]
    aliases = Aliases(_taken(move, record, fresh))
    planner = Planner(
        site,
        known,
        move.vocabulary,
        calendar.zone(move.vocabulary.office.timezone),
        move.now,
        aliases.taken,
        _guess(move.vocabulary),
    )
    places = planner.places(record.keys())
    move.left_out += [*site.left_out, *planner.left_out]
    uploads = Uploads(found.folders)
    shown = {place.post.key: _mentioned(place.post, site) for place in places}
    places = with_aliases(places, site, aliases, shown, planner.twins)
    _remember_plan(move.root, places)
    old = _known_places(site, record)
    archive = _archive(move, site, known, places, old, uploads, found)
    if places:
        move.say(f"Memindahkan {number(len(places))} tulisan; {number(uploads.count)} berkas tersedia …")
        _convert(move, places, archive, journal)
        _documents(move, archive)
    aside = judged(move, places, archive, journal) if places else {}
    rows = _rows(site, known, move.vocabulary, old, aliases, places, move.results, aside)
    redirects.added(move.root / "data" / "pengalihan.toml", rows)
    (move.root / PLAN).unlink(missing_ok=True)
    _report(move, site, places, aside, record, aliases.lost)


def _taken(move: Move, record: dict[str, dict[str, str]], fresh: Sequence[Post]) -> Taken:
    """What the house has already, without what a run that was cut short had begun."""
    begun = _begun(move.root, {post.key for post in fresh})
    check.check_content(move.root, all_notes=False)
    taken = Taken()
    for summary in check.summaries(move.root):
        if summary.path in begun:
            continue
        taken.ids.add(summary.id)
        taken.urls.add(summary.url)
        taken.paths.add(summary.path)
        taken.sources |= {key(alias) for alias in summary.aliases}
    taken.ids |= {row["id"] for row in record.values() if row.get("id")}
    taken.sources |= {key(source) for source, _ in move.vocabulary.redirects}
    return taken


def _begun(root: Path, keys: set[str]) -> set[str]:
    try:
        lines = (root / PLAN).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return set()
    pairs = (line.split("\t") for line in lines)
    return {path for name, path in pairs if name in keys}


def _remember_plan(root: Path, places: Iterable[Place]) -> None:
    text = "".join(f"{place.post.key}\t{place.path}\n" for place in places)
    disk.replace(root / PLAN, text.encode("utf-8"))


def _guess(vocabulary: Vocabulary) -> Callable[[str, str], tuple[str, str]]:
    def guess(title: str, html: str) -> tuple[str, str]:
        words = plain(html[:20_000])
        category = guess_category(title, words, vocabulary.categories)
        district = guess_district(f"{title}\n{words}", vocabulary.districts)
        return (category.value if category else ""), (district.value if district and district.is_strong else "")

    return guess


def _mentioned(post: Post, site: OldSite) -> set[str]:
    """The addresses of the photos that a post names: those it shows, and those that it leads to."""
    found = set(_URL.findall(post.html))
    host = host_of(post.base) or next(iter(sorted(site.hosts)), "")
    found |= {f"https://{host}{path}" for path in _RELATIVE.findall(post.html)}
    numbers = (
        {*_IDS.findall(post.html), post.photo}
        if "gallery" in post.html or "wp-image-" in post.html or post.photo
        else set()
    )
    children = site.children.get(post.number, ()) if "[gallery" in post.html else ()
    found |= {media.url for name in (*numbers, *children) if (media := site.by_number.get(name)) is not None}
    return found


def _known_places(site: OldSite, record: dict[str, dict[str, str]]) -> list[Place]:
    """The posts of earlier runs that are in the house, as far as links and listings ask for them."""
    found = []
    for post in site.posts:
        row = record.get(post.key)
        if row and row.get("path") and not row.get("aside") and post.published_at is not None:
            kind = row["path"].split("/")[1]
            waits = ("draf",) if row.get("draft") else ()
            tags = tuple(row.get("tags", ()))
            slug = row["path"].rpartition("/")[2].removesuffix(".md")
            slug = slug if kind == PAGE else slug[11:]
            found.append(
                Place(
                    post,
                    kind,
                    slug,
                    post.published_at,
                    row["path"],
                    row.get("id", ""),
                    "",
                    "",
                    tags,
                    tuple(row.get("authors", ())),
                    waits,
                )
            )
    return found


def _archive(
    move: Move,
    site: OldSite,
    known: rules.Rules,
    places: list[Place],
    old: list[Place],
    uploads: Uploads,
    found: sources.Sources,
) -> Archive:
    everyone = [*old, *places]
    leads: dict[str, str] = {}
    public = [place for place in everyone if not place.waits]
    leads |= {key(one): target for one, target in Rows(site, known, move.vocabulary, public).all().items()}
    by_number = {place.post.number: place for place in public if place.post.number}
    for media in site.media:
        if media.parent in by_number:
            leads |= {key(one): by_number[media.parent].url for one in (media.address, *media.others) if one}
    for place in reversed(public):
        photos = [old_address(url, site.hosts) for url in _mentioned(place.post, site)]
        leads |= {key(one): place.url for one in photos if one}
    for place in everyone:
        target = "" if place.waits else place.url
        leads |= {key(one): target for one in place.post.others if key(one) not in leads or target}
    for place in everyone:
        target = "" if place.waits else place.url
        own = [one for one in place.post.others if place.post.number and f"={place.post.number}" in one]
        leads |= {key(one): target for one in (place.post.address, *own) if one}
    return Archive(
        content=move.content,
        hosts=frozenset(site.hosts),
        leads=leads,
        media=site.by_number,
        parents=site.children,
        originals=frozenset(f"{host_of(media.url)}{parts_of(media.url).path}" for media in site.media),
        uploads=uploads,
        documents=_document_names(uploads),
        is_loose=found.is_loose,
    )


def _document_names(uploads: Uploads) -> dict[Path, str]:
    """A name in `content/dokumen` for each PDF of the uploads: its month before its own name, each once."""
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for path in uploads.documents():
        month = "-".join(part for part in path.parts[-3:-1] if re.fullmatch(r"\d{2,4}", part))
        stem = slugify(path.stem, 70) or "dokumen"
        name, count = "-".join(filter(None, (month, stem))), 1
        while f"{name}{f'-{count}' if count > 1 else ''}" in taken:
            count += 1
        name = f"{name}{f'-{count}' if count > 1 else ''}"
        taken.add(name)
        names[path] = f"{name}.pdf"
    return names


def _convert(move: Move, places: list[Place], archive: Archive, journal: Journal) -> None:
    towns = (move.vocabulary.office.capital, *(each.name for each in move.vocabulary.districts))
    told = 0
    batches = list(in_chunks(places, work.BATCH))
    with Workers(work.set_up, (archive, frozenset(map(group_key, towns)))) as workers:
        for batch, moved in zip(batches, workers.map(work.move, batches, chunk=1), strict=True):
            move.results += moved
            journal.write(move.now, *(row_of(place, result) for place, result in zip(batch, moved, strict=True)))
            if len(move.results) // EVERY > told:
                told = len(move.results) // EVERY
                move.say(f"  {number(len(move.results))} dari {number(len(places))} tulisan …")


def _documents(move: Move, archive: Archive) -> None:
    """The documents that a text leads to are in `content/dokumen`."""
    for path in dict.fromkeys(path for result in move.results for path in result.documents):
        target = move.content / "dokumen" / archive.documents[path]
        if not target.exists():
            disk.replace(target, path.read_bytes())


def _rows(
    site: OldSite,
    known: rules.Rules,
    vocabulary: Vocabulary,
    old: list[Place],
    aliases: Aliases,
    places: list[Place],
    results: list[Result],
    aside: Mapping[str, Sequence[Problem]],
) -> dict[str, str]:
    """
    Old addresses that no item bears: listings, feeds, documents, posts that wait or were set aside.

    What advertised gambling or bore an intruder's name leads nowhere: search engines are to forget it.
    """
    pairs = list(zip(places, results, strict=True))
    public = [place for place, result in pairs if not result.is_draft and place.path not in aside]
    for one, new in Rows(site, known, vocabulary, [*old, *public]).all().items():
        aliases.row(one, new)
    for place, result in pairs:
        is_gone = not FORGOTTEN.isdisjoint(problem.code for problem in aside.get(place.path, ()))
        is_waiting = result.is_draft or place.path in aside
        if is_waiting and not is_gone and place.post.state in (State.PUBLIC, State.LOCKED):
            aliases.release(place.aliases, place.url)
            for one in (place.post.address, *place.post.others, *place.aliases):
                aliases.row(one, "/arsip/")
    for media in site.media:
        for one in (media.address, *media.others, old_address(media.url, site.hosts)):
            aliases.row(one, "/arsip/")
    return dict(aliases.rows)


def _report(
    move: Move,
    site: OldSite,
    places: list[Place],
    aside: dict[str, list[Problem]],
    record: dict[str, dict[str, str]],
    unled: Sequence[str],
) -> None:
    reasons = {path: tuple(problem.message for problem in found) for path, found in aside.items()}
    told = report.Told(site, places, move.results, reasons, record, move.left_out, move.changed, unled)
    rows = report.rows(told)
    report.write(move.root / FOLDER, rows, told, move.now)
    counts = report.counts(rows)
    say = move.say
    say(
        f"Masuk {number(counts.total)} = terbit {number(counts.published)} + draf {number(counts.drafts)} "
        f"+ ditinggal {number(counts.left_out)} (di antaranya disisihkan gerbang {number(counts.aside)})."
    )
    missing = sum(len(result.missing) for result in move.results)
    if missing:
        say(f"Foto yang tidak ikut: {number(missing)}; daftarnya di laporan.")
    if move.changed:
        say(f"{number(len(move.changed))} tulisan berubah di situs lama sesudah pindah; yang di sini tidak disentuh.")
    say(f"Laporan: {FOLDER}/laporan.html (untuk dilihat) dan {FOLDER}/laporan.csv (untuk dikerjakan).")
