"""What machines ask for: sitemaps, robots.txt and its neighbours at the root, the theme's own files."""

from __future__ import annotations

from collections.abc import Iterator

from mmc import sitemap, wellknown
from mmc.base import addresses
from mmc.base.groups import EVERYTHING
from mmc.base.items.schema import Item
from mmc.catalogue.catalogue import last_change
from mmc.pages.context import Context
from mmc.pages.output import Output, page_path
from mmc.pages.sorts.listing import find_group, fixed_groups

CONTACTS = ("mailto:", "https:", "tel:")
CONTACT_PAGE = "/kontak/"
TOOLS = (
    addresses.CHECK_PHOTO,
    addresses.CHECK_MESSAGE,
    addresses.SUBSCRIBE,
    addresses.PUBLIC,
    addresses.PUBLIC_EVIDENCE,
)


def assets(context: Context) -> Iterator[Output]:
    """The theme's style sheets, scripts, fonts and icons."""
    for asset in context.assets:
        yield Output((page_path(asset.url),), "bytes", asset.data)


def sitemap_index(context: Context) -> Iterator[Output]:
    """The list of sitemaps, one for each year and one for the fixed pages."""
    fixed = [
        sitemap.Address(context.absolute(page.url), page.modified or page.date) for page in context.catalogue.pages()
    ]
    files = [sitemap.Address(context.absolute(addresses.SITEMAP_PAGES), sitemap.latest(fixed))]
    files += [
        sitemap.Address(
            context.absolute(addresses.sitemap_url(year)), context.catalogue.changed_at(EVERYTHING, *_months(year))
        )
        for year in _years(context)
    ]
    yield Output((page_path(addresses.SITEMAP),), "bytes", sitemap.sitemap_index(files))
    groups = (find_group(context, name) for name in fixed_groups(context))
    others = ["/", *(group.url for group in groups if group), *TOOLS]  # nobody knows when what they show last changed
    entries = [*(sitemap.Address(context.absolute(url)) for url in others), *fixed]
    yield Output((page_path(addresses.SITEMAP_PAGES),), "bytes", sitemap.sitemap(entries))


def news_sitemap(context: Context) -> Iterator[Output]:
    """What was published in the two days before the build, for Google News; left out when that is nothing. And who reads what."""
    now = context.settings.now
    found = context.catalogue.since(EVERYTHING, now - sitemap.NEWS_WINDOW, sitemap.NEWS_LIMIT)
    articles = [sitemap.Article(context.absolute(item.url), item.title, item.date, item.lang) for item in found]
    sitemaps = [context.absolute(addresses.SITEMAP)]
    if articles:
        data = sitemap.news_sitemap(context.vocabulary.office.name, articles, now)
        yield Output((page_path(addresses.SITEMAP_NEWS),), "bytes", data)
        sitemaps.append(context.absolute(addresses.SITEMAP_NEWS))
    yield Output(
        (page_path(addresses.ROBOTS),), "bytes", wellknown.robots_txt(sitemaps, is_preview=context.settings.drafts)
    )


def sitemap_year(context: Context, number: int) -> Iterator[Output]:
    """Every item of a year with the time of its last change."""
    entries = _entries(context, number)
    if entries:
        yield Output((page_path(addresses.sitemap_url(number)),), "bytes", sitemap.sitemap(entries))


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
    shortcuts = [("Berita", "/berita/"), ("Klarifikasi", "/klarifikasi/"), ("Cari", addresses.SEARCH)]
    manifest = wellknown.manifest(office.name, office.short_name, office.tagline, colours, icons, shortcuts)
    yield Output((page_path(addresses.MANIFEST),), "bytes", manifest)
    team = [(person.role or "Redaksi", person.name) for person in context.vocabulary.people]
    facts = {"Kantor": office.office, "Wilayah": office.region, "Alamat": url("/")}
    yield Output((page_path(addresses.HUMANS),), "bytes", wellknown.humans_txt(team, facts))
    accounts = [each.url for each in office.accounts if each.url]
    disclosures = [url("/pedoman-pemberitaan/"), url("/ralat-hak-jawab/")]
    trust = wellknown.trust_txt(contacts=[url("/kontak/")], accounts=accounts, disclosures=disclosures)
    yield Output((page_path(addresses.TRUST),), "bytes", trust)
    key = wellknown.indexnow_key(office.url.partition("//")[2])
    yield Output((f"{key}.txt",), "bytes", key.encode())


def security(context: Context) -> Iterator[Output]:
    """Whom to tell about a weakness: the office's contacts, else its page for them; nothing when it has neither."""
    contacts = [each.url for each in context.vocabulary.office.contacts if each.url.startswith(CONTACTS)]
    contacts += [context.absolute(page.url) for page in context.catalogue.pages() if page.url == CONTACT_PAGE]
    if contacts:
        path = page_path(addresses.SECURITY)
        expires = wellknown.expiry(context.settings.now)
        yield Output((path,), "bytes", wellknown.security_txt(contacts, expires, context.absolute(f"/{path}")))


def _years(context: Context) -> list[int]:
    return sorted({month // 100 for month, _ in context.catalogue.months(EVERYTHING)})


def _months(year: int) -> tuple[int, int]:
    return year * 100 + 1, year * 100 + 12


def _entries(context: Context, year: int) -> list[sitemap.Address]:
    items = context.catalogue.in_months(EVERYTHING, *_months(year))
    return [_entry(context, item) for item in items]


def _entry(context: Context, item: Item) -> sitemap.Address:
    picture = context.card(item).picture
    images = (context.absolute(picture.src),) if picture else ()
    return sitemap.Address(context.absolute(item.url), last_change(item) or item.date, images)
