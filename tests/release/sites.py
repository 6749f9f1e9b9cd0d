"""Small sites made on the spot, with everything a release has to keep together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

WORDS = "Warga Dusun Selatan memanen padi di tepi Barito bersama penyuluh pertanian kabupaten. " * 12


def page(edition: str, stylesheet: str, photo: str, title: str, links: tuple[str, ...] = ()) -> str:
    """A page that names its edition and the assets that belong to it."""
    anchors = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="/{stylesheet}"></head><body data-edition="{edition}"><h1>{title}</h1>'
        f'<img src="/{photo}" alt="Panen" width="4" height="3"><p>{WORDS}</p><ul>{anchors}</ul></body></html>\n'
    )


def site(folder: Path, edition: str = "1", pages: int = 4, extra: Mapping[str, str] | None = None) -> Path:
    """
    A built folder: home, listing, stories with assets of their edition, feeds, sitemap and error page.

    Every page, stylesheet and photo carries the edition, so two editions share nothing but the fixed page.
    """
    css = f"body::after {{ content: 'edisi {edition}' }}\n" * 40
    photo = f"foto edisi {edition}\n".encode() * 60
    stylesheet = f"aset/mmc.{_short(css.encode())}.css"
    picture = f"media/{_short(photo)}-480.jpg"
    stories = tuple(f"/berita/2026/01/kabar-{number}/" for number in range(pages))
    files: dict[str, str | bytes] = {
        stylesheet: css,
        picture: photo,
        "index.html": page(edition, stylesheet, picture, "MMC Barito Selatan", ("/berita/", "/tentang/")),
        "berita/index.html": page(edition, stylesheet, picture, "Berita", stories),
        "404.html": page(edition, stylesheet, picture, "Halaman tidak ditemukan"),
        "tentang/index.html": "<!doctype html><html lang='id'><title>Tentang</title><h1>Tentang</h1></html>\n",
        "atom.xml": f"<feed xmlns='http://www.w3.org/2005/Atom'><title>edisi {edition}</title></feed>\n",
        "sitemap.xml": "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        + "".join(f"<url><loc>https://mmc.example{story}</loc></url>" for story in ("/", *stories))
        + "</urlset>\n",
        "robots.txt": "User-agent: *\nSitemap: https://mmc.example/sitemap.xml\n",
        **{
            f"{story.strip('/')}/index.html": page(edition, stylesheet, picture, f"Kabar {number}")
            for number, story in enumerate(stories)
        },
        **(extra or {}),
    }
    write(folder, files)
    return folder


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """The folder holds these files and no others that a release would see."""
    for old in sorted(folder.rglob("*"), reverse=True) if folder.exists() else []:
        relative = old.relative_to(folder).as_posix()
        if old.is_file() and relative not in files:
            old.unlink()
        elif old.is_dir() and not any(old.iterdir()):
            old.rmdir()
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = place.with_name(place.name + "~")
        temporary.write_bytes(data.encode() if isinstance(data, str) else data)
        temporary.replace(place)


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]
