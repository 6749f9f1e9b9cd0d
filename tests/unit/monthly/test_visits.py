"""Readers from the server's log: sums of pages, and nothing of anybody."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mmc.indonesian.calendar import zone
from mmc.monthly.figures import Month, Visits
from mmc.monthly.visits import NoLog, visits_of

WIB = zone("Asia/Pontianak")
MONTH = Month(date(2026, 10, 1), WIB, datetime(2026, 11, 5, tzinfo=UTC))
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/129.0 Mobile Safari/537.36"
STORY = "/berita/2026/10/panen-jagung/"


def line(
    path: str = STORY,
    *,
    at: str = "09/Oct/2026:08:15:00 +0700",
    code: int = 200,
    method: str = "GET",
    origin: str = "-",
    program: str = PHONE,
) -> str:
    return f'203.0.113.77 - - [{at}] "{method} {path} HTTP/2.0" {code} 5120 "{origin}" "{program}"\n'


def counted(tmp_path: Path, *lines: str) -> Visits:
    file = tmp_path / "access.log"
    file.write_text("".join(lines), "utf-8")
    return visits_of([file], MONTH, "mmc.contoh.go.id", {STORY: "Panen Jagung"})


def test_pages_are_counted_and_their_parts_are_not(tmp_path: Path) -> None:
    """
    A page that was sent, or that the browser had still; no picture, no feed, no form, no failure.
    """
    found = counted(
        tmp_path,
        line(),
        line(f"{STORY}?utm_source=wa&hp=08123", code=304),
        line("/media/abc.webp"),
        line("/atom.xml"),
        line(method="POST"),
        line(method="HEAD"),
        line(code=500),
        line("/wp-login.php/", code=404),
    )

    assert found.pages == 2
    assert found.most_read == [("Panen Jagung", STORY, 2)]
    assert found.not_found == 1


def test_programs_are_no_readers(tmp_path: Path) -> None:
    """
    Search engines, previews of chats and scripts are told beside the readers, not among them.
    """
    programs = (
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "WhatsApp/2.23.20.0 A",
        "curl/8.5.0",
        "facebookexternalhit/1.1",
        "-",
    )
    found = counted(tmp_path, line(), *(line(program=each) for each in programs))

    assert (found.pages, found.by_machines) == (1, len(programs))


def test_the_day_is_that_of_the_office(tmp_path: Path) -> None:
    """
    A server that counts in UTC tells of the next day from five in the afternoon on; the month ends at the office's midnight.
    """
    found = counted(
        tmp_path,
        line(at="09/Oct/2026:17:30:00 +0000"),
        line(at="30/Sep/2026:16:59:59 +0000"),
        line(at="31/Oct/2026:16:59:59 +0000"),
        line(at="31/Oct/2026:17:00:00 +0000"),
    )

    assert {day.day for day, count in found.by_day if count} == {10, 31}
    assert found.outside == 2


def test_who_sent_the_reader_has_a_name_and_no_address(tmp_path: Path) -> None:
    """
    Known places by name, any other site as one number, a step within the site not at all, whatever a referrer is made of.
    """
    found = counted(
        tmp_path,
        line(origin="https://l.facebook.com/l.php?u=rahasia"),
        line(origin="https://web.whatsapp.com/"),
        line(origin="https://notwhatsapp.com/"),
        line(origin="https://mmc.contoh.go.id/"),
        line(origin="http://[rusak"),
    )

    assert dict(found.came_from) == {
        "Facebook": 1,
        "WhatsApp": 1,
        "situs lain": 1,
        "tidak disebut (dibuka langsung, dari aplikasi, atau dirahasiakan)": 1,
    }


def test_nothing_of_a_reader_is_kept(tmp_path: Path) -> None:
    """
    No address, no program and no query stand anywhere in what was counted.
    """
    found = repr(counted(tmp_path, line(f"{STORY}?nik=6204010101010001"), line("/siapa-saya-620401/", code=404)))

    assert not [word for word in ("203.0.113", "Android", "6204", "nik") if word in found]


def test_packed_logs_common_format_and_caddy_are_read(tmp_path: Path) -> None:
    """
    A packed file, a server that writes neither referrer nor program, and one that writes JSON tell the same.
    """
    packed, caddy = tmp_path / "access.log.1.gz", tmp_path / "caddy.log"
    common = f'203.0.113.9 - - [09/Oct/2026:08:15:00 +0700] "GET {STORY} HTTP/1.1" 200 512\n'
    packed.write_bytes(gzip.compress(common.encode()))
    headers = {"User-Agent": [PHONE], "Referer": ["https://www.google.com/"]}
    row = {"ts": 1791508500.5, "status": 200, "request": {"method": "GET", "uri": STORY, "headers": headers}}
    caddy.write_text(f"{json.dumps(row)}\n{{rusak\n", "utf-8")
    found = visits_of([packed, caddy], MONTH, "mmc.contoh.go.id", {})

    assert (found.pages, found.unreadable) == (2, 1)
    assert ("Google", 1) in found.came_from


@pytest.mark.parametrize("data", [b"", b"bukan log\n", gzip.compress(line().encode())[:-12]])
def test_a_file_that_is_no_log_is_refused(tmp_path: Path, data: bytes) -> None:
    """
    Rather than a report of no readers.
    """
    file = tmp_path / "access.log"
    file.write_bytes(data)

    with pytest.raises(NoLog, match=r"access\.log"):
        visits_of([file], MONTH, "mmc.contoh.go.id", {})
