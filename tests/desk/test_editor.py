"""The editor as people meet it: a phone's browser, words that come as a keyboard sends them, servers that die, colleagues."""

from __future__ import annotations

import io
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, FilePayload, Page

from tests.desk.conftest import Running, Start, Visitor, git, wait_for
from tests.unit.photos import scene, with_exif

PATH = "content/berita/2026/01/2026-01-31-panen-raya.md"
ITEM = "mmc-2026-01-31-a2b3"
STORY = (
    f"---\nid: {ITEM}\n# catatan redaksi\ntitle: Panen Raya di Dusun Hilir\ndate: 2026-01-31 09.00 WIB\ncategory: Ekonomi\n"
    "status: draf\nauthor:   Rina\n---\n\nPetani menimbang gabah.\n\nHasilnya *enam* ton.\n"
)
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


@pytest.fixture
def story(checkout: Path) -> Path:
    """A checkout with one draft."""
    path = checkout / PATH
    path.parent.mkdir(parents=True)
    path.write_text(STORY, encoding="utf-8")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "Berita")
    return checkout


@contextmanager
def phone(chromium: Browser, desk: Running) -> Iterator[tuple[BrowserContext, Page]]:
    """A phone that has opened the desk; nothing on its pages may break a rule of the browser."""
    context = chromium.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))

    def heard(line: ConsoleMessage) -> None:
        if "Content Security Policy" in line.text and line.location["url"]:  # what axe does has no place
            broken.append(f"{line.location} {line.text}")

    page.on("console", heard)
    page.goto(desk.opened)
    yield context, page
    context.close()
    assert broken == []


def opened(page: Page, desk: Running, item: str = ITEM) -> Page:
    """The page with the item's editor, ready for typing."""
    page.goto(f"{desk.address}/naskah/{item}/")
    return ready(page)


def ready(page: Page) -> Page:
    """The editor's text can be typed into."""
    page.wait_for_selector("html[data-ready]")
    page.wait_for_selector(".rich__text")
    return page


def wait_until_kept(page: Page) -> None:
    """What was typed is at the desk."""
    wait_for(lambda: page.evaluate("document.querySelector('[data-state]').textContent.includes('aman di meja')"))


def test_words_of_a_phones_keyboard_come_once_each_and_are_saved_in_the_officers_name(
    story: Path, start: Start, chromium: Browser
) -> None:
    """
    Composed, corrected and suggested words (as Android sends them) stand in the text as they were meant; a save is one commit
    that changes the lines that were meant. Saved without a change, not a byte is another.
    """
    desk = start(story)
    with phone(chromium, desk) as (context, page):
        opened(page, desk)
        before = git(story, "rev-parse", "HEAD")
        page.get_by_role("button", name="Simpan", exact=True).first.click()
        page.wait_for_selector(".told")
        untouched = (git(story, "rev-parse", "HEAD"), (story / PATH).read_text(encoding="utf-8"))
        ready(page).locator(".rich__text p").first.click()
        page.keyboard.press("End")
        keyboard = context.new_cdp_session(page)
        for word in ("di", "dini", "dini hari"):
            keyboard.send(
                "Input.imeSetComposition",
                {"text": f" {word}", "selectionStart": len(word) + 1, "selectionEnd": len(word) + 1},
            )
        keyboard.send("Input.insertText", {"text": " dini hari"})
        keyboard.send("Input.insertText", {"text": " di lumbung"})
        wait_until_kept(page)
        page.get_by_role("button", name="Simpan", exact=True).first.click()
        page.wait_for_selector(".told")
        text = (story / PATH).read_text(encoding="utf-8")
    author = git(story, "log", "-1", "--format=%an <%ae> %s")

    assert untouched == (before, STORY)
    assert "gabah. dini hari di lumbung" in text
    assert git(story, "diff", "--numstat", "HEAD~1", "HEAD").split("\t")[:2] == ["1", "1"]
    assert author == "Rina Penulis <rina@contoh.go.id> Berita: Panen Raya di Dusun Hilir"
    assert git(story, "status", "--porcelain") == ""


