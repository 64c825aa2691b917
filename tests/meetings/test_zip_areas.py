"""The table of ZIP areas: made as its script says, small, and right where we know better."""

import random
from zoneinfo import ZoneInfo

import pytest

from pathfinder.meetings.zip_areas import SCALE, TABLE, load_zip_areas, miles
from tests.zip_areas import rows_of, table_of

ZIP_AREAS = load_zip_areas()


def test_the_table_is_small_and_holds_every_zip_area_of_its_source() -> None:
    assert TABLE.stat().st_size < 127 * 1024
    assert len(ZIP_AREAS) == 33_791
    zips = [zip_ for zip_, _ in ZIP_AREAS]
    assert zips == sorted(set(zips))
    assert zips[0] == "00601"


@pytest.mark.parametrize(
    ("zip_", "lat", "lon", "zone"),
    [
        ("43215", 39.967, -83.004, "America/New_York"),
        ("10001", 40.751, -73.997, "America/New_York"),
        ("60601", 41.885, -87.622, "America/Chicago"),
        ("37203", 36.15, -86.79, "America/Chicago"),
        ("37902", 35.96, -83.92, "America/New_York"),
        ("79901", 31.76, -106.48, "America/Denver"),
        ("85701", 32.22, -110.97, "America/Phoenix"),
        ("99501", 61.22, -149.88, "America/Anchorage"),
        ("96813", 21.31, -157.85, "Pacific/Honolulu"),
        ("00901", 18.46, -66.1, "America/Puerto_Rico"),
    ],
)
def test_a_zip_area_lies_where_it_is_known_to_lie(
    zip_: str, lat: float, lon: float, zone: str
) -> None:
    place = ZIP_AREAS.of_zip(zip_)
    assert place
    assert miles(place.lat, place.lon, lat, lon) < 3
    assert place.zone == zone


def test_what_is_no_zip_area_is_none() -> None:
    assert ZIP_AREAS.of_zip("00000") is None
    assert ZIP_AREAS.of_zip("99999") is None


def test_every_time_zone_is_one_that_there_is() -> None:
    for zone in {place.zone for _, place in ZIP_AREAS}:
        assert ZoneInfo(zone).key == zone


def test_the_zone_of_a_point_is_that_of_the_zip_area_nearest_to_it() -> None:
    chance = random.Random(1)
    every = [place for _, place in ZIP_AREAS]
    for place in chance.sample(every, 40):
        lat = round(place.lat + chance.uniform(-0.1, 0.1), 2)
        lon = round(place.lon + chance.uniform(-0.1, 0.1), 2)
        nearest = min(every, key=lambda p: miles(lat, lon, p.lat, p.lon))
        assert ZIP_AREAS.zone_at(lat, lon) == nearest.zone
    assert ZIP_AREAS.zone_at(0, 0) is None
    assert ZIP_AREAS.zone_at(48.85, 2.35) is None


def test_miles_are_those_of_a_straight_line() -> None:
    assert miles(40, -83, 40, -83) == 0
    assert round(miles(40.7128, -74.006, 34.0522, -118.2437)) == 2446
    assert round(miles(0, 179.5, 0, -179.5), 1) == 69.1


def test_the_script_makes_the_table_that_is_read() -> None:
    text = "GEOID,LAT,LONG,COUNTRY\n43215,39.9667,-83.0127,US\n00601,18.1806,-66.7499,US\n"
    table = table_of(rows_of(text), lambda lon, _: "America/New_York" if lon < -80 else "Etc/UTC")
    areas = type(ZIP_AREAS)(table)
    first, second = areas
    assert first == ("00601", (18.181, -66.75, "Etc/UTC"))
    assert second == ("43215", (39.967, -83.013, "America/New_York"))


def test_the_shipped_table_is_one_that_the_script_would_make() -> None:
    every = [*ZIP_AREAS]
    zone_of = {(round(p.lat * SCALE), round(p.lon * SCALE)): p.zone for _, p in every}
    rows = [(zip_, place.lat, place.lon) for zip_, place in every]
    again = table_of(rows, lambda lon, lat: zone_of[round(lat * SCALE), round(lon * SCALE)])
    assert again == TABLE.read_bytes()
