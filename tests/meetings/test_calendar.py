"""Calendar files: read by two readers, of which one is that of Thunderbird, with the same instants."""

import datetime as dt
import json
import os
import shutil
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from pathfinder.meetings.calendar import calendar_of
from pathfinder.model.condition import SupportId
from pathfinder.model.results.meeting import Attendance, MeetingShown
from tests.meetings.made import NOON

ICAL_JS = os.environ.get("PATHFINDER_ICAL_JS", "")
"""The folder of npm's ical.js: `npm install ical.js` makes it below node_modules."""
NODE = shutil.which("node") or ""

READER = """
import fs from 'fs';
const {default: ICAL} = await import(process.argv[1]);
const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
const starts = calendar.getAllSubcomponents('vevent').map(one => {
  const steps = new ICAL.Event(one).iterator(), found = [];
  for (let at = steps.next(); at && found.length < 100; at = steps.next())
    found.push(at.toJSDate().toISOString());
  return found;
});
console.log(JSON.stringify(starts));
"""

ZONES = (
    "America/New_York",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Puerto_Rico",
    "Europe/London",
    "Asia/Kolkata",
)


def meeting(starts: dt.datetime, zone: str, **changed: object) -> MeetingShown:
    there = starts.astimezone(ZoneInfo(zone))
    fields: dict[str, object] = {
        "program": SupportId("aa"), "name": "Evening Group", "starts": there.isoformat(timespec="minutes"),
        "time_zone": zone, "minutes": 75, "length_known": True, "maybe_not_weekly": False,
        "attendance": Attendance.HYBRID, "location": "A hall", "address": "12 Made Up St",
        "miles": 1.0, "join": "https://example.org/j", "dial": None, "join_note": "Passcode: open",
        "link": None, "traits": (), "listed_on": "2026-11-27", **changed,
    }  # fmt: skip
    return MeetingShown(**fields)  # type: ignore[arg-type]


def made(weeks: int = 60) -> tuple[str, list[list[dt.datetime]]]:
    """A calendar of meetings in many zones, and when each is to be, more than a year ahead."""
    listed, expected = [], []
    for number, zone in enumerate(ZONES):
        there = ZoneInfo(zone)
        first = dt.datetime(2026, 11, 27 + number % 3, 7 + 2 * number, 30, tzinfo=there)
        listed.append(meeting(first, zone, name=f"Group {number}"))
        days = (first + dt.timedelta(weeks=week) for week in range(weeks))
        expected.append([day.astimezone(dt.UTC) for day in days])
    return calendar_of(listed, title="Out", weeks=weeks, now=NOON), expected


def test_icalendar_reads_every_start_at_the_instant_it_is() -> None:
    text, expected = made()
    calendar = Calendar.from_ical(text)
    found: list[list[dt.datetime]] = [[] for _ in expected]
    events = {str(event["UID"]): i for i, event in enumerate(calendar.events)}
    until = NOON + dt.timedelta(weeks=62)
    for each in recurring_ical_events.of(calendar).between(NOON - dt.timedelta(days=2), until):
        found[events[str(each["UID"])]].append(each["DTSTART"].dt.astimezone(dt.UTC))
    assert [sorted(starts) for starts in found] == expected


@pytest.mark.skipif(
    not (ICAL_JS and NODE),
    reason="PATHFINDER_ICAL_JS names no folder of npm's ical.js, or there is no node",
)
def test_ical_js_reads_every_start_at_the_instant_it_is() -> None:
    text, expected = made()
    (module,) = [*Path(ICAL_JS).glob("dist/ical.js"), *Path(ICAL_JS).glob("build/ical.js")][:1]
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", READER, module.as_uri()],
        input=text, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    found = [[dt.datetime.fromisoformat(s) for s in starts] for starts in json.loads(done.stdout)]
    assert found == expected


def test_each_change_of_the_clock_stands_on_a_line_of_its_own() -> None:
    text, _ = made()
    lines = [line for line in text.splitlines() if line.startswith("RDATE")]
    assert lines
    assert not [line for line in lines if "," in line]
    assert {str(zone["TZID"]) for zone in Calendar.from_ical(text).timezones} == {*ZONES}


def test_a_calendar_tells_no_group_and_no_name() -> None:
    text, _ = made()
    assert "SUMMARY:Out" in text
    assert "CLASS:PRIVATE" in text
    assert "Group" not in text
    assert "Alcoholics" not in text


def test_a_meeting_once_is_not_repeated_and_one_for_weeks_is_counted() -> None:
    first = dt.datetime(2026, 11, 28, 0, tzinfo=dt.UTC)
    once = calendar_of([meeting(first, "America/New_York")], title="x", weeks=1, now=NOON)
    often = calendar_of([meeting(first, "America/New_York")], title="x", weeks=6, now=NOON)
    assert "RRULE" not in once
    assert "RRULE:FREQ=WEEKLY;COUNT=6" in often
    assert "DURATION:PT1H15M" in often
    assert "DTSTART;TZID=America/New_York:20261127T190000" in once
    assert "https://example.org/j" in once


def test_the_same_meeting_has_the_same_id_next_week() -> None:
    first = dt.datetime(2026, 11, 28, 0, tzinfo=dt.UTC)
    one, other = (
        Calendar.from_ical(
            calendar_of([meeting(at, "America/New_York")], title="x", weeks=1, now=NOON)
        ).events[0]["UID"]
        for at in (first, first + dt.timedelta(weeks=1))
    )
    assert one == other
