"""What shapes the site beside its content: our code, the libraries' versions, the office's data, the theme's files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mmc import styles
from mmc.base.settings import Settings
from mmc.base.vocabulary import Office, data_files
from mmc.pages.branding import look
from mmc.rebuild.digest import digest, files_digest, versions_digest
from mmc.rebuild.store import Store

CODE = Path(__file__).resolve().parents[1]
CONVERSION_CODE = (
    "base/*.py",
    "indonesian/*.py",
    "prose/*.py",
    "checks/**/*.py",
    "pictures/*.py",
    "catalogue/intake.py",
    "catalogue/records.py",
)
CONVERSION_LIBRARIES = ("Markdown", "nh3", "typogrify", "smartypants", "pillow")
PICTURE_LIBRARIES = ("pillow", "segno", "fpdf2", "fonttools")
PAGE_LIBRARIES = (*CONVERSION_LIBRARIES, "Jinja2", "MarkupSafe", "segno", "fpdf2", "lightningcss")

# Rooms of the house whose code reaches no byte of a page.
NOT_SHAPING = {
    *(
        "announce",
        "checks",
        "environment.py",
        "importer",
        "plugins",
        "preview",
        "programs.py",
        "release",
        "scaffold.py",
    ),
}


def conversion_version(settings: Settings) -> bytes:
    """Names everything that decides what a file of `content/` becomes in the catalogue, and what the gate says of it."""
    return digest(_data_version(settings), _conversion_code(), settings.identity())


def page_version(settings: Settings) -> bytes:
    """Names everything that shapes a page beside content and templates."""
    return digest(_data_version(settings), _page_code(), settings.as_text())


@cache
def picture_version() -> bytes:
    """Names everything that shapes a photo, a card or a code beside its data: made once for previews and releases."""
    made_by = [path for path in (CODE / "pictures").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return digest(files_digest([*made_by, CODE / "qr.py"], CODE), versions_digest(PICTURE_LIBRARIES))


def read_code() -> None:
    """The code that this process and those forked from it have loaded is named as it stands now."""
    for version in (_conversion_code, _page_code, picture_version):
        version()


@cache
def _conversion_code() -> bytes:
    code = [path for pattern in CONVERSION_CODE for path in CODE.glob(pattern) if path.name not in NOT_SHAPING]
    return digest(files_digest(code, CODE), versions_digest(CONVERSION_LIBRARIES))


@cache
def _page_code() -> bytes:
    code = [path for path in CODE.rglob("*.py") if path.relative_to(CODE).parts[0] not in NOT_SHAPING]
    return digest(files_digest(code, CODE), versions_digest(PAGE_LIBRARIES))


def _data_version(settings: Settings) -> bytes:
    return files_digest(data_files(settings.data), settings.data)


def theme_assets(settings: Settings, store: Store, office: Office) -> tuple[styles.Asset, ...]:
    """Style sheets and static files as they are published, and the office's emblem. Raises `ContentError`."""
    file = look(office, settings.data, settings.theme).file
    return (*_theme_files(settings, store, office.theme_color), *([file] if file else []))


def _theme_files(settings: Settings, store: Store, colour: str) -> tuple[styles.Asset, ...]:
    """The theme's files in this colour; made anew only when one of them changed."""
    folders = (settings.theme / "css", settings.theme / "static", settings.theme / "worker")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    version = digest(files_digest(files, settings.theme), versions_digest(["lightningcss"]), colour).hex()
    if store.one("SELECT 1 FROM meta WHERE name = 'assets' AND value = ?", version):
        rows = store.read("SELECT name, url, data FROM asset ORDER BY name").fetchall()
        return tuple(styles.Asset(name, url, data) for name, url, data in rows)
    made = sorted(styles.assets(settings.theme, colour), key=lambda asset: asset.name)
    store.write("DELETE FROM asset")
    store.write_many("INSERT INTO asset VALUES (?, ?, ?)", [(each.name, each.url, each.data) for each in made])
    store.write("INSERT OR REPLACE INTO meta VALUES ('assets', ?)", version)
    return tuple(made)
