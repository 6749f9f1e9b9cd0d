"""Files at fixed addresses: what machines rely on."""

import json
from datetime import UTC, datetime

import pytest

from mmc import wellknown

HOST = "https://mmc.example.go.id"


def test_robots_may_read_everything_but_a_preview() -> None:
    """
    The live site leads to its sitemaps; a preview is closed.
    """
    live = wellknown.robots_txt([f"{HOST}/sitemap.xml"]).decode()

    assert "Disallow:\n" in live
    assert f"Sitemap: {HOST}/sitemap.xml" in live
    assert wellknown.robots_txt([], is_preview=True) == b"User-agent: *\nDisallow: /\n"


def test_security_txt_has_what_the_standard_requires() -> None:
    """
    RFC 9116 requires a contact and an end within the year.
    """
    newest = datetime(2026, 1, 31, 12, tzinfo=UTC)
    text = wellknown.security_txt(
        ["mailto:csirt@example.go.id"], wellknown.expiry(newest), f"{HOST}/.well-known/security.txt"
    )

    assert text.decode().splitlines() == [
        "Contact: mailto:csirt@example.go.id",
        "Expires: 2026-12-31T23:59:59Z",
        "Preferred-Languages: id, en",
        f"Canonical: {HOST}/.well-known/security.txt",
    ]
    with pytest.raises(ValueError, match="contact"):
        wellknown.security_txt([], newest, HOST)


@pytest.mark.parametrize("month", range(1, 13))
def test_security_txt_is_good_for_half_a_year_and_never_too_long(month: int) -> None:
    """
    RFC 9116 asks for less than a year; whoever builds at least twice a year never lets it expire.
    """
    for day in (1, 28):
        now = datetime(2026, month, day, 23, tzinfo=UTC)

        assert 180 < (wellknown.expiry(now) - now).days < 366


def test_trust_txt_names_the_real_accounts() -> None:
    """
    A reader can check whether an account is the office's own.
    """
    text = wellknown.trust_txt(
        controlled_by="https://example.go.id/",
        accounts=["https://t.me/x"],
        contacts=[f"{HOST}/kontak/"],
        disclosures=[f"{HOST}/redaksi/"],
    )

    assert text.decode().splitlines() == [
        "controlledby=https://example.go.id/",
        "social=https://t.me/x",
        f"contact={HOST}/kontak/",
        f"disclosure={HOST}/redaksi/",
    ]


def test_a_line_break_in_a_name_forges_no_line() -> None:
    """
    A value stays on its line.
    """
    text = wellknown.humans_txt([("Editor", "Rina\nPeretas: X")], {"Alamat": HOST, "Kosong": ""}).decode()

    assert "Editor: Rina Peretas: X" in text
    assert "Kosong" not in text


def test_the_manifest_has_icons_and_colours() -> None:
    """
    A phone can put the site on its home screen.
    """
    icons = [wellknown.Icon("/aset/icon-512.png", 512, purpose="maskable")]
    data = json.loads(
        wellknown.manifest("MMC Barito Selatan", "MMC", "Kabar", ("#0B5D5E", "#ffffff"), icons, [("Cari", "/cari/")])
    )

    assert (data["lang"], data["theme_color"]) == ("id", "#0B5D5E")
    assert data["icons"] == [
        {"src": "/aset/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"}
    ]
    assert data["shortcuts"] == [{"name": "Cari", "url": "/cari/"}]


def test_the_indexnow_key_is_well_formed_and_constant() -> None:
    """
    The key has 8 to 128 hexadecimal letters and never changes for a host.
    """
    key = wellknown.indexnow_key("mmc.example.go.id")

    assert len(key) == 32 and int(key, 16)
    assert key == wellknown.indexnow_key("MMC.example.go.id") != wellknown.indexnow_key("lain.example")
