"""The preview's web server, asked over real connections."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmc.base.media_types import content_type
from mmc.preview.news import Board
from mmc.preview.server import EVENTS, SCRIPT, PreviewServer, find_file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """
    A site of a few files, with a secret beside it.
    """
    folder = tmp_path / "site"
    for path, text in {
        "index.html": "<h1>Beranda</h1>",
        "404.html": "<h1>Tidak ada</h1>",
        "berita/2023/index.html": "<h1>2023</h1>",
        "berita/atom.xml": "<feed/>",
        "kosong/foto.avif": "avif",
        ".mmc": "mark",
        ".well-known/security.txt": "Contact:",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (tmp_path / "rahasia.txt").write_text("rahasia", encoding="utf-8")
    return folder


@pytest.fixture
def server(site: Path) -> Iterator[PreviewServer]:
    """
    The site, served.
    """
    server = PreviewServer(site, Board(), range(8900, 9000))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def ask(server: PreviewServer, path: str, method: str = "GET", host: str = "") -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, headers={"Host": host} if host else {})
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response.status, dict(response.getheaders()), body


def test_a_folder_shows_its_index(server: PreviewServer) -> None:
    """
    Every address of the site ends with a slash and shows a page.
    """
    status, headers, body = ask(server, "/berita/2023/")

    assert status == 200
    assert body == "<h1>2023</h1>"
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_missing_slash_is_added(server: PreviewServer) -> None:
    """
    `/berita/2023` leads to `/berita/2023/`, as it will on the real server.
    """
    status, headers, _ = ask(server, "/berita/2023")

    assert (status, headers["Location"]) == (301, "/berita/2023/")


@pytest.mark.parametrize("path", ["/tidak-ada/", "/kosong/", "/kosong", "/berita/"])
def test_what_is_not_there_is_answered_with_our_own_page(server: PreviewServer, path: str) -> None:
    """
    A wrong address shows the site's 404 page; a folder without a page is never listed.
    """
    status, _, body = ask(server, path)

    assert status == 404
    assert body == "<h1>Tidak ada</h1>"


@pytest.mark.parametrize(
    "path",
    [
        "/../rahasia.txt",
        "/%2e%2e/rahasia.txt",
        "/berita/../../rahasia.txt",
        "/..%5crahasia.txt",
        "/.mmc",
        "//etc/passwd",
        "/C:/x",
        "/%00",
    ],
)
def test_nothing_outside_the_site_is_served(server: PreviewServer, path: str) -> None:
    """
    No spelling of an address reaches a file beside the site, or a hidden one in it.
    """
    assert ask(server, path)[0] == 404


def test_a_link_out_of_the_site_is_not_followed(site: Path) -> None:
    """
    A link in the file system is no way around the folder's edge.
    """
    (site / "keluar.txt").symlink_to(site.parent / "rahasia.txt")

    assert find_file(site, "/keluar.txt") is None


def test_the_well_known_folder_is_served(server: PreviewServer) -> None:
    """
    `.well-known` is the one hidden folder that is meant to be seen.
    """
    assert ask(server, "/.well-known/security.txt")[0] == 200


def test_nothing_that_may_be_a_draft_is_kept_by_the_browser(server: PreviewServer) -> None:
    """
    After a save, no page of an older build comes from a cache; the style sheet, named by what is in it, need not come again.
    """
    (server.folder / "aset").mkdir()
    (server.folder / "aset/mmc.0123456789.css").write_text("a { color: red; }", "utf-8")

    assert ask(server, "/")[1]["Cache-Control"] == "no-store"
    assert ask(server, "/aset/mmc.abc.css")[1]["Cache-Control"] == "no-store"  # not there
    assert "immutable" in ask(server, "/aset/mmc.0123456789.css")[1]["Cache-Control"]


def test_head_sends_no_body(server: PreviewServer) -> None:
    """
    A link checker learns the length without the page.
    """
    status, headers, body = ask(server, "/", method="HEAD")

    assert (status, headers["Content-Length"], body) == (200, "16", "")


def test_another_hosts_name_is_refused(server: PreviewServer) -> None:
    """
    A foreign page whose name was made to point at this machine cannot read drafts.
    """
    assert ask(server, "/", host="penyerang.example:8000")[0] == 421
    assert ask(server, "/", host=f"localhost:{server.server_port}")[0] == 200


def test_only_this_machine_can_ask(server: PreviewServer) -> None:
    """
    Drafts are not shown to the office's network.
    """
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/"


def test_a_taken_port_gives_way_to_the_next(server: PreviewServer, site: Path) -> None:
    """
    A second preview starts beside the first.
    """
    port = server.server_port
    second = PreviewServer(site, Board(), range(port, port + 10))
    second.server_close()

    assert port < second.server_port < port + 10


def test_when_no_port_is_free_it_says_so(server: PreviewServer, site: Path) -> None:
    """
    The system's own error names the reason.
    """
    with pytest.raises(OSError, match="in use"):
        PreviewServer(site, Board(), range(server.server_port, server.server_port + 1))


def test_the_script_knows_the_build_that_it_came_with(server: PreviewServer) -> None:
    """
    A page that missed a build while it was loading notices.
    """
    _, headers, body = ask(server, SCRIPT)

    assert f"const seen = {server.board.latest.number};" in body
    assert headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_listening_pages_hear_of_every_build(server: PreviewServer) -> None:
    """
    The stream begins with the news as it stands and goes on with each build.
    """
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", EVENTS)
    stream = connection.getresponse()
    first = json.loads(stream.readline().removeprefix(b"data: "))
    stream.readline()
    server.board.tell("salah")
    second = json.loads(stream.readline().removeprefix(b"data: "))
    connection.close()

    assert second == {"number": first["number"] + 1, "problems": "salah", "notes": ""}


def test_before_the_first_good_build_a_page_waits(tmp_path: Path) -> None:
    """
    When content is wrong from the start, the browser shows why and comes back by itself.
    """
    server = PreviewServer(tmp_path / "nothing", Board(), range(8900, 9000))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    status, _, body = ask(server, "/")
    server.shutdown()
    server.server_close()
    thread.join()

    assert status == 503
    assert f'src="{SCRIPT}"' in body


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("foto.avif", "image/avif"),
        ("huruf.woff2", "font/woff2"),
        ("situs.webmanifest", "application/manifest+json; charset=utf-8"),
        ("atom.xml", "application/atom+xml; charset=utf-8"),
        ("rss.xml", "application/rss+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("FOTO.JPG", "image/jpeg"),
        ("tanpa-akhiran", "application/octet-stream"),
    ],
)
def test_types_do_not_depend_on_the_machine(name: str, expected: str) -> None:
    """
    A file has the same type on every system, and the one that feed readers and browsers expect.
    """
    assert content_type(name) == expected
