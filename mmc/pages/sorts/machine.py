"""What machines ask for: sitemaps, robots.txt and its neighbours at the root, the theme's own files."""

from __future__ import annotations

from collections.abc import Iterator

from mmc import sitemap, wellknown
from mmc.base.schema import Item
from mmc.catalogue.catalogue import EVERYTHING, last_change
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.pages.sorts.listing import find_group, fixed_groups

CONTACTS = ("mailto:", "https:", "tel:")
CONTACT_PAGE = "/kontak/"
TOOLS = ("/cek-foto/", "/cek-pesan/", "/langganan/")


def assets(context: Context) -> Iterator[Output]:
    """The theme's style sheets, scripts, fonts and icons."""
    for asset in context.assets:
        yield Output((page_path(asset.url),), "bytes", asset.data)


def sitemap_index(context: Context) -> Iterator[Output]:
    """The list of sitemaps, one for each year and one for the fixed pages."""
    fixed = [
        sitemap.Address(context.absolute(page.url), page.modified or page.date) for page in context.catalogue.pages()
    ]
    files = [sitemap.Address(context.absolute("/sitemap-halaman.xml"), sitemap.latest(fixed))]
    files += [
        sitemap.Address(context.absolute(_url(year)), context.catalogue.changed_at(EVERYTHING, *_months(year)))
        for year in _years(context)
    ]
    yield Output(("sitemap.xml",), "bytes", sitemap.sitemap_index(files))
    groups = (find_group(context, name) for name in fixed_groups(context))
    others = ["/", *(group.url for group in groups if group), *TOOLS]  # nobody knows when what they show last changed
    addresses = [*(sitemap.Address(context.absolute(url)) for url in others), *fixed]
    yield Output(("sitemap-halaman.xml",), "bytes", sitemap.sitemap(addresses))


def news_sitemap(context: Context) -> Iterator[Output]:
    """What was published in the two days before the build, for Google News; left out when that is nothing. And who reads what."""
    now = context.settings.now
    found = context.catalogue.since(EVERYTHING, now - sitemap.NEWS_WINDOW, sitemap.NEWS_LIMIT)
    articles = [sitemap.Article(context.absolute(item.url), item.title, item.date, item.lang) for item in found]
    sitemaps = [context.absolute("/sitemap.xml")]
    if articles:
        data = sitemap.news_sitemap(context.vocabulary.office.name, articles, now)
        yield Output(("sitemap-berita.xml",), "bytes", data)
        sitemaps.append(context.absolute("/sitemap-berita.xml"))
    yield Output(("robots.txt",), "bytes", wellknown.robots_txt(sitemaps, is_preview=context.settings.drafts))


def sitemap_year(context: Context, number: int) -> Iterator[Output]:
    """Every item of a year with the time of its last change."""
    addresses = _addresses(context, number)
    if addresses:
        yield Output((page_path(_url(number)),), "bytes", sitemap.sitemap(addresses))


def well_known(context: Context) -> Iterator[Output]:
    """The manifest for home screens, and who is behind the site."""
    office, url = context.vocabulary.office, context.absolute
    icons = [
        wellknown.Icon(asset.url, size)
        for asset in context.assets
        for size in (180, 192, 512)
        if asset.name.endswith(f"{size}.png")
    ]
    colours = (office.theme_color, "#FFFFFF")
    shortcuts = [("Berita", "/berita/"), ("Klarifikasi", "/klarifikasi/"), ("Cari", "/cari/")]
    manifest = wellknown.manifest(office.name, office.short_name, office.tagline, colours, icons, shortcuts)
    yield Output(("manifest.webmanifest",), "bytes", manifest)
    team = [(person.role or "Redaksi", person.name) for person in context.vocabulary.people]
    facts = {"Kantor": office.office, "Wilayah": office.region, "Alamat": url("/")}
    yield Output(("humans.txt",), "bytes", wellknown.humans_txt(team, facts))
    accounts = [each.url for each in office.accounts if each.url]
    disclosures = [url("/pedoman-pemberitaan/"), url("/ralat-hak-jawab/")]
    trust = wellknown.trust_txt(contacts=[url("/kontak/")], accounts=accounts, disclosures=disclosures)
    yield Output(("trust.txt",), "bytes", trust)
    key = wellknown.indexnow_key(office.url.partition("//")[2])
    yield Output((f"{key}.txt",), "bytes", key.encode())


def security(context: Context) -> Iterator[Output]:
    """Whom to tell about a weakness: the office's contacts, else its page for them; nothing when it has neither."""
    contacts = [each.url for each in context.vocabulary.office.contacts if each.url.startswith(CONTACTS)]
    contacts += [context.absolute(page.url) for page in context.catalogue.pages() if page.url == CONTACT_PAGE]
    if contacts:
        path = ".well-known/security.txt"
        expires = wellknown.expiry(context.settings.now)
        yield Output((path,), "bytes", wellknown.security_txt(contacts, expires, context.absolute(f"/{path}")))


def _years(context: Context) -> list[int]:
    return sorted({month // 100 for month, _ in context.catalogue.months(EVERYTHING)})


def _url(year: int) -> str:
    return f"/sitemap-{year:04}.xml"


def _months(year: int) -> tuple[int, int]:
    return year * 100 + 1, year * 100 + 12


def _addresses(context: Context, year: int) -> list[sitemap.Address]:
    items = context.catalogue.in_months(EVERYTHING, *_months(year))
    return [_address(context, item) for item in items]


def _address(context: Context, item: Item) -> sitemap.Address:
    picture = context.card(item).picture
    images = (context.absolute(picture.src),) if picture else ()
    return sitemap.Address(context.absolute(item.url), last_change(item) or item.date, images)