def test_a_killed_desk_costs_no_word(story: Path, start: Start, chromium: Browser) -> None:
    """
    Killed between two keystrokes: the page goes on, and what was typed meanwhile is at the next desk by itself, also after the
    tab was closed and on a page opened anew.
    """
    desk = start(story)
    door = desk.address.rpartition(":")[2]
    with phone(chromium, desk) as (context, page):
        opened(page, desk).locator(".rich__text p").first.click()
        page.keyboard.press("End")
        page.keyboard.insert_text(" Sebelum mati.")
        desk.stop(signal.SIGKILL)
        page.keyboard.insert_text(" Sesudah mati.")
        wait_for(
            lambda: page.evaluate("document.querySelector('[data-state]').textContent.includes('tidak terjangkau')")
        )
        page.get_by_label("Judul (wajib)").fill("Panen Besar")
        page.close()
        again = start(story, "--port", door)
        page = context.new_page()
        page.goto(again.opened)
        opened(page, again)
        wait_for(lambda: page.get_by_label("Judul (wajib)").input_value() == "Panen Besar")
        text = ready(page).locator(".rich__text").inner_text()
        wait_for(lambda: page.evaluate("!localStorage.length || JSON.parse(Object.values(localStorage)[0]).sent"))

    assert "Sebelum mati. Sesudah mati." in text
    assert (story / PATH).read_text(encoding="utf-8") == STORY


def test_a_session_that_ends_eats_no_word(story: Path, start: Start, chromium: Browser) -> None:
    """
    The page says that one is out and keeps what is typed; after signing in on another tab it is at the desk by itself, though
    the word against forgery is another since.
    """
    desk = start(story)
    with phone(chromium, desk) as (context, page):
        opened(page, desk).get_by_label("Ringkasan").fill("Sebelum keluar.")
        wait_until_kept(page)
        context.clear_cookies()
        page.get_by_label("Ringkasan").fill("Diketik sesudah keluar.")
        wait_for(lambda: "Anda sudah keluar" in (page.locator("[data-state]").text_content() or ""))
        other = context.new_page()
        other.goto(desk.opened)
        wait_until_kept(page)
        text = opened(other, desk).get_by_label("Ringkasan").input_value()

    assert text == "Diketik sesudah keluar."


def test_two_browsers_and_git_on_one_item_lose_nothing(story: Path, start: Start, chromium: Browser) -> None:
    """
    Words typed on a second device are not written over by the first; a change that came through git is joined where it does
    not meet; where it does, both versions stand side by side.
    """
    desk = start(story)
    with phone(chromium, desk) as (_, first), phone(chromium, desk) as (_, second):
        opened(first, desk)
        opened(second, desk).get_by_label("Ringkasan").fill("Ringkasan dari perangkat kedua.")
        wait_until_kept(second)
        first.get_by_label("Judul pendek").evaluate("each => each.closest('details')?.setAttribute('open', '')")
        first.get_by_label("Judul pendek").fill("Panen")
        first.wait_for_selector("[data-device]:not([hidden])")
        first.get_by_role("button", name="Buang", exact=True).click()
        first.wait_for_load_state()
        wait_for(lambda: ready(first).get_by_label("Ringkasan").input_value() == "Ringkasan dari perangkat kedua.")
        (story / PATH).write_text(
            STORY.replace("gabah", "padi").replace("category: Ekonomi", "category: Sosial"), encoding="utf-8"
        )
        git(story, "commit", "--quiet", "--all", "--message", "Rekan lewat git")
        first.get_by_role("button", name="Simpan", exact=True).first.click()
        first.wait_for_selector(".told")
        joined = (story / PATH).read_text(encoding="utf-8")
        ready(first).get_by_label("Judul (wajib)").fill("Judul saya")
        wait_until_kept(first)
        (story / PATH).write_text(
            joined.replace("title: Panen Raya di Dusun Hilir", "title: Judul rekan"), encoding="utf-8"
        )
        git(story, "commit", "--quiet", "--all", "--message", "Rekan lagi")
        first.get_by_role("button", name="Simpan", exact=True).first.click()
        first.get_by_role("heading", name="Dua orang mengubah tempat yang sama").wait_for()
        both = first.locator("main").inner_text()
        first.get_by_label("Versi saya").check()
        first.get_by_role("button", name="Simpan pilihan ini").click()
        first.wait_for_selector(".told")

    assert "Petani menimbang padi." in joined and "category: Sosial" in joined
    assert "summary: Ringkasan dari perangkat kedua." in joined and "# catatan redaksi" in joined
    assert "Judul rekan" in both and "Judul saya" in both
    assert (story / PATH).read_text(encoding="utf-8") == joined.replace("Panen Raya di Dusun Hilir", "Judul saya")


