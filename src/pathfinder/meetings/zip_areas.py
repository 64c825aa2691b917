"""Where a ZIP area lies and in which time zone, from a table that `tests/zip_areas.py` makes."""

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from struct import unpack
from typing import NamedTuple

TABLE = Path(__file__).with_name("zip_areas.bin")
"""The centres of the ZIP areas of the US Census Bureau, which are in the public domain."""
SCALE = 1000
"""A degree in the table: a thousandth is at most 120 yards."""
EARTH = 3958.8
"""Miles: the mean radius."""
MILES_A_DEGREE = 69.0
FAR = 60.0
"""Miles from any ZIP area, beyond which its time zone is no guess any more."""


class ZipArea(NamedTuple):
    """A point in degrees, and its time zone."""

    lat: float
    lon: float
    zone: str


class ZipAreas:
    """All ZIP areas. One alone is read without unpacking the others."""

    def __init__(self, table: bytes) -> None:
        """Read `table`: zone names, a line each, and then four columns, each of `count` numbers."""
        names, _, self._packed = zlib.decompress(table).partition(b"\n\n")
        self._count = len(self._packed) // 11
        self._zones = names.decode("ascii").split("\n")
        self._asked: dict[tuple[float, float], str | None] = {}

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[tuple[str, ZipArea]]:
        return ((f"{zip_:05}", self._at(i)) for i, zip_ in enumerate(self._zips()))

    def of_zip(self, zip_: str) -> ZipArea | None:
        """Return the centre of `zip_`, five digits, if there is such an area."""
        number = int(zip_)
        for i, each in enumerate(self._zips()):
            if each >= number:
                return self._at(i) if each == number else None
        return None

    def zone_at(self, lat: float, lon: float) -> str | None:
        """Return the time zone of the ZIP area that is nearest, where one is near at all."""
        key = (round(lat, 2), round(lon, 2))
        if key not in self._asked:
            self._asked[key] = self._zone_at(*key)
        return self._asked[key]

    def _zone_at(self, lat: float, lon: float) -> str | None:
        for margin in (0.25, FAR / MILES_A_DEGREE):
            near = [self._at(i) for i in self._within(lat, lon, margin)]
            if near:
                area = min(near, key=lambda area: miles(lat, lon, area.lat, area.lon))
                return area.zone if miles(lat, lon, area.lat, area.lon) <= FAR else None
        return None

    def _within(self, lat: float, lon: float, margin: float) -> Iterator[int]:
        """Yield the rows of a box of `margin` degrees, which is wider far from the equator."""
        row, wide = round(lat * SCALE), margin / max(cos(radians(lat)), 0.2)
        left, right = round((lon - wide) * SCALE), round((lon + wide) * SCALE)
        order, lats, lons = self._by_lat
        start = bisect_left(lats, row - round(margin * SCALE))
        for at in range(start, bisect_left(lats, row + round(margin * SCALE))):
            if left <= lons[at] <= right:
                yield order[at]

    @cached_property
    def _by_lat(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """The rows from south to north, and both columns: only a list without zones pays for it."""
        lats, lons = (
            unpack(f"<{self._count}i", _joined(self._packed[at * self._count :], self._count))
            for at in (2, 6)
        )
        order = sorted(range(self._count), key=lats.__getitem__)
        return order, [lats[i] for i in order], [lons[i] for i in order]

    def _zips(self) -> Iterator[int]:
        return accumulate(unpack(f"<{self._count}H", self._packed[: 2 * self._count]))

    def _at(self, i: int) -> ZipArea:
        lat, lon = (
            int.from_bytes(
                self._packed[at * self._count + i :: self._count][:4], "little", signed=True
            )
            for at in (2, 6)
        )
        return ZipArea(lat / SCALE, lon / SCALE, self._zones[self._packed[10 * self._count + i]])


def load_zip_areas() -> ZipAreas:
    """Return the shipped table."""
    return ZipAreas(TABLE.read_bytes())


def miles(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return how far two points are from each other in a straight line."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def _joined(column: bytes, count: int) -> bytes:
    """Return the numbers at the begin of `column`: first all their first bytes, then all second ones."""
    joined = bytearray(4 * count)
    for i in range(4):
        joined[i::4] = column[i * count : (i + 1) * count]
    return bytes(joined)
