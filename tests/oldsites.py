"""Old sites as offices have them, made up for the tests: exports of WordPress and Blogger, saved pages, folders of photos."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

from PIL import Image

HOST = "lama.contoh.go.id"
SITE = f"https://{HOST}"
UPLOADS = f"{SITE}/wp-content/uploads"


@dataclass(frozen=True)
class OldPost:
    """A post of the old site; what is not said has the value that WordPress gives."""

    number: int
    title: str
    html: str = "<p>Warga menuai padi di tiga desa pada pagi hari yang cerah, lalu membawanya ke lumbung.</p>"
    slug: str = ""
    link: str = ""
    sort: str = "post"
    status: str = "publish"
    at: str = "2021-05-12 09:00:00"
    at_gmt: str = ""
    password: str = ""
    guid: str = ""
    parent: int = 0
    author: str = "admin"
    categories: Sequence[tuple[str, str]] = (("ekonomi", "Ekonomi"),)
    tags: Sequence[tuple[str, str]] = ()
    comments: int = 0
    excerpt: str = ""
    url: str = ""  # of an attachment
    meta: Sequence[tuple[str, str]] = field(default=())


def wxr(posts: Sequence[OldPost], space: str = "http://wordpress.org/export/1.2/", terms: str = "") -> bytes:
    """WordPress's export of these posts."""
    items = "".join(map(_item, posts))
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.1" -->
<rss version="2.0" xmlns:excerpt="{space}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{space}">
<channel><title>MMC Lama</title><link>{SITE}</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{SITE}</wp:base_site_url><wp:base_blog_url>{SITE}</wp:base_blog_url>
<wp:author><wp:author_id>3</wp:author_id><wp:author_login>siti</wp:author_login>
<wp:author_display_name>Siti Aminah</wp:author_display_name></wp:author>
<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>ekonomi</wp:category_nicename><wp:cat_name>Ekonomi</wp:cat_name></wp:category>
{terms}{items}</channel></rss>
""".encode()


def _item(post: OldPost) -> str:
    slug = post.slug or f"tulisan-{post.number}"
    day = post.at[:10].replace("-", "/")
    link = post.link or (f"{SITE}/{slug}/" if post.sort == "page" else f"{SITE}/{day}/{slug}/")
    gmt = post.at_gmt or f"{datetime.fromisoformat(post.at) - timedelta(hours=7)}"
    terms = "".join(
        f'<category domain="category" nicename="{one}"><![CDATA[{label}]]></category>' for one, label in post.categories
    )
    terms += "".join(
        f'<category domain="post_tag" nicename="{one}"><![CDATA[{label}]]></category>' for one, label in post.tags
    )
    meta = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
        for key, value in post.meta
    )
    comments = "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>" * post.comments
    url = f"<wp:attachment_url>{post.url}</wp:attachment_url>" if post.url else ""
    return f"""<item><title>{escape(post.title)}</title><link>{escape(link)}</link><dc:creator>{post.author}</dc:creator>
<guid isPermaLink="false">{escape(post.guid or f"{SITE}/?p={post.number}")}</guid>
<content:encoded><![CDATA[{post.html}]]></content:encoded><excerpt:encoded><![CDATA[{post.excerpt}]]></excerpt:encoded>
<wp:post_id>{post.number}</wp:post_id><wp:post_date>{post.at}</wp:post_date><wp:post_date_gmt>{gmt}</wp:post_date_gmt>
<wp:post_name>{slug}</wp:post_name><wp:status>{post.status}</wp:status><wp:post_parent>{post.parent}</wp:post_parent>
<wp:post_type>{post.sort}</wp:post_type><wp:post_password>{post.password}</wp:post_password>{url}{terms}{meta}{comments}</item>
"""


def attachment(number: int, path: str, parent: int = 0, alt: str = "", caption: str = "") -> OldPost:
    """A photo or document of the old site, as its export lists it."""
    name = Path(path).stem
    meta = [("_wp_attachment_image_alt", alt)] if alt else []
    link = f"{SITE}/lampiran/{name}/"
    return OldPost(
        number,
        name,
        "",
        name,
        link,
        "attachment",
        "inherit",
        parent=parent,
        url=f"{UPLOADS}/{path}",
        meta=meta,
        excerpt=caption,
        categories=(),
    )


def photo(
    folder: Path, path: str, size: tuple[int, int] = (1280, 720), colour: str = "teal", orientation: int = 0
) -> Path:
    """A photo in the folder of uploads, with a camera's notes in it; on its side where the orientation says so."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", size, "white")
    image.paste(colour, (0, 0, size[0] // 2, size[1] // 3))
    exif = Image.Exif()
    exif[0x010F] = "KAMERA-UJI"
    if orientation:
        exif[0x0112] = orientation
    stream = io.BytesIO()
    image.save(stream, "PNG" if target.suffix == ".png" else "GIF" if target.suffix == ".gif" else "JPEG", exif=exif)
    target.write_bytes(stream.getvalue())
    return target


def blogger_feed(entries: str, host: str = "mmc-lama.blogspot.com") -> bytes:
    """Blogger's backup with these entries."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' xmlns:thr='http://purl.org/syndication/thread/1.0'>
<id>tag:blogger.com,1999:blog-77</id><title>MMC Lama</title>
<link rel='alternate' type='text/html' href='https://{host}/'/>
<link rel='http://schemas.google.com/g/2005#feed' href='https://www.blogger.com/feeds/77/archive'/>
{entries}</feed>
""".encode()


def blogger_entry(
    number: int,
    title: str,
    html: str,
    address: str,
    *,
    kind: str = "post",
    labels: Sequence[str] = (),
    is_draft: bool = False,
) -> str:
    """One entry of the old kind of backup."""
    scheme = "http://schemas.google.com/g/2005#kind"
    terms = "".join(f"<category scheme='http://www.blogger.com/atom/ns#' term='{escape(label)}'/>" for label in labels)
    control = "<app:control><app:draft>yes</app:draft></app:control>" if is_draft else ""
    link = (
        f"<link rel='alternate' type='text/html' href='https://mmc-lama.blogspot.com{address}' title='x'/>"
        if address
        else ""
    )
    return f"""<entry><id>tag:blogger.com,1999:blog-77.post-{number}</id><published>2019-03-04T08:15:00.000+07:00</published>
<category scheme='{scheme}' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>{terms}{control}
<title type='text'>{escape(title)}</title><content type='html'>{escape(html)}</content>{link}
<author><name>Ani Lestari</name></author></entry>
"""


def saved_page(title: str, body: str, *, day: str = "2018-07-09T10:00:00+07:00", canonical: str = "") -> str:
    """A page of an old site as wget saves it: the story among menus, lists and a footer."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    time = f'<time class="entry-date" datetime="{day}">{day}</time>' if day else ""
    return f"""<!doctype html><html><head><title>{title} - MMC Lama</title>{link}</head><body>
<nav><a href="/">Beranda</a> <a href="/kategori/umum/">Umum</a></nav>
<article><h1 class="entry-title">{title}</h1>{time}<span class="cat-links"><a href="/kategori/umum/">Umum</a></span>
<div class="entry-content">{body}<div class="sharedaddy">Bagikan ini</div></div></article>
<footer>Hak cipta MMC Lama</footer></body></html>"""
