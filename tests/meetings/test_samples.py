"""Lists as they are really published, where a folder of them is named.

They belong to others and are not part of the project: `../shared/interop`, or the folder that
`PATHFINDER_SAMPLES` names, has `meeting_guide` and `bmlt`, each with a SOURCE.md that tells where
its files come from.
"""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from pathfinder.meetings.lists.read import ListContext, read_list
from pathfinder.meetings.lists.reading import Bad, ListFormat, Odd, Reading
from pathfinder.meetings.zip_areas import load_zip_areas
from pathfinder.model.condition import SupportId
from tests.conftest import ROOT

FOLDER = Path(os.environ.get("PATHFINDER_SAMPLES") or ROOT.parent / "shared" / "interop")

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="needs ../shared, which this clone has not, or PATHFINDER_SAMPLES"
)


class Told(NamedTuple):
    """What is known of a sample: its form, its rows, and those that are no meeting, by kind."""

    form: ListFormat
    rows: int
    left_out: dict[Bad, int]


SAMPLES = {
    "meeting_guide/tsml_ui_unit_fixture.json": Told(ListFormat.GUIDE, 3, {}),
    "meeting_guide/c4r_pdf_meetings.json": Told(ListFormat.GUIDE, 25, {}),
    "meeting_guide/central_query_meetings_40_redacted.json": Told(ListFormat.GUIDE, 40, {}),
    "meeting_guide/minneapolis_tsml_2018_40.json": Told(ListFormat.GUIDE, 40, {}),
    "meeting_guide/minneapolis_tsml_2018_trailing_junk.txt": Told(ListFormat.GUIDE, 2, {}),
    "meeting_guide/SELF_MADE_export_feed.json": Told(ListFormat.GUIDE, 4, {Bad.NO_DAY_OR_TIME: 1}),
    "bmlt/search_day2_20.json": Told(ListFormat.BMLT, 20, {}),
    "bmlt/search_day3_20.json": Told(ListFormat.BMLT, 20, {}),
    "bmlt/search_day4_20.json": Told(ListFormat.BMLT, 20, {}),
    "bmlt/search_empty_envelope.json": Told(ListFormat.GUIDE, 0, {}),
    "bmlt/search_empty_array.json": Told(ListFormat.GUIDE, 0, {}),
    "bmlt/search_partial_fields_10.json": Told(ListFormat.BMLT, 10, {Bad.NO_DAY_OR_TIME: 10}),
}


def read(name: str) -> Reading:
    program = SupportId("na" if name.startswith("bmlt") else "aa")
    source = ListContext(program=program, where=name)
    return read_list((FOLDER / name).read_bytes(), source, load_zip_areas())


@pytest.mark.parametrize("name", [pytest.param(name, id=Path(name).stem) for name in SAMPLES])
def test_every_row_of_a_sample_is_a_meeting_or_counted(name: str) -> None:
    reading, told = read(name), SAMPLES[name]
    assert (reading.form, reading.rows, reading.left_out) == told
    assert len(reading.meetings) == told.rows - sum(told.left_out.values())


def test_the_traps_of_the_samples_are_seen() -> None:
    junk = read("meeting_guide/minneapolis_tsml_2018_trailing_junk.txt")
    assert junk.odd[Odd.JUNK_AROUND] == 1
    local = read("meeting_guide/minneapolis_tsml_2018_40.json")
    assert local.codes["MW"] == 28
    assert {meeting.zone for meeting in local.meetings} == {"America/Chicago"}
    assert {meeting.week // (24 * 60) for meeting in local.meetings} == {1}
    online = read("meeting_guide/central_query_meetings_40_redacted.json")
    assert not any(meeting.room for meeting in online.meetings)
    assert Odd.NO_END not in online.odd
    monday = read("bmlt/search_day2_20.json")
    assert {meeting.week // (24 * 60) for meeting in monday.meetings} == {1}
    assert {meeting.zone for meeting in monday.meetings} == {"America/New_York"}
