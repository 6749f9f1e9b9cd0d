"""What the office allows and knows, as the checks ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mmc.base.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the office allows and knows: from `data/`, and the moment of the check."""

    now: datetime
    own_host: str = ""
    hosts: frozenset[str] = frozenset()  # trusted themselves, without `www.`
    listed: frozenset[str] = frozenset()  # of these the ones that the list of trusted sites names
    families: frozenset[str] = frozenset()  # trusted with every host below them
    own_numbers: frozenset[str] = frozenset()  # the office's own phone numbers, digits only
    own_addresses: frozenset[str] = frozenset()  # its e-mail addresses
    own_urls: frozenset[str] = frozenset()  # its accounts and contacts, as `leading.plain_address` compares them
    officials: tuple[str, ...] = ()  # names with titles, as the office keeps them
    categories: frozenset[str] = frozenset()  # slugs
    districts: frozenset[str] = frozenset()
    district_names: tuple[str, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    confirmed: tuple[tuple[str, str], ...] = ()  # file and finding: what the office lets through outside of items
    documents: frozenset[str] = frozenset()  # below content/dokumen, that the list of public information names
    tops: frozenset[str] = frozenset()  # first parts of addresses that the site itself makes

    def trusts(self, host: str) -> bool:
        """True for the own host, a listed host, and any host below a listed family (`*.go.id`)."""
        host = host.casefold().removeprefix("www.")
        parts = host.split(".")
        return (
            host in self.hosts
            or host == self.own_host
            or any(".".join(parts[start:]) in self.families for start in range(len(parts)))
        )


def context_of(vocabulary: Vocabulary, now: datetime) -> CheckContext:
    """What `data/` says, at this moment."""
    office = vocabulary.office
    anchors = (*office.contacts, *office.accounts)
    spoken = [part for anchor in anchors for part in (anchor.text, anchor.url)]
    digits = ("".join(filter(str.isdigit, part)) for part in spoken)
    listed = [host.casefold().removeprefix("www.") for host in vocabulary.trusted_hosts]
    hosts = [*(host for host in listed if not host.startswith("*.")), *(_host(anchor.url) for anchor in anchors)]
    return CheckContext(
        now=now,
        own_host=_host(office.url),
        hosts=frozenset(filter(None, hosts)),
        listed=frozenset(host for host in listed if not host.startswith("*.")),
        families=frozenset(host[2:] for host in listed if host.startswith("*.")),
        own_numbers=frozenset(number.removeprefix("62").lstrip("0") for number in digits if len(number) > 6),
        own_addresses=frozenset(part.removeprefix("mailto:").casefold() for part in spoken if "@" in part),
        own_urls=frozenset(_plain(anchor.url) for anchor in anchors if "://" in anchor.url),
        officials=tuple(person.name for person in vocabulary.people),
        categories=frozenset(category.slug for category in vocabulary.categories),
        districts=frozenset(district.slug for district in vocabulary.districts),
        district_names=tuple(district.name for district in vocabulary.districts),
        redirects=vocabulary.redirects,
        documents=frozenset(each.file for each in vocabulary.public.document),
        confirmed=tuple((each.file, each.finding) for each in vocabulary.confirmations),
    )


def _plain(address: str) -> str:
    """An address without scheme, `www.`, closing slash and case."""
    return address.strip().casefold().partition("://")[2].removeprefix("www.").rstrip("/")


def _host(address: str) -> str:
    """The host of an https address, without `www.`, or nothing."""
    if not address.startswith(("https://", "http://")):
        return ""
    return (
        address.split("/", 3)[2].rsplit("@", maxsplit=1)[-1].split(":", maxsplit=1)[0].casefold().removeprefix("www.")
    )
