"""The site under the headers that its servers send: nothing that it needs is refused, and no browser complains."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from mmc.release.servers.policy import Policy
from mmc.release.servers.serving import serving, site_answers


@pytest.fixture(scope="module")
def address(built_site: Path) -> Iterator[str]:
    """
    The built site behind the policy of nginx, Caddy and Apache.
    """
    with serving(site_answers(lambda: built_site, Policy())) as found:
        yield found


@pytest.mark.parametrize(
    "path", ["/", "/berita/", "/klarifikasi/", "/cari/", "/cek-pesan/", "/cek-foto/", "/tidak/ada/"]
)
def test_no_browser_complains(chromium: Browser, address: str, path: str) -> None:
    """
    Neither a refused file nor an unknown word in a header.
    """
    page = chromium.new_page(base_url=address)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(path, wait_until="networkidle")
    page.close()

    assert [line for line in told if "404" not in line] == []


def test_a_photo_is_checked_on_the_phone_itself(chromium: Browser, address: str, root: Path) -> None:
    """
    The register that the manifest lists is read, and the reader's picture needs no leave beyond that of any page.
    """
    photo = next((root / "content" / "berita").rglob("*-1.jpg"))
    page = chromium.new_page(base_url=address)
    page.goto("/cek-foto/")
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_role("status")).to_contain_text("mirip dengan")
    page.close()