def test_a_paste_a_photo_and_a_point_become_a_story(story: Path, start: Start, chromium: Browser) -> None:
    """
    What Word puts on the clipboard keeps the house's marks; a phone's photo stands upright beside the item without its place,
    as the main photo, with its point chosen by a tap; the preview shows both before anything is saved.
    """
    desk = start(story)
    html = '<p class=MsoNormal style="color:red"><b>Tebal</b> dari Word<o:p></o:p></p><h2 onclick="x()">Bagian</h2><script>x</script>'
    with phone(chromium, desk) as (_, page):
        opened(page, desk).locator(".rich__text p").last.click()
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        page.locator(".rich__text").evaluate(
            "(each, html) => { const data = new DataTransfer(); data.setData('text/html', html); data.setData('text/plain', 'x');"
            "each.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }",
            html,
        )
        page.wait_for_selector(".rich__text h2")
        photo = with_exif(scene(1600, 1200), orientation=6, has_gps=True)
        page.get_by_label("Tambah foto").set_input_files(
            {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo}
        )
        wait_for(lambda: page.evaluate("document.querySelector('[name=isi-photo]').value.endsWith('-1.jpg')"))
        page.get_by_label("Tambah foto").set_input_files(
            {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"<html>"}
        )
        page.get_by_text("x.jpg: “x.jpg” bukan foto").wait_for()
        spot = page.locator("button.focus")
        spot.scroll_into_view_if_needed()
        box = spot.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.1)
        wait_until_kept(page)
        series = {"name": "IMG_2.jpg", "mimeType": "image/jpeg", "buffer": with_exif(scene(1600, 1200, 2))}
        page.get_by_label("Tambah foto").set_input_files(series)  # type: ignore[arg-type]
        row = page.locator('[data-rows="isi-photos"] [data-row]')
        row.get_by_label("Teks alternatif").fill("Sungai")
        page.get_by_role("button", name="Tambah foto-foto").click()
        row.nth(1).get_by_label("Teks alternatif").fill("Lebih dahulu")
        row.nth(1).get_by_role("button", name="Naikkan").press("Enter")
        order = [each.input_value() for each in row.get_by_label("Teks alternatif").all()]
        row.first.get_by_role("button", name="Hapus").press("Enter")
        wait_until_kept(page)
        found = Axe().run(page)
        page.goto(f"{desk.address}/naskah/{ITEM}/lihat/", timeout=120_000)
        shown = page.frame_locator("iframe").locator("main").inner_text(timeout=120_000).replace("\xa0", " ")
        opened(page, desk).get_by_role("button", name="Simpan", exact=True).first.click()
        page.wait_for_selector(".told")
    text = (story / PATH).read_text(encoding="utf-8")
    image = Image.open(io.BytesIO((story / PATH).with_name("2026-01-31-panen-raya-1.jpg").read_bytes()))

    assert order == ["Lebih dahulu", "Sungai"]
    assert "  - file: 2026-01-31-panen-raya-2.jpg\n    alt: Sungai\n" in text
    assert "**Tebal** dari Word\n\n## Bagian" in text
    assert "photo: 2026-01-31-panen-raya-1.jpg" in text and "photo_focus: kanan atas" in text
    assert image.height > image.width and not dict(image.getexif())
    assert "Bagian" in shown and "Tebal dari Word" in shown
    assert found.response["violations"] == [], [each["id"] for each in found.response["violations"]]


