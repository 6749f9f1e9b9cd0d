"""The QR code of an address, printed beside a page so that paper leads back to the site."""

from __future__ import annotations

import re

import segno

MASK = 4  # one fixed mask: choosing the best of eight takes four times as long, and any phone reads all of them
QUIET = 4  # the standard's empty frame, in modules
DARK = re.compile(b"\x01+")


def qr_rows(address: str) -> tuple[bytes, ...]:
    """The code's rows with its quiet frame, a byte a module: 1 for dark."""
    frame = bytes(QUIET)
    rows = [frame + bytes(row) + frame for row in _code(address).matrix]
    empty = [bytes(len(rows[0]))] * QUIET
    return (*empty, *rows, *empty)


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="M", mask=MASK, boost_error=False, encoding="utf-8")


def qr_svg(address: str) -> bytes:
    """A small SVG, black on white, of the same bytes for the same address; a fold or a stain (15 %) does not hurt it."""
    code = _code(address)
    side = len(code.matrix) + 2 * QUIET
    path = "".join(
        f"M{run.start() + QUIET} {y}h{run.end() - run.start()}"
        for y, row in enumerate(code.matrix, start=QUIET)
        for run in DARK.finditer(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{path}" transform="translate(0 .5)"/></svg>'
    ).encode()
