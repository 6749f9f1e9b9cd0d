"""Lines into paragraphs."""

from mmc.importer.arrival import Line
from mmc.importer.text.lines import paragraphs


def texts(release: str) -> list[str]:
    """The paragraphs of a text."""
    blocks, _ = paragraphs([Line(number, line) for number, line in enumerate(release.split("\n"), start=1)])
    return [block.text for block in blocks]


def test_a_line_is_a_paragraph() -> None:
    """
    Offices press Enter once between paragraphs; long lines are whole paragraphs, even without a full stop.
    """
    first = "Camat membuka pelatihan yang diikuti dua puluh perajin rotan dari enam desa di tepi sungai selama tiga hari, ujarnya"

    assert texts(f"{first}\nPelatihan berlangsung tiga hari.") == [first, "Pelatihan berlangsung tiga hari."]


def test_text_wrapped_by_hand_is_joined() -> None:
    """
    Lines broken at one width belong to one paragraph; an empty line ends it.
    """
    release = (
        "Camat membuka pelatihan anyaman rotan yang diikuti dua\n"
        "puluh perajin dari enam desa di tepi sungai. Pelatihan\n"
        "berlangsung selama tiga hari.\n"
        "\n"
        "Peserta menerima bahan dan alat dari pemerintah daerah\n"
        "serta pendampingan sampai akhir tahun."
    )

    opening = "Camat membuka pelatihan anyaman rotan yang diikuti dua puluh perajin dari enam desa di tepi sungai."

    assert texts(release) == [
        f"{opening} Pelatihan berlangsung selama tiga hari.",
        "Peserta menerima bahan dan alat dari pemerintah daerah serta pendampingan sampai akhir tahun.",
    ]


def test_a_lower_case_line_goes_on_with_the_one_before_and_is_doubted() -> None:
    """
    A sentence cut in the middle is mended, and the report says where.
    """
    long = "Pelatihan ini diikuti dua puluh perajin rotan dari enam desa di tepi sungai yang menjadi sentra anyaman di kabupaten"
    lines = [Line(1, long), Line(2, "sejak tahun lalu.")]
    blocks, joined = paragraphs(lines)

    assert [block.text for block in blocks] == [f"{long} sejak tahun lalu."]
    assert joined == (1,)


def test_entries_in_a_row_are_a_list() -> None:
    """
    Two or more signs in a row make a list, a single dash is only a dash.
    """
    blocks, _ = paragraphs(
        [Line(1, "Syarat:"), Line(2, "1. KTP"), Line(3, "2. KK"), Line(4, "• asli"), Line(5, "• salinan")]
    )

    assert [(block.marker, block.text) for block in blocks] == [
        ("", "Syarat:"),
        ("number", "KTP"),
        ("number", "KK"),
        ("bullet", "asli"),
        ("bullet", "salinan"),
    ]
    assert texts("Begini:\n- hanya satu\nSelesai.") == ["Begini:", "- hanya satu", "Selesai."]


def test_numbers_that_do_not_count_up_are_text() -> None:
    """
    A line that begins with a year or a sum keeps its number.
    """
    assert texts("2. Kedua\n5. Kelima") == ["2. Kedua", "5. Kelima"]