def test_without_scripts_everything_of_an_item_can_be_done(story: Path, start: Start) -> None:
    """
    Begun from nothing, written, saved, read in its history, brought back, corrected and withdrawn by plain forms; a forged
    number and a version that is none are not there.
    """
    desk = start(story)
    visitor = Visitor(desk.address)
    visitor.get(desk.opened.removeprefix(desk.address))
    page = visitor.get("/naskah/baru/")[1]
    status, editor = visitor.post("/naskah/baru/", page, aksi="kosong", judul="Rapat Desa", jenis="pengumuman")
    address = re.search(r'action="(/naskah/[a-z0-9-]+/)"', editor)
    assert status == 200 and address
    assert not list(story.glob("content/pengumuman/*/*/*rapat-desa.md"))
    values = {
        "isi-title": "Rapat Desa",
        "isi-status": "terbit",
        "naskah": "Rapat desa dibuka.\r\n\r\nSemua warga diundang.",
        "aksi": "simpan",
    }
    status, saved = visitor.post(address[1], editor, **values)
    [file] = story.glob("content/pengumuman/*/*/*rapat-desa.md")
    first = file.read_text(encoding="utf-8")
    base = re.search(r'name="dasar" value="(\w+)"', saved)
    assert base, (status, saved)
    visitor.post(address[1], saved, **values | {"naskah": "Rapat desa ditunda.", "dasar": base[1]})
    second = file.read_text(encoding="utf-8")
    history = visitor.get(f"{address[1]}riwayat/")[1]
    versions = re.findall(rf'{address[1]}riwayat/(\w+)/"', history)
    told = visitor.get(f"{address[1]}riwayat/{versions[0]}/")[1]
    visitor.post(f"{address[1]}riwayat/{versions[1]}/kembali/", told)
    back = file.read_text(encoding="utf-8")
    visitor.post(f"{address[1]}ralat/", told, jenis="ralat", isi="Semula tertulis ditunda; yang benar dibuka.")
    visitor.post(f"{address[1]}tarik/", told, alasan="Dibatalkan panitia.", yakin="ya")
    last = file.read_text(encoding="utf-8")
    missing = [
        visitor.get(f"/naskah/{path}")[0]
        for path in ("tidak-ada/", f"{ITEM}/riwayat/{'0' * 40}/", f"{ITEM}/foto/..%2fx.jpg", f"{ITEM}/ralat/")
    ]

    assert "Rapat desa dibuka." in first and "Rapat desa ditunda." in second
    assert "<del>" in told and "<ins>" in told and len(versions) == 2
    assert back == first
    assert "kind: ralat" in last and "reason: Dibatalkan panitia." in last and "modified: " in last
    assert missing == [404] * 4
    assert git(story, "status", "--porcelain") == ""


def test_a_release_from_the_clipboard_and_from_files_waits_with_its_findings(
    story: Path, start: Start, chromium: Browser
) -> None:
    """
    What was read is filled, what is doubtful is told above the fields, the photos come along; nothing is in the folder before
    somebody saves it.
    """
    desk = start(story)
    release = (
        "Bupati Resmikan Pasar Ikan di Jenamas\nMMCBarsel-Buntok. Pasar ikan di Kecamatan Jenamas diresmikan bupati, Kamis (29/01/2026).\n"
        "Pedagang menempati empat puluh kios baru di tepi sungai.\n(//Pubdok//diskominfobarsel//R1//)\n"
    )
    text: FilePayload = {"name": "rilis.txt", "mimeType": "text/plain", "buffer": release.encode()}
    picture: FilePayload = {
        "name": "a.jpg",
        "mimeType": "image/jpeg",
        "buffer": with_exif(scene(1200, 900), has_gps=True),
    }
    with phone(chromium, desk) as (_, page):
        page.goto(f"{desk.address}/naskah/baru/")
        page.get_by_label("Rilis beserta fotonya").set_input_files([text, picture])
        page.get_by_role("button", name="Baca berkas").click()
        ready(page)
        title, told = page.get_by_label("Judul (wajib)").input_value(), page.locator(".imported").inner_text()
        beside = page.locator("[data-field=photo_alt]").inner_text()
        waiting = page.locator("[data-photos] li").count()
        untouched = git(story, "status", "--porcelain")
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.get_by_role("button", name="Simpan", exact=True).first.click()
        page.wait_for_selector(".told")
        page.goto(f"{desk.address}/naskah/baru/")
        found = Axe().run(page)
        page.get_by_label("Tempel rilis").fill(
            release.replace("Pasar Ikan", "Kebun Bibit").replace("asar ikan", "ebun bibit")
        )
        page.get_by_role("button", name="Baca tempelan").click()
        pasted = ready(page).get_by_label("Judul (wajib)").input_value()
    [file] = story.glob("content/berita/2026/01/*jenamas*.md")
    image = Image.open(io.BytesIO(next(file.parent.glob("*jenamas*-1.jpg")).read_bytes()))

    assert title == "Bupati Resmikan Pasar Ikan di Jenamas" and pasted == "Bupati Resmikan Kebun Bibit di Jenamas"
    assert "Foto belum punya teks alternatif" in told
    assert "Dari impor: Foto belum punya teks alternatif" in beside
    assert (waiting, untouched, wide) == (1, "", 360)
    assert not dict(image.getexif())
    assert found.response["violations"] == [], [each["id"] for each in found.response["violations"]]
