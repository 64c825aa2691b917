"""Codes that a telephone's camera reads, for addresses and nothing else."""

import segno

QUIET = 2
"""White modules around a code; the white of the page is the rest of the four it needs."""


def code(address: str) -> str:
    """Return a QR code of `address` as SVG without a size: a seventh of it may be unreadable."""
    drawn = segno.make_qr(address, error="m")
    return drawn.svg_inline(
        border=QUIET, omitsize=True, svgclass=None, lineclass=None, dark="#000", light="#fff"
    )
