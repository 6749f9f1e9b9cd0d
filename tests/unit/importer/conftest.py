"""The office that the importer's tests work for."""

from datetime import datetime, timedelta, timezone

import pytest

from mmc.base.vocabulary import Category, District, Office, Vocabulary

WIB = timezone(timedelta(hours=7))


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Three sections and three districts, enough to be wrong about."""
    names = ("Pemerintahan", "Ekonomi", "Kesehatan")
    districts = ("Dusun Hilir", "Dusun Utara", "Jenamas")
    office = Office(
        name="MMC Barito Selatan",
        short_name="MMC Barsel",
        office="Dinas Kominfo",
        region="Kabupaten Barito Selatan",
        province="Kalimantan Tengah",
        capital="Buntok",
        url="https://mmc.example.go.id",
        dateline_outlet="MMCBarsel",
        id_prefix="brs",
    )
    return Vocabulary(
        office=office,
        categories=tuple(Category(name.casefold(), name) for name in names),
        districts=tuple(District(name.casefold().replace(" ", "-"), name) for name in districts),
        people=(),
        menu=(),
        footer=(),
        trusted_hosts=(),
        redirects=(),
    )


@pytest.fixture(scope="session")
def now() -> datetime:
    """The moment at which the tests' releases are imported."""
    return datetime(2026, 2, 3, 10, 15, tzinfo=WIB)
