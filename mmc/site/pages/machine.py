"""What machines ask for: sitemaps, robots.txt and its neighbours at the root, the theme's own files."""

from __future__ import annotations

from collections.abc import Iterator

from mmc import sitemap, wellknown
from mmc.schema import Item
from mmc.site.catalogue import EVERYTHING
from mmc.site.context import Context
from mmc.site.outputs import Output, page_path
from mmc.site.pages.item import last_change


def assets(context: Context) -> Iterator[Output]:
    """The theme's style sheets, scripts, fonts and icons."""
    for asset in context.assets:
        yield Output((page_path(asset.url),), "bytes", asset.data)


def sitemap_index(context: Context) -> Iterator[Output]:
    """The list of sitemaps, one for each year and one for the fixed pages."""
    years = _years(context)
    fixed = [
        sitemap.Address(context.absolute(page.url), page.modified or page.date) for page in context.catalogue.pages()
    ]
    files = [sitemap.Address(context.absolute("/sitemap-halaman.xml"), sitemap.latest(fixed))]
    files += [
        sitemap.Address(context.absolute(_url(year)), sitemap.latest(_addresses(context, year))) for year in years
    ]
    yield Output(("sitemap.xml",), "bytes", sitemap.sitemap_index(files))
    yield Output(("sitemap-halaman.xml",), "bytes", sitemap.sitemap([sitemap.Address(context.absolute("/")), *fixed]))
    newest = context.catalogue.newest(EVERYTHING, 1000)
    if newest:
        articles = [sitemap.Article(context.absolute(item.url), item.title, item.date, item.lang) for item in newest]
        data = sitemap.news_sitemap(context.vocabulary.office.name, articles, newest[0].date)
        yield Output(("sitemap-berita.xml",), "bytes", data)


def sitemap_year(context: Context, number: int) -> Iterator[Output]:
    """Every item of a year with the time of its last change."""
    addresses = _addresses(context, number)
    if addresses:
        yield Output((page_path(_url(number)),), "bytes", sitemap.sitemap(addresses))


def well_known(context: Context) -> Iterator[Output]:
    """robots.txt, the manifest for home screens, and who is behind the site."""
    office, url = context.vocabulary.office, context.absolute
    sitemaps = [url("/sitemap.xml"), url("/sitemap-berita.xml")]
    yield Output(("robots.txt",), "bytes", wellknown.robots_txt(sitemaps, is_preview=context.settings.drafts))
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
    contacts = [each.url for each in office.contacts if each.url.startswith(("mailto:", "https:", "tel:"))]
    accounts = [each.url for each in office.accounts if each.url]
    disclosures = [url("/pedoman-pemberitaan/"), url("/ralat-hak-jawab/")]
    trust = wellknown.trust_txt(contacts=[url("/kontak/")], accounts=accounts, disclosures=disclosures)
    yield Output(("trust.txt",), "bytes", trust)
    newest = context.catalogue.newest(EVERYTHING, 1)
    if contacts and newest:
        path = ".well-known/security.txt"
        data = wellknown.security_txt(contacts, wellknown.expiry(newest[0].date), url(f"/{path}"))
        yield Output((path,), "bytes", data)
    key = wellknown.indexnow_key(office.url.partition("//")[2])
    yield Output((f"{key}.txt",), "bytes", key.encode())


def _years(context: Context) -> list[int]:
    return sorted({month // 100 for month, _ in context.catalogue.months(EVERYTHING)})


def _url(year: int) -> str:
    return f"/sitemap-{year:04}.xml"


def _addresses(context: Context, year: int) -> list[sitemap.Address]:
    items = context.catalogue.in_months(EVERYTHING, year * 100 + 1, year * 100 + 12)
    return [_address(context, item) for item in items]


def _address(context: Context, item: Item) -> sitemap.Address:
    picture = context.card(item).picture
    images = (context.absolute(picture.src),) if picture else ()
    return sitemap.Address(context.absolute(item.url), last_change(item) or item.date, images)
