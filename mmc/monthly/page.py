"""The month as one page to print: it stands alone, in the office's colours, with nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from mmc.indonesian import calendar
from mmc.indonesian.text import number
from mmc.monthly.figures import Count, Figures, Month, Visits
from mmc.monthly.plots import Plots

LONGEST = 5  # of the items that went out late
STYLE = """
:root { --deep: %(mast)s; --ink: %(ink)s; --muted: %(muted)s; --line: %(line)s; --wash: %(wash)s; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 50rem; padding: 1.5rem 1rem 3rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 "Plus Jakarta Sans", system-ui, "Segoe UI", Roboto, sans-serif; }
header { border-block-end: 4px solid var(--deep); padding-block-end: .75rem; display: grid; gap: .25rem 1rem; }
header img { max-block-size: 4rem; max-inline-size: 4rem; }
header p { margin: 0; color: var(--muted); }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2.25rem 0 .5rem; padding-block-start: .5rem; border-block-start: 1px solid var(--line); color: var(--deep);
  font-size: 1.25rem; }
h3 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
.sums { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.sums div { background: var(--wash); padding: .75rem; border-inline-start: 4px solid var(--deep); }
.sums dt { color: var(--muted); font-size: .875rem; }
.sums dd { margin: 0; font-size: 1.3125rem; line-height: 1.3; font-weight: 700; }
.sums small { display: block; font-size: .8125rem; font-weight: 400; color: var(--muted); }
.wide { overflow-x: auto; }
.pair { display: grid; gap: .5rem 2rem; align-items: start; }
@media (min-width: 44rem), print { .pair { grid-template-columns: 1fr 1fr; } .pair svg { margin-block-start: 1.75rem; } }
table { border-collapse: collapse; inline-size: 100%%; font-size: .9375rem; }
th, td { text-align: start; vertical-align: top; padding: .3rem .5rem .3rem 0; border-block-end: 1px solid var(--line); }
td.n, th.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
svg { display: block; inline-size: 100%%; max-inline-size: 40rem; block-size: auto; margin: .5rem 0; }
svg text { font-size: 13.5px; fill: var(--ink); }
svg rect { fill: var(--deep); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
svg .axis { stroke: var(--muted); fill: none; }
.note { color: var(--muted); font-size: .9375rem; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } h2 { break-after: avoid; }
  svg, tr, .sums div { break-inside: avoid; } @page { size: A4; margin: 16mm; } }
"""


@dataclass(frozen=True, slots=True)
class Look:
    """The office as its page shows it: names, colours by the theme's tokens, the emblem as a `data:` address."""

    name: str
    office: str
    colours: Mapping[str, str]
    emblem: str = ""


def page_of(figures: Figures, look: Look) -> str:
    """The report as HTML."""
    month = calendar.month_and_year(figures.month.first)
    html = Element("html", {"lang": "id"})
    head = SubElement(html, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "title").text = f"Laporan {month} – {look.name}"
    SubElement(head, "style").text = STYLE % look.colours
    body = SubElement(html, "body")
    _title(SubElement(body, "header"), figures.month, month, look)
    main = SubElement(body, "main")
    plots = Plots()
    _sums(main, figures)
    _published(main, figures, plots)
    _speed(main, figures)
    _clarified(main, figures)
    _mended(main, figures)
    _sent(main, figures, plots)
    _waiting(main, figures)
    if figures.happenings.visits is not None:
        _read(main, figures.happenings.visits, plots)
    _unknown(main, figures)
    return "<!DOCTYPE html>\n" + tostring(html, encoding="unicode", method="html") + "\n"


def _title(header: Element, month: Month, name: str, look: Look) -> None:
    if look.emblem:
        SubElement(header, "img", {"src": look.emblem, "alt": ""})
    SubElement(header, "p").text = look.office
    SubElement(header, "h1").text = f"Laporan {look.name}, {name}"
    local = month.now.astimezone(month.zone)
    made = f"Dibuat {calendar.long_date(local.date())} pukul {calendar.clock(local)}."
    SubElement(header, "p").text = f"{made} Bulan ini belum selesai." if month.is_running else made


def _sums(main: Element, figures: Figures) -> None:
    sums = SubElement(main, "dl", {"class": "sums"})
    mended = sum(each.sort != "penarikan" for each in figures.notes)
    rows = (
        ("Naskah terbit", number(figures.total.number), f"bulan sebelumnya {number(figures.total.before)}"),
        ("Peristiwa sampai terbit", _days(figures.usual_delay), "nilai tengah"),
        ("Klarifikasi", number(len(figures.answers)), f"waktu jawab, nilai tengah: {_days(figures.usual_answer)}"),
        ("Ralat dan penarikan", number(len(figures.notes)), f"{mended} ralat, {len(figures.notes) - mended} penarikan"),
        ("Menunggu", number(len(figures.happenings.waits)), "saat laporan ini dibuat"),
        ("Kewajiban", number(len(figures.happenings.duties)), "jatuh tempo"),
    )
    for label, value, more in rows:
        part = SubElement(sums, "div")
        SubElement(part, "dt").text = label
        told = SubElement(part, "dd")
        told.text = value
        SubElement(told, "small").text = more


def _published(main: Element, figures: Figures, plots: Plots) -> None:
    _heading(main, "Yang terbit")
    main.append(plots.days("Naskah terbit setiap hari", figures.by_day))
    for title, rows in (
        ("Menurut jenis", figures.by_kind),
        ("Menurut kategori", figures.by_category),
        ("Menurut kecamatan", figures.by_district),
    ):
        SubElement(main, "h3").text = title
        _pair(
            main, plots.bars(f"Naskah terbit {title.lower()}", rows), title.removeprefix("Menurut ").capitalize(), rows
        )


def _speed(main: Element, figures: Figures) -> None:
    _heading(main, "Dari peristiwa sampai terbit")
    if not figures.delays:
        _words(main, "Tidak ada berita atau siaran pers bulan ini yang menyebut tanggal peristiwanya.")
    else:
        total = len(figures.delays)
        shares = (
            ("pada hari yang sama", figures.within(0)),
            ("paling lama satu hari", figures.within(1)),
            ("paling lama tiga hari", figures.within(3)),
            ("lebih dari tiga hari", total - figures.within(3)),
        )
        _table(main, ("Terbit", "Naskah"), ((label, number(value)) for label, value in shares), {1})
        late = [each for each in figures.delays if each.days > 3][:LONGEST]
        if late:
            SubElement(main, "h3").text = "Yang paling lama"
            _table(main, ("Naskah", "Hari"), ((each.what, number(each.days)) for each in late), {1})
    if figures.without_event:
        _words(main, f"{figures.without_event} berita dan siaran pers tidak menyebut tanggal peristiwa.")


def _clarified(main: Element, figures: Figures) -> None:
    _heading(main, "Klarifikasi")
    if not figures.answers:
        _words(main, "Tidak ada klarifikasi bulan ini.")
    else:
        rows = (
            (
                each.number or "tanpa nomor",
                each.title,
                each.verdict,
                calendar.short_date(each.seen),
                calendar.short_date(each.answered),
                number(each.days),
            )
            for each in figures.answers
        )
        _table(main, ("Nomor", "Judul", "Vonis", "Terlihat", "Dijawab", "Hari"), rows, {5})
    if figures.open_claims:
        SubElement(main, "h3").text = "Masih belum terbukti"
        _listed(main, figures.open_claims)


def _mended(main: Element, figures: Figures) -> None:
    _heading(main, "Ralat dan penarikan")
    if not figures.notes:
        _words(main, "Tidak ada ralat dan tidak ada penarikan bulan ini.")
        return
    rows = (
        (calendar.short_date(each.at.astimezone(figures.month.zone)), each.sort, each.title, each.text)
        for each in figures.notes
    )
    _table(main, ("Tanggal", "Catatan", "Naskah", "Isi"), rows, set())


def _sent(main: Element, figures: Figures, plots: Plots) -> None:
    _heading(main, "Siaran dan rilis situs")
    for title, rows, empty in (
        ("Siaran ke jejaring", figures.sent, "Tidak ada siaran yang tercatat bulan ini maupun bulan sebelumnya."),
        ("Rilis situs", figures.releases, "Tidak ada rilis yang tercatat bulan ini maupun bulan sebelumnya."),
    ):
        SubElement(main, "h3").text = title
        if not rows:
            _words(main, empty)
            continue
        _pair(main, plots.bars(title, rows), title, rows)


def _waiting(main: Element, figures: Figures) -> None:
    _heading(main, "Yang menunggu")
    if figures.happenings.waits:
        _table(main, ("Naskah atau berkas", "Menunggu"), figures.happenings.waits, set())
    else:
        _words(main, "Tidak ada yang menunggu.")
    _heading(main, "Kewajiban yang jatuh tempo")
    if figures.happenings.duties:
        rows = ((each.what, each.when, each.mend) for each in figures.happenings.duties)
        _table(main, ("Kewajiban", "Tenggat", "Yang perlu dilakukan"), rows, set())
    else:
        _words(main, "Tidak ada yang jatuh tempo.")


def _read(main: Element, visits: Visits, plots: Plots) -> None:
    _heading(main, "Pembaca menurut log server")
    if visits.first is None or visits.last is None:
        _words(main, "Log itu tidak memuat satu hari pun dari bulan ini.")
        return
    span = f"{calendar.plain_date(visits.first)} sampai {calendar.plain_date(visits.last)}"
    _words(
        main,
        f"{number(visits.pages)} halaman dibuka, menurut log {span}. Yang dihitung halaman, bukan orang: alamat pembaca "
        "tidak dibaca dan tidak disimpan. Pembaca yang membuka simpanan di perangkatnya tidak tercatat di server.",
    )
    main.append(plots.days("Halaman dibuka setiap hari", visits.by_day))
    SubElement(main, "h3").text = "Paling banyak dibuka"
    _table(main, ("Halaman", "Alamat", "Dibuka"), ((a, b, number(c)) for a, b, c in visits.most_read), {2})
    SubElement(main, "h3").text = "Datang dari"
    rows = [Count(name, value) for name, value in visits.came_from]
    _table(main, ("Asal", "Dibuka"), ((each.label, number(each.number)) for each in rows), {1})
    more = [
        f"dibuka program, tidak ikut dihitung: {number(visits.by_machines)}",
        f"halaman yang tidak ada: {number(visits.not_found)}",
        f"baris di luar bulan ini: {number(visits.outside)}",
        f"baris yang tidak terbaca: {number(visits.unreadable)}",
    ]
    _words(main, "; ".join(more).capitalize() + ".")


def _unknown(main: Element, figures: Figures) -> None:
    _heading(main, "Cara menghitung, dan yang tidak diketahui")
    notes = [
        "Sebuah naskah dihitung pada bulan tanggal terbitnya, dalam bentuk yang dilihat pembaca saat laporan dibuat.",
        "Waktu dari peristiwa sampai terbit dihitung dalam hari, dari tanggal peristiwa sampai tanggal terbit.",
        "Naskah yang terbit sebelum peristiwanya tidak ikut dihitung di sana.",
        "Waktu jawab klarifikasi dihitung dari hari kabar itu terlihat sampai hari jawabannya terbit.",
        *figures.happenings.unknown,
    ]
    if figures.happenings.visits is None:
        notes.append("Jumlah pembaca tidak diketahui: laporan ini dibuat tanpa log server (--log).")
    _listed(main, notes)


def _pair(main: Element, plot: Element, title: str, rows: Sequence[Count]) -> None:
    """A plot and the same figures as a table, with those of the month before."""
    pair = SubElement(main, "div", {"class": "pair"})
    pair.append(plot)
    cells = ((each.label, number(each.number), number(each.before)) for each in rows)
    _table(pair, (title, "Bulan ini", "Sebelumnya"), cells, {1, 2})


def _table(main: Element, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: set[int]) -> None:
    """A table whose first column names its rows; it scrolls by itself where there is no room."""
    place = SubElement(
        main, "div", {"class": "wide", "tabindex": "0", "role": "group", "aria-label": f"Tabel {heads[0]}"}
    )
    table = SubElement(place, "table")
    line = SubElement(SubElement(table, "thead"), "tr")
    for at, head in enumerate(heads):
        SubElement(line, "th", {"scope": "col", **({"class": "n"} if at in numbers else {})}).text = head
    body = SubElement(table, "tbody")
    for row in rows:
        line = SubElement(body, "tr")
        for at, cell in enumerate(row):
            extra = {"class": "n"} if at in numbers else {}
            SubElement(line, "th" if at == 0 else "td", {**({"scope": "row"} if at == 0 else {}), **extra}).text = cell


def _heading(main: Element, words: str) -> None:
    SubElement(main, "h2").text = words


def _words(main: Element, words: str) -> None:
    SubElement(main, "p", {"class": "note"}).text = words


def _listed(main: Element, rows: Iterable[str]) -> None:
    listed = SubElement(main, "ul")
    for row in rows:
        SubElement(listed, "li").text = row


def _days(value: float | None) -> str:
    if value is None:
        return "tidak ada"
    return f"{number(value if value % 1 else int(value))} hari"
