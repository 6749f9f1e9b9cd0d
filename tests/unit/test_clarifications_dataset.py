"""The open dataset of clarifications: what other newsrooms rely on."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from mmc.base.vocabulary import VERDICTS
from mmc.clarifications import dataset as data

WIB = timezone(timedelta(hours=7))
HOST = "https://mmc.example.go.id"
ONE = data.Clarification(
    id="brs-2026-01-31-k3f9",
    number="KLR-2026-001",
    url=f"{HOST}/klarifikasi/2026/01/jembatan/",
    title="Jembatan Tidak Ditutup",
    claim="Jembatan “ditutup”, katanya;\nsebarkan",
    verdict="konten palsu",
    seen=date(2026, 1, 29),
    seen_where="Pesan berantai WhatsApp",
    published=datetime(2026, 1, 31, 9, tzinfo=WIB),
    modified=datetime(2026, 2, 1, 9, tzinfo=WIB),
    answered_by="Dinas PUPR",
    sources=(data.Source("Dinas PUPR", "https://pupr.example.go.id/"), data.Source("Warga")),
    updates=(data.Update(datetime(2026, 2, 1, 9, tzinfo=WIB), "Pelaku meminta maaf."),),
)


def test_response_time_counts_days_of_the_place() -> None:
    """
    Two days from first seen to answered; an answer on the same day counts nothing, whatever UTC says.
    """
    assert data.response_days(ONE.seen, ONE.published) == 2
    assert data.response_days(date(2026, 1, 31), datetime(2026, 1, 30, 17, 30, tzinfo=UTC), WIB) == 0
    assert data.response_days(date(2026, 2, 3), ONE.published) == 0
    assert (data.response_text(0), data.response_text(2)) == ("pada hari yang sama", "dalam 2 hari")
    assert data.median_response([ONE, replace(ONE, seen=date(2026, 1, 31))]) == 1
    assert data.median_response([]) is None


def test_json_and_schema_agree() -> None:
    """
    Every field that the schema explains is there, in its type, and no other.
    """
    document = json.loads(
        data.dataset_json([ONE], "MMC Barito Selatan", f"{HOST}/hak-cipta/", f"{HOST}/klarifikasi/skema.json")
    )
    schema = json.loads(data.dataset_schema(f"{HOST}/klarifikasi/skema.json", VERDICTS))
    item_schema = schema["properties"]["items"]["items"]
    [item] = document["items"]
    python = {"string": str, "integer": int, "boolean": bool, "array": list}

    assert document["$schema"] == schema["$id"] and document["count"] == 1
    assert list(item) == item_schema["required"] == list(item_schema["properties"])
    for name, rule in item_schema["properties"].items():
        assert isinstance(item[name], python[rule["type"]])
        assert rule["description"]
    assert item["verdict"] in item_schema["properties"]["verdict"]["enum"]
    assert item["updates"] == [{"at": "2026-02-01T09:00:00+07:00", "text": "Pelaku meminta maaf."}]
    assert (item["response_days"], item["seen"]) == (2, "2026-01-29")


def test_csv_opens_in_a_spreadsheet() -> None:
    """
    Excel sees UTF-8, one row an item whatever its claim contains, and never a formula.
    """
    document = data.dataset_csv([replace(ONE, title="=HYPERLINK(1)"), ONE])
    rows = list(csv.DictReader(io.StringIO(document.decode("utf-8-sig"))))

    assert document.startswith(b"\xef\xbb\xbf")
    assert [row["title"] for row in rows] == ["'=HYPERLINK(1)", "Jembatan Tidak Ditutup"]
    assert rows[1]["claim"] == ONE.claim
    assert rows[1]["sources"] == "Dinas PUPR <https://pupr.example.go.id/> | Warga"
    assert rows[1]["is_withdrawn"] == "tidak"


@pytest.mark.parametrize("make", [data.dataset_csv, lambda rows: data.dataset_json(rows, "a", "b", "c")])
def test_without_clarifications_there_is_an_empty_dataset(make) -> None:  # type: ignore[no-untyped-def]
    """
    A new site publishes an empty table, not an error.
    """
    assert b"KLR" not in make([])


def test_the_guide_to_the_dataset_explains_every_column() -> None:
    """
    Other newsrooms read the same words on the forge as in the schema.
    """
    guide = (Path(__file__).resolve().parents[2] / "docs" / "data-klarifikasi.md").read_text(encoding="utf-8")

    assert [name for name, text in data.FIELDS.items() if f"| `{name}` | {text} |" not in guide] == []
