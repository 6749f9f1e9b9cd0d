"""Pelican's settings: which of them our engine honours, and what serves instead of each of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pelican import signals
from pelican.settings import DEFAULT_CONFIG

from mmc.base.problems import Problem

# Honoured: by `mmc.plugins.newsroom`, or by Pelican itself.
HONOURED = frozenset(
    {
        "PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "SITEURL", "SITENAME", "TIMEZONE", "DEFAULT_LANG", "JINJA_FILTERS", "JINJA_GLOBALS",
        "JINJA_TESTS", "JINJA_ENVIRONMENT", "PLUGINS", "PLUGIN_PATHS", "PELICAN_CLASS", "LOG_FILTER", "BIND", "PORT",
        "DEBUG", "STATIC_PATHS", "DATA_PATH", "FEED_DOMAIN",
    }
)  # fmt: skip

# Ours, and what `pelicanconf.py` gives to Pelican so that its own generators rest.
OURS = frozenset({
    "ROOT", "SHOW_DRAFTS", "LISTING_SIZE", "FEED_SIZE", "EDITIONS", "NOW", "LIVE_RELOAD", "PAGES_FIRST", "AWAITS_WORD",
})  # fmt: skip
UNUSED = "__tidak_dipakai__"
RESTING: Mapping[str, object] = {
    "ARTICLE_PATHS": [UNUSED],
    "PAGE_PATHS": [UNUSED],
    "ARTICLE_EXCLUDES": [UNUSED],  # made of the other one
    "PAGE_EXCLUDES": [UNUSED],
    "CSS_FILE": "",
    "THEME_STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "READERS": {"rst": None, "html": None},
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "ARCHIVES_SAVE_AS": "",
    "AUTHORS_SAVE_AS": "",
    "CATEGORIES_SAVE_AS": "",
    "TAGS_SAVE_AS": "",
    "INDEX_SAVE_AS": "",
}
FIXED_IN_TEMPLATES = frozenset({"autoescape", "undefined", "loader", "auto_reload", "bytecode_cache"})
PUBLISHED_ANYWAY = frozenset(
    {"", ".", "akar", "dokumen"}
)  # what STATIC_PATHS may name: it is published whether named or not

ADDRESSES = "Alamat tetap: `/jenis/tahun/bulan/slug/`; alamat lama dialihkan dengan `aliases` di kepala naskah."
LISTS = "Daftar tidak berhalaman: `LISTING_SIZE` mengatur yang terbaru, sisanya ada di arsip tahun dan bulan."
FEEDS = "Umpan Atom, RSS, dan JSON selalu ada untuk setiap kelompok; `FEED_SIZE` mengatur panjangnya."
FOLDERS = "Naskah dibaca dari `content/JENIS/`, halaman tetap dari `content/halaman/`."
DATES = "Tanggal ditulis menurut kaidah Indonesia, tidak menurut mesin."
CACHE = "Simpanan kerja dikelola sendiri di `CACHE_PATH`."
TEXTS = "Tipografi dan Markdown tetap, diatur di mmc/prose/."
MENU = "Menu dan kaki halaman diisi di data/menu.toml."
TEMPLATES = "Halaman direncanakan di mmc/pages/plan.py; ubah templatnya di folder tema."
FRONT_MATTER = "Kolom naskah ditulis di kepala berkas; daftarnya di PANDUAN.md."
ALL_FILES = "Folder keluaran selalu sama dengan isi situs: berkas lama dihapus sendiri, keluaran diganti sekaligus."
STATIC = "Foto ikut naskahnya, berkas lain diterbitkan dari `content/dokumen/` dan `content/akar/`."
CATEGORIES = "Kategori adalah daftar tertutup di data/kategori.toml."

# By what a name begins or ends with, the first that fits; what is in none of these lists is unknown to Pelican and to us.
INSTEAD: tuple[tuple[str, str], ...] = (
    ("READERS", "Naskah hanya ditulis dengan Markdown."),
    ("DEFAULT_CATEGORY", CATEGORIES),
    ("USE_FOLDER_AS_CATEGORY", CATEGORIES),
    ("REVERSE_CATEGORY_ORDER", CATEGORIES),
    ("DISPLAY_", MENU),
    ("MENUITEMS", MENU),
    ("LINKS", MENU),
    ("SOCIAL", "Akun resmi diisi di data/kantor.toml."),
    ("THEME_", "Berkas tema: `css/`, `static/`, dan `templates/` di folder `THEME`."),
    ("CSS_FILE", "Lembar gaya tema adalah `css/mmc.css`."),
    ("TEMPLATE_", TEMPLATES),
    ("DIRECT_TEMPLATES", TEMPLATES),
    ("PAGINAT", LISTS),
    ("DEFAULT_PAGINATION", LISTS),
    ("DEFAULT_ORPHANS", LISTS),
    ("NEWEST_FIRST_ARCHIVES", LISTS),
    ("_ORDER_BY", LISTS),
    ("DEFAULT_METADATA", FRONT_MATTER),
    ("_METADATA", FRONT_MATTER),
    ("FORMATTED_FIELDS", FRONT_MATTER),
    ("WITH_FUTURE_DATES", "Naskah bertanggal nanti menunggu waktunya; pratinjau menampilkannya dengan tanda."),
    ("_TRANSLATION_ID", "Naskah tidak berterjemahan; bahasanya ditulis di `lang`."),
    ("TRANSLATION_FEED", FEEDS),
    ("FEED", FEEDS),
    ("_FEED_", FEEDS),
    ("RSS_", FEEDS),
    ("_URL", ADDRESSES),
    ("_SAVE_AS", ADDRESSES),
    ("_PERMALINK_STRUCTURE", ADDRESSES),
    ("SLUG", "Slug dibuat dari judul menurut kaidah sendiri; isi `slug` di kepala naskah bila perlu."),
    ("RELATIVE_URLS", "Tautan selalu dari akar situs; pratinjau dibuka lewat `pratinjau`."),
    ("STATIC_", STATIC),
    ("_EXCLUDES", FOLDERS),
    ("_PATHS", FOLDERS),
    ("IGNORE_FILES", FOLDERS),
    ("OUTPUT_SOURCES", "Naskah mentah tidak diterbitkan; setiap naskah punya edisi teks."),
    ("OUTPUT_", ALL_FILES),
    ("DELETE_OUTPUT_DIRECTORY", ALL_FILES),
    ("CHECK_MODIFIED_METHOD", CACHE),
    ("CACHE_CONTENT", CACHE),
    ("CONTENT_CACHING_LAYER", CACHE),
    ("GZIP_CACHE", CACHE),
    ("LOAD_CONTENT_CACHE", CACHE),
    ("DATE_FORMAT", DATES),
    ("LOCALE", DATES),
    ("MARKDOWN", TEXTS),
    ("TYPOGRIFY", TEXTS),
    ("SUMMARY_", "Ringkasan ditulis di `summary`; bila kosong, diambil dari paragraf pertama."),
    ("INTRASITE_LINK_REGEX", "Tautan antarhalaman ditulis dengan alamatnya, atau nama berkas di sampingnya."),
    ("DOCUTILS_SETTINGS", "Naskah hanya ditulis dengan Markdown."),
    ("PYGMENTS_RST_OPTIONS", "Naskah hanya ditulis dengan Markdown."),
    ("DEFAULT_DATE", DATES),
    ("AUTHOR", FRONT_MATTER),
    ("GITHUB_URL", MENU),
)
# The signals that a foreign plugin can work with: those of the run, and the one at which templates get their filters.
SENT = frozenset({"initialized", "generator_init", "get_generators", "finalized"})
UNHEARD = "Naskah dan halaman dibuat mesin situs ini; yang dikirim hanya `initialized`, `generator_init`, `get_generators`, `finalized`."
UNKNOWN = "Hapus, atau beri nama berawalan garis bawah; nilai untuk templat ditulis di `JINJA_GLOBALS`."


def refused(settings: Mapping[str, Any], *, has_foreign_plugins: bool) -> Iterator[Problem]:
    """
    One problem for each setting that somebody changed and that nothing here would follow.

    A setting that neither Pelican nor we know may be a foreign plugin's, and is let be when there is one.
    """
    for name in sorted(settings):
        if not name.isupper() or name in HONOURED | OURS or _is_usual(name, settings[name]):
            continue
        is_known = name in DEFAULT_CONFIG or name in RESTING or instead(name) != UNKNOWN
        if is_known or not has_foreign_plugins:
            yield Problem(
                "pelicanconf.py",
                0,
                f"Pengaturan `{name}` tidak berlaku di situs ini.",
                instead(name),
                code="pengaturan",
            )
    for option in sorted(settings.get("JINJA_ENVIRONMENT", {}).keys() & FIXED_IN_TEMPLATES):
        message = f"Pengaturan `JINJA_ENVIRONMENT` tidak dapat mengubah `{option}`."
        yield Problem(
            "pelicanconf.py",
            0,
            message,
            "Templat selalu menyaring teks dan menolak nama yang tidak dikenal.",
            code="pengaturan",
        )
    for folder in settings.get("STATIC_PATHS", []):
        if str(folder).strip("/") not in PUBLISHED_ANYWAY:
            message = f"Pengaturan `STATIC_PATHS` menyebut “{folder}”, yang tidak diterbitkan."
            yield Problem("pelicanconf.py", 0, message, STATIC, code="pengaturan")


def unheard() -> Iterator[Problem]:
    """One problem for each handler of a foreign plugin that waits for what is never sent here, or sent without any item."""
    for name, signal in sorted(vars(signals).items()):
        if isinstance(signal, type) or not hasattr(signal, "receivers_for") or name in SENT:
            continue
        for handler in signal.receivers_for(None):
            home = str(getattr(handler, "__module__", "")) or repr(handler)
            if not home.startswith("mmc."):
                message = f"Plugin `{home}` menunggu sinyal `{name}`, yang di sini tidak membawa naskah."
                yield Problem("pelicanconf.py", 0, message, UNHEARD, code="pengaturan")


def instead(name: str) -> str:
    """What serves instead of a setting."""
    for part, answer in INSTEAD:
        if name.startswith(part) if not part.startswith("_") else name.endswith(part) or part in name:
            return answer
    return UNKNOWN


def _is_usual(name: str, value: object) -> bool:
    """True when the value is Pelican's own or the one that `pelicanconf.py` gives, so that nobody has asked for anything."""
    if name in RESTING:
        return value in (RESTING[name], DEFAULT_CONFIG.get(name))
    if name == "PAGINATION_PATTERNS":  # Pelican sorts them and gives them names
        return sorted(tuple(each) for each in DEFAULT_CONFIG[name]) == [tuple(each) for each in value]  # type: ignore[attr-defined]
    return value == DEFAULT_CONFIG[name] if name in DEFAULT_CONFIG else value in (None, "", [], {}, ())
