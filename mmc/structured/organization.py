"""The office: who speaks here, on every page by name and on the home page in full."""

from __future__ import annotations

from functools import lru_cache

from mmc.structured.model import Image, Publisher, Step
from mmc.structured.serialising import Node

TYPES = ["NewsMediaOrganization", "GovernmentOrganization"]


@lru_cache(maxsize=4)
def publisher(office: Publisher) -> Node:
    """The office as an article names it; the same object every time, so it is never to be changed."""
    node: Node = {"@type": TYPES, "@id": office.id, "name": office.name, "url": office.url}
    if office.logo:
        node["logo"] = image(office.logo)
    if office.principles:
        node["publishingPrinciples"] = office.principles
    if office.corrections:
        node["correctionsPolicy"] = office.corrections
    return node


def organization(office: Publisher) -> Node:
    """The office in full, for the home page."""
    node = dict(publisher(office))
    named = {
        "alternateName": office.short_name,
        "description": office.description,
        "masthead": office.masthead,
        "email": office.email,
        "telephone": office.telephone,
        "sameAs": list(office.accounts),
    }
    node |= {name: value for name, value in named.items() if value}
    if office.parent:
        node["parentOrganization"] = {"@type": "GovernmentOrganization", "name": office.parent}
    if office.region:
        node["areaServed"] = {"@type": "AdministrativeArea", "name": office.region}
    if office.locality:
        node["address"] = address(office.locality, office.province)
    return node


def website(office: Publisher, lang: str = "id") -> Node:
    """The site, whose name search engines show above its results."""
    node: Node = {"@type": "WebSite", "@id": f"{office.url}#situs", "name": office.name, "url": office.url}
    if office.short_name:
        node["alternateName"] = office.short_name
    return node | {"inLanguage": lang, "publisher": {"@id": office.id}}


def address(locality: str, province: str) -> Node:
    """A postal address as far as it is known; streets are left to those who know them."""
    node: Node = {"@type": "PostalAddress", "addressCountry": "ID"}
    if locality:
        node["addressLocality"] = locality
    if province:
        node["addressRegion"] = province
    return node


def image(picture: Image) -> Node:
    """A picture with its size, caption and credit."""
    node: Node = {"@type": "ImageObject", "url": picture.url, "width": picture.width, "height": picture.height}
    if picture.caption:
        node["caption"] = picture.caption
    if picture.credit:
        node["creditText"] = picture.credit
    return node


def breadcrumbs(steps: tuple[Step, ...]) -> Node:
    """The way from the front page to this page, which is the last step."""
    items = [
        {"@type": "ListItem", "position": position, "name": step.name, "item": step.url}
        for position, step in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def collection(url: str, name: str, office: Publisher, description: str = "", lang: str = "id") -> Node:
    """A page that lists items."""
    node: Node = {"@type": "CollectionPage", "url": url, "name": name, "inLanguage": lang}
    if description:
        node["description"] = description
    return node | {"isPartOf": {"@id": f"{office.url}#situs"}, "publisher": {"@id": office.id}}
