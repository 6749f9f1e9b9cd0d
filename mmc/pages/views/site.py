"""The identity of the office, the same on every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mmc.pages.views.shared import Link, Picture, ShareImage


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Links under one heading, in the footer."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach the office: `label` (“Alamat”), `text`, and `url` (mailto:, tel:, https:) or empty."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """An urgent notice, shown on every page while it is in force."""

    url: str
    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Site:
    """The identity of the office, the same on every page; all of it comes from `data/` and the settings."""

    name: str  # MMC Barito Selatan
    short_name: str  # MMC Barsel
    tagline: str
    office: str  # Dinas Komunikasi dan Informatika Kabupaten Barito Selatan
    region: str  # Kabupaten Barito Selatan
    province: str
    capital: str
    url: str  # https://host, no slash at the end
    lang: str
    menu: tuple[Link, ...]
    footer: tuple[MenuGroup, ...]
    contacts: tuple[Contact, ...]
    emergency: tuple[Contact, ...]  # the national emergency numbers
    accounts: tuple[Link, ...]  # official social accounts
    assets: dict[str, str]  # mmc.css, share.js, … -> fingerprinted address
    theme_color: str
    theme_color_dark: str
    emblem: Picture | None = None  # only if the office supplies the file
    share_image: ShareImage | None = None
    notices: tuple[Notice, ...] = ()
    licence_url: str = ""
    corrections_url: str = ""
    verify_url: str = ""  # Cara Memeriksa Keaslian
    search_url: str = ""
    subscribe_url: str = ""
    archive_url: str = ""
    manifest_url: str = ""  # /manifest.webmanifest, when there is one
    official_domain: str = ""  # “mmc.baritoselatankab.go.id”, shown in “how to know that this site is official”
    offline_url: str = ""  # the service worker; empty in a preview and where the office does not want it
    is_preview: bool = False
    live_reload: str = ""  # address of the preview's reload script; empty in production
